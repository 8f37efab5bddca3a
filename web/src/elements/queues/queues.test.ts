import { describe, expect, it } from 'vitest';
import { snapshot } from '../fixture.ts';
import { chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { QueuesElement } from './queues.element.ts';
import './queues.ts';

const listener = {
  ...snapshot.hosts[1]!.listeners[0]!,
  synQueue: 1,
  acceptQueue: 2,
  synEntries: [{ remote: '10.0.0.1:49154', at: 5e7, retries: 2 }],
  acceptEntries: [
    { remote: '10.0.0.1:49152', unread: 0 },
    { remote: '10.0.0.1:49153', unread: 100 },
  ],
};
const properties: Partial<QueuesElement> = {
  words: english,
  listener,
  drops: { syn: 3, ack: 1, last: 9 },
};
const TAG = 'tcp-lab-queues';

describe('the queues of a listener', () => {
  it('are accessible', () => expectAccessible(TAG, properties));
  it('are accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));

  it('have one slot more than the backlog, and say when they are full', async () => {
    const queues = await mount<QueuesElement>(TAG, properties);
    expect(queues.renderRoot.querySelectorAll('.accept rect')).toHaveLength(2);
    expect(find(queues, '.accept [data-count]').textContent).toBe('2 of 2');
    expect(find(queues, '.accept .flag').textContent).toBe(english.text('queue-full'));
    expect(queues.renderRoot.querySelector('.syn .flag')).toBeNull();
  });

  it('name who waits, since when, and what was sent again', async () => {
    const queues = await mount<QueuesElement>(TAG, properties);
    expect(find(queues, '.syn li').textContent).toContain('10.0.0.1:49154');
    expect(find(queues, '.syn li').textContent).toContain('0.050 s');
    expect(find(queues, '.accept li:last-child').textContent).toContain('100');
  });

  it('count those they do not name', async () => {
    const crowd = { ...listener, synQueue: 12, synLimit: 128 };
    const queues = await mount<QueuesElement>(TAG, { ...properties, listener: crowd });
    expect(find(queues, '.syn ul').textContent).toContain('11');
    expect(find(queues, '.syn svg text').textContent).toBe('⋯');
  });

  it('mark what they have just turned away', async () => {
    const queues = await mount<QueuesElement>(TAG, { ...properties, fresh: 8 });
    expect(find(queues, '.syn [data-drops]').textContent).toContain('3');
    expect(find(queues, '.syn [data-drops]').classList.contains('fresh')).toBe(true);
    queues.fresh = 10;
    await queues.updateComplete;
    expect(find(queues, '.syn [data-drops]').classList.contains('fresh')).toBe(false);
  });
});
