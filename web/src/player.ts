/** The clock of the page: animation frames drive virtual time from one moment to the next. */
import type { EventId, Nanoseconds, Snapshot } from '../../wasm/src/types.d.ts';

/** Virtual seconds in one second of the reader's time. */
export const MIN_SPEED = 0.001;
export const MAX_SPEED = 100;
export const DEFAULT_SPEED = 0.1;

/** An idle gap lasts at most so long for the reader, in milliseconds. */
const LONGEST_GAP = 1000;
/** A frame never counts for more than this, in milliseconds: the page was asleep. */
const LONGEST_FRAME = 100;
/** More moments than this in one frame and the rest waits for the next frame. */
const MOST_STEPS = 200;

/** The part of a lab that plays. */
export interface Playable {
  snapshot(): Pick<Snapshot, 'now' | 'next'>;
  step(): EventId[];
  runUntil(time: Nanoseconds): void;
}

export interface PlayerEvents {
  /** Time went on; nothing else did. */
  frame?(playhead: Nanoseconds): void;
  /** Moments happened; the snapshot is another. */
  step?(events: EventId[]): void;
  /** Played or paused, by the reader, by another player, by the end or by an error. */
  change?(playing: boolean): void;
  error?(reason: unknown): void;
  /** True where the run is to wait before the next moment: then it pauses. */
  gate?(): boolean;
  /** True while something moves that is worth watching: then the gap is not warped. */
  busy?(): boolean;
}

/** Where frames come from; tests bring their own. */
export interface Frames {
  request(callback: (time: number) => void): number;
  cancel(handle: number): void;
}

const browserFrames: Frames = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
};

/** One voice at a time: playing one pauses the others on the page. */
let voice: Player | undefined;

function takeVoice(player: Player): void {
  voice?.pause();
  voice = player;
}

/**
 * Plays a lab. Between two moments nothing changes but `playhead`, which runs from `now` to `next`; the
 * world itself only moves when a moment is reached, so that playing leaves no trace in the run.
 */
export class Player {
  /** Virtual seconds per second. */
  speed = DEFAULT_SPEED;
  #playhead: Nanoseconds;
  #next: Nanoseconds | null;
  #now: Nanoseconds;
  #handle: number | undefined;
  #last: number | undefined;

  constructor(
    private readonly lab: Playable,
    private readonly events: PlayerEvents = {},
    private readonly frames: Frames = browserFrames,
  ) {
    const { now, next } = lab.snapshot();
    this.#now = this.#playhead = now;
    this.#next = next;
  }

  get playing(): boolean {
    return this.#handle !== undefined;
  }

  /** Between `now` and `next` of the snapshot: what the drawing shows. */
  get playhead(): Nanoseconds {
    return this.#playhead;
  }

  /** How many times faster than `speed` the present gap is played; 1 when it is not warped. */
  get warp(): number {
    if (this.#next === null || this.events.busy?.()) return 1;
    const gap = (this.#next - this.#now) / 1e6 / this.speed;
    return Math.max(1, gap / LONGEST_GAP);
  }

  play(): void {
    if (this.playing || this.#next === null) return;
    takeVoice(this);
    this.#last = undefined;
    this.#request();
    this.events.change?.(true);
  }

  pause(): void {
    if (this.#handle === undefined) return;
    this.frames.cancel(this.#handle);
    this.#handle = undefined;
    if (voice === this) voice = undefined;
    this.events.change?.(false);
  }

  /** Call after anything else has moved the lab: an act, a step, a seek, a load. */
  sync(): void {
    const { now, next } = this.lab.snapshot();
    this.#now = this.#playhead = now;
    this.#next = next;
    if (next === null) this.pause();
  }

  /** Call before an act: what is done at 12.4 ms must happen at 12.4 ms, not at the moment before. */
  settle(): void {
    if (this.#playhead > this.#now) this.lab.runUntil(Math.floor(this.#playhead));
    this.sync();
  }

  #request(): void {
    this.#handle = this.frames.request((time) => this.#frame(time));
  }

  #frame(time: number): void {
    const elapsed = Math.min(time - (this.#last ?? time), LONGEST_FRAME);
    this.#last = time;
    this.#request();
    try {
      this.#advance(elapsed);
    } catch (reason) {
      this.pause();
      this.events.error?.(reason);
    }
  }

  /** `elapsed` in milliseconds of the reader's time. */
  #advance(elapsed: number): void {
    let left = elapsed;
    const events: EventId[] = [];
    let steps = 0;
    while (this.#next !== null && left >= 0 && steps < MOST_STEPS) {
      const rate = this.speed * this.warp * 1e6;
      const needed = (this.#next - this.#playhead) / rate;
      if (needed > left) {
        this.#playhead += left * rate;
        break;
      }
      left -= Math.max(0, needed);
      if (this.events.gate?.()) {
        this.#playhead = this.#now;
        this.pause();
        break;
      }
      events.push(...this.lab.step());
      steps += 1;
      const { now, next } = this.lab.snapshot();
      this.#now = this.#playhead = now;
      this.#next = next;
    }
    if (steps > 0) this.events.step?.(events);
    this.events.frame?.(this.#playhead);
    if (this.#next === null) this.pause();
  }
}
