import { describe, expect, it } from 'vitest';
import { address, GROUPS, shelves } from './gallery.ts';
import type { ScenarioInfo } from './lab.ts';

const text = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const scenario = (id: string, more: Partial<ScenarioInfo>): ScenarioInfo => ({
  id,
  group: 'opening',
  title: text(id, id),
  question: text('?', '？'),
  tags: [],
  profiles: ['rfc9293'],
  variations: [],
  ...more,
});
const all = [
  scenario('close', { group: 'closing', title: text('Four segments to close', '四次挥手') }),
  scenario('handshake', { tags: ['N1', 'SYN-RCVD'] }),
  scenario('lost', {
    variations: [{ id: 'x', title: text('The SYN is lost', 'SYN 丢失'), text: text('a', 'b') }],
  }),
];
const ids = (query: string) =>
  shelves(all, query).flatMap(({ scenarios }) => scenarios.map(({ id }) => id));

describe('the gallery', () => {
  it('has its parts in the order in which a connection lives', () => {
    expect(shelves(all, '').map(({ group }) => group)).toEqual(['opening', 'closing']);
    expect(new Set(GROUPS).size).toBe(GROUPS.length);
  });

  it('finds by title, tag and variation, in either language, all words at once', () => {
    expect(ids('')).toEqual(['handshake', 'lost', 'close']);
    expect(ids('四次挥手')).toEqual(['close']);
    expect(ids('syn-rcvd')).toEqual(['handshake']);
    expect(ids('lost SYN')).toEqual(['lost']);
    for (const alike of ['SYN_RCVD', 'syn rcvd', ' Syn-Rcvd ']) {
      expect(ids(alike)).toEqual(['handshake']);
    }
    expect(ids('four handshake')).toEqual([]);
    expect(ids('yn')).toEqual([]);
  });
});

describe('a question as it was typed', () => {
  it('finds what shares most of it', () => {
    expect(ids('为什么要四次挥手')).toEqual([]);
    expect(ids('四次挥手吗')).toEqual(['close']);
    expect(ids('三次丢失')).toEqual([]);
  });
});

describe('an address', () => {
  it('names what is asked for and nothing else', () => {
    expect(address('handshake', null, null)).toBe('handshake');
    expect(address('handshake', 'data', null)).toBe('handshake/data');
    expect(address('handshake', 'data', 'windows')).toBe('handshake/data@windows');
  });
});
