import { describe, expect, it } from 'vitest';
import { MOST_SLOTS, queueRow, SLOT } from './queues.ts';

describe('the slots of a queue', () => {
  it('are one more than the limit: N admits N+1', () => {
    const { slots, full } = queueRow(1, 1);
    expect(slots).toHaveLength(2);
    expect(slots.map(({ filled }) => filled)).toEqual([true, false]);
    expect(slots.map(({ beyond }) => beyond)).toEqual([false, true]);
    expect(full).toBe(false);
  });

  it('are all taken when the queue is longer than its limit', () => {
    const { slots, full } = queueRow(2, 1);
    expect(slots.every(({ filled }) => filled)).toBe(true);
    expect(full).toBe(true);
  });

  it('are one where the limit is zero', () => {
    expect(queueRow(0, 0).slots).toMatchObject([{ filled: false, beyond: true }]);
  });

  it('are folded where there are many, and the last is still seen', () => {
    const { slots, fold, width } = queueRow(3, 4096);
    expect(slots.length).toBeLessThanOrEqual(MOST_SLOTS);
    expect(slots.at(-1)).toMatchObject({ index: 4096, filled: false, beyond: true });
    expect(fold!.hidden).toBe(4097 - slots.length);
    expect(fold!.x).toBeGreaterThan(slots.at(-2)!.x + SLOT.width);
    expect(fold!.x).toBeLessThan(slots.at(-1)!.x);
    expect(width).toBe(slots.at(-1)!.x + SLOT.width);
  });

  it('overlap nowhere', () => {
    for (const [length, limit] of [
      [0, 3],
      [9, 11],
      [500, 1000],
    ] as const) {
      const { slots } = queueRow(length, limit);
      for (const [i, { x }] of slots.entries()) {
        if (i > 0) expect(x).toBeGreaterThanOrEqual(slots[i - 1]!.x + SLOT.width + SLOT.gap);
      }
    }
  });

  it('have no last one where there is no limit', () => {
    const { slots, full } = queueRow(2, null);
    expect(slots).toHaveLength(3);
    expect(slots.some(({ beyond }) => beyond)).toBe(false);
    expect(full).toBe(false);
  });
});
