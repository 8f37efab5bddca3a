import { describe, expect, it } from 'vitest';
import { crossings } from '../fixture.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { Glance, GlanceElement } from './glance.element.ts';
import './glance.ts';

const TAG = 'tcp-lab-glance';
const glance: Glance = {
  crossing: crossings[0]!,
  title: 'RST from A to B',
  numbers: 'SEQ=1001',
  outcome: 'refused',
  verdict: 'Refused by B.',
  what: 'B drops the segment.',
  reason: 'A RST outside the receive window is dropped without an answer.',
  hint: '',
};

describe('the answer to a click on a segment', () => {
  it('is accessible in both languages', async () => {
    await expectAccessible(TAG, { words: english, glance });
    await expectAccessible(TAG, { words: chinese, glance: { ...glance, outcome: 'taken' } });
  });

  it('says what became of it, and why, with a sign that is no colour', async () => {
    const card = await mount<GlanceElement>(TAG, { words: english, glance });
    expect(find(card, '.verdict').textContent.trim()).toBe('⊘ Refused by B.');
    expect(find(card, 'section').textContent).toContain(glance.reason);
  });

  it('leads to the whole reason and to all fields, and closes', async () => {
    const card = await mount<GlanceElement>(TAG, { words: english, glance });
    const buttons = [...card.renderRoot.querySelectorAll('button')];
    expect(await asked(card, () => buttons.forEach((button) => button.click()))).toEqual([
      { type: 'show', place: 'why' },
      { type: 'show', place: 'inspector' },
      { type: 'select-crossing', crossing: null },
    ]);
  });
});
