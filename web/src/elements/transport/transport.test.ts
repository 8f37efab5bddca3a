import { describe, expect, it } from 'vitest';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import { fromSlider, toSlider } from './speed.ts';
import type { TransportElement } from './transport.element.ts';
import './transport.ts';

const properties: Partial<TransportElement> = {
  words: english,
  position: 3,
  end: 9,
  clock: '0.100 s',
  spoken: '0.100 s: A sends SYN.',
  story: 'on',
  speedText: '0.1×',
};
const TAG = 'tcp-lab-transport';

describe('the transport', () => {
  it('is accessible', () => expectAccessible(TAG, properties));
  it('is accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));

  it('asks for what its buttons say', async () => {
    const transport = await mount<TransportElement>(TAG, properties);
    const buttons = [...transport.renderRoot.querySelectorAll<HTMLElement>('button')];
    const intents = await asked(transport, () => buttons.forEach((button) => button.click()));
    const types = intents.map(({ type }) => type);
    expect(types).toEqual(['back', 'step', 'play', 'story-next', 'story-end']);
  });

  it('leads along a story only where there is one', async () => {
    const transport = await mount<TransportElement>(TAG, { ...properties, story: 'none' });
    expect(transport.renderRoot.querySelectorAll('.far')).toHaveLength(0);
    transport.story = 'told';
    await transport.updateComplete;
    expect(find(transport, '.far').getAttribute('aria-disabled')).toBe('true');
  });

  it('says where the scrubber stands', async () => {
    const transport = await mount<TransportElement>(TAG, properties);
    const scrubber = find<HTMLInputElement>(transport, '.scrubber');
    expect(scrubber.getAttribute('aria-valuetext')).toBe('0.100 s: A sends SYN.');
    expect([scrubber.value, scrubber.max]).toEqual(['3', '9']);
    scrubber.value = '5';
    const intents = await asked(transport, () => scrubber.dispatchEvent(new Event('input')));
    expect(intents).toEqual([{ type: 'seek', position: 5 }]);
  });

  it('lets the step button stay where it is when nothing is left', async () => {
    const transport = await mount<TransportElement>(TAG, { ...properties, finished: true });
    expect(find(transport, '.primary').getAttribute('aria-disabled')).toBe('true');
  });
});

it('the speed slider is logarithmic and comes back to where it was', () => {
  expect([toSlider(0.001), toSlider(100)]).toEqual([0, 100]);
  for (const value of [0, 20, 40, 60, 80, 100]) expect(toSlider(fromSlider(value))).toBe(value);
});
