/**
 * One lab under the reader's hands: engine, player and store, and every way to move them. Knows no
 * document; the root element calls it and draws what the store says.
 */
import type { Preset } from './elements/intent.ts';
import { Hurry } from './hurry.ts';
import { openRun, type Run } from './link.ts';
import { DEFAULT_SPEED, Player } from './player.ts';
import type { Command, Engine, EventId, HostId, Lab, LabEvent } from './lab.ts';
import type { Nanoseconds, ScenarioView, Segment, StoryTold, Why } from './lab.ts';
import { roundTripOf, statesOf } from './marks.ts';
import { Operator, type OperatorTab, type OperatorView } from './operator.ts';
import { Quiz } from './quiz.ts';
import { Store, type Fork } from './store.ts';
import { matters } from './sentences.ts';
import { positionOf, StoryWay } from './story-way.ts';
import { Teller } from './teller.ts';
import { suggest, type Suggestion } from './suggest.ts';

export interface SessionEvents {
  /** Moments happened, forward; ids of their events. */
  step?(events: readonly EventId[]): void;
  /** Anything else moved: back, seek, load, act, another branch. */
  moved?(): void;
  error?(reason: unknown): void;
}

/** A mark further away than this is not looked for. */
const MARK_REACH = 500;
/** A long way is gone in pieces of so many milliseconds. */
const PIECE = 24;

export class Session {
  readonly store = new Store();
  /** The ids of what happened in the last moment. */
  latest: readonly EventId[] = [];
  /** The branches that the reader's acts made. */
  readonly forks = new Map<number, Fork>();
  #lab: Lab | null = null;
  #player: Player | null = null;
  #speed = DEFAULT_SPEED;
  readonly #operator = new Operator();
  #why: { event: EventId; branch: number; why: Why } | null = null;
  #about: ScenarioView | null = null;
  readonly #teller = new Teller();
  readonly #hurry = new Hurry((reason) => this.events.error?.(reason));

  constructor(private readonly events: SessionEvents = {}) {}

  /** Questions about what comes next. */
  readonly quiz = new Quiz();
  readonly story = new StoryWay(this);

  get lab(): Lab | null {
    return this.#lab;
  }

  get playing(): boolean {
    return this.#hurry.running || (this.#player?.playing ?? false);
  }

  /** Virtual seconds in one second. */
  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    this.#speed = speed;
    if (this.#player) this.#player.speed = speed;
  }

  /** Nothing is left to happen, known or unknown. */
  get finished(): boolean {
    const { snapshot } = this.store.state;
    return snapshot !== null && snapshot.next === null && snapshot.position >= snapshot.end;
  }

  /** Replaces the run. Throws the engine's LabError and keeps the old run when it cannot. */
  open(engine: Engine, run: Run): void {
    const lab = openRun(engine, run);
    this.close();
    this.#lab = lab;
    this.#player = new Player(lab, {
      frame: (playhead) => this.store.movePlayhead(playhead),
      step: (events) => this.#happened(events, true),
      change: () => this.events.moved?.(),
      error: (reason) => this.events.error?.(reason),
      gate: () => this.quiz.stops(lab),
      busy: () => this.store.state.crossings.some(({ fate }) => fate === 'in-flight'),
    });
    this.#player.speed = this.#speed;
    this.#about = lab.scenario();
    this.story.open(engine);
    this.#moved();
  }

  close(): void {
    this.pause();
    this.#lab?.free();
    this.#lab = this.#player = this.#why = this.#about = null;
    this.story.close();
    this.latest = [];
    this.quiz.reset();
    this.store.clear();
    this.forks.clear();
  }

  togglePlay(): void {
    if (this.playing) this.pause();
    else if (!this.#answers(this.#require())) this.#player?.play();
  }

  pause(): void {
    this.#player?.pause();
    if (!this.#hurry.running) return;
    this.#hurry.stop();
    this.events.moved?.();
  }

  step(count = 1): void {
    this.#forward(count, () => false, count === 1);
  }

  back(): void {
    const lab = this.#still();
    lab.stepBack();
    this.#moved();
  }

  /** Forward to the next moment in which something happened that a reader cares about. */
  next(): void {
    this.#forward(MARK_REACH, (happened) => happened.some(matters), true);
  }

  /** Back over what `next` went over: to where it would have stopped before. */
  previous(): void {
    const lab = this.#still();
    const { events } = this.store.state;
    const first = events[0]?.id ?? 0;
    let { position } = lab.snapshot();
    for (position -= 1; position > 0; position -= 1) {
      const [from, to] = this.#moment(lab, position);
      if (events.slice(from - first, to - first).some(matters)) break;
    }
    lab.seek(Math.max(0, position));
    this.#moved();
  }

  /** The ids of the events of the moment that leads to `position`: from, and up to but not including. */
  #moment(lab: Lab, position: number): [from: EventId, to: EventId] {
    lab.seek(position);
    const to = lab.snapshot().events;
    if (position === 0) return [0, to];
    lab.seek(position - 1);
    return [lab.snapshot().events, to];
  }

  #forward(
    count: number,
    enough: (happened: readonly LabEvent[]) => boolean,
    marked: boolean,
  ): void {
    const lab = this.#still();
    if (this.#answers(lab)) return;
    const events: EventId[] = [];
    let latest: readonly EventId[] = [];
    for (let i = 0; i < count; i += 1) {
      if (this.quiz.stops(lab)) break;
      const ids = lab.step();
      events.push(...ids);
      if (ids.length > 0) latest = ids;
      else if (lab.snapshot().next === null) break;
      if (ids.length > 0 && enough(lab.events(ids[0]!, ids.at(-1)! + 1))) break;
    }
    this.#player?.sync();
    this.#happened(events, marked, latest);
  }

  /** Who goes on leaves the question that is open. True in an exam, where that has gone to the answer. */
  #answers(lab: Lab): boolean {
    const answer = this.quiz.goOn(lab);
    if (answer !== null) this.advanceTo(answer);
    return answer !== null;
  }

  /** On to exactly this position, living through what is not known yet. */
  advanceTo(position: number): void {
    const lab = this.#still();
    const events: EventId[] = [];
    while (lab.snapshot().position < position) {
      events.push(...lab.step());
      if (lab.snapshot().next === null) break;
    }
    if (lab.snapshot().position > position) lab.seek(position);
    this.#player?.sync();
    this.#happened(events, false);
  }

  seek(position: number): void {
    const lab = this.#still();
    const { snapshot } = this.store.state;
    const target = Math.max(0, Math.min(position, snapshot?.end ?? position));
    if (target > lab.snapshot().position && this.#answers(lab)) return;
    lab.seek(target);
    this.#moved();
  }

  /** To a position, living through what is not known yet. */
  reach(position: number): void {
    if (position <= (this.store.state.snapshot?.end ?? 0)) this.seek(position);
    else this.goOn(position, false);
  }

  /** On to `target`, or to a moment that is `enough`. Whatever else moves the run ends it. */
  goOn(
    target: number,
    marked: boolean,
    enough: (happened: readonly EventId[]) => boolean = () => false,
  ): void {
    const lab = this.#still();
    if (this.#answers(lab)) return;
    let { position } = lab.snapshot();
    this.#hurry.go(() => {
      const until = performance.now() + PIECE;
      const events: EventId[] = [];
      let latest: readonly EventId[] = [];
      let there = false;
      while (!there && performance.now() < until) {
        if (position >= target || this.quiz.stops(lab)) break;
        latest = lab.step();
        position += 1;
        events.push(...latest);
        there = latest.length > 0 ? enough(latest) : lab.snapshot().next === null;
      }
      if (there || performance.now() < until) this.#hurry.stop();
      this.#player?.sync();
      this.#happened(events, marked, latest);
    });
  }

  /** Forward or back over about one round trip. */
  roundTrip(direction: 1 | -1): void {
    const { snapshot } = this.store.state;
    if (!snapshot) return;
    const target = snapshot.now + direction * roundTripOf(snapshot);
    this.#until(direction, (now) => (direction > 0 ? now >= target : now <= target));
  }

  /** Forward or back to the next change of a state. */
  mark(direction: 1 | -1): void {
    const lab = this.#require();
    const before = statesOf(lab.snapshot());
    this.#until(direction, () => statesOf(lab.snapshot()) !== before);
  }

  #until(direction: 1 | -1, reached: (now: Nanoseconds) => boolean): void {
    const lab = this.#still();
    if (direction > 0 && this.#answers(lab)) return;
    const events: EventId[] = [];
    for (let i = 0; i < MARK_REACH; i += 1) {
      const { position, next } = lab.snapshot();
      if (direction > 0 ? next === null : position === 0) break;
      if (direction > 0 && this.quiz.stops(lab)) break;
      if (direction > 0) events.push(...lab.step());
      else lab.stepBack();
      if (reached(lab.snapshot().now)) break;
    }
    this.#player?.sync();
    if (direction > 0) this.#happened(events, false);
    else this.#moved();
  }

  act(command: Command): void {
    const lab = this.#settled();
    this.quiz.forget();
    this.#done(lab, lab.act(command));
  }

  inject(target: { from: string; to: string }, segment: Segment): void {
    const lab = this.#settled();
    this.quiz.forget();
    this.#done(lab, lab.inject(target, segment));
  }

  checkout(branch: number): void {
    const lab = this.#still();
    this.quiz.forget();
    lab.checkout(branch);
    lab.seek(lab.snapshot().end); // As it was left, whole.
    this.story.lookAhead();
    this.#moved();
  }

  /** What there is to say about the run that is open. */
  get about(): ScenarioView | null {
    return this.#about;
  }

  /** What has been told of the run up to now. */
  get told(): readonly StoryTold[] {
    return this.#teller.tell(this.#lab, this.store.state.snapshot).lines;
  }

  /** Where the run left the story; null while it is told. */
  get parted(): EventId | null {
    return this.#teller.tell(this.#lab, this.store.state.snapshot).parted;
  }

  /** To just after the moment that wrote `event`, which is selected there. */
  goTo(event: EventId): void {
    const lab = this.#still();
    positionOf(lab, event);
    this.#moved();
    this.store.selectEvent(event);
  }

  /** Asked once per event: the engine replays to answer. */
  why(event: EventId): Why | null {
    const branch = this.store.state.snapshot?.branch ?? 0;
    if (this.#why?.event !== event || this.#why.branch !== branch) {
      if (!this.#lab) return null;
      this.#why = { event, branch, why: this.#lab.why(event) };
    }
    return this.#why.why;
  }

  /** What an operator of the host sees now. */
  operator(host: HostId, tab: OperatorTab): OperatorView | null {
    const { snapshot, before } = this.store.state;
    if (!this.#lab || !snapshot) return null;
    return this.#operator.view(this.#lab, host, tab, { snapshot, before, playing: this.playing });
  }

  /** What that host would plausibly send next, or a RST that falls where asked. */
  suggest(host: HostId, preset: Preset): Suggestion {
    return suggest(this.#still(), this.store.state.snapshot?.hosts ?? [], host, preset);
  }

  /** The lab, no longer playing. */
  still(): Lab {
    return this.#still();
  }

  #still(): Lab {
    this.pause();
    return this.#require();
  }

  /** What is done at 12.4 ms must happen at 12.4 ms. */
  #settled(): Lab {
    this.#hurry.stop();
    this.#player?.settle();
    return this.#require();
  }

  #require(): Lab {
    if (!this.#lab) throw new Error('no run is open');
    return this.#lab;
  }

  #done(lab: Lab, events: readonly EventId[]): void {
    this.#player?.sync();
    const known = this.store.state.snapshot?.branches.length;
    this.store.refresh(lab, true);
    this.#fork(known, this.store.event(events[0] ?? null));
    this.story.lookAhead();
    this.latest = events;
    this.events.step?.(events);
  }

  #fork(known: number | undefined, event: LabEvent | null): void {
    const { snapshot, ...state } = this.store.state;
    if (!snapshot || !event || snapshot.branches.length === known) return;
    this.forks.set(snapshot.branch, { event, state });
  }

  /** `forward`: by one step, so that what is new can be marked. */
  #happened(events: readonly EventId[], forward: boolean, latest = events): void {
    if (!this.#lab) return;
    this.store.refresh(this.#lab, forward);
    this.latest = latest;
    this.events.step?.(events);
  }

  #moved(): void {
    if (!this.#lab) return;
    const { position } = this.#lab.snapshot();
    const [from, to] = this.#moment(this.#lab, position);
    this.#lab.seek(position);
    this.#player?.sync();
    this.store.refresh(this.#lab);
    this.latest = Array.from({ length: position === 0 ? 0 : to - from }, (_, i) => from + i);
    this.events.moved?.();
  }
}
