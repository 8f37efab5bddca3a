import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { address, shelves, splitAddress, verifiedRun, type Shelf } from '../../gallery.ts';
import type { ScenarioInfo, Verified } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './gallery.styles.ts';

/** Searches that find something, one of each kind of word. */
const OFFERS = ['TIME-WAIT', 'RST', 'EPIPE', 'accept', 'window', 'retransmission'];

/** @summary Every run of the library in a dialog, by question, with a search. Asks: scenario. */
export class GalleryElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) scenarios: readonly ScenarioInfo[] = [];
  /** The address of the run that is open. */
  @property({ attribute: false }) present = '';
  @property({ attribute: false }) verified: Verified | null = null;
  @state() private wanted = '';
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('input') private search!: HTMLInputElement;

  show(): void {
    this.dialog.showModal();
    this.search.select();
  }

  protected override render() {
    const found = shelves(this.scenarios, this.wanted);
    const count = found.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
    return html`<dialog aria-labelledby="title" closedby="any">
      <header>
        <h2 id="title">${this.t('gallery')}</h2>
        <form method="dialog">
          <button class="quiet">${this.t('close')}</button>
        </form>
        <label class="search">
          <span class="sr">${this.t('gallery-search')}</span>
          <input
            type="text"
            inputmode="search"
            autocomplete="off"
            placeholder=${this.t('gallery-search')}
            @input=${() => (this.wanted = this.search.value)}
          />
        </label>
        <p class="muted" role="status">${this.t('gallery-count', { count })}</p>
      </header>
      ${count > 0 ? found.map((shelf) => this.#shelf(shelf)) : this.#nothing()}
    </dialog>`;
  }

  /** What else one may look for. */
  #nothing(): TemplateResult {
    const look = (text: string) => {
      this.search.value = this.wanted = text;
      this.search.focus();
    };
    return html`<div class="nothing">
      <p>${this.t('gallery-nothing')}</p>
      <div class="offers">
        ${OFFERS.map((text) => html`<button @click=${() => look(text)}>${text}</button>`)}
        <button @click=${() => look('')}>${this.t('gallery-all')}</button>
      </div>
    </div>`;
  }

  #shelf({ group, scenarios }: Shelf): TemplateResult {
    return html`<section aria-labelledby=${group}>
      <h3 id=${group}>${this.t(`group-${group}`)}</h3>
      <ul>
        ${scenarios.map((scenario) => this.#scenario(scenario))}
      </ul>
    </section>`;
  }

  #scenario({ id, title, question, variations, profiles }: ScenarioInfo): TemplateResult {
    const { lang } = this.words;
    const open = splitAddress(this.present).id === id;
    return html`<li data-scenario=${id} class=${open ? 'open' : ''}>
      <button class="link title" aria-current=${open} @click=${() => this.#open(id)}>
        ${title[lang]}
      </button>
      <p>${question[lang]}</p>
      ${
        variations.length > 0
          ? html`<ul class="variations" aria-label=${this.t('variations')}>
              ${variations.map(
                (one) =>
                  html`<li>
                    <button
                      class="link"
                      title=${one.text[lang]}
                      @click=${() => this.#open(address(id, one.id, null))}
                    >
                      ${one.title[lang]}
                    </button>
                  </li>`,
              )}
            </ul>`
          : nothing
      }
      <p class="muted mono profiles">${profiles.join(' · ')}</p>
      ${this.#verified(id)}
    </li>`;
  }

  #verified(id: string): TemplateResult | typeof nothing {
    const run = verifiedRun(this.verified, id);
    if (!run || run.passed < run.of) return nothing;
    const { kernel } = this.verified!;
    return html`<p class="verified">✓ ${this.t('verified', { kernel, passed: run.passed })}</p>`;
  }

  #open(id: string): void {
    this.dialog.close();
    this.ask({ type: 'scenario', id });
  }
}
