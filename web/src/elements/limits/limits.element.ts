import { html } from 'lit';
import { query, state } from 'lit/decorators.js';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './limits.styles.ts';

const LIMITS = [
  'congestion',
  'options',
  'path',
  'checksum',
  'hosts',
  'loss',
  'queues',
  'clock',
  'calls',
] as const;

const KEYS = [
  ['→', 'step'],
  ['←', 'back'],
  [', .', 'moment'],
  ['K', 'play'],
  ['Shift + ← →, [ ]', 'marks'],
  ['J L', 'round-trip'],
  ['< >', 'speed'],
  ['Home End 0–9', 'jump'],
  ['D', 'drop'],
  ['?', 'list'],
  ['Esc', 'leave'],
] as const;

/** @summary Two short lists in a dialog: what this version simplifies, and the keys. */
export class LimitsElement extends Leaf {
  static override styles = [shared, styles];

  @state() private shown: 'limits' | 'keys' = 'limits';
  @query('dialog') private dialog!: HTMLDialogElement;

  show(list: 'limits' | 'keys'): void {
    this.shown = list;
    this.dialog.showModal();
  }

  protected override render() {
    const limits = this.shown === 'limits';
    return html`<dialog aria-labelledby="title" closedby="any">
      <h2 id="title">${this.t(limits ? 'limits-title' : 'keys')}</h2>
      <p class="muted">${this.t(limits ? 'limits-intro' : 'keys-intro')}</p>
      ${
        limits
          ? html`<ul>
              ${LIMITS.map((limit) => html`<li>${this.t(`limit-${limit}`)}</li>`)}
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
}
