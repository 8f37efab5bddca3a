import { describe, expect, it } from 'vitest';
import type { ScenarioInfo } from '../../lab.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { GalleryElement } from './gallery.element.ts';
import './gallery.ts';

const text = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const scenarios: ScenarioInfo[] = [
  {
    id: 'handshake',
    group: 'opening',
    title: text('The three-way handshake', '三次握手'),
    question: text('What do three segments say?', '三个报文段各说了什么？'),
    tags: ['N1'],
    profiles: ['rfc9293', 'linux-6.x'],
    variations: [
      { id: 'data', title: text('Data on the third', '第三个带数据'), text: text('See.', '看。') },
    ],
  },
  {
    id: 'close',
    group: 'closing',
    title: text('Four to close', '四次挥手'),
    question: text('Why four?', '为什么是四个？'),
    tags: [],
    profiles: ['rfc9293'],
    variations: [],
  },
];

async function opened(words = english): Promise<GalleryElement> {
  const element = await mount<GalleryElement>('tcp-lab-gallery', {
    scenarios,
    words,
    present: 'handshake/data',
  });
  element.show();
  return element;
}

describe('the gallery', () => {
  it('shows every run under its part, and marks the one that is open', async () => {
    const element = await opened();
    const ids = [...element.renderRoot.querySelectorAll('[data-scenario]')];
    expect(ids.map((item) => item.getAttribute('data-scenario'))).toEqual(['handshake', 'close']);
    expect(find(element, '[data-scenario=handshake] .title').ariaCurrent).toBe('true');
  });

  it('asks for a run, or for a variation of it', async () => {
    const element = await opened();
    const run = await asked(element, () => find(element, '[data-scenario=close] .title').click());
    expect(run).toEqual([{ type: 'scenario', id: 'close' }]);
    element.show();
    const varied = await asked(element, () => find(element, '.variations button').click());
    expect(varied).toEqual([{ type: 'scenario', id: 'handshake/data' }]);
  });

  it('finds what is typed, and says how much', async () => {
    const element = await opened(chinese);
    const input = find<HTMLInputElement>(element, 'input');
    input.value = '挥手';
    input.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(element.renderRoot.querySelectorAll('[data-scenario]').length).toBe(1);
    expect(find(element, '[role=status]').textContent).toContain('1');
  });

  it('offers what to look for where nothing is found, and keeps its size', async () => {
    const element = await opened();
    const height = find(element, 'dialog').offsetHeight;
    const input = find<HTMLInputElement>(element, 'input');
    input.value = 'zzz';
    input.dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(find(element, 'dialog').offsetHeight).toBe(height);
    find(element, '.nothing button').click();
    await element.updateComplete;
    expect(input.value).toBe('TIME-WAIT');
    [...element.renderRoot.querySelectorAll<HTMLElement>('.nothing button')].at(-1)?.click();
    await element.updateComplete;
    expect(element.renderRoot.querySelectorAll('[data-scenario]').length).toBe(2);
  });

  it('is accessible', async () => {
    await expectAccessible('tcp-lab-gallery', { scenarios, words: english });
  });
});
