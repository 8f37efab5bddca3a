import { describe, expect, it } from 'vitest';
import { snapshot } from '../fixture.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import { EMPTY, fromSegment, readOptions, toSegment } from './draft.ts';
import type { InjectElement } from './inject.element.ts';
import './inject.ts';

const suggestion = {
  from: 'A',
  to: 'B',
  srcPort: 49152,
  dstPort: 80,
  seq: 1,
  ack: 2,
  flags: 'ACK',
  window: 65535,
  urgent: 0,
  options: [],
  payload: 'hello',
};
const properties: Partial<InjectElement> = { words: english, hosts: snapshot.hosts, suggestion };
const TAG = 'tcp-lab-inject';

async function opened(more: Partial<InjectElement> = {}): Promise<InjectElement> {
  const form = await mount<InjectElement>(TAG, { ...properties, ...more });
  find<HTMLDetailsElement>(form, 'details').open = true;
  return form;
}

function submit(form: InjectElement): void {
  find<HTMLFormElement>(form, 'form').requestSubmit();
}

describe('the inject form', () => {
  it('is accessible', () => expectAccessible(TAG, properties));
  it('is accessible in Chinese, with an error', () =>
    expectAccessible(TAG, {
      ...properties,
      words: chinese,
      error: { field: 'seq', text: '超出范围' },
    }));

  it('asks for a suggestion when it opens empty', async () => {
    const form = await mount<InjectElement>(TAG, { ...properties, suggestion: null });
    const intents = await asked(form, async () => {
      find<HTMLDetailsElement>(form, 'details').open = true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(intents).toEqual([{ type: 'prefill', host: 0, preset: 'next' }]);
  });

  it('sends what it was filled with', async () => {
    const form = await opened();
    const { from, to, ...segment } = suggestion;
    const intents = await asked(form, () => submit(form));
    expect(intents).toEqual([{ type: 'inject', target: { from, to }, segment }]);
  });

  it('shows an error beside its field', async () => {
    const form = await opened({ error: { field: 'ack', text: 'too large' } });
    const input = find<HTMLInputElement>(form, '[name="ack"]');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(find(form, `#${input.getAttribute('aria-describedby')}`).textContent).toBe('too large');
  });

  it('names a field that is no number, and injects nothing', async () => {
    const form = await opened();
    const input = find<HTMLInputElement>(form, '[name="seq"]');
    input.value = 'abc';
    input.dispatchEvent(new Event('input'));
    expect(await asked(form, () => submit(form))).toEqual([]);
    await form.updateComplete;
    expect(form.error?.field).toBe('seq');
  });
});

describe('a draft', () => {
  it('is the segment it came from', () => {
    const options = [{ mss: 1460 }, 'noOp' as const, { windowScale: 7 }, 'sackPermitted' as const];
    const { from, to, ...segment } = { ...suggestion, options };
    expect(toSegment(fromSegment({ ...segment, from, to }))).toEqual({ segment });
  });

  it('reads an empty number as zero and names what does not fit into its field', () => {
    expect(toSegment({ ...EMPTY, seq: '4294967295' })).toMatchObject({
      segment: { seq: 4_294_967_295, window: 0 },
    });
    expect(toSegment({ ...EMPTY, window: '65536' })).toEqual({ wrong: 'window', most: 65_535 });
    expect(toSegment({ ...EMPTY, ack: '-1' })).toEqual({ wrong: 'ack', most: 4_294_967_295 });
  });

  it('keeps the flags in the order of the header', () => {
    expect(toSegment({ ...EMPTY, flags: ['ACK', 'SYN'] })).toMatchObject({
      segment: { flags: 'SYN,ACK' },
    });
  });

  it('tells seconds of a user timeout from minutes', () => {
    const options = [
      { userTimeout: { value: 300, minutes: false } },
      { userTimeout: { value: 5, minutes: true } },
    ];
    expect(fromSegment({ ...suggestion, options }).options).toBe('uto=300s uto=5m');
    expect(readOptions('uto=300s uto=5m')).toEqual(options);
    expect(readOptions('uto=300')).toBeNull();
  });

  it('reads options as words', () => {
    expect(readOptions('mss=1460 nop sack=1-2,3-4 ts=5/6')).toEqual([
      { mss: 1460 },
      'noOp',
      {
        sack: [
          [1, 2],
          [3, 4],
        ],
      },
      { timestamps: [5, 6] },
    ]);
    expect(readOptions('mss')).toBeNull();
    expect(readOptions('what=1')).toBeNull();
  });
});
