import { describe, expect, it, vi } from 'vitest';
import { crossing, crossings, events, snapshot, source } from './elements/fixture.ts';
import type { Snapshot } from './lab.ts';
import { Store, type Source } from './store.ts';

/** The fixture's run, cut off at an earlier time. */
function at(view: Partial<Snapshot>): Source & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    snapshot: () => ({ ...snapshot, ...view }),
    events: (from, to) => {
      asked.push(`events ${from}-${to}`);
      return events.slice(from, to);
    },
    crossings: (from, to) => {
      asked.push(`crossings ${from}-${to}`);
      return crossings.slice(from, to);
    },
  };
}

describe('the store', () => {
  it('holds the run up to now', () => {
    const store = new Store();
    store.refresh(source);
    expect(store.state.events).toEqual(events);
    expect(store.state.crossings).toEqual(crossings);
    expect(store.state.playhead).toBe(snapshot.now);
  });

  it('asks only for what is new, and again for what may have changed', () => {
    const store = new Store();
    store.refresh(at({ events: 20, crossings: 9 }));
    const later = at({ events: 22, crossings: 11 });
    store.refresh(later);
    expect(later.asked).toEqual(['events 20-22', 'crossings 8-11']);
  });

  it('forgets the future after a step back', () => {
    const store = new Store();
    store.refresh(source);
    store.refresh(at({ events: 4, crossings: 2 }));
    expect(store.state.events).toHaveLength(4);
    expect(store.state.crossings).toHaveLength(2);
  });

  it('begins anew on another branch', () => {
    const store = new Store();
    store.refresh(at({ events: 3, crossings: 2 }));
    const other = at({ events: 3, crossings: 2, branch: 7 });
    store.refresh(other);
    expect(other.asked).toEqual(['events 0-3', 'crossings 0-2']);
  });

  it('selects an event with its crossing, and a crossing with its last event', () => {
    const store = new Store();
    store.refresh(source);
    store.selectEvent(2);
    expect(store.state.selection).toEqual({ event: 2, crossing: events[2]!.crossing, rule: null });
    store.selectCrossing(3);
    expect(store.state.selection.event).toBe(crossings[3]!.endEvent);
  });

  it('cannot keep selected what has not happened yet', () => {
    const store = new Store();
    store.refresh(source);
    store.selectEvent(9);
    store.refresh(at({ events: 4, crossings: 2 }));
    expect(store.state.selection.event).toBeNull();
  });

  it('tells its listeners until they leave', () => {
    const store = new Store();
    const heard = vi.fn();
    const leave = store.subscribe(heard);
    store.refresh(source);
    leave();
    store.setOptions({ relative: false });
    expect(heard).toHaveBeenCalledTimes(1);
    expect(store.state.options).toMatchObject({ relative: false, detail: 'changes' });
  });

  it('finds by number also when the first rows are not kept', () => {
    const store = new Store();
    const late = [crossing(40, { from: 0, at: 1, flags: 'ACK', seq: 1, ack: 1 })];
    store.refresh({ ...at({ events: 0, crossings: 1 }), crossings: () => late });
    expect(store.crossing(40)?.id).toBe(40);
    expect(store.crossing(39)).toBeNull();
  });
});
