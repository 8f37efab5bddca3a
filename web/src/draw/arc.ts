/** The arc of a timer: a full circle when it is set, nothing when it fires. */
import type { Nanoseconds } from '../lab.ts';

/** Part of the time that is left, 0 to 1. */
export function remaining(
  timer: { setAt: Nanoseconds; at: Nanoseconds },
  now: Nanoseconds,
): number {
  const whole = timer.at - timer.setAt;
  if (whole <= 0) return 0;
  return Math.min(1, Math.max(0, (timer.at - now) / whole));
}

/** Path of `part` of a circle around (0, 0), clockwise from twelve o'clock. */
export function arcPath(part: number, radius: number): string {
  const r = round(radius);
  if (part <= 0) return '';
  if (part >= 1) return `M0 -${r}A${r} ${r} 0 1 1 0 ${r}A${r} ${r} 0 1 1 0 -${r}`;
  const angle = part * 2 * Math.PI;
  const x = round(radius * Math.sin(angle));
  const y = round(-radius * Math.cos(angle));
  return `M0 -${r}A${r} ${r} 0 ${part > 0.5 ? 1 : 0} 1 ${x} ${y}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
