import { describe, expect, it } from 'vitest';
import { eventSentence } from '../../sentences.ts';
import { events, snapshot } from '../fixture.ts';
import { asked, chinese, contextIn, english, expectAccessible, find, mount } from '../testing.ts';
import type { EventsElement } from './events.element.ts';
import './events.ts';

const properties: Partial<EventsElement> = {
  words: english,
  events,
  hosts: snapshot.hosts,
  sentence: (event) => eventSentence(event, contextIn(english)),
};
const TAG = 'tcp-lab-events';

describe('the event table', () => {
  it('is accessible', () => expectAccessible(TAG, { ...properties, selected: 3 }));
  it('is accessible in Chinese', () =>
    expectAccessible(TAG, {
      ...properties,
      words: chinese,
      sentence: (event: (typeof events)[0]) => eventSentence(event, contextIn(chinese)),
    }));

  it('has a row for every event, in words', async () => {
    const table = await mount<EventsElement>(TAG, properties);
    expect(table.renderRoot.querySelectorAll('[data-event]')).toHaveLength(events.length);
    expect(find(table, '[data-event="0"]').textContent).toContain('A sends SYN');
  });

  it('selects a row by its button', async () => {
    const table = await mount<EventsElement>(TAG, properties);
    const intents = await asked(table, () => find(table, '[data-event="4"] button').click());
    expect(intents).toEqual([{ type: 'select-event', event: 4 }]);
  });

  it('holds a page of a long log, and brings earlier rows when asked or when one is selected', async () => {
    const long = Array.from({ length: 100_000 }, (_, id) => ({ ...events[0]!, id }));
    const table = await mount<EventsElement>(TAG, { ...properties, events: long });
    const rows = () => table.renderRoot.querySelectorAll('[data-event]').length;
    expect(rows()).toBeLessThan(200);
    expect(find(table, '[data-event="99999"]')).toBeDefined();
    table.selected = 500;
    await table.updateComplete;
    expect(find(table, '[data-event="500"]').getAttribute('class')).toContain('chosen');
    expect(rows()).toBeLessThan(200);
  });
});
