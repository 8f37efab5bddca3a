import { describe, expect, it } from 'vitest';
import { snapshot } from '../fixture.ts';
import { chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { CardElement } from './card.element.ts';
import './card.ts';

const host = snapshot.hosts[1]!;
const properties: Partial<CardElement> = {
  words: english,
  host,
  earlier: host,
  now: 1_650_000_000,
  peers: snapshot.hosts,
};
const TAG = 'tcp-lab-card';

describe('the card of an endpoint', () => {
  it('is accessible', () => expectAccessible(TAG, properties));
  it('is accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));

  it('counts from the initial numbers, or shows them as they are', async () => {
    const card = await mount<CardElement>(TAG, properties);
    expect(find(card, '[data-field="snd.nxt"]').textContent).toBe('251');
    card.relative = false;
    await card.updateComplete;
    expect(find(card, '[data-field="snd.nxt"]').textContent).toBe('245');
    expect(find(card, '[data-field="iss"]').textContent).toBe('4294967290');
  });

  it('shows how much of a timer is left', async () => {
    const card = await mount<CardElement>(TAG, properties);
    expect(find(card, '.timers .left').textContent).toBe('500 ms');
    expect(find(card, '.timers path').getAttribute('d')).toContain('A9 9');
  });

  it('marks what has changed, with what it was', async () => {
    const connection = host.connections[0]!;
    const before = { ...connection, state: 'SYN-RECEIVED' as const };
    const earlier = { ...host, connections: [{ ...before, unacknowledged: 0 }] };
    const card = await mount<CardElement>(TAG, { ...properties, earlier });
    expect(find(card, '.was').textContent).toContain('SYN-RECEIVED');
    expect(card.renderRoot.querySelectorAll('dl .changed')).toHaveLength(1);
  });

  it('is LISTEN or CLOSED while there is no connection', async () => {
    const empty = { ...host, connections: [] };
    const card = await mount<CardElement>(TAG, { ...properties, host: empty, earlier: empty });
    expect(find(card, '[data-field="state"]').textContent).toBe('LISTEN');
    card.host = { ...empty, listeners: [] };
    await card.updateComplete;
    expect(find(card, '[data-field="state"]').textContent).toBe('CLOSED');
  });

  it('cannot be acted on where the run is only to be read', async () => {
    const card = await mount<CardElement>(TAG, { ...properties, readonly: true });
    expect(card.renderRoot.querySelector('tcp-lab-act-menu')).toBeNull();
  });
});
