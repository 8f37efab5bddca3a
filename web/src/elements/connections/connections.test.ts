import { describe, expect, it } from 'vitest';
import type { ConnectionRow } from '../../lab.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { ConnectionsElement } from './connections.element.ts';
import './connections.ts';

const rows: ConnectionRow[] = Array.from({ length: 10_000 }, (_, i) => ({
  socket: i,
  local: '10.0.0.2:80',
  remote: `10.0.0.1:${60_000 - i}`,
  state: i % 10 === 0 ? 'TIME-WAIT' : 'ESTABLISHED',
  recvQ: 0,
  sendQ: i,
  timer: null,
  process: 'server',
}));
const properties: Partial<ConnectionsElement> = {
  words: english,
  rows,
  host: 1,
  known: new Set([0, 1]),
};
const TAG = 'tcp-lab-connections';

function drawn(table: ConnectionsElement): NodeListOf<HTMLElement> {
  return table.renderRoot.querySelectorAll<HTMLElement>('tbody tr[aria-rowindex]');
}

async function settled(table: ConnectionsElement): Promise<void> {
  while (!(await table.updateComplete)) await table.updateComplete;
}

describe('the table of connections', () => {
  it('is accessible', () => expectAccessible(TAG, properties));
  it('is accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));
  it('is accessible when empty', () => expectAccessible(TAG, { ...properties, rows: [] }));

  it('draws what is in view of ten thousand rows, and says how many there are', async () => {
    const table = await mount<ConnectionsElement>(TAG, properties);
    await settled(table);
    expect(drawn(table).length).toBeLessThan(60);
    expect(find(table, 'table').getAttribute('aria-rowcount')).toBe('10001');
    const scroller = find(table, '.scroll');
    scroller.scrollTop = scroller.scrollHeight / 2;
    await new Promise((resolve) => scroller.addEventListener('scroll', resolve, { once: true }));
    await settled(table);
    const first = Number(drawn(table)[0]!.getAttribute('aria-rowindex'));
    expect(first).toBeGreaterThan(4500);
    expect(first).toBeLessThan(5100);
    const { top } = scroller.getBoundingClientRect();
    const seen = [...drawn(table)].map((row) => row.getBoundingClientRect());
    expect(seen[0]!.top).toBeLessThan(top);
    expect(seen.at(-1)!.bottom).toBeGreaterThan(top + scroller.clientHeight);
  });

  it('shows one state only, and counts', async () => {
    const table = await mount<ConnectionsElement>(TAG, properties);
    const select = find<HTMLSelectElement>(table, 'select');
    expect(select.textContent).toContain('TIME-WAIT (1000)');
    select.value = 'TIME-WAIT';
    select.dispatchEvent(new Event('change'));
    await settled(table);
    expect(find(table, 'table').getAttribute('aria-rowcount')).toBe('1001');
    expect([...drawn(table)].every((row) => row.textContent.includes('TIME-WAIT'))).toBe(true);
    expect(find(table, '[role=status]').textContent).toContain('1000');
  });

  it('is sorted by port, and back', async () => {
    const table = await mount<ConnectionsElement>(TAG, properties);
    const heading = find(table, '[data-column=remote]');
    heading.querySelector('button')!.click();
    await settled(table);
    expect(heading.getAttribute('aria-sort')).toBe('ascending');
    expect(drawn(table)[0]!.textContent).toContain('10.0.0.1:50001');
    heading.querySelector('button')!.click();
    await settled(table);
    expect(drawn(table)[0]!.textContent).toContain('10.0.0.1:60000');
    heading.querySelector('button')!.click();
    await settled(table);
    expect(heading.getAttribute('aria-sort')).toBe('none');
  });

  it('brings a connection to its card', async () => {
    const table = await mount<ConnectionsElement>(TAG, properties);
    await settled(table);
    const [intent] = await asked(table, () => find(table, 'tbody button').click());
    expect(intent).toEqual({ type: 'connection', host: 1, socket: 0 });
  });
});
