import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatClock } from '../../format.ts';
import type { EventId, HostView, LabEvent } from '../../lab.ts';
import { Leaf } from '../leaf.ts';
import { Printing } from '../printing.ts';
import { shared } from '../shared.styles.ts';
import { styles } from './events.styles.ts';

/** Rows in the document at once; a button brings earlier ones. On paper there are no buttons. */
const PAGE = 120;
const PRINTED = 5000;

/**
 * @summary The log as a table: the same run as the ladder, the same selection.
 * @csspart events
 */
export class EventsElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) events: readonly LabEvent[] = [];
  @property({ attribute: false }) hosts: readonly HostView[] = [];
  @property({ attribute: false }) selected: EventId | null = null;
  /** The first event of what happened last. */
  @property({ attribute: false }) fresh: EventId | null = null;
  @property({ attribute: false }) sentence: (event: LabEvent) => string = () => '';
  @property({ attribute: false }) rule: (code: string) => string = (code) => code;
  /** The first row shown; null follows the end. */
  @state() private from: number | null = null;
  readonly #printing = new Printing(this);
  @query('.scroll') private scroller!: HTMLElement;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('events')) this.from = null;
    if (changed.has('selected') && this.selected !== null) this.#show(this.selected);
  }

  /** A selected event outside the page moves the page. */
  #show(id: EventId): void {
    const index = id - (this.events[0]?.id ?? 0);
    const first = this.#first();
    if (index < first || index >= first + PAGE) this.from = Math.max(0, index - PAGE / 2);
  }

  #first(): number {
    if (this.#printing.now) return Math.max(0, this.events.length - PRINTED);
    return this.from ?? Math.max(0, this.events.length - PAGE);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('selected') && this.selected !== null) this.#reveal(`#event-${this.selected}`);
    else if (changed.has('events')) requestAnimationFrame(() => this.#follow());
  }

  /** To the end, but not beyond the first row of what just happened. */
  #follow(): void {
    const row = this.renderRoot.querySelector<HTMLElement>('.fresh');
    const end = this.scroller.scrollHeight;
    this.scroller.scrollTop = row ? Math.min(end, row.offsetTop - 36) : end;
  }

  /** Scrolls the table only, never the page. */
  #reveal(selector: string): void {
    const row = this.renderRoot.querySelector<HTMLElement>(selector);
    if (!row) return;
    const { scroller } = this;
    const top = row.offsetTop - 36;
    const bottom = row.offsetTop + row.offsetHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = bottom - scroller.clientHeight + 8;
    }
  }

  protected override render() {
    const first = this.#first();
    const rows = this.events.slice(first, first + (this.#printing.now ? PRINTED : PAGE));
    return html`<section class="panel" part="events">
      <h2 id="title">${this.t('events')}</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        ${first > 0 ? this.#more(first) : nothing}
        <table aria-label=${this.t('event-table')} aria-rowcount=${this.events.length + 1}>
          <thead>
            <tr>
              <th scope="col">${this.t('event-number')}</th>
              <th scope="col">${this.t('event-time')}</th>
              <th scope="col">${this.t('event-where')}</th>
              <th scope="col">${this.t('event-what')}</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              rows,
              ({ id }) => id,
              (event, i) => this.#row(event, rows[i - 1], first + i),
            )}
          </tbody>
        </table>
        ${
          this.events.length === 0
            ? html`<p class="empty muted">${this.t('events-none')}</p>`
            : nothing
        }
      </div>
    </section>`;
  }

  #where({ kind, rule, host }: LabEvent): string {
    if (kind === 'act') return this.t(rule === 'scripted' ? 'the-scenario' : 'you');
    return host === null ? this.t('network') : (this.hosts[host]?.name ?? '');
  }

  #more(first: number): TemplateResult {
    return html`<button class="more" @click=${() => (this.from = Math.max(0, first - PAGE))}>
      ${this.t('events-earlier', { count: first })}
    </button>`;
  }

  #row(event: LabEvent, before: LabEvent | undefined, index: number): TemplateResult {
    const chosen = event.id === this.selected;
    const again = before?.at === event.at;
    const where = this.#where(event);
    const fresh = this.fresh !== null && event.id >= this.fresh;
    return html`<tr
      id="event-${event.id}"
      class="${event.kind} ${chosen ? 'chosen' : ''} ${fresh ? 'fresh' : ''} ${again ? '' : 'moment'}"
      aria-rowindex=${index + 2}
      data-event=${event.id}
      data-kind=${event.kind}
      @click=${() => this.ask({ type: 'select-event', event: event.id })}
      @keydown=${(e: KeyboardEvent) => this.#key(e, event.id)}
    >
      <td class="mono number">${event.id}</td>
      <td class="mono time"><span class=${again ? 'sr' : ''}>${formatClock(event.at)}</span></td>
      <td class="where">${where}</td>
      <td>
        <button class="pick" aria-pressed=${chosen} tabindex=${event.id === this.#entry() ? 0 : -1}>
          ${this.sentence(event)}
        </button>
      </td>
    </tr>`;
  }

  /** The one row that the tab key leads to; from there up and down go on. */
  #entry(): EventId | undefined {
    return this.selected ?? this.events.at(-1)?.id;
  }

  async #key(event: KeyboardEvent, id: EventId): Promise<void> {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = id + step;
    if (!this.events.some((other) => other.id === next)) return;
    this.ask({ type: 'select-event', event: next });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#event-${next} button`)?.focus();
  }
}
