import { html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Limit } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './limits.styles.ts';

const KEYS = [
  ['→', 'step'],
  ['←', 'back'],
  [', .', 'moment'],
  ['K', 'play'],
  ['[ ]', 'story'],
  ['Shift + ← →', 'marks'],
  ['J L', 'round-trip'],
  ['< >', 'speed'],
  ['Home End 0–9', 'jump'],
  ['D', 'drop'],
  ['?', 'list'],
  ['Esc', 'leave'],
] as const;

/** @summary Two lists in a dialog: what the model leaves out and which requirements that concerns, and the keys. */
export class LimitsElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) limits: readonly Limit[] = [];
  @state() private shown: 'limits' | 'keys' = 'limits';
  @query('dialog') private dialog!: HTMLDialogElement;

  show(list: 'limits' | 'keys'): void {
    this.shown = list;
    this.dialog.showModal();
    // The focus goes to the button at the end, and the list would begin there.
    void this.updateComplete.then(() => (this.dialog.scrollTop = 0));
  }

  protected override render() {
    const limits = this.shown === 'limits';
    return html`<dialog aria-labelledby="title" closedby="any">
      <h2 id="title">${this.t(limits ? 'limits-title' : 'keys')}</h2>
      <p class="muted">${this.t(limits ? 'limits-intro' : 'keys-intro')}</p>
      ${
        limits
          ? html`<ul>
              ${this.limits.map((limit) => this.#limit(limit))}
            </ul>`
          : html`<dl>
              ${KEYS.map(
                ([key, name]) =>
                  html`<div>
                    <dt><kbd>${key}</kbd></dt>
                    <dd>${this.t(`key-${name}`)}</dd>
                  </div>`,
              )}
            </dl>`
      }
      <form method="dialog">
        <button class="primary">${this.t('close')}</button>
      </form>
    </dialog>`;
  }

  #limit({ code, labels }: Limit): TemplateResult {
    const concerns = labels.length > 0 ? this.t('limit-labels', { labels: labels.join(', ') }) : '';
    return html`<li>${this.t(`limit-${code}`)} <span class="muted">${concerns}</span></li>`;
  }
}
