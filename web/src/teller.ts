/** What the story says of a run. Knows no document. */
import type { EventId, Lab, Snapshot, StoryTold } from './lab.ts';

interface Telling {
  /** What has been told up to now. */
  lines: readonly StoryTold[];
  /** Where the run left the story; null while it is told. */
  parted: EventId | null;
}

const SILENCE: Telling = { lines: [], parted: null };

/** Asks the engine once per snapshot: a frame wants to know several times. */
export class Teller {
  #known: { snapshot: Snapshot; telling: Telling } | null = null;

  tell(lab: Lab | null, snapshot: Snapshot | null): Telling {
    if (!lab || !snapshot) return SILENCE;
    if (this.#known?.snapshot !== snapshot) {
      const telling = { lines: lab.story(0, snapshot.events), parted: lab.storyParted() };
      this.#known = { snapshot, telling };
    }
    return this.#known.telling;
  }
}
