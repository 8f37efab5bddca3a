/** The facade against the real engine. */
import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink, openRun } from './link.ts';
import { createLab, loadEngine, Player, type Lab } from './lab.ts';

const SEED = '00c0ffee00c0ffee';

async function opened(scenario = 'handshake'): Promise<Lab> {
  await (await loadEngine()).need(scenario);
  const lab = await createLab({ seed: SEED });
  lab.load(scenario);
  return lab;
}

function states(lab: Lab): string[] {
  return lab.snapshot().hosts.flatMap((host) => host.connections.map(({ state }) => state));
}

function stepUntilInFlight(lab: Lab): number {
  for (;;) {
    lab.step();
    const flying = lab.crossings(0, lab.snapshot().crossings).find((c) => c.fate === 'in-flight');
    if (flying) return flying.id;
  }
}

describe('the engine', () => {
  it('is loaded once for everybody', async () => {
    expect(await loadEngine()).toBe(await loadEngine());
  });

  it('names its version and its scenarios in both languages', async () => {
    const { version, scenarios } = await loadEngine();
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect(scenarios.map(({ id }) => id)).toContain('handshake');
    for (const { title, question } of scenarios) {
      expect([title.en, title['zh-CN'], question.en, question['zh-CN']]).not.toContain('');
    }
  });
});

describe('a lab', () => {
  it('opens a connection', async () => {
    const lab = await opened();
    while (lab.step().length > 0);
    expect(states(lab)).toEqual(['ESTABLISHED', 'ESTABLISHED']);
  });

  it('draws a seed of its own when none is given', async () => {
    const [one, other] = [await createLab(), await createLab()];
    expect(one.snapshot().seed).toMatch(/^[0-9a-f]{16}$/);
    expect(one.snapshot().seed).not.toBe(other.snapshot().seed);
  });

  it('throws the engine’s errors with code and detail, and is unharmed', async () => {
    const lab = await opened();
    const before = lab.snapshot();
    const attempts: [() => unknown, object][] = [
      [() => lab.load('nowhere'), { code: 'unknown-scenario', detail: { id: 'nowhere' } }],
      [() => lab.act({ type: 'drop', crossing: 7 }), { code: 'unknown-crossing' }],
      [() => lab.inject({ from: 'A', to: 'B' }, { flags: 'SYX' }), { code: 'bad-segment' }],
      [() => lab.inject({ from: 'A', to: 'Q' }, { flags: 'SYN' }), { code: 'unknown-address' }],
      [() => lab.seek(10_000), { code: 'position-out-of-range' }],
    ];
    for (const [attempt, error] of attempts) {
      expect(attempt).toThrow(expect.objectContaining({ name: 'LabError', ...error }));
    }
    expect(lab.snapshot()).toEqual(before);
  });

  it('says so when it is used after it was freed', async () => {
    const lab = await opened();
    lab.free();
    lab.free();
    expect(() => lab.snapshot()).toThrow(expect.objectContaining({ code: 'freed' }));
  });
});

describe('a run as a link', () => {
  it('is replayed to the last event', async () => {
    const lab = await opened('data');
    lab.act({ type: 'drop', crossing: stepUntilInFlight(lab) });
    for (let i = 0; i < 12; i += 1) lab.step();
    const { run } = await decodeLink(await encodeLink(lab.getState()));
    const copy = openRun(await loadEngine(), run!);
    expect(copy.snapshot()).toEqual(lab.snapshot());
    const { events } = lab.snapshot();
    expect(copy.events(0, events)).toEqual(lab.events(0, events));
    expect(copy.ladder()).toBe(lab.ladder());
  });

  it('without acts is replayed from its seed and position', async () => {
    const lab = await opened('lost-third-ack');
    for (let i = 0; i < 9; i += 1) lab.step();
    const link = await encodeLink(lab.getState());
    expect(link).toMatch(/^s=lost-third-ack&seed=00c0ffee00c0ffee&at=9&/);
    const copy = openRun(await loadEngine(), (await decodeLink(link)).run!);
    expect(copy.snapshot()).toEqual(lab.snapshot());
  });

  it('that goes another way says at which entry', async () => {
    const moments = [2, { act: { type: 'drop' as const, crossing: 9 } }];
    const run = { version: '0.0.1', scenario: 'handshake', seed: SEED, moments, position: 3 };
    const engine = await loadEngine();
    let error: unknown;
    try {
      openRun(engine, run);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'state-diverged', detail: { moment: 1 } });
  });
});

describe('a player', () => {
  it('plays a lab to its end and leaves no trace of itself in the run', async () => {
    const lab = await opened();
    const waiting: ((time: number) => void)[] = [];
    const frames = { request: waiting.push.bind(waiting), cancel: () => (waiting.length = 0) };
    const player = new Player(lab, {}, frames);
    player.play();
    for (let time = 0; player.playing && time < 60_000; time += 16) waiting.shift()!(time);
    expect(states(lab)).toEqual(['ESTABLISHED', 'ESTABLISHED']);
    expect(lab.getState().moments).toEqual([lab.snapshot().position]);
  });

  it('lets an act happen at the playhead', async () => {
    const lab = await opened();
    const crossing = stepUntilInFlight(lab);
    const { now } = lab.snapshot();
    const waiting: ((time: number) => void)[] = [];
    const frames = { request: waiting.push.bind(waiting), cancel: () => (waiting.length = 0) };
    const player = new Player(lab, {}, frames);
    player.speed = 1;
    player.play();
    waiting.shift()!(0);
    waiting.shift()!(20);
    player.settle();
    lab.act({ type: 'drop', crossing });
    expect(lab.crossings(crossing, crossing + 1)[0]).toMatchObject({
      fate: 'lost',
      endsAt: now + 20e6,
    });
  });
});
