import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { drawLadder, NARROW, visiblePart } from '../../draw/ladder.ts';
import type { Arrow } from '../../draw/arrow.ts';
import type { LadderPicture, StateChange, Stay } from '../../draw/ladder.ts';
import { placeOffers, type Offer } from '../../draw/offers.ts';
import { ABSOLUTE, segmentWords, type Bases } from '../../format.ts';
import type { Crossing, CrossingId, EventId, HostView, Nanoseconds } from '../../lab.ts';
import { DEFAULT_OPTIONS, type Options } from '../../store.ts';
import type { Glance } from '../glance/glance.element.ts';
import '../glance/glance.ts';
import { Leaf } from '../leaf.ts';
import { segmentCommand, type SegmentAct } from '../segment-acts.ts';
import { Printing } from '../printing.ts';
import { shared } from '../shared.styles.ts';
import { Glide, moving } from './glide.ts';
import { arrowKind, arrowLabel, arrowShape, shortState } from './arrow.ts';
import { drawBreaks, drawTicks } from './backdrop.ts';
import { segmentMenu, showMenu } from './menu.ts';
import { glancePlace, intoSight, sightOf } from './sight.ts';
import { styles } from './ladder.styles.ts';

/** Drawn beyond both edges of what is seen, so that scrolling finds something there. */
const OVERSCAN = 400;
/** What the picture depends on; time alone moves only heads. */
const LAYOUT = [
  'hosts',
  'crossings',
  'refused',
  'states',
  'bases',
  'options',
  'words',
  'settled',
  'next',
  'width',
] as const;

/**
 * @summary Segments as slanted arrows over virtual time; only what is in view is in the document.
 * @csspart ladder
 */
export class LadderElement extends Leaf {
  static override styles = [shared, styles];

  @property({ attribute: false }) hosts: readonly HostView[] = [];
  @property({ attribute: false }) crossings: readonly Crossing[] = [];
  /** What its receiver refused. */
  @property({ attribute: false }) refused: ReadonlySet<CrossingId> = new Set();
  /** The answer to a click on a segment, shown beside it. */
  @property({ attribute: false }) glance: Glance | null = null;
  @property({ attribute: false }) states: readonly StateChange[] = [];
  @property({ attribute: false }) bases: ReadonlyMap<CrossingId, Bases> = new Map();
  @property({ attribute: false }) options: Options = DEFAULT_OPTIONS;
  @property({ attribute: false }) selected: CrossingId | null = null;
  @property({ attribute: false }) selectedEvent: EventId | null = null;
  @property({ attribute: false }) now: Nanoseconds = 0;
  /** The end of what has happened; `now` may be between it and `next`. */
  @property({ attribute: false }) settled: Nanoseconds = 0;
  @property({ attribute: false }) next: Nanoseconds | null = null;
  @property({ type: Boolean }) readonly = false;
  /** Time comes in small pieces of its own. */
  @property({ type: Boolean }) playing = false;
  /** What a crossing is called by a screen reader. */
  @property({ attribute: false }) describe: (crossing: Crossing) => string = () => '';
  @state() private width = 0;
  @state() private top = 0;
  @state() private viewHeight = 480;
  readonly #printing = new Printing(this);
  @state() private menuFor: CrossingId | null = null;
  @query('.scroll') private scroller!: HTMLElement;
  @query('#menu') private menu!: HTMLElement;
  #picture: LadderPicture | undefined;
  /** Time as drawn: after a step it glides to `now`, so that segments are seen to move. */
  @state() private shown: Nanoseconds = 0;
  #glide = new Glide((time) => (this.shown = time));
  #seen = { crossings: -1, now: -1 };
  // A frame later: what is drawn may change the sizes again.
  #sizes = new ResizeObserver(() => requestAnimationFrame(() => this.#measure()));

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#sizes.observe(this.scroller);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    this.#glide.stop();
  }

  protected override firstUpdated(): void {
    this.#sizes.observe(this.scroller);
  }

  #measure(): void {
    this.width = Math.floor(this.scroller.clientWidth);
    this.viewHeight = this.scroller.clientHeight;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('now'))
      this.#glide.to(
        this.now,
        this.hasUpdated && !this.playing && moving(this.crossings, this.shown),
      );
    if (this.width === 0 || !LAYOUT.some((name) => changed.has(name))) return;
    this.#picture = drawLadder({
      hosts: this.hosts.length,
      crossings: this.crossings,
      states: this.states,
      now: this.settled,
      next: this.next,
      width: this.width,
      words: (crossing) => this.#words(crossing),
    });
  }

  /** What just happened stays in view; a reader who looked back is left alone until something happens. */
  protected override updated(changed: PropertyValues<this>): void {
    const picture = this.#picture;
    if (!picture) return;
    const happened = this.#seen.crossings !== this.crossings.length || this.#seen.now !== this.now;
    this.#seen = { crossings: this.crossings.length, now: this.now };
    if (happened) {
      this.#reveal(picture.scale.at(this.now), 110);
      if (!this.playing && changed.has('settled'))
        intoSight(picture.scale.at(this.now), sightOf(this.scroller));
    }
    if (changed.has('selected') && this.selected !== null && !happened) {
      const arrow = picture.arrows.find(({ id }) => id === this.selected);
      if (arrow) this.#reveal((arrow.y1 + arrow.y2) / 2, 60);
    }
    if (changed.has('glance') && this.glance) {
      const answer = this.renderRoot.querySelector('tcp-lab-glance');
      void answer?.updateComplete.then(() => answer.scrollIntoView({ block: 'nearest' }));
    }
  }

  #reveal(y: number, margin: number): void {
    const { scroller } = this;
    const { scrollTop, clientHeight } = scroller;
    if (y > scrollTop + clientHeight - margin) scroller.scrollTop = y - clientHeight + margin;
    else if (y < scrollTop + 30) scroller.scrollTop = Math.max(0, y - margin);
  }

  #words(crossing: Crossing): string[] {
    const known = this.options.relative ? this.bases.get(crossing.id) : undefined;
    const words = segmentWords(crossing, known ?? ABSOLUTE, this.options.detail);
    const kind = arrowKind(crossing);
    const marks = kind === 'plain' ? [] : [`[${this.t(`mark-${kind}`)}]`];
    if (this.refused.has(crossing.id)) marks.push(`[${this.t('mark-refused')}]`);
    return [words[0]!, ...marks, ...words.slice(1)];
  }

  protected override render() {
    const picture = this.#picture;
    return html`<div
      class="scroll"
      part="ladder"
      tabindex="-1"
      role="group"
      aria-label=${this.t('ladder')}
      @scroll=${() => (this.top = this.scroller.scrollTop)}
    >
      ${picture ? this.#draw(picture) : nothing} ${this.readonly ? nothing : this.#menu()}
    </div>`;
  }

  #draw(picture: LadderPicture): TemplateResult {
    const top = this.#printing.now ? 0 : this.top - OVERSCAN;
    const bottom = this.#printing.now ? Infinity : this.top + this.viewHeight + OVERSCAN;
    const seen = visiblePart(picture, { top, bottom, now: this.shown });
    const { width, lanes, cell } = picture;
    const height = this.#height(picture);
    const { nowY } = seen;
    const narrow = width < NARROW;
    const last = lanes.at(-1)!.x;
    return html`<div class="names" aria-hidden="true">
        <svg width=${width} height="28">
          ${lanes.map(
            ({ x }, i) => svg`<text class="name" x=${x} y="20">${this.hosts[i]?.name ?? ''}</text>`,
          )}
        </svg>
      </div>
      <div class="paper">
        <svg
          class=${narrow ? 'narrow' : ''}
          width=${width}
          height=${height}
          role="group"
          aria-label=${this.t('ladder')}
        >
          ${drawBreaks(seen.breaks, width, narrow, this.words)}
          ${lanes.map(({ x }) => svg`<path class="lane" d="M${x} 4V${height}" />`)}
          ${seen.stays.map((stay) => this.#stay(stay, picture, narrow))}
          ${drawTicks(seen.ticks, narrow)}
          <g class="now" aria-hidden="true">
            ${svg`<path d="M${lanes[0]!.x - 10} ${nowY}H${last + 10}" />`}
          </g>
          ${repeat(
            seen.arrows,
            ({ id }) => id,
            (arrow) => this.#arrow(arrow),
          )}
          <g aria-hidden="true">${seen.arrows.map(arrowLabel)}</g>
        </svg>
        ${
          this.crossings.length === 0
            ? html`<p class="empty muted">${this.t('ladder-empty')}</p>`
            : nothing
        }
        ${this.readonly ? nothing : placeOffers(seen.arrows, width, cell).map((offer) => this.#offer(offer))}
        ${this.#glanced(picture)}
      </div>`;
  }

  /** Beside its segment. */
  #glanced({ arrows, width }: LadderPicture): TemplateResult | typeof nothing {
    const { glance } = this;
    const arrow = arrows.find(({ id }) => id === glance?.crossing.id);
    if (!arrow) return nothing;
    return html`<tcp-lab-glance
      .words=${this.words}
      .glance=${glance}
      .style=${glancePlace(arrow, width, sightOf(this.scroller))}
    ></tcp-lab-glance>`;
  }

  /** Lifelines go down as far as one can see. */
  #height(picture: LadderPicture): number {
    return this.#printing.now ? picture.height : Math.max(picture.height, this.viewHeight - 30);
  }

  #stay(stay: Stay, picture: LadderPicture, narrow: boolean): TemplateResult {
    const { x } = picture.lanes[stay.host] ?? picture.lanes[0]!;
    const left = stay.host === 0;
    const chosen = stay.event === this.selectedEvent;
    const bottom = stay.bottom === picture.height ? this.#height(picture) : stay.bottom;
    const name = narrow ? shortState(stay.state) : stay.state;
    // The name goes along while its stretch is in view.
    const seen = this.#printing.now ? 0 : this.top + 14;
    const y = Math.max(stay.top, Math.min(seen, stay.bottom - 17)) + 5;
    return svg`<g class="stay ${chosen ? 'chosen' : ''} ${stay.state === 'CLOSED' ? 'closed' : ''}">
      <path d="M${x} ${stay.top}V${Math.max(stay.top + 2, bottom - 2)}" />
      <text x=${left ? x - 10 : x + 10} y=${y} text-anchor=${left ? 'end' : 'start'}>${name}</text>
    </g>`;
  }

  #arrow(arrow: Arrow): TemplateResult {
    const { id, crossing } = arrow;
    const chosen = id === this.selected;
    return svg`<g
      class="arrow ${arrowKind(crossing)} ${crossing.fate} ${chosen ? 'chosen' : ''}"
      role="button"
      tabindex=${id === this.#entry() ? 0 : -1}
      data-crossing=${id}
      ?data-retransmission=${crossing.retransmission}
      data-fate=${crossing.fate}
      aria-pressed=${chosen}
      aria-label=${this.describe(crossing)}
      @click=${() => this.ask({ type: 'select-crossing', crossing: id })}
      @keydown=${(event: KeyboardEvent) => this.#key(event, id)}
      @contextmenu=${(event: MouseEvent) => this.#openMenu(event, id)}
    >${arrowShape(arrow, this.refused.has(id))}</g>`;
  }

  /** Segments on their way show what can be done to them. */
  #offer({ arrow, x, y }: Offer): TemplateResult {
    const drop = () => this.ask({ type: 'act', command: { type: 'drop', crossing: arrow.id } });
    return html`<button
      class="offer"
      .style=${`left:${x}px;top:${y}px`}
      aria-description=${this.describe(arrow.crossing)}
      @click=${drop}
    >
      ${this.t('act-drop')}
    </button>`;
  }

  /** The one arrow that the tab key leads to; from there up and down go on. */
  #entry(): CrossingId | undefined {
    const moving = this.crossings.findLast(({ fate }) => fate === 'in-flight' || fate === 'held');
    return this.selected ?? (moving ?? this.crossings.at(-1))?.id;
  }

  async #key(event: KeyboardEvent, id: CrossingId): Promise<void> {
    const step = { ArrowUp: -1, ArrowDown: 1, Enter: 0, ' ': 0 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const crossing = id + step;
    if (!this.crossings.some((other) => other.id === crossing)) return;
    this.ask({ type: 'select-crossing', crossing });
    await this.updateComplete;
    this.renderRoot.querySelector<SVGGElement>(`[data-crossing="${crossing}"]`)?.focus();
  }

  /** The mouse's menu of a segment; its key opens it too. */
  #openMenu(event: MouseEvent, id: CrossingId): void {
    if (this.readonly) return;
    event.preventDefault();
    this.ask({ type: 'select-crossing', crossing: id });
    this.menuFor = id;
    showMenu(this.menu, event);
  }

  #menu(): TemplateResult {
    const act = (name: SegmentAct) => {
      this.menu.hidePopover();
      if (this.menuFor === null) return;
      this.ask({ type: 'act', command: segmentCommand(name, this.menuFor) });
    };
    return segmentMenu(this.words, act);
  }
}
