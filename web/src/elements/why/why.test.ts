import { describe, expect, it } from 'vitest';
import { eventSentence } from '../../sentences.ts';
import { why } from '../fixture.ts';
import { asked, chinese, contextIn, english, expectAccessible, find, mount } from '../testing.ts';
import { differSentence, operandValue } from './operands.ts';
import type { WhyElement } from './why.element.ts';
import './why.ts';

const context = contextIn(english);
const properties: Partial<WhyElement> = {
  words: english,
  why,
  sentence: (event) => eventSentence(event, context),
};
const TAG = 'tcp-lab-why';

describe('Why', () => {
  it('is accessible', () => expectAccessible(TAG, properties));
  it('is accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));

  it('shows the rule with its source and its labels', async () => {
    const panel = await mount<WhyElement>(TAG, properties);
    const rule = find(panel, '[data-rule="ack-new"]').textContent;
    expect(rule).toContain('RFC 9293, section 3.10.7.4 (5)');
    expect(rule).toContain('MUST-15');
  });

  it('marks no check as deciding where none did', async () => {
    const panel = await mount<WhyElement>(TAG, {
      ...properties,
      why: { ...why, decided: null },
    });
    expect(panel.renderRoot.querySelector('.decided')).toBeNull();
  });

  it('tells a fact as a sentence, and says when there was nothing to compare', async () => {
    const [check] = why.checks;
    const fact = { ...check!, left: { name: 'fin-acked', value: 1 }, right: null };
    const panel = await mount<WhyElement>(TAG, {
      ...properties,
      why: { ...why, checks: [{ ...fact, op: 'is clear', holds: false }] },
    });
    const text = find(panel, '.checks li').textContent;
    expect(text).toContain(english.text('fact-fin-acked'));
    panel.why = { ...why, checks: [{ ...fact, op: 'is set', holds: false }] };
    await panel.updateComplete;
    expect(find(panel, '.checks li').textContent).toContain('Our FIN is not acknowledged.');
    panel.why = { ...why, checks: [] };
    await panel.updateComplete;
    expect(panel.renderRoot.textContent).toContain(english.text('checks-none'));
  });

  it('marks the check that decided', async () => {
    const panel = await mount<WhyElement>(TAG, properties);
    const checks = [...panel.renderRoot.querySelectorAll('.checks li')];
    expect(checks.map((check) => check.classList.contains('decided'))).toEqual([
      false,
      false,
      true,
    ]);
    expect(checks[0]!.textContent).toContain('RCV.NXT');
    expect(checks[0]!.textContent).toContain('≤');
  });

  it('tells what would have had to be different', async () => {
    const panel = await mount<WhyElement>(TAG, properties);
    const text = find(panel, '.differ').textContent;
    expect(text).toMatch(/SND.UNA would have had to be \d+ \(SEG.ACK\) or more/);
  });

  it('leads back to the causes', async () => {
    const panel = await mount<WhyElement>(TAG, properties);
    const causes = [...panel.renderRoot.querySelectorAll<HTMLElement>('[data-cause]')];
    const [intent] = await asked(panel, () => causes.at(-1)!.click());
    expect(intent).toEqual({ type: 'select-event', event: 0 });
  });
});

describe('what would have had to differ', () => {
  const left = { name: 'SEG.SEQ', value: 505, unit: 'seq', base: 'irs' } as const;
  const right = { name: 'RCV.NXT', value: 507, unit: 'seq', base: 'irs' } as const;

  it('is told with both numbers as the reader counts them', () => {
    const differ = { left, op: '>=', right, needed: 507 } as const;
    const bases = { seq: 100, ack: 500 };
    const sentence = differSentence(differ, english, bases);
    expect(sentence).toBe('SEG.SEQ would have had to be 7 (RCV.NXT) or more, but was 5.');
    expect(differSentence(differ, chinese, bases)).toBe(
      'SEG.SEQ 必须不小于 7 (RCV.NXT)，实际是 5。',
    );
  });

  it('is a sentence of words where the number has no name of the RFC', () => {
    const sockets = { name: 'port-holders', value: 0, unit: 'count' } as const;
    const zero = { name: '0', value: 0, unit: 'count' } as const;
    const differ = { left: sockets, op: '>', right: zero, needed: 1 } as const;
    expect(differSentence(differ, english, { seq: null, ack: null })).toBe(
      'The number of other sockets in the way at this port would have had to be more than 0, but was 0.',
    );
  });

  it('is a fact where no number was compared', () => {
    const fact = { name: 'RST', value: 0, unit: 'fact' } as const;
    const differ = { left: fact, op: 'is set', right: null, needed: 1 } as const;
    const bases = { seq: null, ack: null };
    expect(differSentence(differ, english, bases)).toBe(
      'It would have gone otherwise if the segment had carried RST.',
    );
    const none = { ...differ, op: 'is clear', needed: 0 } as const;
    expect(differSentence(none, english, bases)).toContain('if the segment had carried no RST');
    expect(differSentence(none, chinese, bases)).toBe('假如报文段不带 RST，结果就会不同。');
  });
});

describe('an operand', () => {
  const bases = { seq: 100, ack: 500 };

  it('is counted from the side it belongs to', () => {
    expect(operandValue({ name: 'SND.UNA', value: 101 }, '<', bases)).toBe('1');
    expect(operandValue({ name: 'SEG.SEQ', value: 503 }, '<', bases)).toBe('3');
    expect(operandValue({ name: 'SEG.LEN', value: 40 }, '>', bases)).toBe('40');
  });

  it('needs no number where its name says it all', () => {
    expect(operandValue({ name: '0', value: 0 }, '=', bases)).toBe('');
    expect(operandValue({ name: 'SYN', value: 1 }, 'is set', bases)).toBe('');
  });

  it('is a time where it is one', () => {
    expect(operandValue({ name: 'R2', value: 100e9 }, '<', bases)).toBe('100 s');
  });
});
