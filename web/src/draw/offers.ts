/** Places for the buttons beside segments on their way: near the head, never one over another. */
import type { Arrow } from './ladder.ts';

export interface Offer {
  arrow: Arrow;
  /** Left and top edge of the button. */
  x: number;
  y: number;
}

/** Room that one button takes, with its distance to the next. */
const WIDTH = 72;
const HEIGHT = 34;
/** Distance from the head. */
const GAP = 10;

export function placeOffers(arrows: readonly Arrow[], width: number): Offer[] {
  const offers: Offer[] = [];
  for (const arrow of arrows) {
    const { fate } = arrow.crossing;
    if (fate !== 'in-flight' && fate !== 'held') continue;
    const head = arrow.x1 + (arrow.x2 - arrow.x1) * arrow.travelled;
    // Behind the head, where the segment has been: the way ahead stays free.
    const behind = arrow.x2 > arrow.x1 ? head - GAP - WIDTH : head + GAP;
    const x = Math.round(Math.min(Math.max(behind, 4), width - WIDTH));
    let y = Math.round(arrow.y1 + (arrow.y2 - arrow.y1) * arrow.travelled) + GAP;
    const clash = (at: number) =>
      offers.some((o) => Math.abs(o.x - x) < WIDTH && Math.abs(o.y - at) < HEIGHT);
    while (clash(y)) y += HEIGHT;
    offers.push({ arrow, x, y });
  }
  return offers;
}
