import { html, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { detectLang, wordsIn, type Words } from '../../l10n.ts';
import type { CrossingId, EventId, HostId, SocketId } from '../../lab.ts';
import { toLabError } from '../../lab-error.ts';
import { errorSentence } from '../../sentences.ts';
import type { Suggestion } from '../../suggest.ts';
import type { FormError } from '../inject/inject.element.ts';
import { isOfTheRun, type FieldProblem, type Intent, type IntentEvent } from '../intent.ts';
import type { ShareIntent } from '../intent.ts';
import type { Shared } from '../share/share.element.ts';
import { candidates, compareRuns, firstSides, type Comparison } from '../../comparing.ts';
import type { CompareElement } from '../compare/compare.element.ts';
import '../compare/compare.ts';
import type { WhyNotAnswer } from '../why-not/why-not.element.ts';
import { performIntent } from './perform-intent.ts';
import type { GalleryElement } from '../gallery/gallery.element.ts';
import '../gallery/gallery.ts';
import type { LimitsElement } from '../limits/limits.element.ts';
import { measureBar } from '../bar-height.ts';
import { shared } from '../shared.styles.ts';
import { tokens } from '../tokens.styles.ts';
import { covers, readKey } from './keys.ts';
import { Contexts } from './contexts.ts';
import { narrate, spoken } from './narration.ts';
import { PANELS_AT_FIRST, showPlace, withOperator, withPanel, type PanelState } from './panels.ts';
import { perform, type Hands } from './perform.ts';
import { RunElement } from './run.element.ts';
import { drawLab } from './screen.ts';
import { share } from './share.ts';
import { styles } from './tcp-lab.styles.ts';

/**
 * @summary A TCP laboratory: one run of a real engine, stepped, broken and explained.
 *
 * @attr scenario - Id of a scenario of the library.
 * @attr src - A link as the page copies it, or the address of a scenario file.
 * @attr lang - `en` or `zh-CN`; otherwise the page's, otherwise the reader's.
 * @attr theme - `auto`, `light` or `dark`.
 * @attr controls - `full`, `player` or `none`.
 * @attr start - How many moments have happened when it opens.
 * @attr speed - Virtual seconds in one second.
 * @attr loading - `lazy` (when it comes into view) or `eager`.
 * @attr readonly - The run can be watched and not changed.
 * @attr quiz - Whether it asks what comes next: `off`, `authored` (where the scenario asks) or `all`.
 * @event tcp-lab-ready - A run is open.
 * @event tcp-lab-step - Moments happened; `detail.events`.
 * @event tcp-lab-state - The position, the branch or the way it is shown is another; `detail`.
 * @event tcp-lab-error - Something could not be done; `detail` is the error.
 * @csspart lab, toolbar, transport, card, state, ladder, events, inspector, why, inject, narrator
 */
export class TcpLabElement extends RunElement {
  static override styles = [tokens, shared, styles];

  @state() private shared: Shared | null = null;
  @state() private suggestion: Suggestion | null = null;
  @state() private formError: FormError | null = null;
  @state() private chosen: ReadonlyMap<HostId, SocketId> = new Map();
  @state() private panels: PanelState = PANELS_AT_FIRST;
  @state() private problem: FieldProblem | null = null;
  /** What the narrator tells of; while playing, only what is worth interrupting for. */
  @state() private told: readonly EventId[] = [];
  @query('tcp-lab-limits') private limits!: LimitsElement;
  @query('tcp-lab-gallery') private gallery!: GalleryElement;
  @query('tcp-lab-compare') private comparing!: CompareElement;
  @state() private comparison: Comparison | null = null;
  @state() private whyNot: WhyNotAnswer | null = null;
  /** The segment that was clicked on, until something else happens. */
  @state() private glanced: CrossingId | null = null;
  readonly #contexts = new Contexts();
  #runs = 0;

  constructor() {
    super();
    this.addEventListener('keydown', (event) => this.#key(event));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('lang')) this.chosenLang = null;
  }

  protected override updated(): void {
    measureBar(this.renderRoot);
  }

  get words(): Words {
    const around = this.parentElement?.closest('[lang]')?.getAttribute('lang') ?? null;
    return wordsIn(this.chosenLang ?? detectLang(this.lang, around, navigator.languages));
  }

  protected override opened(): void {
    this.whyNot = this.comparison = this.glanced = null;
    this.#runs += 1;
    this.suggestion = null;
    this.formError = null;
    this.problem = null;
    this.chosen = new Map();
  }

  protected override stepped(events: readonly EventId[]): void {
    this.error = this.glanced = null;
    const { store, playing, latest } = this.session;
    const telling = () => latest.some((id) => store.event(id)?.kind === 'state-changed');
    if (!playing || telling()) this.told = latest;
    this.emit('step', { events });
    this.#tellState();
  }

  protected override moved(): void {
    this.error = this.glanced = null;
    if (!this.session.playing) this.told = this.session.latest;
    this.#tellState();
    this.requestUpdate();
  }

  #tellState(): void {
    const { snapshot } = this.session.store.state;
    if (!snapshot) return;
    const { position, end, branch, now } = snapshot;
    this.emit('state', { position, end, branch, now, playing: this.session.playing });
  }

  #key(event: KeyboardEvent): void {
    const act = readKey(event);
    if (!act || !this.session.lab) return;
    // What is open closes first; the browser sees to that.
    if (act.act === 'leave' && this.shadowRoot && covers(this.shadowRoot)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#guarded(() => perform(act, this.session, this.#hands()));
  }

  #hands(): Hands {
    const { session } = this;
    return {
      readonly: this.readonly || session.quiz.examining,
      speed: (speed) => (this.speed = speed),
      keys: () => this.limits.show('keys'),
      leave: () => {
        if (this.glanced !== null) this.glanced = null;
        else (this.shadowRoot?.activeElement as HTMLElement | null)?.blur();
      },
    };
  }

  #guarded(action: () => void): void {
    try {
      action();
    } catch (reason) {
      this.fail(reason);
    }
  }

  #intent = (event: Event): void => {
    event.stopPropagation();
    this.#guarded(() => this.#answer((event as IntentEvent).detail));
  };

  #answer(intent: Intent): void {
    const { session } = this;
    if (isOfTheRun(intent)) {
      performIntent(intent, session, this.engine, (it) => this.emit('result', it));
      if (intent.type === 'select-crossing') this.glanced = intent.crossing;
      if (intent.type === 'select-event') this.glanced = null;
      return;
    }
    switch (intent.type) {
      case 'speed':
        this.speed = intent.speed;
        return;
      case 'scenario':
        void this.load(intent.id);
        return;
      case 'lang':
        this.chosenLang = intent.lang;
        return this.#tellState();
      case 'theme':
        this.theme = intent.theme;
        return this.#tellState();
      case 'quiz':
        this.quiz = intent.mode;
        return this.#tellState();
      case 'prefill':
        this.suggestion = session.suggest(intent.host, intent.preset);
        this.formError = null;
        return;
      case 'inject':
        return this.#inject(intent);
      case 'panel':
        this.panels = withPanel(this.panels, intent.panel, intent.open);
        return;
      case 'operator':
        this.panels = withOperator(this.panels, intent);
        this.problem = null;
        return;
      case 'connection':
        this.chosen = new Map(this.chosen).set(intent.host, intent.socket);
        return;
      case 'sysctl':
        return this.#setSysctl(intent);
      case 'copy-link':
      case 'copy-text':
      case 'save':
        void this.#share(intent);
        return;
      case 'open-file':
        void this.openFile(intent.file);
        return;
      case 'gallery':
        return this.gallery.show();
      case 'show':
        this.glanced = null;
        void this.updateComplete.then(() => showPlace(this.renderRoot, intent.place));
        return;
      case 'compare':
        return this.#compare(intent.sides);
      case 'why-not':
        this.whyNot = { key: intent.key, answer: session.still().whyNot(intent.question) };
        return;
      case 'limits':
      case 'keys':
        this.limits.show(intent.type);
    }
  }

  /** What is wrong with a segment is said beside its field. */
  #inject({ target, segment }: Extract<Intent, { type: 'inject' }>): void {
    try {
      this.session.inject(target, segment);
      this.formError = null;
      this.renderRoot.querySelector('.narrator')?.scrollIntoView({ block: 'nearest' });
    } catch (reason) {
      const error = toLabError(reason, 'engine-failed');
      const { field } = error.detail;
      const text = errorSentence(error, this.words);
      this.formError = { field: field === undefined ? null : String(field), text };
      this.emit('error', error);
    }
  }

  /** What is wrong with a value is said beside its field. */
  #setSysctl({ host, name, value }: Extract<Intent, { type: 'sysctl' }>): void {
    try {
      this.session.act({ type: 'sysctl', host, name, value });
      this.problem = null;
    } catch (reason) {
      const error = toLabError(reason, 'engine-failed');
      this.problem = { field: name, given: value, text: errorSentence(error, this.words) };
      this.emit('error', error);
    }
  }

  /** Two runs side by side; without a choice, those that the reader is likely to mean. */
  #compare(sides?: [string, string]): void {
    const { session, engine } = this;
    const { about, store } = session;
    const { snapshot } = store.state;
    if (!engine || !about || !snapshot) return;
    const keys = sides ?? firstSides(about, snapshot);
    this.comparison = compareRuns(engine, session.still(), about, keys);
    this.comparing.candidates = candidates(about, snapshot, this.words);
    this.comparing.show();
  }

  async #share(intent: ShareIntent): Promise<void> {
    const { lab, store } = this.session;
    if (!lab) return;
    try {
      this.shared = await share(intent, lab, this.words.lang, store.state.selection.event);
      setTimeout(() => (this.shared = null), 3000);
    } catch (reason) {
      this.fail(toLabError(reason, 'not-copied'));
    }
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const context = this.#contexts.of(this.session, words, this.engine);
    const said = context ? narrate(this.session, this.told, context) : '';
    return html`<div class="lab" part="lab" lang=${words.lang} @intent=${this.#intent}>
      ${drawLab({
        words,
        session: this.session,
        engine: this.engine,
        context,
        theme: this.theme,
        controls: this.controls,
        readonly: this.readonly || this.session.quiz.examining,
        shared: this.shared,
        said,
        spoken: context ? spoken(said, context) : '',
        error: this.error,
        first: this.#runs < 2,
        glanced: this.glanced,
        suggestion: this.suggestion,
        formError: this.formError,
        chosen: this.chosen,
        panels: this.panels,
        problem: this.problem,
        whyNot: this.whyNot,
      })}
      <tcp-lab-gallery
        .words=${words}
        .scenarios=${this.engine?.scenarios ?? []}
        .present=${this.session.store.state.snapshot?.scenario ?? ''}
        .verified=${this.engine?.verified ?? null}
      ></tcp-lab-gallery>
      <tcp-lab-compare
        .words=${words}
        .comparison=${this.comparison}
        .relative=${this.session.store.state.options.relative}
      ></tcp-lab-compare>
      <tcp-lab-limits .words=${words} .limits=${this.engine?.limits ?? []}></tcp-lab-limits>
    </div>`;
  }
}
