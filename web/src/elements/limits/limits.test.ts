import { describe, expect, it } from 'vitest';
import { chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { LimitsElement } from './limits.element.ts';
import './limits.ts';

const TAG = 'tcp-lab-limits';
const limits = [
  { code: 'clock', labels: [] },
  { code: 'source-routes', labels: ['MUST-51', 'SHLD-24'] },
];

describe('the dialog of limits and keys', () => {
  it('is accessible', () => expectAccessible(TAG, { words: english, limits }));

  it.each([english, chinese])('says what is simplified, and the keys', async (words) => {
    const dialog = await mount<LimitsElement>(TAG, { words, limits });
    dialog.show('limits');
    await dialog.updateComplete;
    expect(find<HTMLDialogElement>(dialog, 'dialog').open).toBe(true);
    expect(dialog.renderRoot.querySelectorAll('li')).toHaveLength(2);
    expect(dialog.renderRoot.textContent).toContain('MUST-51, SHLD-24');
    expect(dialog.renderRoot.textContent).not.toMatch(/limit-|key-/);
    find(dialog, 'form button').click();
    expect(find<HTMLDialogElement>(dialog, 'dialog').open).toBe(false);
  });

  it('lists every key of the lab', async () => {
    const dialog = await mount<LimitsElement>(TAG, { words: english });
    dialog.show('keys');
    await dialog.updateComplete;
    expect(dialog.renderRoot.querySelectorAll('kbd')).toHaveLength(12);
  });
});
