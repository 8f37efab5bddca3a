import { describe, expect, it } from 'vitest';
import type { Judgement, Question } from '../../lab.ts';
import type { Told } from '../../quiz.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { ExamResultElement } from './exam-result.element.ts';
import './exam-result.ts';

const TAG = 'tcp-lab-exam-result';
const question: Question = {
  branch: 0,
  position: 3,
  target: 4,
  event: 12,
  ask: 'ack',
  host: 1,
  crossing: 1,
  base: 5000,
  args: { host: 'B', peer: 'A', at: 150_000_000 },
  choices: [5001, 5000],
};
const wrong: Judgement = {
  right: false,
  answer: 5001,
  mistake: 'forgot-one',
  args: { given: 5000, answer: 5001, flag: 'SYN' },
};
const told: Told = { question, text: null, given: 5000, right: false, judgement: wrong };
const answers: Told[] = [
  { ...told, given: 5001, right: true, judgement: { ...wrong, right: true, mistake: null } },
  told,
  { ...told, given: null },
];
const properties = { words: english, answers };

describe('the result of an exam', () => {
  it('is accessible in both languages', async () => {
    await expectAccessible(TAG, properties);
    await expectAccessible(TAG, { ...properties, words: chinese });
  });

  it('is a table: moment, question, answer, right answer, why', async () => {
    const element = await mount<ExamResultElement>(TAG, properties);
    expect(find(element, '[role=status]').textContent).toBe('1 of 3 right.');
    const rows = [...element.renderRoot.querySelectorAll('tbody tr')];
    const cells = rows.map((row) => [...row.children].map((cell) => cell.textContent));
    expect(cells[1]?.[0]).toContain('0.150 s');
    expect(cells[1]?.[2]).toContain('0');
    expect(cells[1]?.[3]).toContain('1');
    expect(cells[1]?.[4]).toContain('SYN uses a number of its own');
    expect(cells[0]?.[4]?.trim()).toBe('');
    expect(cells[2]?.[2]).toContain(english.text('exam-not-answered'));
  });

  it('says of every question what happened, as far as the run has come', async () => {
    const reason = (event: number) => (event === 12 ? 'B sends SYN,ACK.' : null);
    const element = await mount<ExamResultElement>(TAG, { ...properties, reason });
    const why = [...element.renderRoot.querySelectorAll('tbody tr td:last-child')];
    expect(why.map((cell) => cell.textContent.includes('B sends SYN,ACK.'))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('leads back to the moment of each question', async () => {
    const element = await mount<ExamResultElement>(TAG, properties);
    const intents = await asked(element, () => find(element, 'tbody button').click());
    expect(intents).toEqual([{ type: 'mark', event: 12 }]);
  });
});
