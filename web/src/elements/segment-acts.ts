/** What can be done to a segment on its way: the same list in the inspector and in the menu. */
import type { Command, CrossingId } from '../lab.ts';

/** Three times a usual trip: late enough to be overtaken. */
const DELAY = 150e6;
/** A bit in the middle of the sequence number. */
const BIT = 40;

export const SEGMENT_ACTS = ['drop', 'delay', 'duplicate', 'corrupt', 'hold', 'release'] as const;
export type SegmentAct = (typeof SEGMENT_ACTS)[number];

export function segmentCommand(act: SegmentAct, crossing: CrossingId): Command {
  if (act === 'delay') return { type: 'delay', crossing, by: DELAY };
  if (act === 'corrupt') return { type: 'corrupt', crossing, bit: BIT };
  return { type: act, crossing };
}
