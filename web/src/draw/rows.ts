/** Which rows of a long table are drawn, and how its rows are sorted. */
import type { ConnectionRow, State } from '../lab.ts';

/** Rows drawn beyond both edges, so that scrolling shows no gap. */
const MARGIN = 8;

export interface Window {
  from: number;
  to: number;
  /** Heights of what is left out, in pixels. */
  above: number;
  below: number;
}

/** Rows `from .. to` of `count`, each `height` pixels, in a view that begins at `top`. */
export function rowWindow(count: number, height: number, top: number, view: number): Window {
  const first = Math.max(0, Math.floor(top / height) - MARGIN);
  const from = Math.min(first, Math.max(0, count - 1));
  const to = Math.min(count, Math.ceil((top + view) / height) + MARGIN);
  return { from, to, above: from * height, below: Math.max(0, count - to) * height };
}

/** The order is the RFC's. */
export const STATES: readonly State[] = [
  'LISTEN',
  'SYN-SENT',
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
  'CLOSED',
];

export type Column = 'state' | 'local' | 'remote' | 'recvQ' | 'sendQ';
export interface Order {
  column: Column;
  direction: 1 | -1;
}

/** Ends by port, then address; rows that are equal stay as they were. */
export function sortRows(rows: readonly ConnectionRow[], order: Order | null): ConnectionRow[] {
  if (!order) return [...rows];
  const { column, direction } = order;
  return [...rows].sort((a, b) => direction * compare(a, b, column));
}

function compare(a: ConnectionRow, b: ConnectionRow, column: Column): number {
  if (column === 'state') return STATES.indexOf(a.state) - STATES.indexOf(b.state);
  if (column === 'local' || column === 'remote') {
    return port(a[column]) - port(b[column]) || (a[column] < b[column] ? -1 : 1);
  }
  return a[column] - b[column];
}

function port(end: string): number {
  return Number(end.slice(end.lastIndexOf(':') + 1)) || 0;
}

/** The states there are, in the RFC's order, with how many are in each. */
export function countStates(rows: readonly ConnectionRow[]): [State, number][] {
  const counts = new Map<State, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  return STATES.flatMap((state): [State, number][] => {
    const count = counts.get(state);
    return count === undefined ? [] : [[state, count]];
  });
}
