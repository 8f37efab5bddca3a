/** Two runs side by side, aligned in time: rows of crossings that are the same, or that only one of them has. */
import type { Crossing, Divergence, Nanoseconds } from '../lab.ts';

export interface ComparedRow {
  /** When the earlier of the two was sent. */
  at: Nanoseconds;
  left: Crossing | null;
  right: Crossing | null;
  /** Here they part. */
  parts: boolean;
}

type Parting = Pick<Divergence, 'aligned' | 'leftCrossing' | 'rightCrossing'>;

/** In the order of time; the two of a pair that were sent at the same time share a row. */
export function comparedRows(
  left: readonly Crossing[],
  right: readonly Crossing[],
  { aligned, leftCrossing, rightCrossing }: Parting,
): ComparedRow[] {
  const times = new Map(left.map(({ id, sentAt }) => [id, sentAt]));
  const others = new Map(right.map((crossing) => [crossing.id, crossing]));
  const pairs = aligned.filter(([one, other]) => times.get(one) === others.get(other)?.sentAt);
  const twin = new Map(pairs);
  const taken = new Set(pairs.map(([, other]) => other));
  const parts = (one: Crossing | null, other: Crossing | null): boolean =>
    (one !== null && one.id === leftCrossing) || (other !== null && other.id === rightCrossing);
  const row = (one: Crossing | null, other: Crossing | null): ComparedRow => ({
    at: Math.min(one?.sentAt ?? Infinity, other?.sentAt ?? Infinity),
    left: one,
    right: other,
    parts: parts(one, other),
  });
  const rows = left.map((one) => row(one, others.get(twin.get(one.id) ?? -1) ?? null));
  rows.push(...right.filter(({ id }) => !taken.has(id)).map((other) => row(null, other)));
  return rows
    .map((item, place) => ({ item, place }))
    .sort((a, b) => a.item.at - b.item.at || a.place - b.place)
    .map(({ item }) => item);
}
