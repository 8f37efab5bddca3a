/** The way of a story: where it ends, and how one goes along it. Knows no document. */
import type { Engine, EventId, Lab, LabState, Nanoseconds, StoryTold } from './lab.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

export class StoryWay {
  #engine: Engine | null = null;
  #end: number | null = null;
  #looking: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly session: Session) {}

  /** The position at which the story of this branch is told; null where there is none, or while it is not known. */
  get end(): number | null {
    return this.#end;
  }

  /** All of it; never where the run has left it. */
  get told(): boolean {
    const { about, finished, parted, store } = this.session;
    const { snapshot } = store.state;
    if (!snapshot || !about || parted !== null) return false;
    if (this.#end !== null) return snapshot.position >= this.#end;
    return finished || snapshot.now >= about.ends;
  }

  open(engine: Engine): void {
    this.#engine = engine;
    this.lookAhead();
  }

  close(): void {
    clearTimeout(this.#looking);
    this.#engine = this.#end = null;
  }

  /** The run goes another way from here; where it leads is found out as soon as there is time. */
  lookAhead(): void {
    clearTimeout(this.#looking);
    this.#looking = setTimeout(() => {
      const { about, lab, store } = this.session;
      if (!lab || !about || !this.#engine) return;
      this.#end = storyEnd(this.#engine, lab.getState(), about.ends);
      store.touch();
    });
  }

  /** On to the next place where something is told; where nothing is left to tell, to the next change of a state. */
  next(): void {
    const { session } = this;
    if (this.#end === null || this.told || session.parted !== null) return session.mark(1);
    const lab = session.still();
    session.goOn(this.#end, true, (ids) => lab.story(ids[0]!, ids.at(-1)! + 1).length > 0);
  }

  /** Back to where something was told before. */
  previous(): void {
    const { session } = this;
    if (this.#end === null) return session.mark(-1);
    const [first = 0] = session.latest;
    const line = session.told.findLast(({ event }) => event < first);
    session.seek(line ? positionOf(session.still(), line.event) : 0);
  }

  toEnd(): void {
    const { position = 0 } = this.session.store.state.snapshot ?? {};
    if (this.#end !== null && position < this.#end) this.session.reach(this.#end);
  }
}

/**
 * The position right after the last line that is told until `ends`, and where the run has left the story, the one then;
 * null where nothing is told or it cannot be known.
 */
export function storyEnd(engine: Engine, state: LabState, ends: Nanoseconds): number | null {
  const copy = engine.createLab();
  try {
    copy.setState(state);
    if (copy.snapshot().now < ends) copy.runUntil(ends);
    if (copy.storyParted() !== null) return copy.snapshot().end;
    const last = copy.story(0, copy.snapshot().events).at(-1);
    return last ? positionOf(copy, last.event) : null;
  } catch {
    return null; // Such as a run that the reader has made too long.
  } finally {
    copy.free();
  }
}

/** The position right after the moment that wrote `event`; the lab stands there afterwards. */
export function positionOf(lab: Lab, event: EventId): number {
  let [low, high] = [0, lab.snapshot().end];
  while (low < high) {
    const middle = (low + high) >> 1;
    lab.seek(middle);
    if (lab.snapshot().events > event) high = middle;
    else low = middle + 1;
  }
  lab.seek(low);
  return low;
}

/**
 * The lines of one moment in the order in which a reader understands them: a call first sends its segment, and the state
 * that it leads to comes after.
 */
export function causeFirst(lines: readonly StoryTold[], store: Store): StoryTold[] {
  const rank = ({ event: id }: StoryTold): number => {
    const event = store.event(id);
    const called = store.event(event?.cause ?? null)?.kind === 'call-entered';
    return called && event?.kind === 'segment-sent' ? (event.cause ?? id) : id;
  };
  return [...lines].sort((a, b) => rank(a) - rank(b));
}
