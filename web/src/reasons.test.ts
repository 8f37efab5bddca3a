import { describe, expect, it } from 'vitest';
import { wordsIn } from './l10n.ts';
import type { Divergence, Judgement, Question, WhyNot } from './lab.ts';
import {
  choiceText,
  divergenceSentences,
  givenNumber,
  judgementSentence,
  questionSentence,
  whyNotSentence,
} from './reasons.ts';

const english = wordsIn('en');
const chinese = wordsIn('zh-CN');

const question: Question = {
  branch: 0,
  position: 4,
  target: 5,
  event: 12,
  ask: 'ack',
  host: 1,
  crossing: 1,
  base: 100,
  args: { host: 'B', peer: 'A', call: '', from: 'SYN-RECEIVED', at: 50e6 },
  choices: [101, 100, 300, 301],
};

const judgement: Judgement = {
  right: false,
  answer: 101,
  mistake: 'forgot-one',
  args: { given: 100, answer: 101, flag: 'SYN' },
};

describe('a question', () => {
  it('names both ends', () => {
    expect(questionSentence(question, english)).toContain('B is about to send A');
    expect(questionSentence(question, chinese)).toContain('ACK 是多少');
  });

  it('has choices as the reader counts', () => {
    expect(choiceText(101, question, english, true)).toBe('1');
    expect(choiceText(101, question, english, false)).toBe('101');
    const timer: Question = { ...question, ask: 'timer', base: null };
    expect(choiceText('time-wait', timer, english, true)).toBe(english.text('timer-time-wait'));
    expect(choiceText(0, timer, english, true)).toBe('0');
  });

  it('takes a relative answer as the number it stands for', () => {
    expect(givenNumber(1, question, true)).toBe(101);
    expect(givenNumber(101, question, false)).toBe(101);
  });
});

describe('a judgement', () => {
  it('explains the mistake with the numbers, absolute or relative', () => {
    const absolute = judgementSentence(judgement, question, english, false);
    expect(absolute).toContain('it is 101, not 100');
    const relative = judgementSentence(judgement, question, chinese, true);
    expect(relative).toContain('所以是 1，不是 0');
  });

  it('gives the answer where the mistake is not known', () => {
    const unknown = { ...judgement, mistake: null };
    expect(judgementSentence(unknown, question, english, false)).toContain('101');
  });

  it('praises what is right', () => {
    const right = { ...judgement, right: true, mistake: null };
    expect(judgementSentence(right, question, english, false)).toBe('Right.');
  });
});

describe('why not', () => {
  const answer: WhyNot = {
    code: 'timer-not-due',
    args: { rto: 1e9, repeats: 0, duplicates: 0, threshold: 3 },
    checks: [],
    differ: [],
    bases: { iss: 100, irs: 300 },
    events: [7],
    until: 1e9,
  };

  it('tells what keeps it, and until when', () => {
    const text = whyNotSentence(answer, english, true);
    expect(text).toContain('RTO 1 s');
    expect(text).toContain('Until 1.000 s.');
  });

  it('counts numbers as the reader does', () => {
    const read: WhyNot = { ...answer, code: 'read-empty', args: { nxt: 301 }, until: null };
    expect(whyNotSentence(read, english, true)).toContain('expected is 1.');
    expect(whyNotSentence(read, english, false)).toContain('expected is 301.');
  });
});

describe('two runs', () => {
  const parted: Divergence = {
    at: 1.5e9,
    left: null,
    right: null,
    leftCrossing: null,
    rightCrossing: null,
    reason: { code: 'profile', args: { host: 'B', left: 'rfc9293', right: 'windows' } },
    aligned: [],
  };

  it('part somewhere for a reason', () => {
    expect(divergenceSentences({ divergence: parted, settings: [] }, english)).toEqual([
      'They part at 1.500 s.',
      'B is another system: rfc9293 on the left, windows on the right.',
    ]);
  });

  it('name what is set differently, instead of only where', () => {
    const divergence = { ...parted, reason: { code: 'knobs', args: { host: 'B' } } };
    const on = { code: 'switch', host: 'B', name: 'no-rst', side: 'right' } as const;
    const told = divergenceSentences({ divergence, settings: [on] }, english);
    expect(told[1]).toBe('B breaks a rule of TCP, only on the right: Never answers with RST.');
    expect(told).toHaveLength(2);
  });

  it('may be the same', () => {
    const same = { ...parted, at: null, reason: { code: 'same', args: {} } };
    const told = divergenceSentences({ divergence: same, settings: [] }, chinese);
    expect(told.join('')).toContain('完全相同');
  });
});
