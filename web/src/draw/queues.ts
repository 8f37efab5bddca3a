/** A queue as a row of slots: what waits stands at the front, the last slot is the one beyond the limit. */

/** Slots that are drawn; the middle of a longer queue is folded. */
export const MOST_SLOTS = 12;
/** Size of a slot and the room between two. */
export const SLOT = { width: 14, height: 18, gap: 4 } as const;
/** Room for the mark of the fold. */
const FOLD = 22;

export interface Slot {
  x: number;
  /** Its place in the queue, 0 is the front. */
  index: number;
  filled: boolean;
  /** A limit of N admits N+1: this is the one more. */
  beyond: boolean;
}

export interface QueueRow {
  slots: Slot[];
  /** Where slots were left out, and how many. */
  fold: { x: number; hidden: number } | null;
  width: number;
  height: number;
  /** Nothing more is admitted. */
  full: boolean;
}

/** `limit` as `listen` and the sysctls give it; null where the queue has none. */
export function queueRow(length: number, limit: number | null): QueueRow {
  const room = limit === null ? length + 1 : limit + 1;
  const all = Math.max(room, length, 1);
  const indices = shown(all);
  const fold = all > indices.length;
  const step = SLOT.width + SLOT.gap;
  const slots = indices.map((index, place) => {
    const last = fold && place === indices.length - 1;
    const x = place * step + (last ? FOLD : 0);
    return { x, index, filled: index < length, beyond: limit !== null && index === limit };
  });
  const end = slots.at(-1)!.x + SLOT.width;
  const x = (indices.length - 1) * step - SLOT.gap;
  return {
    slots,
    fold: fold ? { x: x + FOLD / 2 + SLOT.gap / 2, hidden: all - indices.length } : null,
    width: end,
    height: SLOT.height,
    full: limit !== null && length > limit,
  };
}

/** All, or the front and the very last. */
function shown(all: number): number[] {
  if (all <= MOST_SLOTS) return Array.from({ length: all }, (_, index) => index);
  return [...Array.from({ length: MOST_SLOTS - 2 }, (_, index) => index), all - 1];
}
