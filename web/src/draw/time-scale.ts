/**
 * Virtual time to height. Time runs down the page, but not evenly: what happens close together is drawn
 * far enough apart to read, and an idle stretch is drawn short and marked as a break.
 */
import type { Nanoseconds } from '../lab.ts';

/** Something that happens at a time and needs a place. */
export interface Mark {
  at: Nanoseconds;
  /** Marks of one track keep `room` pixels between them; a track is a lane's departures, or its arrivals. */
  track: string | null;
  room: number;
}

/** A stretch of time drawn shorter than it was. */
export interface Break {
  top: number;
  bottom: number;
  lasts: Nanoseconds;
  /** Index of the mark at its lower end. */
  end: number;
}

export interface TimeScale {
  /** Height of each mark, in the order given. */
  heights: Float64Array;
  breaks: Break[];
  height: number;
  /** Height of any other time. */
  at(time: Nanoseconds): number;
  /** The time at a height. */
  invert(height: number): Nanoseconds;
}

export interface TimeScaleOptions {
  /** Pixels per nanosecond where nothing is warped. */
  rate: number;
  top: number;
  bottom: number;
  /** A gap higher than this becomes a break. */
  longest: number;
  /** Height of a break. */
  breakHeight: number;
}

/** `marks` must be sorted by time. */
export function timeScale(marks: readonly Mark[], options: TimeScaleOptions): TimeScale {
  const heights = new Float64Array(marks.length);
  const breaks: Break[] = [];
  const last = new Map<string, number>();
  const times: number[] = [];
  const ys: number[] = [];
  let y = options.top;
  let before = marks[0]?.at ?? 0;
  marks.forEach((mark, i) => {
    const lasts = mark.at - before;
    const gap = lasts * options.rate;
    if (gap > options.longest) {
      breaks.push({ top: y, bottom: y + options.breakHeight, lasts, end: i });
      y += options.breakHeight;
    } else {
      y += gap;
    }
    before = mark.at;
    if (mark.track !== null) {
      const floor = last.get(mark.track);
      if (floor !== undefined) y = Math.max(y, floor + mark.room);
      last.set(mark.track, y);
    }
    heights[i] = y;
    times.push(mark.at);
    ys.push(y);
  });
  return {
    heights,
    breaks,
    height: y + options.bottom,
    at: (time) => {
      const beyond = Math.max(0, time - (times.at(-1) ?? time)) * options.rate;
      return interpolate(times, ys, time, options.top) + Math.min(beyond, options.longest);
    },
    invert: (place) => interpolate(ys, times, place, before),
  };
}

/** A straight line between two knots, level beyond the ends. Where knots share an x, the last counts. */
function interpolate(xs: number[], ys: number[], x: number, empty: number): number {
  const above = upperBound(xs, x);
  if (xs.length === 0) return empty;
  if (above === 0) return ys[0]!;
  const y0 = ys[above - 1]!;
  if (above === xs.length) return y0;
  const x0 = xs[above - 1]!;
  return y0 + ((x - x0) / (xs[above]! - x0)) * (ys[above]! - y0);
}

/** Index of the first element greater than `x`. */
export function upperBound(sorted: ArrayLike<number>, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! > x) high = middle;
    else low = middle + 1;
  }
  return low;
}
