import { describe, expect, it } from 'vitest';
import type { Crossing, LabEvent, Snapshot } from '../lab.ts';
import { comparedRows, endRows, type Item } from './compare.ts';

const crossing = (id: number, sentAt: number, fate = 'arrived') =>
  ({ id, sentAt, sentEvent: id * 10, fate }) as Crossing;
const opened = (id: number, at: number, host = 1) =>
  ({
    id,
    at,
    host,
    kind: 'state-changed',
    args: { from: 'LISTEN', to: 'CLOSED' },
  }) as unknown as LabEvent;
const name = (item: Item | null) =>
  item && ('crossing' in item ? item.crossing.id : `e${item.event.id}`);
const ids = (rows: ReturnType<typeof comparedRows>) =>
  rows.map(({ left, right, differs, parts }) => [name(left), name(right), differs, parts]);

describe('two runs side by side', () => {
  it('share a row where they send the same, and keep their own rows in the order of time', () => {
    const left = { crossings: [crossing(0, 0), crossing(1, 50), crossing(2, 100)], events: [] };
    const right = { crossings: [crossing(0, 0), crossing(1, 60), crossing(2, 100)], events: [] };
    const rows = comparedRows(left, right, [
      [0, 0],
      [2, 2],
    ]);
    expect(ids(rows)).toEqual([
      [0, 0, false, false],
      [1, null, true, true],
      [null, 1, true, false],
      [2, 2, false, false],
    ]);
  });

  it('show changes of state and what calls returned among the segments', () => {
    const left = { crossings: [crossing(0, 0), crossing(1, 90)], events: [opened(5, 50)] };
    const right = {
      crossings: [crossing(0, 0), crossing(1, 90)],
      events: [opened(4, 50), opened(6, 60)],
    };
    const rows = comparedRows(left, right, [
      [0, 0],
      [1, 1],
    ]);
    expect(ids(rows)).toEqual([
      [0, 0, false, false],
      ['e5', 'e4', false, false],
      [null, 'e6', true, true],
      [1, 1, false, false],
    ]);
  });

  it('part where the same segment is lost in one of them', () => {
    const left = { crossings: [crossing(0, 0)], events: [] };
    const right = { crossings: [crossing(0, 0, 'lost')], events: [] };
    expect(ids(comparedRows(left, right, [[0, 0]]))).toEqual([[0, 0, true, true]]);
  });

  it('are one column of rows where they never part', () => {
    const same = { crossings: [crossing(0, 0), crossing(1, 5)], events: [opened(3, 4)] };
    const rows = comparedRows(same, same, [
      [0, 0],
      [1, 1],
    ]);
    expect(rows.some(({ differs, parts }) => differs || parts)).toBe(false);
  });
});

it('at the end the states stand side by side, and what programs got where it differs', () => {
  const end = (state: string, result: string) =>
    ({
      hosts: [
        {
          name: 'B',
          listeners: [],
          connections: [{ state }],
          processes: [
            {
              name: 'server',
              program: [
                { text: 'l = socket()', status: 'done', result: '3' },
                { text: 'recv(c, 9)', status: 'done', result },
              ],
            },
          ],
        },
      ],
    }) as unknown as Snapshot;
  expect(endRows(end('ESTABLISHED', '5'), end('CLOSED', 'ECONNRESET'))).toEqual([
    { name: 'B', left: ['ESTABLISHED'], right: ['CLOSED'], differs: true },
    {
      name: 'B server',
      left: ['recv(c, 9) → 5'],
      right: ['recv(c, 9) → ECONNRESET'],
      differs: true,
    },
  ]);
});
