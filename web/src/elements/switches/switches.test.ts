import { describe, expect, it } from 'vitest';
import type { ScenarioInfo } from '../../lab.ts';
import { snapshot } from '../fixture.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { SwitchesElement } from './switches.element.ts';
import './switches.ts';

const TAG = 'tcp-lab-switches';
const host = { ...snapshot.hosts[1]!, switches: ['no-rst' as const] };
const text = { en: 'B stays silent', 'zh-CN': 'B 保持沉默' };
const scenarios: ScenarioInfo[] = [
  {
    id: 'no-rst',
    group: 'errors',
    title: text,
    question: text,
    tags: [],
    profiles: [],
    variations: [{ id: 'silent', title: text, text }],
  },
];
const properties: Partial<SwitchesElement> = { words: english, host, scenarios };

describe('the rules that a host may break', () => {
  it('are accessible in both languages', async () => {
    await expectAccessible(TAG, properties);
    await expectAccessible(TAG, { ...properties, words: chinese });
  });

  it('are all there, each with what breaks, and those that are broken are on', async () => {
    const element = await mount<SwitchesElement>(TAG, properties);
    const inputs = [...element.renderRoot.querySelectorAll<HTMLInputElement>('[role=switch]')];
    expect(inputs).toHaveLength(7);
    expect(inputs.filter(({ checked }) => checked).map(({ name }) => name)).toEqual(['no-rst']);
    const described = inputs.map((input) => input.getAttribute('aria-describedby')!);
    for (const id of described) expect(find(element, `#${id}`).textContent).toContain('.');
  });

  it('are broken and kept again', async () => {
    const element = await mount<SwitchesElement>(TAG, properties);
    const [off] = await asked(element, () => find(element, '[name=no-rst]').click());
    const act = { type: 'switch', host: 1, switch: 'no-rst', on: false };
    expect(off).toEqual({ type: 'act', command: act });
    const [on] = await asked(element, () => find(element, '[name=no-paws]').click());
    expect(on).toMatchObject({ command: { switch: 'no-paws', on: true } });
  });

  it('lead to the run that shows the damage', async () => {
    const element = await mount<SwitchesElement>(TAG, properties);
    const intents = await asked(element, () => find(element, 'button.link').click());
    expect(intents).toEqual([{ type: 'scenario', id: 'no-rst/silent' }]);
  });
});
