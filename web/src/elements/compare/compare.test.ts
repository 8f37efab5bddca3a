import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../comparing.ts';
import { snapshot, source } from '../fixture.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { CompareElement } from './compare.element.ts';
import './compare.ts';

const TAG = 'tcp-lab-compare';
const crossings = source.crossings(0, snapshot.crossings);
const comparison: Comparison = {
  left: { key: 'one', snapshot, crossings, events: [] },
  right: { key: 'two', snapshot, crossings: crossings.slice(0, 1), events: [] },
  settings: [{ code: 'switch', host: 'B', name: 'no-rst', side: 'right' }],
  divergence: {
    at: 1e8,
    left: null,
    right: null,
    leftCrossing: crossings[1]?.id ?? null,
    rightCrossing: null,
    reason: { code: 'loss', args: {} },
    aligned: [[crossings[0]!.id, crossings[0]!.id]],
  },
};
const candidates = [
  { key: 'one', name: 'One' },
  { key: 'two', name: 'Two' },
];
const properties = { words: english, comparison, candidates };

async function opened(): Promise<CompareElement> {
  const element = await mount<CompareElement>(TAG, properties);
  element.show();
  return element;
}

describe('two runs side by side', () => {
  it('are accessible in both languages', async () => {
    await expectAccessible(TAG, properties);
    await expectAccessible(TAG, { ...properties, words: chinese });
  });

  it('tell where they part and why, and mark that row', async () => {
    const element = await opened();
    expect(find(element, '.parting').textContent).toContain('lost in one of them');
    expect(find(element, 'tr.parts td + td').textContent).toContain('nothing');
  });

  it('name the rule that only one of them breaks', async () => {
    const element = await opened();
    expect(find(element, '.parting').textContent).toContain('only on the right: Never answers');
  });

  it('ask for other runs', async () => {
    const element = await opened();
    const select = find<HTMLSelectElement>(element, 'thead select');
    select.value = 'two';
    const intents = await asked(element, () => select.dispatchEvent(new Event('change')));
    expect(intents).toEqual([{ type: 'compare', sides: ['two', 'two'] }]);
  });
});
