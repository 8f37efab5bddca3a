import { describe, expect, it } from 'vitest';
import type { Judgement, Question } from '../../lab.ts';
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
const properties = { words: english, asked: { question, text: null } };

describe('predict', () => {
  it('is accessible, with a question and with its judgement, in both languages', async () => {
    await expectAccessible(TAG, properties);
    await expectAccessible(TAG, { ...properties, judgement: wrong, words: chinese });
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
    const element = await mount<PredictElement>(TAG, { ...properties, judgement: wrong });
    expect(find(element, '.feedback').textContent).toContain('SYN uses a number of its own');
    const intents = await asked(element, () => find(element, 'button.primary').click());
    expect(intents).toEqual([{ type: 'reveal' }]);
  });

  it('leads through an exam and tells its result', async () => {
    const stops = [{ position: 1, ask: 'ack' as const }];
    const exam = { stops, at: 1, origin: 'handshake' };
    const element = await mount<PredictElement>(TAG, { words: english, exam, right: 1 });
    expect(find(element, '.result').textContent).toContain('1');
  });
});
