import { describe, expect, it } from 'vitest';
import { fileName, located, named, readScenario } from './files.ts';
import { loadEngine } from './lab.ts';
import { LabError } from './lab-error.ts';

const file = (text: string, size = text.length) => ({
  name: 'own.json',
  size,
  text: () => Promise.resolve(text),
});

/** The handshake with its second segment lost, as the page saves it. */
async function saved(title: string): Promise<string> {
  const engine = await loadEngine();
  await engine.need('handshake');
  const lab = engine.createLab({ seed: '00c0ffee00c0ffee' });
  lab.load('handshake');
  while (lab.snapshot().crossings < 2) lab.step();
  lab.act({ type: 'drop', crossing: 1 });
  lab.act({ type: 'switch', host: 1, switch: 'no-rst', on: true });
  const text = named(lab.exportAs('scenario'), title);
  lab.free();
  return text;
}

describe('a saved run', () => {
  it('opens again and goes the same way by itself', async () => {
    const { scenario } = await readScenario(file(await saved('SYN,ACK lost!')));
    const lab = (await loadEngine()).createLab({ seed: '00c0ffee00c0ffee' });
    lab.load(scenario);
    expect(lab.scenario()).toMatchObject({ id: 'syn-ack-lost', title: { en: 'SYN,ACK lost!' } });
    while (lab.snapshot().hosts[1]!.switches.length === 0) lab.step();
    expect(lab.crossings(1, 2)[0]?.fate).toBe('lost');
    lab.free();
  });

  it('has an id of its own, also without a Latin letter in its name', async () => {
    expect(JSON.parse(await saved('我的运行'))).toMatchObject({ id: 'handshake-own' });
  });

  it('has a name that every file system takes', () => {
    expect(fileName('a/b: "c"?', 'json')).toBe('a-b-c.json');
    expect(fileName('三次握手（我的运行）', 'txt')).toBe('三次握手-我的运行.txt');
    expect(fileName('…', 'txt')).toBe('tcp-lab.txt');
  });
});

describe('a file that cannot be opened', () => {
  it.each([
    ['{"id": ', 'file-not-json'],
    ['7', 'file-not-json'],
  ])('%s is told from one that can', async (text, code) => {
    await expect(readScenario(file(text))).rejects.toMatchObject({ code });
  });

  it('is not read when it is too large', async () => {
    await expect(readScenario(file('{}', 2e9))).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it('is explained in the words of the engine, with the place and what is allowed', async () => {
    const text = (await saved('mine')).replace('"no-rst"', '"no-rts"');
    const lab = (await loadEngine()).createLab();
    const reason = (() => {
      try {
        lab.load(JSON.parse(text) as object);
      } catch (error) {
        return error;
      }
    })();
    lab.free();
    const error = located(reason, 'own.json', text);
    expect(error.code).toBe('bad-file');
    const line = text.split('\n').findIndex((one) => one.includes('no-rts')) + 1;
    expect(error.detail).toMatchObject({ name: 'own.json', line });
    expect(error.detail['message']).toMatch(/no-rts.*expected one of.*no-rst/);
  });

  it('leaves other errors as they are', () => {
    const error = new LabError('too-many-hosts', 'no', { given: 9, limit: 8 });
    expect(located(error, 'own.json', '{}')).toBe(error);
  });
});
