import { describe, expect, it } from 'vitest';
import type { WhyNot } from '../../lab.ts';
import { snapshot } from '../fixture.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { WhyNotElement } from './why-not.element.ts';
import './why-not.ts';

const TAG = 'tcp-lab-why-not';
const answer: WhyNot = {
  code: 'nothing-in-flight',
  args: {},
  checks: [],
  differ: [],
  bases: null,
  events: [7],
  until: null,
};
const properties = { words: english, hosts: snapshot.hosts, crossing: 1 };

describe('why not', () => {
  it('is accessible in both languages', async () => {
    await expectAccessible(TAG, { ...properties, answered: { key: 'answer-1', answer } });
    await expectAccessible(TAG, { ...properties, words: chinese });
  });

  it('offers the questions that make sense now, and asks the one that is chosen', async () => {
    const element = await mount<WhyNotElement>(TAG, properties);
    const intents = await asked(element, () => find(element, 'button').click());
    const question = { ask: 'answer', crossing: 1 };
    expect(intents).toEqual([{ type: 'why-not', key: 'answer-1', question }]);
  });

  it('leads to the events that tell of it', async () => {
    const answered = { key: 'answer-1', answer };
    const element = await mount<WhyNotElement>(TAG, { ...properties, answered });
    const intents = await asked(element, () => find(element, '.answer button').click());
    expect(intents).toEqual([
      { type: 'select-event', event: 7 },
      { type: 'show', place: 'why' },
    ]);
  });
});
