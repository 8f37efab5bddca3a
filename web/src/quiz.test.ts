import { describe, expect, it } from 'vitest';
import type { Judgement, PromptDue, Question, Snapshot } from './lab.ts';
import { Quiz, type Asker } from './quiz.ts';

const question = (position: number): Question => ({
  branch: 0,
  position,
  target: position + 1,
  event: 9,
  ask: 'ack',
  host: 0,
  crossing: 1,
  base: 100,
  args: {},
  choices: [101, 100],
});

/** A lab at `position` with these prompts due. */
function asker(position: number, due: PromptDue[] = [], target = position + 1): Asker {
  const judge = (_: Question, given: string | number): Judgement => ({
    right: given === 101,
    answer: 101,
    mistake: null,
    args: {},
  });
  return {
    ask: () => ({ ...question(position), target }),
    judge,
    due: () => due,
    snapshot: () => ({ branch: 0, position }) as Snapshot,
  };
}
const prompt: PromptDue = { prompt: 0, ask: 'ack', text: { en: 'Which?', 'zh-CN': '是多少？' } };

describe('a quiz', () => {
  it('stops nowhere while it is off', () => {
    expect(new Quiz().stops(asker(3, [prompt]))).toBe(false);
  });

  it('stops where the scenario asks, once, and then lets the run go on', () => {
    const quiz = new Quiz();
    quiz.mode = 'authored';
    expect(quiz.stops(asker(2))).toBe(false);
    expect(quiz.stops(asker(3, [prompt]))).toBe(true);
    expect(quiz.asked?.text?.en).toBe('Which?');
    expect(quiz.goOn(asker(3))).toBe(null);
    expect(quiz.stops(asker(3, [prompt]))).toBe(false);
  });

  it('asks about the very next moment only', () => {
    const quiz = new Quiz();
    quiz.mode = 'all';
    expect(quiz.stops(asker(3, [], 7))).toBe(false);
    expect(quiz.stops(asker(6, [], 7))).toBe(true);
  });

  it('judges once, and counts', () => {
    const quiz = new Quiz();
    const lab = asker(3);
    expect(quiz.askNow(lab)).toBe(true);
    quiz.answer(lab, 101);
    quiz.answer(lab, 100);
    expect(quiz.answers).toMatchObject([{ given: 101, right: true }]);
    expect(quiz.right).toBe(1);
  });
});

describe('a question that is passed by', () => {
  it('is skipped by going on, counts as nothing, and its answer is known', () => {
    const quiz = new Quiz();
    quiz.askNow(asker(3));
    expect(quiz.open).toBe(true);
    expect(quiz.goOn(asker(3))).toBe(null);
    expect(quiz.asked).toBe(null);
    expect(quiz.passed?.judgement.answer).toBe(101);
    expect([quiz.answers, quiz.right]).toEqual([[], 0]);
    quiz.goOn(asker(4));
    expect(quiz.passed).toBe(null);
  });

  it('waits while the reader looks at what came before, and stops the run again', () => {
    const quiz = new Quiz();
    quiz.askNow(asker(3));
    expect(quiz.goOn(asker(2))).toBe(null);
    expect(quiz.open).toBe(true);
    expect(quiz.stops(asker(2))).toBe(false);
    expect(quiz.stops(asker(3))).toBe(true);
  });

  it('is forgotten when the future has become another', () => {
    const quiz = new Quiz();
    quiz.askNow(asker(3));
    quiz.forget();
    expect([quiz.asked, quiz.passed]).toEqual([null, null]);
  });
});

describe('an exam', () => {
  it('counts going on as no answer, shows the answer, and comes to its next question', () => {
    const quiz = new Quiz();
    const stops = [1, 4].map((position) => ({ position, ask: 'ack' as const }));
    quiz.begin(stops, 'handshake');
    quiz.askAtStop(asker(1));
    expect(quiz.goOn(asker(1))).toBe(2);
    expect(quiz.told).toMatchObject({ given: null, right: false, judgement: { answer: 101 } });
    expect(quiz.goOn(asker(2))).toBe(null);
    expect(quiz.stops(asker(3))).toBe(false);
    expect(quiz.stops(asker(4))).toBe(true);
    expect([quiz.open, quiz.exam?.at]).toEqual([true, 1]);
    expect(quiz.answers).toHaveLength(1);
  });

  it('goes from stop to stop, counts what was left out, and ends in a result', () => {
    let now = 1000;
    const quiz = new Quiz(() => now);
    const stops = [
      { position: 1, ask: 'ack' as const },
      { position: 2, ask: 'seq' as const },
    ];
    quiz.begin(stops, 'handshake');
    expect(quiz.askAtStop(asker(1))).toBe(true);
    quiz.answer(asker(1), 101);
    expect(quiz.nextStop()).toBe(stops[1]);
    expect(quiz.askAtStop(asker(2))).toBe(true);
    now += 2500;
    quiz.skip(asker(2));
    expect(quiz.nextStop()).toBe(null);
    expect(quiz.examining).toBe(false);
    const { score, completion, duration } = quiz.result;
    expect([score.raw, score.max, completion, duration]).toEqual([1, 2, false, 'PT2.5S']);
  });

  it('is not interrupted by the prompts of its run', () => {
    const quiz = new Quiz();
    quiz.mode = 'all';
    quiz.begin([{ position: 1, ask: 'ack' }], 'handshake');
    expect(quiz.stops(asker(1))).toBe(false);
  });
});
