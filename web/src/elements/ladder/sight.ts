/** What of the ladder is in sight, and what is brought there. Heights are those of the paper. */
import type { Arrow } from '../../draw/arrow.ts';
import { barHeight } from '../bar-height.ts';

/** The answer to a click is so wide, and about so high; where it is narrower, higher. */
const GLANCE_WIDTH = 400;
const GLANCE_HEIGHT = 200;
const GLANCE_AREA = GLANCE_WIDTH * GLANCE_HEIGHT;
/** The names of the hosts stand over the upper end of the ladder. */
const NAMES = 28;
/** Of a ladder that is looked at so much is in sight. */
const LOOKED_AT = 120;

export interface Sight {
  top: number;
  bottom: number;
}

/** Beneath the bar and above the end of the window. */
export function sightOf(scroller: HTMLElement): Sight {
  const paper = scroller.querySelector('.paper')?.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  const from = paper?.top ?? frame.top;
  return {
    top: Math.max(frame.top + NAMES, barHeight(scroller)) - from,
    bottom: Math.min(frame.bottom, innerHeight) - from,
  };
}

/** Of a ladder that the reader looks at, the place where it happens is not to be outside of the window. */
export function intoSight(y: number, { top, bottom }: Sight): void {
  if (bottom - top < LOOKED_AT) return;
  if (y > bottom - 12) scrollBy({ top: y - bottom + 40, behavior: 'instant' });
  else if (y < top + 20) scrollBy({ top: y - top - 60, behavior: 'instant' });
}

/** On that side of the segment where the window has more room; as a style. */
export function glancePlace(arrow: Arrow, width: number, { top, bottom }: Sight): string {
  const [high, low] = [Math.min(arrow.y1, arrow.y2), Math.max(arrow.y1, arrow.y2)];
  const room = Math.min(GLANCE_WIDTH, width - 16);
  const height = GLANCE_AREA / room;
  const above = bottom - low < height && high - top > bottom - low && high > height;
  const left = Math.max(8, (arrow.x1 + arrow.far - room) / 2);
  const across = `left:${left}px;width:${room}px;`;
  return across + (above ? `top:${high - 22}px;transform:translateY(-100%)` : `top:${low + 16}px`);
}
