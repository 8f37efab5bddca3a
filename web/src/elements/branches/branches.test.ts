import { describe, expect, it } from 'vitest';
import { snapshot } from '../fixture.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { BranchesElement } from './branches.element.ts';
import './branches.ts';

const properties: Partial<BranchesElement> = {
  words: english,
  branches: snapshot.branches,
  branch: 1,
};
const TAG = 'tcp-lab-branches';

describe('the branch chooser', () => {
  it('is accessible', () => expectAccessible(TAG, properties));
  it('is accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));

  it('is not there while there is only one future', async () => {
    const branches = snapshot.branches.slice(0, 1);
    const chooser = await mount<BranchesElement>(TAG, { ...properties, branches });
    expect(chooser.renderRoot.querySelector('button')).toBeNull();
  });

  it('shows which future is on, and asks for another', async () => {
    const chooser = await mount<BranchesElement>(TAG, properties);
    expect(find(chooser, '[data-branch="1"]').getAttribute('aria-pressed')).toBe('true');
    const intents = await asked(chooser, () => find(chooser, '[data-branch="0"]').click());
    expect(intents).toEqual([{ type: 'checkout', branch: 0 }]);
  });
});
