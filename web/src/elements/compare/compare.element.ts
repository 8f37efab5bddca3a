import { html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import {
  comparedRows,
  endRows,
  type ComparedRow,
  type EndRow,
  type Item,
} from '../../draw/compare.ts';
import { crossingBases, formatClock } from '../../format.ts';
import type { Candidate, Comparison, Side } from '../../comparing.ts';
import type { Crossing, LabEvent } from '../../lab.ts';
import { divergenceSentences } from '../../reasons.ts';
import { crossingArgs, eventSentence, type Context } from '../../sentences.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './compare.styles.ts';

/** @summary Two runs side by side, aligned in time, with the place where they part and the reason. Asks: compare. */
export class CompareElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) comparison: Comparison | null = null;
  @property({ attribute: false }) candidates: readonly Candidate[] = [];
  @property({ type: Boolean }) relative = true;
  @query('dialog') private dialog!: HTMLDialogElement;

  show(): void {
    if (!this.dialog.open) this.dialog.showModal();
  }

  protected override render() {
    return html`<dialog aria-labelledby="title" closedby="any">
      <header>
        <h2 id="title">${this.t('compare')}</h2>
        <form method="dialog"><button class="quiet">${this.t('close')}</button></form>
      </header>
      ${this.comparison ? this.#compared(this.comparison) : nothing}
    </dialog>`;
  }

  #compared(comparison: Comparison): TemplateResult {
    const { left, right, divergence } = comparison;
    const rows = comparedRows(left, right, divergence.aligned);
    return html`${this.#parting(comparison)}
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col">${this.t('compare-time')}</th>
              <th scope="col">${this.#choice(comparison, 'left')}</th>
              <th scope="col">${this.#choice(comparison, 'right')}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => this.#row(row, comparison))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="rowgroup" colspan="3">${this.t('compare-end')}</th>
            </tr>
            ${endRows(left.snapshot, right.snapshot).map((row) => this.#end(row))}
          </tfoot>
        </table>
      </div>`;
  }

  /** Where, what each does there, and why. */
  #parting(comparison: Comparison): TemplateResult {
    const { divergence, left, right } = comparison;
    const [where, ...why] = divergenceSentences(comparison, this.words);
    const happens = (event: LabEvent | null, side: Side) =>
      event ? eventSentence(event, this.#context(side)) : this.t('compare-over');
    const both =
      divergence.at === null
        ? nothing
        : html`<dl>
            <dt>${this.t('compare-left')}</dt>
            <dd>${happens(divergence.left, left)}</dd>
            <dt>${this.t('compare-right')}</dt>
            <dd>${happens(divergence.right, right)}</dd>
          </dl>`;
    return html`<div class="parting" role="status">
      <p><b>${where}</b> ${why.join(this.words.lang === 'en' ? ' ' : '')}</p>
      ${both}
    </div>`;
  }

  #choice({ left, right }: Comparison, side: 'left' | 'right'): TemplateResult {
    const keys = { left: left.key, right: right.key };
    const pick = (event: Event) => {
      const chosen = { ...keys, [side]: (event.target as HTMLSelectElement).value };
      this.ask({ type: 'compare', sides: [chosen.left, chosen.right] });
    };
    return html`<select aria-label=${this.t(`compare-${side}`)} @change=${pick}>
      ${this.candidates.map(
        ({ key, name }) =>
          html`<option value=${key} ?selected=${key === keys[side]}>${name}</option>`,
      )}
    </select>`;
  }

  #row({ at, left, right, differs, parts }: ComparedRow, comparison: Comparison): TemplateResult {
    return html`<tr class=${parts ? 'parts' : differs ? 'own' : ''}>
      <th scope="row" class="mono">${formatClock(at)}</th>
      <td>${this.#item(left, comparison.left)}</td>
      <td>${this.#item(right, comparison.right)}</td>
    </tr>`;
  }

  #item(item: Item | null, side: Side): TemplateResult {
    if (!item) return html`<span class="muted">${this.t('compare-nothing')}</span>`;
    if ('crossing' in item) return this.#crossing(item.crossing, side);
    return html`${eventSentence(item.event, this.#context(side))}`;
  }

  #crossing(crossing: Crossing, side: Side): TemplateResult {
    const { from, to, flags, numbers } = crossingArgs(crossing, this.#context(side));
    const lost = crossing.fate === 'lost' || crossing.fate === 'no-host';
    return html`<span class="mono ${lost ? 'lost' : ''}">
      ${from} ${lost ? '→✗' : '→'} ${to} <b>${flags}</b> ${numbers}
      ${lost ? html`<span class="fate">${this.t('compare-lost')}</span>` : nothing}
    </span>`;
  }

  #context({ snapshot, crossings, events }: Side): Context {
    const bases = crossingBases(crossings);
    return { words: this.words, snapshot, crossings, events, bases, relative: this.relative };
  }

  #end({ name, left, right, differs }: EndRow): TemplateResult {
    const lines = (all: string[]) =>
      all.length > 0
        ? all.map((line) => html`<div class="mono">${line}</div>`)
        : html`<span class="muted">${this.t('compare-nothing')}</span>`;
    return html`<tr class=${differs ? 'own' : ''}>
      <th scope="row">${name}</th>
      <td>${lines(left)}</td>
      <td>${lines(right)}</td>
    </tr>`;
  }
}
