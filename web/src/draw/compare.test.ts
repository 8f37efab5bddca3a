import { describe, expect, it } from 'vitest';
import type { Crossing } from '../lab.ts';
import { comparedRows } from './compare.ts';

const crossing = (id: number, sentAt: number) => ({ id, sentAt }) as Crossing;
const ids = (rows: ReturnType<typeof comparedRows>) =>
  rows.map(({ left, right, parts }) => [left?.id ?? null, right?.id ?? null, parts]);

describe('two runs side by side', () => {
  it('share a row where they send the same, and keep their own rows in the order of time', () => {
    const left = [crossing(0, 0), crossing(1, 50), crossing(2, 100)];
    const right = [crossing(0, 0), crossing(1, 60), crossing(2, 100)];
    const rows = comparedRows(left, right, {
      aligned: [
        [0, 0],
        [2, 2],
      ],
      leftCrossing: 1,
      rightCrossing: 1,
    });
    expect(ids(rows)).toEqual([
      [0, 0, false],
      [1, null, true],
      [null, 1, true],
      [2, 2, false],
    ]);
  });

  it('are one column of rows where they never part', () => {
    const same = [crossing(0, 0), crossing(1, 5)];
    const aligned: [number, number][] = [
      [0, 0],
      [1, 1],
    ];
    const rows = comparedRows(same, same, { aligned, leftCrossing: null, rightCrossing: null });
    expect(rows.every(({ left, right, parts }) => left?.id === right?.id && !parts)).toBe(true);
  });
});
