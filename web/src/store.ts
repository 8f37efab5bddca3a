/**
 * What the elements show: the latest snapshot, the log and the crossings up to it, what is selected and
 * how it is to be shown. Knows no document. The one writer is the root element.
 */
import { decisionOn } from './decisions.ts';
import { crossingBases, type Bases, type Detail } from './format.ts';
import type { Crossing, CrossingId, EventId, Lab, LabEvent, Nanoseconds, Snapshot } from './lab.ts';

/** Rows of the log, and crossings, that are kept; older ones stay in the engine. */
export const MAX_ROWS = 100_000;

/** The part of a lab that is read. */
export type Source = Pick<Lab, 'snapshot' | 'events' | 'crossings'>;

export interface Selection {
  event: EventId | null;
  crossing: CrossingId | null;
  rule: string | null;
}

export interface Options {
  /** Sequence numbers counted from the initial ones. */
  relative: boolean;
  detail: Detail;
  /** In which language programs are shown. */
  code: Code;
}

export type Code = 'c' | 'python';

export const DEFAULT_OPTIONS: Options = { relative: true, detail: 'changes', code: 'c' };

export interface StoreState {
  snapshot: Snapshot | null;
  /** The snapshot before the last step forward, for what is new in this one; null after any other move. */
  before: Snapshot | null;
  events: readonly LabEvent[];
  crossings: readonly Crossing[];
  bases: ReadonlyMap<CrossingId, Bases>;
  selection: Selection;
  options: Options;
  /** Between `snapshot.now` and `snapshot.next` while playing. */
  playhead: Nanoseconds;
}

/** Where a branch parts from its parent: the act, and the run as it was just after it. */
export interface Fork {
  event: LabEvent;
  state: Pick<StoreState, 'events' | 'crossings' | 'bases'>;
}

const NOTHING: Selection = { event: null, crossing: null, rule: null };

export class Store {
  #state: StoreState = {
    snapshot: null,
    before: null,
    events: [],
    crossings: [],
    bases: new Map(),
    selection: NOTHING,
    options: DEFAULT_OPTIONS,
    playhead: 0,
  };
  #listeners = new Set<() => void>();

  get state(): StoreState {
    return this.#state;
  }

  /** Returns what ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads what changed since the last time. */
  refresh(lab: Source, forward = false): void {
    const { snapshot: before, events, crossings } = this.#state;
    const snapshot = lab.snapshot();
    const same = before?.branch === snapshot.branch && before.scenario === snapshot.scenario;
    const known = same && before.seed === snapshot.seed;
    const log = refreshEvents(lab, snapshot, known ? events : []);
    const arrows = refreshCrossings(lab, snapshot, known ? crossings : []);
    this.#set({
      snapshot,
      before: forward && known ? before : null,
      events: log,
      crossings: arrows,
      bases: crossingBases(arrows),
      playhead: snapshot.now,
      selection: this.#stillThere(snapshot),
    });
  }

  /** What is shown beside the run has changed. */
  touch(): void {
    this.#set({});
  }

  /** Forgets the run: another one is coming. */
  clear(): void {
    const { options } = this.#state;
    this.#set({ ...new Store().state, options });
  }

  movePlayhead(playhead: Nanoseconds): void {
    this.#set({ playhead });
  }

  /** Selects an event with its crossing: its own, else the one whose arrival it came from. */
  selectEvent(id: EventId | null, crossing?: CrossingId): void {
    const event = this.event(id);
    const cause = event?.crossing === null ? this.event(event.cause) : null;
    const arrived = cause?.kind === 'segment-arrived' ? cause.crossing : null;
    const about = crossing ?? event?.crossing ?? arrived;
    this.#set({ selection: { event: id, crossing: about, rule: null } });
  }

  /** Selects a crossing with the event that says most about it: what its receiver decided, else its end or its start. */
  selectCrossing(id: CrossingId | null): void {
    const crossing = this.crossing(id);
    const event = crossing
      ? (decisionOn(crossing, this.#state.events)?.id ?? crossing.endEvent ?? crossing.sentEvent)
      : null;
    this.#set({ selection: { event, crossing: id, rule: null } });
  }

  selectRule(rule: string | null): void {
    this.#set({ selection: { ...this.#state.selection, rule } });
  }

  setOptions(options: Partial<Options>): void {
    this.#set({ options: { ...this.#state.options, ...options } });
  }

  event(id: EventId | null): LabEvent | null {
    return id === null ? null : byId(this.#state.events, id);
  }

  crossing(id: CrossingId | null): Crossing | null {
    return id === null ? null : byId(this.#state.crossings, id);
  }

  /** What the future has not got yet cannot stay selected. */
  #stillThere(snapshot: Snapshot): Selection {
    const { selection } = this.#state;
    const event = selection.event !== null && selection.event < snapshot.events;
    const crossing = selection.crossing !== null && selection.crossing < snapshot.crossings;
    return {
      event: event ? selection.event : null,
      crossing: crossing ? selection.crossing : null,
      rule: selection.rule,
    };
  }

  #set(change: Partial<StoreState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Rows are consecutive, so the place follows from the first id. */
function byId<T extends { id: number }>(rows: readonly T[], id: number): T | null {
  return rows[id - (rows[0]?.id ?? 0)] ?? null;
}

/** The log only grows and shrinks: what is known stays as it was. */
function refreshEvents(lab: Source, snapshot: Snapshot, known: readonly LabEvent[]): LabEvent[] {
  const from = Math.max(0, snapshot.events - MAX_ROWS);
  const kept = known.filter((event) => event.id >= from && event.id < snapshot.events);
  const next = kept.length > 0 ? kept.at(-1)!.id + 1 : from;
  return next < snapshot.events ? [...kept, ...lab.events(next, snapshot.events)] : kept;
}

/** A crossing may still change while it is under way, and again after a step back over its end. */
function refreshCrossings(lab: Source, snapshot: Snapshot, known: readonly Crossing[]): Crossing[] {
  const from = Math.max(0, snapshot.crossings - MAX_ROWS);
  const settled = (crossing: Crossing) =>
    crossing.endEvent !== null && crossing.endEvent < snapshot.events;
  const usable = known.filter(({ id }) => id >= from && id < snapshot.crossings);
  const firstOpen = usable.findIndex((crossing) => !settled(crossing));
  const kept = firstOpen < 0 ? usable : usable.slice(0, firstOpen);
  const next = kept.length > 0 ? kept.at(-1)!.id + 1 : from;
  return next < snapshot.crossings ? [...kept, ...lab.crossings(next, snapshot.crossings)] : kept;
}
