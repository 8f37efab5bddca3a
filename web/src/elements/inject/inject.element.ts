import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { HostView, Segment } from '../../lab.ts';
import type { Preset } from '../intent.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { relative } from '../../format.ts';
import { EMPTY, FLAGS, fromSegment, toSegment, type Draft } from './draft.ts';
import { draftBases, hasTarget } from './target.ts';
import { styles } from './inject.styles.ts';

/** A problem with one field, or with none in particular. */
export interface FormError {
  field: string | null;
  text: string;
}

const PRESETS: readonly Preset[] = ['next', 'rst-exact', 'rst-in-window', 'rst-outside'];
const NUMBERS = ['srcPort', 'dstPort', 'seq', 'ack', 'window', 'urgent'] as const;

/**
 * @summary Any segment onto the wire: prefilled with what an endpoint would plausibly send, free to be
 * wrong. Asks: prefill, inject.
 * @csspart inject
 */
export class InjectElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) hosts: readonly HostView[] = [];
  /** What the engine suggests; a new object fills the form. */
  @property({ attribute: false }) suggestion: (Segment & { from: string; to: string }) | null =
    null;
  /** The rest of the page counts from the initial numbers: then the form says that it does not. */
  @property({ type: Boolean }) relative = false;
  @property({ attribute: false }) error: FormError | null = null;
  @state() private draft: Draft = EMPTY;
  @state() private host = 0;
  @query('details') private details!: HTMLDetailsElement;

  /** Opens the form, filled for the host. */
  open(host: number): void {
    this.host = host;
    this.details.open = true;
    this.#prefill('next');
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('suggestion') && this.suggestion) this.draft = fromSegment(this.suggestion);
  }

  protected override render() {
    return html`<details class="panel" part="inject" @toggle=${() => this.#toggled()}>
      <summary>
        <h2>${this.t('inject')}</h2>
        <span class="muted">${this.t('inject-hint')}</span>
      </summary>
      <form novalidate @submit=${(event: Event) => this.#submit(event)}>
        ${this.#presets()}
        <p class="muted">${this.t(this.relative ? 'inject-absolute-here' : 'inject-absolute')}</p>
        <div class="fields">
          ${this.#text('from')} ${this.#text('to')} ${NUMBERS.map((name) => this.#text(name))}
        </div>
        <fieldset class="flags">
          <legend title=${this.term('flags')}>${this.t('field-flags')}</legend>
          ${FLAGS.map((flag) => this.#flag(flag))}
        </fieldset>
        <div class="fields wide">${this.#text('options')} ${this.#text('payload')}</div>
        ${
          this.error && !this.#owns(this.error.field)
            ? html`<p class="error" role="alert">${this.error.text}</p>`
            : nothing
        }
        <button class="primary" type="submit">${this.t('inject-now')}</button>
      </form>
    </details>`;
  }

  #toggled(): void {
    if (this.details.open && !this.suggestion) this.#prefill('next');
  }

  #presets(): TemplateResult {
    return html`<div class="presets">
      <label>
        <span>${this.t('inject-as')}</span>
        <select
          @change=${(e: Event) => {
            this.host = Number((e.target as HTMLSelectElement).value);
            this.#prefill('next');
          }}
        >
          ${this.hosts.map(
            ({ id, name }) =>
              html`<option value=${id} ?selected=${id === this.host}>${name}</option>`,
          )}
        </select>
      </label>
      ${PRESETS.filter((preset) => preset === 'next' || hasTarget(this.hosts, this.host)).map(
        (preset) =>
          html`<button type="button" data-preset=${preset} @click=${() => this.#prefill(preset)}>
            ${this.t(`preset-${preset}`)}
          </button>`,
      )}
    </div>`;
  }

  #prefill(preset: Preset): void {
    this.ask({ type: 'prefill', host: this.host, preset });
  }

  #text(name: Exclude<keyof Draft, 'flags'>): TemplateResult {
    const wrong = this.error?.field === name ? this.error.text : null;
    const counted = this.relative ? this.#counted(name) : '';
    // The error stands beside the label, not in it: a field keeps its name when something is wrong.
    return html`<div class="field ${wrong ? 'wrong' : ''}">
      <label for="field-${name}">${this.t(`inject-${name}`)}</label>
      <input
        type="text"
        id="field-${name}"
        name=${name}
        autocomplete="off"
        spellcheck="false"
        placeholder=${name === 'options' ? this.t('inject-options-example') : nothing}
        .value=${this.draft[name]}
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby=${[wrong && `error-${name}`, counted && `counted-${name}`].filter(Boolean).join(' ') || nothing}
        @input=${(e: Event) =>
          (this.draft = { ...this.draft, [name]: (e.target as HTMLInputElement).value })}
      />
      ${counted ? html`<span class="muted mono" id="counted-${name}">${counted}</span>` : nothing}
      ${wrong ? html`<span class="error" id="error-${name}">${wrong}</span>` : nothing}
    </div>`;
  }

  /** The number of a field as the rest of the page writes it. */
  #counted(name: string): string {
    if (name !== 'seq' && name !== 'ack') return '';
    const value = Number(this.draft[name]);
    const base = draftBases(this.draft, this.hosts)[name];
    if (base === null || !Number.isInteger(value)) return '';
    const distance = relative(value, base);
    return distance < 0
      ? this.t('inject-before', { count: -distance })
      : this.t('inject-relative', { value: distance });
  }

  #flag(flag: string): TemplateResult {
    const on = this.draft.flags.includes(flag);
    return html`<label class="flag mono">
      <input
        type="checkbox"
        name=${flag}
        .checked=${on}
        @change=${() => {
          const others = this.draft.flags.filter((other) => other !== flag);
          this.draft = { ...this.draft, flags: on ? others : [...others, flag] };
        }}
      />
      ${flag}
    </label>`;
  }

  #owns(field: string | null): boolean {
    return field !== null && field !== 'flags' && field in this.draft;
  }

  #submit(event: Event): void {
    event.preventDefault();
    const read = toSegment(this.draft);
    if ('wrong' in read) {
      const { wrong, most } = read;
      const text = most
        ? this.t('inject-out-of-range', { most })
        : this.t('inject-unreadable', { text: String(this.draft[wrong]) });
      this.error = { field: wrong, text };
      return;
    }
    const { from, to } = this.draft;
    this.ask({ type: 'inject', target: { from, to }, segment: read.segment });
  }
}
