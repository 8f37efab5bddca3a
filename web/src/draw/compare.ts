/** Two runs side by side, aligned in time: rows of what is the same, or what only one of them has. */
import type { Crossing, Divergence, HostView, LabEvent, Nanoseconds, Snapshot } from '../lab.ts';

/** A segment that was sent, or a row of the log. */
export type Item =
  | { at: Nanoseconds; order: number; crossing: Crossing }
  | { at: Nanoseconds; order: number; event: LabEvent };

export interface ComparedRow {
  /** When the earlier of the two happened. */
  at: Nanoseconds;
  left: Item | null;
  right: Item | null;
  /** Not the same on both sides. */
  differs: boolean;
  /** The first that is not: here they part. */
  parts: boolean;
}

/** What one of the runs has to show. */
export interface Shown {
  crossings: readonly Crossing[];
  events: readonly LabEvent[];
}

/** Kinds of events that stand beside the segments. */
const BESIDE = new Set(['state-changed', 'call-returned']);

/** In the order of time; the two of a pair that happened at the same time share a row. */
export function comparedRows(
  left: Shown,
  right: Shown,
  aligned: Divergence['aligned'],
): ComparedRow[] {
  const others = items(right);
  const twins = twinsOf(aligned);
  const known = new Map<string, Item[]>();
  for (const item of others) {
    const key = keyOf(item, null);
    known.set(key, [...(known.get(key) ?? []), item]);
  }
  const taken = new Set<Item>();
  const rows = items(left).map((item) => {
    const twin = known.get(keyOf(item, twins))?.shift() ?? null;
    if (twin) taken.add(twin);
    return row(item, twin);
  });
  rows.push(...others.filter((item) => !taken.has(item)).map((item) => row(null, item)));
  rows.sort((a, b) => a.at - b.at || orderOf(a) - orderOf(b));
  const first = rows.find(({ differs }) => differs);
  if (first) first.parts = true;
  return rows;
}

function items({ crossings, events }: Shown): Item[] {
  const beside = events.filter(({ kind }) => BESIDE.has(kind));
  return [
    ...crossings.map((crossing) => ({ at: crossing.sentAt, order: crossing.sentEvent, crossing })),
    ...beside.map((event) => ({ at: event.at, order: event.id, event })),
  ].sort((a, b) => a.order - b.order);
}

function twinsOf(aligned: Divergence['aligned']): (id: number) => number {
  const twins = new Map(aligned);
  return (id) => twins.get(id) ?? -1;
}

/** The same in both runs; `twins` gives the number that a segment of the left has on the right. */
function keyOf(item: Item, twins: ((id: number) => number) | null): string {
  if ('crossing' in item) {
    const { id } = item.crossing;
    return `${item.at} crossing ${twins ? twins(id) : id}`;
  }
  const { host, kind, args } = item.event;
  return [item.at, kind, host, args['from'], args['to'], args['call'], args['result']].join(' ');
}

function row(left: Item | null, right: Item | null): ComparedRow {
  const fate = (item: Item | null) => (item && 'crossing' in item ? item.crossing.fate : '');
  const at = Math.min(left?.at ?? Infinity, right?.at ?? Infinity);
  return { at, left, right, differs: !left || !right || fate(left) !== fate(right), parts: false };
}

function orderOf({ left, right }: ComparedRow): number {
  return (left ?? right)?.order ?? 0;
}

/** What is left at the end, of a host or of one of its programs. */
export interface EndRow {
  name: string;
  left: string[];
  right: string[];
  differs: boolean;
}

/** The states of every host, and what programs got that is not the same in both runs. */
export function endRows(left: Snapshot, right: Snapshot): EndRow[] {
  const names = new Set([...left.hosts, ...right.hosts].map(({ name }) => name));
  const host = ({ hosts }: Snapshot, name: string) => hosts.find((one) => one.name === name);
  return [...names].flatMap((name) => {
    const [one, other] = [host(left, name), host(right, name)];
    const states = endRow(name, statesOf(one), statesOf(other));
    return [states, ...programs(name, one, other)];
  });
}

function endRow(name: string, left: string[], right: string[]): EndRow {
  return { name, left, right, differs: left.join('\n') !== right.join('\n') };
}

function statesOf(host: HostView | undefined): string[] {
  if (!host) return [];
  const states = host.connections.map(({ state }) => state);
  if (states.length > 0) return [states.join(', ')];
  return [host.listeners.length > 0 ? 'LISTEN' : 'CLOSED'];
}

function programs(name: string, left?: HostView, right?: HostView): EndRow[] {
  const [ours, theirs] = [left?.processes ?? [], right?.processes ?? []];
  const all = Array.from({ length: Math.max(ours.length, theirs.length) }, (_, at) => {
    const process = ours[at] ?? theirs[at];
    const [one, other] = [results(ours[at]?.program), results(theirs[at]?.program)];
    const only = (own: string[], of: string[]) => own.filter((line) => !of.includes(line));
    return endRow(`${name} ${process?.name ?? ''}`, only(one, other), only(other, one));
  });
  return all.filter(({ differs }) => differs);
}

/** `recv(c, 100) → ECONNRESET`; `…` where the call has not returned. */
function results(program: HostView['processes'][number]['program'] = []): string[] {
  const told = program.filter(({ status, result }) => status === 'blocked' || result !== null);
  return told.map(
    ({ text, status, result }) => `${text} ${status === 'blocked' ? '…' : `→ ${result}`}`,
  );
}
