/** The states of the hosts over time, out of the log. */
import type { LabEvent, Snapshot, State } from '../lab.ts';
import type { StateChange } from './ladder.ts';

/** States along the lifelines: what the log says, and before its first word CLOSED or LISTEN. */
export function stateChanges(events: readonly LabEvent[], snapshot: Snapshot): StateChange[] {
  const changes: StateChange[] = [];
  const known = new Set<number>();
  for (const { id, at, host, kind, args } of events) {
    if (kind !== 'state-changed' || host === null) continue;
    if (!known.has(host)) changes.push({ event: id, at: 0, host, state: args['from'] as State });
    known.add(host);
    changes.push({ event: id, at, host, state: args['to'] as State });
  }
  for (const { id, listeners } of snapshot.hosts) {
    if (known.has(id)) continue;
    const state = listeners.length > 0 ? 'LISTEN' : 'CLOSED';
    changes.push({ event: -1, at: 0, host: id, state });
  }
  return changes;
}
