import { LitElement, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { loadEngine, type Engine, type EventId, type LabState } from '../../lab.ts';
import type { Lang } from '../../l10n.ts';
import { toLabError, type LabError } from '../../lab-error.ts';
import { located, readScenario } from '../../files.ts';
import { decodeLink, encodeLink, type Run } from '../../link.ts';
import { quizMode, type QuizMode } from '../../quiz.ts';
import { Session } from '../../session.ts';
import type { Theme } from '../intent.ts';
import { shownBy, viewOf } from './view.ts';

/** The contract of the element without its looks: attributes, methods, events, and how a run is opened. */
export abstract class RunElement extends LitElement {
  @property() override lang = '';
  @property() scenario = 'handshake';
  @property() src: string | null = null;
  @property({ reflect: true }) theme: Theme = 'auto';
  @property() controls: 'full' | 'player' | 'none' = 'full';
  @property({ type: Number }) start = 0;
  @property({ type: Number }) speed: number | null = null;
  @property() loading: 'lazy' | 'eager' = 'lazy';
  @property({ type: Boolean }) readonly = false;
  @property() quiz: QuizMode = 'off';

  @state() protected engine: Engine | null = null;
  /** Chosen in the page or by a link; wins over the attribute until that changes. */
  @state() protected chosenLang: Lang | null = null;
  @state() protected error: LabError | null = null;
  protected readonly session = new Session({
    step: (events) => this.stepped(events),
    moved: () => this.moved(),
    error: (reason) => this.fail(reason),
  });
  #view: IntersectionObserver | null = null;
  #opening = 0;

  constructor() {
    super();
    this.session.store.subscribe(() => this.requestUpdate());
  }

  /** Moments happened, forward. */
  protected abstract stepped(events: readonly EventId[]): void;
  /** Anything else moved. */
  protected abstract moved(): void;
  /** Another run is open. */
  protected abstract opened(): void;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.session.lab || this.#opening > 0) return;
    if (this.loading === 'eager') void this.#begin();
    else this.#whenSeen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#view?.disconnect();
    this.session.pause();
  }

  /** Waits until the reader is near. */
  #whenSeen(): void {
    this.#view = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#view?.disconnect();
        // Unless a link or a scenario was opened meanwhile.
        if (this.#opening === 0) void this.#begin();
      },
      { rootMargin: '200px' },
    );
    this.#view.observe(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('speed') && this.speed !== null) this.session.speed = this.speed;
    if (changed.has('quiz')) this.session.quiz.mode = quizMode(this.quiz);
    const reopen = changed.has('scenario') || changed.has('src');
    if (reopen && this.hasUpdated && this.session.lab) void this.#begin();
  }

  /** The engine's lab, for those who want to ask it more. */
  get lab() {
    return this.session.lab;
  }

  play(): void {
    if (!this.session.playing) this.session.togglePlay();
  }

  pause(): void {
    this.session.pause();
  }

  /** Forward by `count` moments. */
  step(count = 1): void {
    this.session.step(count);
  }

  stepBack(): void {
    this.session.back();
  }

  seek(position: number): void {
    this.session.seek(position);
  }

  get inject() {
    return this.session.inject.bind(this.session);
  }

  get act() {
    return this.session.act.bind(this.session);
  }

  /** Opens a scenario by id or as an object. */
  async load(scenario: string | object): Promise<void> {
    await this.#try((engine, current) => this.#show(engine, fresh(scenario), current));
  }

  /** Opens a scenario file from the reader's disk; it goes nowhere else. What is wrong with it is shown. */
  async openFile(file: File): Promise<void> {
    await this.#try(async (engine, current) => {
      const { scenario, text } = await readScenario(file);
      try {
        await this.#show(engine, fresh(scenario), current);
      } catch (reason) {
        throw located(reason, file.name, text);
      }
    });
  }

  /** Opens a link, or its part after `#`. What is wrong with it is shown. */
  async open(link: string): Promise<void> {
    await this.#try(async (engine, current) => {
      const { run, view } = await decodeLink(link.slice(link.indexOf('#') + 1));
      Object.assign(this, shownBy(view));
      if (run !== null || !this.session.lab) {
        await this.#show(engine, run ?? fresh(this.scenario), current);
      }
      if (view.event !== undefined) this.session.store.selectEvent(Number(view.event));
    });
  }

  getState() {
    return this.session.lab?.getState() ?? null;
  }

  /** The part after `#` of a link to this moment; null where there is none, or the reader is being examined. */
  async link(): Promise<string | null> {
    const state = this.getState();
    if (!state || this.error || this.session.quiz.exam) return null;
    const { chosenLang, theme, controls, speed, readonly, quiz } = this;
    return encodeLink(state, viewOf({ chosenLang, theme, controls, speed, readonly, quiz }));
  }

  /** The run as a text ladder, or as a scenario (JSON) that goes the same way by itself. */
  exportAs(format: 'ladder' | 'scenario'): string | null {
    return this.session.lab?.exportAs(format) ?? null;
  }

  async setState(state: LabState): Promise<void> {
    await this.#try((engine, current) => this.#show(engine, state, current));
  }

  async #begin(): Promise<void> {
    if (this.src?.includes('#')) return this.open(this.src);
    await this.#try(async (engine, current) => {
      let scenario: string | object = this.scenario;
      if (this.src) scenario = (await (await fetch(this.src)).json()) as object;
      const moments = this.start > 0 ? [this.start] : [];
      await this.#show(engine, { scenario, moments, position: this.start }, current);
    });
  }

  /** Unless something else was asked for while the scenario was on its way. */
  async #show(engine: Engine, run: Run, current: () => boolean): Promise<void> {
    await engine.need(run.scenario);
    if (current()) this.session.open(engine, run);
  }

  /** Loads the engine, runs `action` with it, and shows what went wrong. The last call wins. */
  async #try(
    action: (engine: Engine, current: () => boolean) => void | Promise<void>,
  ): Promise<void> {
    const turn = (this.#opening += 1);
    this.#view?.disconnect(); // What is asked for now is not to be replaced when the lab comes into view.
    try {
      const engine = await loadEngine();
      if (turn !== this.#opening) return;
      this.engine = engine;
      await action(engine, () => turn === this.#opening);
      if (turn !== this.#opening) return;
      this.error = null;
      this.opened();
      this.emit('ready', {});
    } catch (reason) {
      if (this.engine && !this.session.lab) await this.#fallBack(this.engine);
      this.fail(reason);
    }
  }

  /** Beneath what went wrong the reader finds a lab that works. */
  async #fallBack(engine: Engine): Promise<void> {
    const known = engine.scenarios.some(({ id }) => id === this.scenario);
    const scenario = known ? this.scenario : engine.scenarios[0]?.id;
    if (scenario) await this.#show(engine, fresh(scenario), () => true).catch(() => undefined);
  }

  protected fail(reason: unknown): void {
    this.error = toLabError(reason, 'engine-failed');
    this.emit('error', this.error);
  }

  protected emit(
    name: 'ready' | 'step' | 'state' | 'predict' | 'result' | 'error',
    detail: object,
  ): void {
    this.dispatchEvent(
      new CustomEvent(`tcp-lab-${name}`, { detail, bubbles: true, composed: true }),
    );
  }
}

/** A scenario from its beginning. */
function fresh(scenario: string | object): Run {
  return { scenario, moments: [], position: 0 };
}
