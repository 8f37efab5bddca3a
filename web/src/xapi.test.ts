import { describe, expect, it } from 'vitest';
import { isoDuration, xapiResult } from './xapi.ts';

describe('an xAPI result', () => {
  it('scores what is right and keeps what was given', () => {
    const answers = [
      { given: 101, right: true },
      { given: 'SYN,ACK', right: true },
      { given: 'ESTABLISHED', right: false },
    ];
    expect(xapiResult(answers, 90_500)).toEqual({
      score: { scaled: 0.6667, raw: 2, min: 0, max: 3 },
      success: false,
      completion: true,
      response: '101[,]SYN,ACK[,]ESTABLISHED',
      duration: 'PT1M30.5S',
    });
  });

  it('is a success from four fifths on', () => {
    const right = { given: 1, right: true };
    const wrong = { given: 1, right: false };
    expect(xapiResult([right, right, right, right, wrong], 0).success).toBe(true);
    expect(xapiResult([right, right, right, wrong], 0).success).toBe(false);
  });

  it('is not complete where an answer is missing, and empty where nothing was asked', () => {
    expect(xapiResult([{ given: null, right: false }], 0).completion).toBe(false);
    const nothing = xapiResult([], 0);
    expect(nothing.score).toEqual({ scaled: 0, raw: 0, min: 0, max: 0 });
    expect(nothing.success || nothing.completion).toBe(false);
  });
});

describe('a duration', () => {
  it.each([
    [0, 'PT0S'],
    [12_340, 'PT12.34S'],
    [60_000, 'PT1M'],
    [3_723_000, 'PT1H2M3S'],
    [-5, 'PT0S'],
  ])('of %i ms is %s', (time, text) => {
    expect(isoDuration(time)).toBe(text);
  });
});
