/** What full queues have turned away, out of the log. */
import type { EventId, HostId, LabEvent, SocketId } from '../lab.ts';

export interface Drops {
  /** SYNs, and last ACKs of a handshake. */
  syn: number;
  ack: number;
  /** The latest of both. */
  last: EventId;
}

/** By listener; `dropsKey` makes the key. */
export function queueDrops(events: readonly LabEvent[]): Map<string, Drops> {
  const drops = new Map<string, Drops>();
  for (const { id, kind, host, socket } of events) {
    if (kind !== 'syn-dropped' && kind !== 'ack-dropped') continue;
    if (host === null || socket === null) continue;
    const key = dropsKey(host, socket);
    const known = drops.get(key) ?? { syn: 0, ack: 0, last: id };
    if (kind === 'syn-dropped') known.syn += 1;
    else known.ack += 1;
    drops.set(key, { ...known, last: id });
  }
  return drops;
}

export function dropsKey(host: HostId, socket: SocketId): string {
  return `${host}:${socket}`;
}
