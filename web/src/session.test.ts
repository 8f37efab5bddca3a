import { beforeEach, describe, expect, it, vi } from 'vitest';
import { events, snapshot } from './elements/fixture.ts';
import type { Engine, Lab } from './lab.ts';
import { Session } from './session.ts';

/** A lab that only counts moments; every moment has one event. */
function fakeEngine(length: number): { engine: Engine; lab: Record<string, unknown> } {
  let position = 0;
  const view = () => ({
    ...snapshot,
    position,
    end: length,
    now: position * 10e6,
    next: position < length ? (position + 1) * 10e6 : null,
    events: position,
    crossings: 0,
  });
  const lab = {
    snapshot: view,
    events: (from: number, to: number) => events.slice(from, to),
    crossings: () => [],
    scenario: () => null,
    story: () => [],
    due: () => [],
    load: vi.fn(),
    free: vi.fn(),
    getState: () => ({ version: '1', seed: '0', scenario: 'x', moments: [], position: 0 }),
    setState: vi.fn(),
    step: vi.fn(() => (position < length ? [position++] : [])),
    stepBack: vi.fn(() => position-- > 0),
    seek: vi.fn((to: number) => (position = to)),
    runUntil: vi.fn(),
    act: vi.fn(() => [0]),
    why: vi.fn(() => ({ event: events[0]!, rule: null, checks: [], chain: [] })),
    suggest: vi.fn(() => ({
      from: 'A',
      to: 'B',
      srcPort: 49152,
      dstPort: 80,
      flags: 'ACK',
      seq: 1,
      ack: 1,
    })),
  };
  const engine = {
    version: '1',
    scenarios: [],
    limits: [],
    verified: { kernel: '', date: '', runs: {} },
    errors: new Map(),
    createLab: () => lab as unknown as Lab,
    need: () => Promise.resolve(),
  };
  return { engine, lab };
}

const RUN = { scenario: 'x', moments: [], position: 0 };
let session: Session;
let lab: Record<string, ReturnType<typeof vi.fn>>;
const step = vi.fn();
const moved = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  const fake = fakeEngine(20);
  lab = fake.lab as typeof lab;
  session = new Session({ step, moved });
  session.open(fake.engine, RUN);
});

describe('a session', () => {
  it('steps, and tells what happened', () => {
    session.step(3);
    expect(step).toHaveBeenCalledWith([0, 1, 2]);
    expect(session.store.state.snapshot?.position).toBe(3);
    expect(session.latest).toEqual([2]);
  });

  it('steps no further than to the end', () => {
    session.step(99);
    expect(session.finished).toBe(true);
    expect(session.store.state.snapshot?.position).toBe(20);
  });

  it('goes back, and seeks no further than what is known', () => {
    session.step(5);
    session.back();
    expect(session.store.state.snapshot?.position).toBe(4);
    session.seek(99);
    expect(lab['seek']).toHaveBeenCalledWith(20);
    expect(moved).toHaveBeenCalled();
  });

  it('goes on by a round trip', () => {
    session.roundTrip(1);
    expect(session.store.state.snapshot?.now).toBe(100e6);
    session.roundTrip(-1);
    expect(session.store.state.snapshot?.now).toBe(0);
  });

  it('gives up looking for a mark where no state changes', () => {
    session.mark(1);
    expect(session.store.state.snapshot?.position).toBe(20);
  });

  it('asks Why once for each event', () => {
    session.why(3);
    session.why(3);
    session.why(4);
    expect(lab['why']).toHaveBeenCalledTimes(2);
  });

  it('forges a RST where the receiver expects it, inside its window, or beyond', () => {
    const { nxt, wnd } = snapshot.hosts[1]!.connections[0]!.rcv;
    const seq = (preset: 'rst-exact' | 'rst-in-window' | 'rst-outside') =>
      session.suggest(0, preset).seq;
    expect(seq('rst-exact')).toBe(nxt);
    expect(seq('rst-in-window')).toBe((nxt + (wnd >> 1)) >>> 0);
    expect(seq('rst-outside')).toBe((nxt + wnd + 1000) >>> 0);
    expect(session.suggest(0, 'rst-exact')).toMatchObject({ flags: 'RST', ack: 0 });
  });

  it('replaces a run only by one that opens, and frees the old one', () => {
    const broken = fakeEngine(3);
    broken.lab['load'] = () => {
      throw new Error('no');
    };
    expect(() => session.open(broken.engine, RUN)).toThrow('no');
    expect(lab['free']).not.toHaveBeenCalled();
    session.open(fakeEngine(3).engine, RUN);
    expect(lab['free']).toHaveBeenCalled();
    expect(session.store.state.snapshot?.end).toBe(3);
  });

  it('keeps its speed from run to run', () => {
    session.speed = 5;
    session.open(fakeEngine(3).engine, RUN);
    expect(session.speed).toBe(5);
  });
});
