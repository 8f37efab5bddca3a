import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Detail } from '../../format.ts';
import { LANGS, wordsIn, type Lang } from '../../l10n.ts';
import { shelves } from '../../gallery.ts';
import type { ScenarioInfo } from '../../lab.ts';
import { DEFAULT_OPTIONS, type Options } from '../../store.ts';
import type { Theme } from '../intent.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import type { Shared } from '../share/share.element.ts';
import '../share/share.ts';
import { icon, icons } from '../icons.ts';
import { styles } from './toolbar.styles.ts';

const DETAILS: readonly Detail[] = ['names', 'changes', 'all'];
const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];
/** On less width than this, in pixels, how to look at the run folds away: the run itself needs the room. */
const NARROW = 480;

/**
 * @summary Which scenario, and how it is looked at. Asks: scenario, options, lang, theme, limits, keys, gallery, and
 * what `tcp-lab-share` asks.
 */
export class ToolbarElement extends Leaf {
  static override styles = [shared, icons, styles];

  @property({ attribute: false }) scenarios: readonly ScenarioInfo[] = [];
  @property({ attribute: false }) scenario = '';
  @property({ attribute: false }) options: Options = DEFAULT_OPTIONS;
  @property({ attribute: false }) theme: Theme = 'auto';
  /** What was saved or copied a moment ago. */
  @property({ attribute: false }) shared: Shared | null = null;
  /** The title of the run that is open. */
  @property({ attribute: false }) own = '';
  @state() private narrow = false;
  #sizes = new ResizeObserver(([entry]) => {
    this.narrow = (entry?.contentRect.width ?? NARROW) < NARROW;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  protected override render() {
    return html`<div class="bar" part="toolbar" role="group" aria-label=${this.t('toolbar')}>
      ${this.#scenario()} ${this.#foldable(this.#view())}
    </div>`;
  }

  #foldable(view: TemplateResult): TemplateResult {
    if (!this.narrow) return view;
    return html`<details class="fold">
      <summary>${this.t('view')}</summary>
      ${view}
    </details>`;
  }

  #scenario(): TemplateResult {
    return html`<div class="scenario">
      <select
        aria-label=${this.t('scenario')}
        @change=${(e: Event) => this.ask({ type: 'scenario', id: valueOf(e) })}
      >
        ${shelves(this.scenarios, '').map(
          ({ group, scenarios }) =>
            html`<optgroup label=${this.t(`group-${group}`)}>
              ${scenarios.map(
                ({ id, title }) =>
                  html`<option value=${id} ?selected=${id === this.scenario}>
                    ${title[this.words.lang]}
                  </option>`,
              )}
            </optgroup>`,
        )}
        ${
          this.scenarios.some(({ id }) => id === this.scenario)
            ? nothing
            : html`<option value=${this.scenario} selected>
                ${this.t('scenario-own', { title: this.own })}
              </option>`
        }
      </select>
      <button @click=${() => this.ask({ type: 'gallery' })}>${this.t('gallery')}</button>
    </div>`;
  }

  #view(): TemplateResult {
    return html`<div class="view">
      ${this.#numbers()} ${this.#detail()} ${this.#theme()} ${this.#language()}
      <tcp-lab-share
        .words=${this.words}
        .proposed=${this.t('share-proposed', { title: this.own })}
        .done=${this.shared}
      ></tcp-lab-share>
      <button class="quiet" @click=${() => this.ask({ type: 'limits' })}>
        ${this.t('limits')}
      </button>
      <button
        class="quiet"
        aria-label=${this.t('keys')}
        title=${this.t('keys')}
        @click=${() => this.ask({ type: 'keys' })}
      >
        ${icon('keys')}
      </button>
    </div>`;
  }

  #numbers(): TemplateResult {
    const { relative } = this.options;
    return html`<label class="switch" title=${this.t('relative-hint')}>
      <input
        type="checkbox"
        role="switch"
        .checked=${relative}
        @change=${(e: Event) =>
          this.ask({
            type: 'options',
            options: { relative: (e.target as HTMLInputElement).checked },
          })}
      />
      <span>${this.t('relative')}</span>
    </label>`;
  }

  #detail(): TemplateResult {
    return choice(this.t('detail'), DETAILS, this.options.detail, {
      name: (value) => this.t(`detail-${value}`),
      pick: (value) => this.ask({ type: 'options', options: { detail: value as Detail } }),
    });
  }

  #theme(): TemplateResult {
    return choice(this.t('theme'), THEMES, this.theme, {
      name: (value) => this.t(`theme-${value}`),
      pick: (value) => this.ask({ type: 'theme', theme: value as Theme }),
    });
  }

  /** Each language by its own name, so that everybody finds theirs. */
  #language(): TemplateResult {
    return html`<label class="choice">
      <span class="sr">${this.t('language')}</span>
      <select @change=${(e: Event) => this.ask({ type: 'lang', lang: valueOf(e) as Lang })}>
        ${LANGS.map(
          (lang) =>
            html`<option value=${lang} lang=${lang} ?selected=${lang === this.words.lang}>
              ${wordsIn(lang).text('language-name')}
            </option>`,
        )}
      </select>
    </label>`;
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

interface Pick {
  name: (value: string) => string;
  pick: (value: string) => void;
}

function choice(
  label: string,
  values: readonly string[],
  chosen: string,
  { name, pick }: Pick,
): TemplateResult {
  return html`<label class="choice">
    <span class="muted">${label}</span>
    <select @change=${(e: Event) => pick(valueOf(e))}>
      ${values.map(
        (value) =>
          html`<option value=${value} ?selected=${value === chosen}>${name(value)}</option>`,
      )}
    </select>
  </label>`;
}
