import { describe, expect, it } from 'vitest';
import { compareRuns } from './comparing.ts';
import { loadEngine } from './lab.ts';

async function compared(id: string, variation: string) {
  const engine = await loadEngine();
  await engine.need(id);
  const lab = engine.createLab({ seed: '00c0ffee00c0ffee' });
  lab.load(id);
  const result = compareRuns(engine, lab, lab.scenario()!, [id, `${id}/${variation}`]);
  lab.free();
  return result;
}

describe('what is set differently', () => {
  it('is the switch that only one of the runs has', async () => {
    const { settings, divergence } = await compared('why-not-two', 'two-way');
    expect(divergence.at).toBe(3.05e9);
    expect(settings).toEqual([
      { code: 'switch', host: 'B', name: 'two-way-handshake', side: 'right' },
    ]);
  });

  it('is the first line of a program that is another one', async () => {
    const { settings } = await compared('handshake', 'data-follows');
    expect(settings[0]).toMatchObject({ code: 'program', host: 'A', name: 'client', left: null });
  });

  it('leaves the runs as they were at their end', async () => {
    const { left, right } = await compared('why-not-two', 'two-way');
    expect(left.snapshot.now).toBeGreaterThan(3e9);
    expect(right.events.length).toBe(right.snapshot.events);
  });
});
