/** What all elements share: their words, and one way to ask for something. */
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { wordsIn, type Args, type Words } from '../l10n.ts';
import type { Intent } from './intent.ts';

export class Leaf extends LitElement {
  @property({ attribute: false }) words: Words = wordsIn('en');

  /** The message `id` in the language of the page. */
  protected t(id: string, args?: Args): string {
    return this.words.text(id, args);
  }

  /** Crosses the shadows of elements around this one, and ends at the root, which answers it. */
  protected ask(intent: Intent): void {
    this.dispatchEvent(
      new CustomEvent('intent', { detail: intent, bubbles: true, composed: true }),
    );
  }

  /** What a term means, and the other language's word for it, for a tooltip. */
  protected term(id: string): string {
    const here = this.words.text(`term-${id}`);
    const there = wordsIn(this.words.other).text(`term-${id}`);
    return this.t('term-both', { here, there });
  }
}

/** Registers a tag unless a copy of the element got there first. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
