import { beforeAll, describe, expect, it } from 'vitest';
import { decisionOn, refusedCrossings } from './decisions.ts';
import { loadEngine, type Engine } from './lab.ts';
import { Store } from './store.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

/** The whole run of a scenario. */
async function run(scenario: string): Promise<Store> {
  await engine.need(scenario);
  const lab = engine.createLab({ seed: '0123456789abcdef' });
  lab.load(scenario);
  lab.runUntil(lab.scenario()!.ends);
  const store = new Store();
  store.refresh(lab);
  return store;
}

describe('what the receiver decided', () => {
  it('is the row that refuses, even after the segment was found acceptable', async () => {
    const { state } = await run('blind-rst');
    const forged = state.crossings.filter((crossing) => crossing.forged);
    const decisions = forged.map((crossing) => decisionOn(crossing, state.events));
    const rules = ['reset-outside-window', 'reset-challenged', 'syn-challenged'];
    expect(decisions.map((event) => event?.rule)).toEqual(rules);
    expect([...refusedCrossings(state.events)]).toEqual(forged.map(({ id }) => id));
  });

  it('is the change of a state, else what was taken', async () => {
    const { state } = await run('handshake');
    const kinds = state.crossings.map((crossing) => decisionOn(crossing, state.events)?.kind);
    expect(kinds).toEqual(['state-changed', 'state-changed', 'state-changed']);
    const data = await run('data');
    const carries = data.state.crossings.find(
      ({ segment, fate }) => segment.payload.length > 0 && fate === 'arrived',
    )!;
    expect(decisionOn(carries, data.state.events)?.kind).toMatch(/^text-/);
  });

  it('is a full queue that turns a SYN away', async () => {
    const { state } = await run('accept-queue-full');
    const [first] = refusedCrossings(state.events);
    expect(decisionOn(state.crossings[first!]!, state.events)?.kind).toBe('syn-dropped');
  });

  it('is nothing while a segment is on its way, or where it was lost', async () => {
    const { state } = await run('handshake');
    expect(decisionOn({ endEvent: null }, state.events)).toBeNull();
  });

  it('is what is selected with a segment, and leads back to it', async () => {
    const store = await run('blind-rst');
    const forged = store.state.crossings.find((crossing) => crossing.forged)!;
    store.selectCrossing(forged.id);
    const { event } = store.state.selection;
    expect(store.event(event)?.kind).toBe('segment-dropped');
    store.selectEvent(null);
    store.selectEvent(event);
    expect(store.state.selection.crossing).toBe(forged.id);
  });
});
