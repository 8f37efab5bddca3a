/** Places for the buttons beside segments on their way: near the head, over no label and no other button. */
import type { Arrow, Label } from './arrow.ts';
import { cells } from './labels.ts';

export interface Offer {
  arrow: Arrow;
  /** Left and top edge of the button. */
  x: number;
  y: number;
}

/** Size of a button. */
const WIDTH = 64;
const HEIGHT = 28;
/** Distance from the head, and from whatever else. */
const GAP = 9;

/** Height of a line of a label, and into how many boxes one is cut. */
const LINE = 17;
const PIECES = 5;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** `arrows` are those in view; `cell` is the width of a character of a label. */
export function placeOffers(arrows: readonly Arrow[], width: number, cell: number): Offer[] {
  const taken = arrows.flatMap(({ label }) => (label ? labelBoxes(label, cell) : []));
  const offers: Offer[] = [];
  for (const arrow of arrows) {
    const { fate } = arrow.crossing;
    if (fate !== 'in-flight' && fate !== 'held') continue;
    const places = around(arrow, width).map(({ x, y }) => ({ x, y, box: boxAt(x, y) }));
    const free = places.find(({ box }) => !taken.some((other) => touch(box, other)));
    const { x, y, box } = free ?? below(places[0]!, offers);
    taken.push(box);
    offers.push({ arrow, x, y });
  }
  return offers;
}

/** Around the head: behind it, where the way ahead stays free, then in front; below, then above. */
function around(arrow: Arrow, width: number): { x: number; y: number }[] {
  const hx = arrow.x1 + (arrow.x2 - arrow.x1) * arrow.travelled;
  const hy = arrow.y1 + (arrow.y2 - arrow.y1) * arrow.travelled;
  const left = hx - GAP - WIDTH;
  const right = hx + GAP;
  const sides = arrow.x2 > arrow.x1 ? [left, right] : [right, left];
  const levels = [GAP, -GAP - HEIGHT, GAP + 20, GAP + 40, -GAP - HEIGHT - 20];
  return levels.flatMap((dy) =>
    sides.map((x) => ({
      x: Math.round(Math.min(Math.max(x, 4), width - WIDTH - 4)),
      y: Math.round(hy + dy),
    })),
  );
}

/** Nothing is free: at least not over another button. */
function below(place: { x: number; y: number; box: Box }, offers: Offer[]) {
  const { x } = place;
  let { y } = place;
  const clash = (at: number) => offers.some((o) => touch(boxAt(x, at), boxAt(o.x, o.y)));
  while (clash(y)) y += HEIGHT + GAP;
  return { x, y, box: boxAt(x, y) };
}

function boxAt(x: number, y: number): Box {
  return { left: x, right: x + WIDTH, top: y, bottom: y + HEIGHT };
}

/** A slanted text as a few upright boxes. */
function labelBoxes({ x, y, angle, above, below: under }: Label, cell: number): Box[] {
  const half = (Math.max(cells(above), cells(under)) * cell) / 2;
  const slope = Math.tan((angle * Math.PI) / 180);
  const rise = (Math.abs(slope) * half) / PIECES;
  return Array.from({ length: PIECES }, (_, i) => {
    const left = x - half + (i * 2 * half) / PIECES;
    const middle = left + half / PIECES;
    const level = y + slope * (middle - x);
    const bottom = level + rise + (under.length > 0 ? LINE : 0);
    return { left, right: left + (2 * half) / PIECES, top: level - rise - LINE, bottom };
  });
}

function touch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
