import { describe, expect, it } from 'vitest';
import { chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { LimitsElement } from './limits.element.ts';
import './limits.ts';

const TAG = 'tcp-lab-limits';

describe('the dialog of limits and keys', () => {
  it('is accessible', () => expectAccessible(TAG, { words: english }));

  it.each([english, chinese])('says what is simplified, and the keys', async (words) => {
    const dialog = await mount<LimitsElement>(TAG, { words });
    dialog.show('limits');
    await dialog.updateComplete;
    expect(find<HTMLDialogElement>(dialog, 'dialog').open).toBe(true);
    expect(dialog.renderRoot.querySelectorAll('li').length).toBeGreaterThan(5);
    expect(dialog.renderRoot.textContent).not.toMatch(/limit-|key-/);
    find(dialog, 'form button').click();
    expect(find<HTMLDialogElement>(dialog, 'dialog').open).toBe(false);
  });

  it('lists every key of the lab', async () => {
    const dialog = await mount<LimitsElement>(TAG, { words: english });
    dialog.show('keys');
    await dialog.updateComplete;
    expect(dialog.renderRoot.querySelectorAll('kbd')).toHaveLength(11);
  });
});
