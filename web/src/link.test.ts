import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink, MAX_LINK } from './link.ts';
import type { LabState } from './lab.ts';

const state = (over: Partial<LabState> = {}): LabState => ({
  version: '0.1.0',
  scenario: 'handshake',
  seed: '00c0ffee00c0ffee',
  moments: [3, { act: { type: 'drop', crossing: 1 } }, 4, { until: 2_000_000_000 }],
  position: 9,
  ...over,
});

const pack = (value: unknown): string =>
  'z=' +
  deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

describe('a run with acts', () => {
  it('survives the way into a link and back', async () => {
    const link = await encodeLink(state());
    expect(link).toMatch(/^z=[\w-]+$/);
    expect(await decodeLink(link)).toEqual({ run: state(), view: {} });
  });

  it('carries a scenario of its own, in any language', async () => {
    const own = state({ scenario: { title: { 'zh-CN': '三次握手' } } });
    expect((await decodeLink('#' + (await encodeLink(own)))).run).toEqual(own);
  });

  it('carries how it is to be shown', async () => {
    const link = await encodeLink(state(), { lang: 'zh-CN', event: '12' });
    expect((await decodeLink(link)).view).toEqual({ lang: 'zh-CN', event: '12' });
  });

  it('is refused when it would be too long', async () => {
    const noise = Array.from({ length: 9000 }, (_, i) => [(i * 2654435761) % 4294967296]);
    await expect(encodeLink(state({ scenario: { noise } }))).rejects.toMatchObject({
      code: 'link-too-long',
      detail: { limit: MAX_LINK },
    });
  });
});

describe('a run left to itself', () => {
  it('is its scenario, seed and position in plain words', async () => {
    const link = await encodeLink(state({ moments: [7], position: 5 }));
    expect(link).toBe('s=handshake&seed=00c0ffee00c0ffee&at=5&v=0.1.0');
    expect((await decodeLink(link)).run).toEqual(state({ moments: [5], position: 5 }));
  });

  it('names a variation and a profile', async () => {
    const scenario = 'lost-third-ack/data-completes@linux-6.x';
    const { run } = await decodeLink(
      await encodeLink(state({ scenario, moments: [], position: 0 })),
    );
    expect(run?.scenario).toBe(scenario);
  });

  it.each(['s', 'scenario'])('may be written by hand, with %s', async (key) => {
    expect(await decodeLink(`#${key}=data&lang=en&theme=dark`)).toEqual({
      run: { scenario: 'data', moments: [], position: 0 },
      view: { lang: 'en', theme: 'dark' },
    });
  });
});

describe('an empty fragment', () => {
  it.each(['', '#', '#lang=en'])('%j names no run', async (fragment) => {
    expect((await decodeLink(fragment)).run).toBeNull();
  });
});

describe('a hostile link', () => {
  const cases: [string, string, object][] = [
    ['is too long', 'z=' + 'A'.repeat(MAX_LINK), { code: 'link-too-long' }],
    ['is no base64', 'z=%00', { detail: { field: 'base64' } }],
    ['is no deflate stream', 'z=AAAA', { detail: { field: 'json' } }],
    ['is cut short', pack(state()).slice(0, -8), { detail: { field: 'json' } }],
    ['inflates without end', pack(' '.repeat(2 ** 22)), { detail: { field: 'json' } }],
    ['nests without end', pack('['.repeat(900_000)), { detail: { field: 'json' } }],
    ['is no JSON', pack('{'), { detail: { field: 'json' } }],
    ['is no object', pack([1]), { detail: { field: 'json' } }],
    ['has no version', pack({ ...state(), version: 1 }), { detail: { field: 'version' } }],
    ['has no scenario', pack({ ...state(), scenario: 7 }), { detail: { field: 'scenario' } }],
    ['has a wrong seed', pack({ ...state(), seed: 'x' }), { detail: { field: 'seed' } }],
    ['runs for ever', pack({ ...state(), moments: [1e9] }), { detail: { field: 'moments' } }],
    [
      'acts without a type',
      pack({ ...state(), moments: [{ act: {} }] }),
      { detail: { field: 'moments' } },
    ],
    [
      'waits for nothing',
      pack({ ...state(), moments: [{ until: -1 }] }),
      { detail: { field: 'moments' } },
    ],
    ['stands beyond its end', pack({ ...state(), position: 10 }), { detail: { field: 'moments' } }],
    ['stands nowhere', pack({ ...state(), position: 0.5 }), { detail: { field: 'position' } }],
    ['names a path', 's=../../x', { detail: { field: 'scenario' } }],
    ['counts in words', 's=data&at=many', { detail: { field: 'position' } }],
    ['has a short seed', 's=data&seed=12', { detail: { field: 'seed' } }],
  ];

  it.each(cases)('that %s is refused with a reason', async (_, fragment, error) => {
    await expect(decodeLink(fragment)).rejects.toMatchObject({ name: 'LabError', ...error });
  });

  it('cannot smuggle a long view', async () => {
    expect((await decodeLink('lang=' + 'x'.repeat(33))).view).toEqual({});
  });
});
