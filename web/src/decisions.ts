/** What became of a segment at its receiver, read from the log: rows that follow from its arrival. */
import type { Crossing, CrossingId, LabEvent } from './lab.ts';

/** The receiver wants nothing of the segment. */
const REFUSALS = new Set([
  'segment-dropped',
  'segment-unreadable',
  'syn-dropped',
  'syn-fin-dropped',
  'syn-stale',
  'ack-dropped',
  'cookie-dropped',
  'cookie-refused',
  'not-for-us',
  'icmp-stray',
]);
/** What tells most about a segment that was taken, most telling first. */
const TAKEN = [
  'state-changed',
  'text-delivered',
  'text-kept',
  'text-ignored',
  'ack-deferred',
  'cookie-sent',
  'cookie-accepted',
  'icmp-judged',
  'acknowledged',
  'duplicate-ack',
  'segment-accepted',
];

export function refuses({ kind }: LabEvent): boolean {
  return REFUSALS.has(kind);
}

/** The row in which the receiver decided; null as long as nothing has. */
export function decisionOn(
  { endEvent }: Pick<Crossing, 'endEvent'>,
  events: readonly LabEvent[],
): LabEvent | null {
  const first = events[0]?.id ?? 0;
  const arrival = endEvent === null ? undefined : events[endEvent - first];
  if (arrival?.kind !== 'segment-arrived') return null;
  const rows: LabEvent[] = [];
  for (let i = arrival.id + 1 - first; events[i]?.at === arrival.at; i += 1) {
    if (events[i]!.cause === arrival.id) rows.push(events[i]!);
  }
  const taken = TAKEN.map((kind) => rows.find((row) => row.kind === kind)).find((row) => row);
  return rows.find(refuses) ?? taken ?? rows[0] ?? null;
}

/** The crossings that their receivers refused. */
export function refusedCrossings(events: readonly LabEvent[]): Set<CrossingId> {
  const first = events[0]?.id ?? 0;
  const refused = new Set<CrossingId>();
  for (const event of events) {
    if (!refuses(event) || event.cause === null) continue;
    const arrival = events[event.cause - first];
    if (arrival?.kind === 'segment-arrived' && arrival.crossing !== null) {
      refused.add(arrival.crossing);
    }
  }
  return refused;
}
