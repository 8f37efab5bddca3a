import { html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { comparedRows, type ComparedRow } from '../../draw/compare.ts';
import { crossingBases, formatClock } from '../../format.ts';
import type { Candidate, Comparison, Side } from '../../comparing.ts';
import type { Crossing, Snapshot } from '../../lab.ts';
import { divergenceSentence } from '../../reasons.ts';
import { crossingArgs, type Context } from '../../sentences.ts';
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
    const rows = comparedRows(left.crossings, right.crossings, divergence);
    return html`<p class="parting" role="status">${divergenceSentence(divergence, this.words)}</p>
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
              <th scope="row">${this.t('compare-end')}</th>
              <td>${this.#end(left.snapshot)}</td>
              <td>${this.#end(right.snapshot)}</td>
            </tr>
          </tfoot>
        </table>
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

  #row({ at, left, right, parts }: ComparedRow, comparison: Comparison): TemplateResult {
    return html`<tr class=${parts ? 'parts' : left && right ? '' : 'own'}>
      <th scope="row" class="mono">${formatClock(at)}</th>
      <td>${this.#crossing(left, comparison.left)}</td>
      <td>${this.#crossing(right, comparison.right)}</td>
    </tr>`;
  }

  #crossing(crossing: Crossing | null, side: Side): TemplateResult {
    if (!crossing) return html`<span class="muted">${this.t('compare-nothing')}</span>`;
    const { from, to, flags, numbers } = crossingArgs(crossing, this.#context(side));
    const lost = crossing.fate === 'lost' || crossing.fate === 'no-host';
    return html`<span class="mono ${lost ? 'lost' : ''}">
      ${from} ${lost ? '→✗' : '→'} ${to} <b>${flags}</b> ${numbers}
      ${lost ? html`<span class="fate">${this.t('compare-lost')}</span>` : nothing}
    </span>`;
  }

  #context({ snapshot, crossings }: Side): Context {
    const bases = crossingBases(crossings);
    return { words: this.words, snapshot, crossings, bases, relative: this.relative };
  }

  #end({ hosts }: Snapshot): TemplateResult {
    const state = ({ connections, listeners }: Snapshot['hosts'][number]): string =>
      connections.map((connection) => connection.state).join(', ') ||
      (listeners.length > 0 ? 'LISTEN' : 'CLOSED');
    return html`${hosts.map((host) => html`<div class="mono">${host.name}: ${state(host)}</div>`)}`;
  }
}
