import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { address, verifiedRun } from '../../gallery.ts';
import type { EventId, ScenarioView, Verified } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './story.styles.ts';

/** A line of the story, its numbers filled in. */
export interface ToldLine {
  event: EventId;
  /** When. */
  clock: string;
  text: string;
  /** The name of this place of the run. */
  mark: string | null;
}

/**
 * @summary What the run is about, what has been told of it so far, and what to take away. Asks: select-event, mark,
 * scenario, compare.
 */
export class StoryElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) about: ScenarioView | null = null;
  /** What a real kernel did with this run. */
  @property({ attribute: false }) verified: Verified | null = null;
  @property({ attribute: false }) lines: readonly ToldLine[] = [];
  /** The first event of the last step: lines from there on are new. */
  @property({ type: Number }) fresh: EventId | null = null;
  @property({ type: Number }) selected: EventId | null = null;
  /** When the run left the story, if it did. */
  @property({ attribute: false }) parted: string | null = null;
  /** The story is told: what to take away may be said. */
  @property({ type: Boolean }) over = false;
  @query('.told') private list!: HTMLElement | null;

  protected override updated(changed: PropertyValues<this>): void {
    // The latest line is the one to read; only the list itself moves, never the page.
    if (changed.has('lines') && this.list) this.list.scrollTop = this.list.scrollHeight;
  }

  protected override render() {
    const { about } = this;
    if (!about) return nothing;
    const { lang } = this.words;
    return html`<section class="panel" part="story" aria-labelledby="story">
      <div class="telling">
        <h2 id="story">${this.t('story')}</h2>
        ${about.goal ? html`<p class="goal">${about.goal[lang]}</p>` : nothing} ${this.#told(about)}
        ${
          this.over && about.takeaway
            ? html`<div class="takeaway">
                <h3>${this.t('takeaway')}</h3>
                <p>${about.takeaway[lang]}</p>
              </div>`
            : nothing
        }
      </div>
      <div class="more">
        ${this.#variations(about)} ${this.#profiles(about)} ${this.#verified(about)}
        ${this.#sources(about)}
      </div>
    </section>`;
  }

  #told({ profile, profiles }: ScenarioView): TemplateResult {
    const note = (text: string) => html`<p class="muted">${text}</p>`;
    if (!profiles.includes(profile)) return note(this.t('story-untold', { profile }));
    const parted =
      this.parted === null ? nothing : note(this.t('story-parted', { time: this.parted }));
    if (this.lines.length === 0)
      return this.parted === null ? note(this.t('story-begins')) : html`${parted}`;
    return html`<ol class="told" tabindex="0" aria-label=${this.t('story')}>
        ${this.lines.map((line) => this.#line(line))}
      </ol>
      ${parted}`;
  }

  #line({ event, clock, text, mark }: ToldLine): TemplateResult {
    const fresh = this.fresh !== null && event >= this.fresh;
    return html`<li class=${fresh ? 'fresh' : ''} data-event=${event}>
      <button
        class="quiet mono clock"
        title=${this.t('story-go')}
        aria-pressed=${event === this.selected}
        @click=${() => this.ask({ type: 'mark', event })}
      >
        ${clock}
      </button>
      <p>${mark === null ? nothing : html`<b>${mark}</b> `}${text}</p>
    </li>`;
  }

  #variations({ id, variation, variations, title }: ScenarioView): TemplateResult | typeof nothing {
    if (variations.length === 0) return nothing;
    const { lang } = this.words;
    const choice = (key: string | null, name: string, text: string) =>
      html`<li>
        <button
          class=${key === variation ? 'chosen' : ''}
          aria-pressed=${key === variation}
          @click=${() => this.ask({ type: 'scenario', id: address(id, key, null) })}
        >
          ${name}
        </button>
        <p class="muted">${text}</p>
      </li>`;
    return html`<h3>${this.t('variations')}</h3>
      <ul class="variations">
        ${choice(null, title[lang], this.t('variation-none'))}
        ${variations.map((one) => choice(one.id, one.title[lang], one.text[lang]))}
      </ul>
      <button class="compare" @click=${() => this.ask({ type: 'compare' })}>
        ${this.t('compare')}
      </button>`;
  }

  #profiles({ id, variation, profile, profiles }: ScenarioView): TemplateResult | typeof nothing {
    const choices = profiles.includes(profile) ? profiles : [profile, ...profiles];
    if (choices.length < 2) return nothing;
    const pick = (event: Event) => {
      const chosen = (event.target as HTMLSelectElement).value;
      this.ask({ type: 'scenario', id: address(id, variation, chosen) });
    };
    return html`<label class="profile">
      <span>${this.t('profile')}</span>
      <select @change=${pick}>
        ${choices.map(
          (one) => html`<option value=${one} ?selected=${one === profile}>${one}</option>`,
        )}
      </select>
    </label>`;
  }

  /** What a kernel of Linux did says nothing of another system, nor of a run that goes another way. */
  #verified({ id, variation, profile }: ScenarioView): TemplateResult | typeof nothing {
    const meant = profile === 'linux-6.x' || profile === 'rfc9293';
    if (!meant || this.parted !== null) return nothing;
    const run = verifiedRun(this.verified, address(id, variation, null));
    if (!this.verified || !run) return nothing;
    const { kernel, date } = this.verified;
    const { lang } = this.words;
    const args = { kernel, date, passed: run.passed, of: run.of };
    return html`<div class="verified">
      <p>${this.t('verified-run', args)}</p>
      <ul class="sources">
        ${(run.differences ?? []).map((one) => html`<li class="muted">${one[lang]}</li>`)}
      </ul>
    </div>`;
  }

  #sources({ clauses, limits }: ScenarioView): TemplateResult | typeof nothing {
    if (clauses.length + limits.length === 0) return nothing;
    const { lang } = this.words;
    return html`<details>
      <summary>${this.t('story-sources')}</summary>
      <ul class="sources">
        ${clauses.map(
          ({ rfc, section, labels }) =>
            html`<li>
              ${this.t('rule-rfc', { rfc, section })}
              <span class="muted">${(labels ?? []).join(' ')}</span>
            </li>`,
        )}
        ${limits.map((limit) => html`<li class="muted">${limit[lang]}</li>`)}
      </ul>
    </details>`;
  }
}
