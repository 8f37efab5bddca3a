/** Takes the time that is drawn from one moment to the next, so that the eye can follow. */
import type { Crossing, Nanoseconds } from '../../lab.ts';

/** How long a glide takes, in milliseconds. */
const DURATION = 320;

/** So many of the last crossings may be on their way. */
const GLIDERS = 64;

/** Whether something is to be seen moving from `time` on. */
export function moving(crossings: readonly Crossing[], time: Nanoseconds): boolean {
  return crossings
    .slice(-GLIDERS)
    .some(({ sentAt, endsAt }) => sentAt <= time && (endsAt ?? 0) > time);
}

export class Glide {
  #time: Nanoseconds = 0;
  #handle = 0;

  constructor(private readonly show: (time: Nanoseconds) => void) {}

  /** Glides on to `time` where that is worth seeing; jumps back, and jumps where motion is not wanted. */
  to(time: Nanoseconds, worthwhile: boolean): void {
    this.stop();
    const from = this.#time;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!worthwhile || still || time <= from || document.hidden) {
      this.#set(time);
      return;
    }
    const start = performance.now();
    const frame = (now: number) => {
      const part = Math.min(1, Math.max(0, (now - start) / DURATION));
      // Slows down towards the end.
      this.#set(part === 1 ? time : from + (time - from) * (1 - (1 - part) ** 2));
      if (part < 1) this.#handle = requestAnimationFrame(frame);
    };
    this.#handle = requestAnimationFrame(frame);
  }

  stop(): void {
    cancelAnimationFrame(this.#handle);
  }

  #set(time: Nanoseconds): void {
    this.#time = time;
    this.show(time);
  }
}
