import { describe, expect, it } from 'vitest';
import type { Judgement, Question } from '../../lab.ts';
import type { Told } from '../../quiz.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { PredictElement } from './predict.element.ts';
import './predict.ts';

const TAG = 'tcp-lab-predict';
const question: Question = {
  branch: 0,
  position: 3,
  target: 4,
  event: 12,
  ask: 'ack',
  host: 1,
  crossing: 1,
  base: 5000,
  args: { host: 'B', peer: 'A' },
  choices: [5001, 5000],
};
const wrong: Judgement = {
  right: false,
  answer: 5001,
  mistake: 'forgot-one',
  args: { given: 5000, answer: 5001, flag: 'SYN' },
};
const told: Told = { question, text: null, given: 5000, right: false, judgement: wrong };
const left: Told = { ...told, given: null };
const properties = { words: english, asked: { question, text: null } };

describe('predict', () => {
  it('is accessible, with a question and with its judgement, in both languages', async () => {
    await expectAccessible(TAG, properties);
    await expectAccessible(TAG, { ...properties, told, words: chinese });
  });

  it('shows numbers as the reader counts them, and gives the real one', async () => {
    const element = await mount<PredictElement>(TAG, properties);
    const choice = find(element, '.choices button');
    expect(choice.textContent?.trim()).toBe('1');
    const intents = await asked(element, () => choice.click());
    expect(intents).toEqual([{ type: 'answer', given: 5001 }]);
  });

  it('takes a typed number, and says what is wrong with anything else', async () => {
    const element = await mount<PredictElement>(TAG, properties);
    const field = find<HTMLInputElement>(element, '.typed input');
    const form = find<HTMLFormElement>(element, '.typed');
    const submit = () => form.dispatchEvent(new Event('submit', { cancelable: true }));
    field.value = 'one';
    expect(await asked(element, submit)).toEqual([]);
    await element.updateComplete;
    expect(find(element, '[role=alert]').textContent).toBeTruthy();
    field.value = '1';
    expect(await asked(element, submit)).toEqual([{ type: 'answer', given: 5001 }]);
  });

  it('tells the mistake behind a wrong answer, and offers to show what happens', async () => {
    const element = await mount<PredictElement>(TAG, { ...properties, told });
    expect(find(element, '.feedback').textContent).toContain('SYN uses a number of its own');
    const intents = await asked(element, () => find(element, 'button.primary').click());
    expect(intents).toEqual([{ type: 'reveal' }]);
  });

  it('tells the answer of a question that was passed by when it has happened', async () => {
    const gone = { words: english, passed: left, position: 3 };
    const element = await mount<PredictElement>(TAG, gone);
    expect(find(element, '.passed').textContent).toContain(english.text('predict-passed'));
    element.position = 4;
    await element.updateComplete;
    expect(find(element, '.passed').textContent).toContain('It was 1.');
  });

  it('leads through an exam: shows, goes on, and says which question is the last', async () => {
    const stops = [{ position: 3, ask: 'ack' as const }];
    const exam = { stops: [...stops, ...stops], at: 0, origin: 'handshake' };
    const element = await mount<PredictElement>(TAG, { ...properties, told, exam });
    const names = () =>
      [...element.renderRoot.querySelectorAll('.asked .controls button')].map((button) =>
        button.textContent.trim(),
      );
    expect(names()).toEqual(['reveal', 'exam-next'].map((key) => english.text(key)));
    Object.assign(element, { exam: { ...exam, at: 1 }, position: 4 });
    await element.updateComplete;
    expect(names()).toEqual([english.text('exam-finish')]);
    Object.assign(element, { exam: { ...exam, at: 2 }, asked: null, told: null, answers: [told] });
    await element.updateComplete;
    expect(find(element, 'tcp-lab-exam-result')).toBeDefined();
  });
});
