/** The speed slider is logarithmic: every tenth of it changes the speed by the same factor. */
import { MAX_SPEED, MIN_SPEED } from '../../player.ts';

const SPAN = Math.log10(MAX_SPEED / MIN_SPEED);

/** 0 to 100 for a speed. */
export function toSlider(speed: number): number {
  return Math.round((Math.log10(speed / MIN_SPEED) / SPAN) * 100);
}

/** Two digits are enough of a speed. */
export function fromSlider(value: number): number {
  return Number((MIN_SPEED * 10 ** ((value / 100) * SPAN)).toPrecision(2));
}
