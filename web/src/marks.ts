/** What one looks for along a run: the next change of a state, a round trip further. */
import type { Nanoseconds, Snapshot } from './lab.ts';

/** One round trip, where none was measured yet. */
const ROUND_TRIP: Nanoseconds = 100e6;

export function roundTripOf({ hosts }: Snapshot): Nanoseconds {
  const srtt = hosts.flatMap(({ connections }) => connections.map((c) => c.srtt ?? 0));
  return Math.max(...srtt, 0) || ROUND_TRIP;
}

/** Of every connection; the same text as long as they are the same. */
export function statesOf({ hosts }: Snapshot): string {
  return hosts.map(({ connections }) => connections.map(({ state }) => state).join()).join(';');
}
