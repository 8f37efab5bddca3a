/** What relative numbers of an event are counted from: those of its own connection, of however many. */
import { ABSOLUTE, connectionBases, hasFlag, type Bases } from './format.ts';
import type { Crossing, LabEvent, Snapshot } from './lab.ts';

interface Known {
  snapshot: Snapshot;
  crossings: readonly Crossing[];
  bases: ReadonlyMap<number, Bases>;
  relative: boolean;
  events?: readonly LabEvent[];
}

/** `seq` for numbers of the event's host, `ack` for those of its peer. */
export function eventBases(event: LabEvent, known: Known): Bases {
  if (!known.relative || event.host === null) return ABSOLUTE;
  const segment = ofSegment(event, known);
  const { seq, ack } = segment;
  if (seq !== null && ack !== null) return segment;
  const connection = ofConnection(event, known) ?? lastSeen(event, known);
  return { seq: seq ?? connection.seq, ack: ack ?? connection.ack };
}

/** Of the segment that the event is about, or that caused it. */
function ofSegment(event: LabEvent, { crossings, bases, events = [] }: Known): Bases {
  const cause = event.cause === null ? undefined : events[event.cause - (events[0]?.id ?? 0)];
  const id = event.crossing ?? (cause?.host === event.host ? cause.crossing : null);
  const crossing = id === null ? undefined : crossings[id - (crossings[0]?.id ?? 0)];
  const numbers = crossing && bases.get(crossing.id);
  if (!crossing || !numbers) return ABSOLUTE;
  const sent = crossing.from === event.host;
  return sent ? numbers : { seq: numbers.ack, ack: numbers.seq };
}

/** Of the event's socket, as far as it still has numbers. */
function ofConnection({ host, socket }: LabEvent, { snapshot }: Known): Bases | null {
  const { connections = [] } = snapshot.hosts[host ?? -1] ?? {};
  const connection = connections.find((one) => one.socket === socket);
  if (!connection || (connection.snd.iss === 0 && connection.snd.nxt === 0)) return null;
  return connectionBases(connection);
}

/** Of the latest SYN that the host sent, and of the latest that was on its way to it. */
function lastSeen({ id, host }: LabEvent, { crossings }: Known): Bases {
  const bases: Bases = { seq: null, ack: null };
  for (const { segment, forged, corrupted, sentEvent, from, to } of crossings) {
    if (sentEvent > id) break;
    if (!hasFlag(segment, 'SYN') || forged || corrupted) continue;
    if (from === host) bases.seq = segment.seq;
    if (to === host) bases.ack = segment.seq;
  }
  return bases;
}
