/** The menu of a segment, where the pointer is. */
import { html, type TemplateResult } from 'lit';
import type { Words } from '../../l10n.ts';
import { SEGMENT_ACTS, type SegmentAct } from '../segment-acts.ts';

/** Room that the menu takes, in pixels. */
const WIDTH = 190;
const HEIGHT = 270;
/** So far is the pointer inside it: released outside, the button would close it again. */
const INSIDE = 8;

export function segmentMenu(words: Words, act: (name: SegmentAct) => void): TemplateResult {
  return html`<div id="menu" popover role="group" aria-label=${words.text('acts')}>
    ${SEGMENT_ACTS.map(
      (name) =>
        html`<button class="quiet" @click=${() => act(name)}>${words.text(`act-${name}`)}</button>`,
    )}
  </div>`;
}

/** At the pointer, or at the middle of the segment where the menu was asked for by key. */
export function showMenu(menu: HTMLElement, event: MouseEvent): void {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  const byMouse = event.clientX > 0 || event.clientY > 0;
  const x = byMouse ? event.clientX : box.left + box.width / 2;
  const y = byMouse ? event.clientY : box.top + box.height / 2;
  menu.style.left = `${Math.max(0, Math.min(x - INSIDE, innerWidth - WIDTH))}px`;
  menu.style.top = `${Math.max(0, Math.min(y - INSIDE, innerHeight - HEIGHT))}px`;
  menu.showPopover();
  menu.querySelector('button')?.focus();
}
