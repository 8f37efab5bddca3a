import { describe, expect, it } from 'vitest';
import { crossings } from '../fixture.ts';
import { asked, chinese, english, expectAccessible, mount } from '../testing.ts';
import { SEGMENT_ACTS, segmentCommand } from '../segment-acts.ts';
import type { InspectorElement } from './inspector.element.ts';
import './inspector.ts';

const properties: Partial<InspectorElement> = {
  words: english,
  crossing: crossings[8]!,
  bases: { seq: crossings[0]!.segment.seq, ack: crossings[1]!.segment.seq },
  sentence: 'ACK from A to B.',
};
const TAG = 'tcp-lab-inspector';

describe('the inspector', () => {
  it('is accessible', () => expectAccessible(TAG, properties));
  it('is accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));
  it('is accessible while nothing is selected', () =>
    expectAccessible(TAG, { ...properties, crossing: null }));

  it('shows both the relative number and the one on the wire', async () => {
    const inspector = await mount<InspectorElement>(TAG, properties);
    expect(inspector.renderRoot.textContent).toContain('1 (3735928560)');
    expect(inspector.renderRoot.textContent).toContain('201 (195)');
  });

  it('offers every act on every segment: the engine says what cannot be done', async () => {
    const inspector = await mount<InspectorElement>(TAG, {
      ...properties,
      crossing: crossings[0]!,
    });
    const buttons = [...inspector.renderRoot.querySelectorAll('button')];
    const intents = await asked(inspector, () => buttons.forEach((button) => button.click()));
    const commands = SEGMENT_ACTS.map((act) => ({ type: 'act', command: segmentCommand(act, 0) }));
    expect(intents).toEqual(commands);
  });
});
