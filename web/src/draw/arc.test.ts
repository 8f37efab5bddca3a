import { describe, expect, it } from 'vitest';
import { arcPath, remaining } from './arc.ts';

describe('a timer', () => {
  it('is whole when it is set and empty when it fires', () => {
    const timer = { setAt: 100, at: 300 };
    expect([50, 100, 200, 300, 400].map((now) => remaining(timer, now))).toEqual([1, 1, 0.5, 0, 0]);
  });

  it('that fires at once has nothing left', () => {
    expect(remaining({ setAt: 5, at: 5 }, 5)).toBe(0);
  });
});

describe('an arc', () => {
  it('starts at twelve and runs clockwise', () => {
    expect(arcPath(0.25, 10)).toBe('M0 -10A10 10 0 0 1 10 0');
    expect(arcPath(0.75, 10)).toBe('M0 -10A10 10 0 1 1 -10 0');
  });

  it('is nothing, or a whole circle, at its ends', () => {
    expect(arcPath(0, 10)).toBe('');
    expect(arcPath(1, 10)).toContain('A10 10 0 1 1 0 10');
  });
});
