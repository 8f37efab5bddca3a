import { describe, expect, it } from 'vitest';
import type { ScenarioInfo } from '../../lab.ts';
import { chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { ToolbarElement } from './toolbar.element.ts';
import './toolbar.ts';

function info(id: string, en: string, zh: string): ScenarioInfo {
  const question = { en: '?', 'zh-CN': '？' };
  const rest = { group: 'opening' as const, tags: [], profiles: [], variations: [] };
  return { id, title: { en, 'zh-CN': zh }, question, ...rest };
}

const properties: Partial<ToolbarElement> = {
  words: english,
  scenarios: [info('one', 'One', '一'), info('two', 'Two', '二')],
  scenario: 'two',
};
const TAG = 'tcp-lab-toolbar';

describe('the toolbar', () => {
  it('is accessible', () => expectAccessible(TAG, properties));
  it('is accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));

  it('folds away how to look at the run where there is little room', async () => {
    const toolbar = await mount<ToolbarElement>(TAG, properties);
    toolbar.style.width = '300px';
    await expect.poll(() => toolbar.renderRoot.querySelector('details')).not.toBeNull();
    expect(find<HTMLDetailsElement>(toolbar, 'details').open).toBe(false);
    toolbar.style.width = '640px';
    await expect.poll(() => toolbar.renderRoot.querySelector('details')).toBeNull();
  });
});
