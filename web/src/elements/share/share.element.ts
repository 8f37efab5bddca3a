import { html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { Leaf } from '../leaf.ts';
import { menu } from '../menu.styles.ts';
import { placeAt } from '../place.ts';
import { shared } from '../shared.styles.ts';
import { icon, icons } from '../icons.ts';
import { styles } from './share.styles.ts';

/** Widest, in pixels. */
const WIDTH = 340;

/** What was done a moment ago. */
export type Shared = 'link' | 'text' | 'file';

/**
 * @summary The run as a link, as a scenario file, as text; and a scenario file as a run. Asks: copy-link, copy-text,
 * save, open-file.
 */
export class ShareElement extends Leaf {
  static override styles = [shared, menu, icons, styles];

  /** What a saved run is called unless the reader says otherwise. */
  @property({ attribute: false }) proposed = '';
  @property({ attribute: false }) done: Shared | null = null;
  @query('#menu') private menu!: HTMLElement;
  @query('#open') private button!: HTMLElement;
  @query('[type=file]') private file!: HTMLInputElement;
  @query('[name=title]') private field!: HTMLInputElement;

  protected override render() {
    const { done } = this;
    return html`<button
        id="open"
        class="quiet"
        popovertarget="menu"
        aria-haspopup="true"
        @click=${() => placeAt(this.button, this.menu, WIDTH)}
      >
        ${icon(done ? 'done' : 'link')}${this.t(done ? `shared-${done}` : 'share')}
      </button>
      <span class="sr" role="status">${done ? this.t(`shared-${done}`) : nothing}</span>
      <div id="menu" popover role="group" aria-label=${this.t('share')}>
        ${this.#links()} ${this.#scenario()} ${this.#text()} ${this.#file()}
      </div>`;
  }

  #links(): TemplateResult {
    return html`<fieldset>
      <legend>${this.t('share-links')}</legend>
      <div class="buttons">
        <button @click=${() => this.#chosen(() => this.ask({ type: 'copy-link', moment: false }))}>
          ${this.t('copy-link')}
        </button>
        <button @click=${() => this.#chosen(() => this.ask({ type: 'copy-link', moment: true }))}>
          ${this.t('copy-moment')}
        </button>
      </div>
    </fieldset>`;
  }

  #scenario(): TemplateResult {
    const save = (event: Event) => {
      event.preventDefault();
      const title = this.field.value.trim() || this.proposed;
      this.#chosen(() => this.ask({ type: 'save', as: 'scenario', title }));
    };
    return html`<form @submit=${save}>
      <fieldset>
        <legend>${this.t('share-scenario')}</legend>
        <p class="muted">${this.t('share-scenario-hint')}</p>
        <div class="named">
          <label>
            <span>${this.t('share-name')}</span>
            <input name="title" type="text" maxlength="200" .value=${this.proposed} />
          </label>
          <button>${this.t('share-save')}</button>
        </div>
      </fieldset>
    </form>`;
  }

  #text(): TemplateResult {
    const title = this.proposed;
    return html`<fieldset>
      <legend>${this.t('share-text')}</legend>
      <div class="buttons">
        <button @click=${() => this.#chosen(() => this.ask({ type: 'copy-text' }))}>
          ${this.t('share-copy')}
        </button>
        <button @click=${() => this.#chosen(() => this.ask({ type: 'save', as: 'ladder', title }))}>
          ${this.t('share-save')}
        </button>
      </div>
    </fieldset>`;
  }

  #file(): TemplateResult {
    const opened = () => {
      const file = this.file.files?.[0];
      if (file) this.#chosen(() => this.ask({ type: 'open-file', file }));
      this.file.value = '';
    };
    return html`<fieldset class="open">
      <legend>${this.t('share-open')}</legend>
      <p class="muted">${this.t('share-open-hint')}</p>
      <input type="file" accept=".json,application/json" hidden @change=${opened} />
      <button @click=${() => this.file.click()}>${this.t('share-open-file')}</button>
    </fieldset>`;
  }

  #chosen(ask: () => void): void {
    this.menu.hidePopover();
    this.button.focus();
    ask();
  }
}
