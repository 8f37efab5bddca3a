import { describe, expect, it } from 'vitest';
import { crossings, events, snapshot } from './elements/fixture.ts';
import { wordsIn } from './l10n.ts';
import type { LabEvent } from './lab.ts';
import { LabError } from './lab-error.ts';
import { errorSentence, eventSentence, headline, mostTelling, ruleSource } from './sentences.ts';
import type { Context } from './sentences.ts';
import { Store } from './store.ts';
import { source } from './elements/fixture.ts';

const english = wordsIn('en');
const chinese = wordsIn('zh-CN');

function context(words = english, relative = true): Context {
  const store = new Store();
  store.refresh(source);
  return { words, snapshot, crossings, bases: store.state.bases, relative };
}

function row(kind: string, more: Partial<LabEvent> = {}): LabEvent {
  const nowhere = { cause: null, host: 0, socket: 1, crossing: null, rule: null };
  return { id: 20, at: 0, kind, args: {}, ...nowhere, ...more };
}

describe('the sentence of an event', () => {
  it('counts its own numbers from its own ISS, and the peer’s from the peer’s', () => {
    const iss = crossings[0]!.segment.seq;
    const irs = crossings[1]!.segment.seq;
    const una = row('acknowledged', { args: { una: (iss + 5) >>> 0, count: 4 } });
    expect(eventSentence(una, context())).toContain('SND.UNA is now 5.');
    const nxt = row('text-delivered', { args: { nxt: (irs + 9) >>> 0, octets: 8 } });
    expect(eventSentence(nxt, context())).toContain('RCV.NXT is now 9.');
    expect(eventSentence(nxt, context(english, false))).toContain(String((irs + 9) >>> 0));
  });

  it('knows one octet from many', () => {
    const one = row('data-read', { args: { octets: 1 } });
    expect(eventSentence(one, context())).toContain('one octet.');
    expect(eventSentence(one, context(chinese))).toContain('1 字节');
  });

  it('writes times as times and names as words', () => {
    const timer = row('timer-set', { args: { timer: 'retransmission', after: 1e9, until: 2e9 } });
    expect(eventSentence(timer, context())).toBe('A starts the retransmission timer: 1 s.');
    expect(eventSentence(timer, context(chinese))).toBe('A 启动重传定时器：1 s。');
  });

  it('says which socket it was that only listened', () => {
    const closed = row('state-changed', { args: { from: 'LISTEN', to: 'CLOSED' } });
    expect(eventSentence(closed, context())).toContain('listening socket');
    const child = row('state-changed', { args: { from: 'LISTEN', to: 'SYN-RECEIVED' } });
    expect(eventSentence(child, context())).not.toContain('listening socket');
  });

  it.each(events)('of event $id leaves nothing open', (event) => {
    for (const words of [english, chinese]) {
      expect(eventSentence(event, context(words))).not.toMatch(/[{}$]|undefined|event-/);
    }
  });
});

describe('the headline of a step', () => {
  it('is short, and in the order of happening', () => {
    const many = ['segment-arrived', 'segment-accepted', 'acknowledged', 'state-changed'].map(
      (kind, i) => row(kind, { id: 20 + i, args: { from: 'SYN-SENT', to: 'ESTABLISHED' } }),
    );
    const text = headline(many, context());
    expect(text.match(/\./g)).toHaveLength(2);
    expect(text).toMatch(/ESTABLISHED\.$/);
  });

  it('of something quiet is its first event', () => {
    expect(headline([row('ack-delayed')], context())).toBe(
      'A owes an ACK and waits a little for company.',
    );
    expect(headline([], context())).toBe('');
  });

  it('has a most telling event: the last change of a state, if any', () => {
    const rows = [row('segment-arrived'), row('state-changed', { id: 21 }), row('timer-set')];
    expect(mostTelling(rows)?.id).toBe(21);
    expect(mostTelling([row('timer-set')])?.kind).toBe('timer-set');
    expect(mostTelling([])).toBeNull();
  });
});

describe('errors and sources', () => {
  it('say what the engine said, in the language of the reader', () => {
    const error = new LabError('crossing-arrived', 'm', { crossing: 3, at: 1_050_000_000 });
    expect(errorSentence(error, english)).toBe('Too late: this segment arrived at 1.050 s.');
    expect(errorSentence(error, chinese)).toContain('1.050 s');
  });

  it('keep the engine’s words for a code without a sentence', () => {
    expect(errorSentence(new LabError('brand-new', 'the reason'), english)).toContain('the reason');
  });

  it('name what is no RFC', () => {
    const rule = { code: 'x', rfc: 0, section: 'link rule', labels: [] };
    expect(ruleSource(rule, english)).toBe('Source: a rule of the lab’s network'.replace('’', "'"));
    expect(ruleSource({ ...rule, rfc: 9293, section: '3.4' }, english)).toContain('RFC 9293');
  });
});
