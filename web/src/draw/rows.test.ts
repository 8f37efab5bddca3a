import { describe, expect, it } from 'vitest';
import type { ConnectionRow, State } from '../lab.ts';
import { countStates, rowWindow, sortRows } from './rows.ts';

function row(socket: number, local: string, state: State = 'ESTABLISHED'): ConnectionRow {
  const remote = '10.0.0.1:49152';
  return { socket, local, remote, state, recvQ: socket, sendQ: 0, timer: null, process: null };
}

describe('the window of a long table', () => {
  it('holds what is in view and a margin, and the rest is height', () => {
    const { from, to, above, below } = rowWindow(10_000, 30, 3000, 300);
    expect([from, to]).toEqual([92, 118]);
    expect(above + (to - from) * 30 + below).toBe(300_000);
  });

  it('begins at the first row and ends at the last', () => {
    expect(rowWindow(5, 30, 0, 300)).toEqual({ from: 0, to: 5, above: 0, below: 0 });
    expect(rowWindow(0, 30, 0, 300)).toEqual({ from: 0, to: 0, above: 0, below: 0 });
    expect(rowWindow(100, 30, 1e6, 300)).toMatchObject({ to: 100, below: 0 });
  });
});

describe('the order of connections', () => {
  const rows = [row(3, 'a:443', 'TIME-WAIT'), row(1, 'a:80'), row(2, 'a:9', 'LISTEN')];

  it('is by port as a number', () => {
    const sorted = sortRows(rows, { column: 'local', direction: 1 });
    expect(sorted.map(({ local }) => local)).toEqual(['a:9', 'a:80', 'a:443']);
  });

  it('is by state in the order of the RFC, and the other way round', () => {
    const sorted = sortRows(rows, { column: 'state', direction: -1 });
    expect(sorted.map(({ state }) => state)).toEqual(['TIME-WAIT', 'ESTABLISHED', 'LISTEN']);
  });

  it('is as given where nothing else is asked', () => {
    expect(sortRows(rows, null)).toEqual(rows);
  });

  it('counts the states there are', () => {
    const states: [State, number][] = [
      ['LISTEN', 1],
      ['ESTABLISHED', 1],
      ['TIME-WAIT', 1],
    ];
    expect(countStates(rows)).toEqual(states);
  });
});
