import { describe, expect, it } from 'vitest';
import { eventBases } from './bases.ts';
import { crossing, snapshot } from './elements/fixture.ts';
import { crossingBases } from './format.ts';
import type { Crossing, LabEvent } from './lab.ts';

/** Two clients of one host: their SYNs, and a segment of each. */
const ports = [40_001, 40_002];
const crossings: Crossing[] = ports.flatMap((srcPort, i) => {
  const from = (trip: Parameters<typeof crossing>[1], id: number, out = trip.from === 0) => {
    const made = crossing(id, trip);
    const { segment } = made;
    const end = out ? { srcPort } : { dstPort: srcPort };
    return { ...made, segment: { ...segment, ...end } };
  };
  const first = 1000 * (i + 1);
  return [
    from({ from: 0, at: i, flags: 'SYN', seq: first, ack: 0 }, 3 * i),
    from({ from: 1, at: i, flags: 'SYN,ACK', seq: first + 500, ack: first + 1 }, 3 * i + 1),
    from({ from: 0, at: 9, flags: 'ACK', seq: first + 1, ack: first + 501 }, 3 * i + 2),
  ];
});
const bases = crossingBases(crossings);
const known = { snapshot, crossings, bases, relative: true };

function row(more: Partial<LabEvent>): LabEvent {
  const nowhere = { cause: null, host: 1, socket: 77, crossing: null, rule: null };
  return { id: 99, at: 0, kind: 'acknowledged', args: {}, ...nowhere, ...more };
}

describe('what numbers of an event are counted from', () => {
  it('is the connection of its segment, not the latest one of the host', () => {
    expect(eventBases(row({ crossing: 2 }), known)).toEqual({ seq: 1500, ack: 1000 });
    expect(eventBases(row({ crossing: 5 }), known)).toEqual({ seq: 2500, ack: 2000 });
  });

  it('is that of the segment that caused it', () => {
    const arrival = row({ id: 0, crossing: 2, kind: 'segment-arrived' });
    const events = [arrival];
    expect(eventBases(row({ cause: 0 }), { ...known, events })).toEqual({ seq: 1500, ack: 1000 });
  });

  it('is that of its socket where no segment is known', () => {
    const { snd, rcv } = snapshot.hosts[1]!.connections[0]!;
    expect(eventBases(row({ socket: 1 }), known)).toEqual({ seq: snd.iss, ack: rcv.irs });
  });

  it('is the latest SYN where nothing else is known, and nothing where numbers are absolute', () => {
    expect(eventBases(row({}), known)).toEqual({ seq: 2500, ack: 2000 });
    expect(eventBases(row({}), { ...known, relative: false })).toEqual({ seq: null, ack: null });
  });
});
