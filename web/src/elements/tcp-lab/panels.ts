/** The panels under the study: closed until asked for, and what is large is loaded only then. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../sentences.ts';
import type { HostId } from '../../lab.ts';
import type { OperatorTab } from '../../operator.ts';
import type { Intent, Place } from '../intent.ts';
import '../why-not/why-not.ts';
import type { Screen } from './screen.ts';

export interface PanelState {
  /** Ids of the open panels. */
  open: ReadonlySet<string>;
  operator: { host: HostId; tab: OperatorTab };
}

export const PANELS_AT_FIRST: PanelState = {
  open: new Set(),
  operator: { host: 0, tab: 'connections' },
};

interface Panel {
  /** Its heading is `panel-<id>`, what it is good for `panel-<id>-hint`. */
  id: string;
  draw: (screen: Screen, context: Context) => TemplateResult;
}

const PANELS: readonly Panel[] = [
  { id: 'why-not', draw: whyNot },
  { id: 'operator', draw: operator },
];

/** As another panel is opened or closed. */
export function withPanel(state: PanelState, panel: string, open: boolean): PanelState {
  const ids = new Set(state.open);
  if (open) ids.add(panel);
  else ids.delete(panel);
  return { ...state, open: ids };
}

/** With the operator's view of a host open. */
export function withOperator(state: PanelState, { host, tab }: PanelState['operator']): PanelState {
  return { ...withPanel(state, 'operator', true), operator: { host, tab } };
}

/** An open panel comes into sight, with the focus on its heading. */
function showPanel(root: ParentNode, panel: string): void {
  const box = root.querySelector<HTMLElement>(`[data-panel="${panel}"]`);
  box?.scrollIntoView();
  box?.querySelector('summary')?.focus({ preventScroll: true });
}

/** A place comes into sight beneath the bar, with the focus on its heading. */
export function showPlace(root: ParentNode, place: Place): void {
  if (place === 'operator') return showPanel(root, place);
  const [tag, heading] = PLACES[place];
  const target = root.querySelector(tag)?.shadowRoot?.querySelector<HTMLElement>(heading);
  if (!target) return;
  target.tabIndex = -1;
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}

/** Where a place is: its element, and the heading in it. */
const PLACES: Record<Exclude<Place, 'operator'>, [tag: string, heading: string]> = {
  why: ['tcp-lab-why', 'h2'],
  inspector: ['tcp-lab-inspector', 'h2'],
  takeaway: ['tcp-lab-story', '.takeaway h3'],
};

export function drawPanels(screen: Screen, context: Context): TemplateResult | typeof nothing {
  if (screen.controls !== 'full') return nothing;
  return html`${PANELS.map((panel) => fold(panel, screen, context))}`;
}

function fold({ id, draw }: Panel, screen: Screen, context: Context): TemplateResult {
  const { words, panels } = screen;
  const open = panels.open.has(id);
  const ask = (event: Event) => {
    const box = event.currentTarget as HTMLDetailsElement;
    if (box.open === open) return;
    const detail: Intent = { type: 'panel', panel: id, open: box.open };
    box.dispatchEvent(new CustomEvent('intent', { detail, bubbles: true, composed: true }));
  };
  return html`<details class="panel fold" data-panel=${id} .open=${open} @toggle=${ask}>
    <summary>
      <h2>${words.text(`panel-${id}`)}</h2>
      <span class="muted">${words.text(`panel-${id}-hint`)}</span>
    </summary>
    ${open ? html`<div class="inside">${draw(screen, context)}</div>` : nothing}
  </details>`;
}

function whyNot(screen: Screen, context: Context): TemplateResult {
  const { session, words } = screen;
  const { selection, crossings, options } = session.store.state;
  const arrived = crossings.findLast(({ fate }) => fate === 'arrived')?.id ?? null;
  return html`<tcp-lab-why-not
    .words=${words}
    .hosts=${context.snapshot.hosts}
    .crossing=${selection.crossing ?? arrived}
    .answered=${screen.whyNot}
    .relative=${options.relative}
  ></tcp-lab-why-not>`;
}

let loaded: Promise<unknown> | undefined;

function operator(screen: Screen, context: Context): TemplateResult {
  loaded ??= import('../operator/operator.ts');
  const { session, words, readonly, panels } = screen;
  const { hosts } = context.snapshot;
  const { tab } = panels.operator;
  const host = hosts.some(({ id }) => id === panels.operator.host) ? panels.operator.host : 0;
  return html`<tcp-lab-operator
    .words=${words}
    .hosts=${hosts}
    .host=${host}
    .view=${session.operator(host, tab)}
    .problem=${screen.problem}
    .readonly=${readonly}
  ></tcp-lab-operator>`;
}
