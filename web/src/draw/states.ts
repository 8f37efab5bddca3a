/** The states of the hosts over time, out of the log. */
import type { HostId, LabEvent, Snapshot, SocketId, State } from '../lab.ts';
import type { StateChange } from './ladder.ts';

/** The sockets of one host, in the order in which they last changed. */
type Sockets = Map<SocketId | null, State>;

/** Along each lifeline: the state of the connection that lives, else LISTEN, else CLOSED. */
export function stateChanges(events: readonly LabEvent[], snapshot: Snapshot): StateChange[] {
  const hosts = new Map<HostId, Sockets>();
  const shown = new Map<HostId, State>();
  const changes: StateChange[] = [];
  for (const { id, at, host, socket, kind, args } of events) {
    if (kind !== 'state-changed' || host === null) continue;
    const sockets: Sockets = hosts.get(host) ?? new Map<SocketId | null, State>();
    const from = args['from'] as State;
    if (!hosts.has(host)) changes.push({ event: id, at: 0, host, state: from });
    if (!hosts.has(host)) shown.set(host, from);
    hosts.set(host, sockets);
    sockets.delete(socket);
    sockets.set(socket, args['to'] as State);
    const state = mainState(sockets);
    if (shown.get(host) === state) continue;
    shown.set(host, state);
    changes.push({ event: id, at, host, state });
  }
  for (const { id, listeners } of snapshot.hosts) {
    const state = listeners.length > 0 ? 'LISTEN' : 'CLOSED';
    if (!hosts.has(id)) changes.push({ event: -1, at: 0, host: id, state });
  }
  return changes;
}

function mainState(sockets: Sockets): State {
  const states = [...sockets.values()].reverse();
  const alive = states.find((state) => state !== 'CLOSED' && state !== 'LISTEN');
  return alive ?? states.find((state) => state === 'LISTEN') ?? 'CLOSED';
}
