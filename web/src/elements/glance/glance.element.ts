import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Crossing } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './glance.styles.ts';

/** A segment in a few words. */
export interface Glance {
  crossing: Crossing;
  /** `SYN,ACK, B → A`. */
  title: string;
  numbers: string;
  /** What its receiver did, else where it is. */
  outcome: 'taken' | 'refused' | Crossing['fate'];
  /** Who took or refused it, or where it is, as a sentence. */
  verdict: string;
  /** What happened, and the one reason for it. */
  what: string;
  reason: string;
  /** Why LEN is not the number of octets of data. */
  hint: string;
}

const SIGNS: Partial<Record<Glance['outcome'], string>> = { taken: '✓', refused: '⊘', lost: '✗' };

/**
 * @summary The first answer to a click on a segment: what it was, what became of it, and why. Asks: show,
 * select-crossing.
 * @csspart glance
 */
export class GlanceElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) glance: Glance | null = null;

  protected override render() {
    const { glance } = this;
    if (!glance) return nothing;
    return html`<section class=${glance.outcome} part="glance" aria-labelledby="title">
      <h3 id="title">${glance.title} <span class="mono numbers">${glance.numbers}</span></h3>
      <p class="verdict">
        <span aria-hidden="true">${SIGNS[glance.outcome] ?? '…'} </span>${glance.verdict}
      </p>
      ${[glance.what, glance.reason].map((text) => (text ? html`<p>${text}</p>` : nothing))}
      ${glance.hint ? html`<p class="muted">${glance.hint}</p>` : nothing}
      <div class="ways">
        <button class="link" @click=${() => this.ask({ type: 'show', place: 'why' })}>
          ${this.t('why')}
        </button>
        <button class="link" @click=${() => this.ask({ type: 'show', place: 'inspector' })}>
          ${this.t('glance-fields')}
        </button>
        <button class="link" @click=${() => this.ask({ type: 'select-crossing', crossing: null })}>
          ${this.t('close')}
        </button>
      </div>
    </section>`;
  }
}
