import { describe, expect, it } from 'vitest';
import type { ScenarioInfo } from '../../lab.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import { fromSlider, toSlider } from './speed.ts';
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
  position: 3,
  end: 9,
  clock: '0.100 s',
  spoken: '0.100 s: A sends SYN.',
  speedText: '0.1×',
};
const TAG = 'tcp-lab-toolbar';

describe('the toolbar', () => {
  it('is accessible', () => expectAccessible(TAG, properties));
  it('is accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));

  it('asks for what its buttons say', async () => {
    const toolbar = await mount<ToolbarElement>(TAG, properties);
    const buttons = [...toolbar.renderRoot.querySelectorAll<HTMLElement>('.transport button')];
    const intents = await asked(toolbar, () => buttons.forEach((button) => button.click()));
    expect(intents.map(({ type }) => type)).toEqual(['back', 'step', 'play']);
  });

  it('says where the scrubber stands', async () => {
    const toolbar = await mount<ToolbarElement>(TAG, properties);
    const scrubber = find<HTMLInputElement>(toolbar, '.scrubber');
    expect(scrubber.getAttribute('aria-valuetext')).toBe('0.100 s: A sends SYN.');
    expect(scrubber.value).toBe('3');
    scrubber.value = '5';
    const intents = await asked(toolbar, () => scrubber.dispatchEvent(new Event('input')));
    expect(intents).toEqual([{ type: 'seek', position: 5 }]);
  });

  it('folds away how to look at the run where there is little room', async () => {
    const toolbar = await mount<ToolbarElement>(TAG, properties);
    toolbar.style.width = '300px';
    await expect.poll(() => toolbar.renderRoot.querySelector('details')).not.toBeNull();
    expect(find<HTMLDetailsElement>(toolbar, 'details').open).toBe(false);
    toolbar.style.width = '640px';
    await expect.poll(() => toolbar.renderRoot.querySelector('details')).toBeNull();
  });

  it('shows the transport alone where that is asked for', async () => {
    const toolbar = await mount<ToolbarElement>(TAG, { ...properties, controls: 'player' });
    expect(toolbar.renderRoot.querySelectorAll('select')).toHaveLength(0);
  });

  it('lets the step button stay where it is when nothing is left', async () => {
    const toolbar = await mount<ToolbarElement>(TAG, { ...properties, finished: true });
    expect(find(toolbar, '.primary').getAttribute('aria-disabled')).toBe('true');
  });
});

it('the speed slider is logarithmic and comes back to where it was', () => {
  expect([toSlider(0.001), toSlider(100)]).toEqual([0, 100]);
  for (const value of [0, 20, 40, 60, 80, 100]) expect(toSlider(fromSlider(value))).toBe(value);
});
