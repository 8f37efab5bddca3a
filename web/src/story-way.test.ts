import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadEngine, type Engine } from './lab.ts';
import { Session } from './session.ts';
import { causeFirst } from './story-way.ts';

let engine: Engine;
let session: Session;
beforeAll(async () => {
  engine = await loadEngine();
});
afterEach(() => session.close());

/** Opened, and looked ahead. */
async function open(scenario: string): Promise<void> {
  await engine.need(scenario);
  session = new Session();
  session.open(engine, { scenario, seed: '0123456789abcdef', moments: [], position: 0 });
  await expect.poll(() => session.story.end).not.toBeNull();
}

/** A way may be gone in several pieces. */
const arrived = () => expect.poll(() => session.playing).toBe(false);
const position = () => session.store.state.snapshot!.position;

describe('the way of a story', () => {
  it('knows its end before the run has come there, and leaves no trace of having looked', async () => {
    await open('close-wait-leak');
    expect(session.story.end).toBeGreaterThan(100);
    expect(session.store.state.snapshot).toMatchObject({ position: 0, end: 0 });
    expect(session.store.state.snapshot!.branches).toHaveLength(1);
    expect(session.story.told).toBe(false);
  });

  it('goes from one thing told to the next, and back', async () => {
    await open('close-wait-leak');
    session.story.next();
    await arrived();
    expect(session.told.length).toBeGreaterThan(0);
    const first = position();
    const told = session.told.length;
    session.story.next();
    await arrived();
    expect(session.told.length).toBeGreaterThan(told);
    session.story.previous();
    expect(position()).toBe(first);
  });

  it('ends where everything is told, though the run goes on', async () => {
    await open('close-wait-leak');
    session.story.toEnd();
    await expect.poll(() => session.story.told && !session.playing).toBe(true);
    expect(position()).toBe(session.story.end);
    expect(session.finished).toBe(false);
    const { length } = session.told;
    session.step(20);
    expect(session.told).toHaveLength(length);
  });

  it('a long way can be ended', async () => {
    await open('slow-start-to-loss');
    session.reach(100_000);
    expect(session.playing).toBe(true);
    session.togglePlay();
    expect(session.playing).toBe(false);
    const at = position();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(position()).toBe(at);
    expect(at).toBeLessThan(100_000);
    expect(session.finished).toBe(false);
  });

  it('is measured anew when the reader acts', async () => {
    await open('handshake');
    const before = session.story.end;
    session.next();
    session.next();
    session.act({ type: 'drop', crossing: 0 });
    await expect.poll(() => session.story.end).not.toBe(before);
  });

  it('tells the segment that a call sends before the state it leads to', async () => {
    await open('handshake');
    session.story.toEnd();
    await arrived();
    const kinds = causeFirst(session.told, session.store).map(
      ({ event }) => session.store.event(event)!.kind,
    );
    expect(kinds.slice(0, 4)).toEqual([
      'call-returned',
      'segment-sent',
      'state-changed',
      'state-changed',
    ]);
  });
});

it('a position that is not known yet is reached by living up to it', async () => {
  await open('handshake');
  session.reach(6);
  await arrived();
  expect(position()).toBe(6);
  session.reach(2);
  expect(position()).toBe(2);
  expect(session.store.state.snapshot!.end).toBe(6);
});
