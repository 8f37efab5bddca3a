import { describe, expect, it } from 'vitest';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { ShareElement } from './share.element.ts';
import './share.ts';

const TAG = 'tcp-lab-share';
const properties: Partial<ShareElement> = { words: english, proposed: 'The handshake (my run)' };

async function opened(): Promise<ShareElement> {
  const element = await mount<ShareElement>(TAG, properties);
  find(element, '#open').click();
  return element;
}

function button(element: ShareElement, key: string): HTMLElement {
  const all = [...element.renderRoot.querySelectorAll<HTMLElement>('#menu button')];
  return all.find((one) => one.textContent.trim() === english.text(key))!;
}

describe('save or share', () => {
  it('is accessible in both languages', async () => {
    await expectAccessible(TAG, properties);
    await expectAccessible(TAG, { ...properties, words: chinese });
  });

  it('opens as a menu', async () => {
    const element = await opened();
    expect(find(element, '#menu').matches(':popover-open')).toBe(true);
  });

  it('copies a link to the run, or to this moment, and closes', async () => {
    const element = await opened();
    const whole = await asked(element, () => button(element, 'copy-link').click());
    expect(whole).toEqual([{ type: 'copy-link', moment: false }]);
    expect(find(element, '#menu').matches(':popover-open')).toBe(false);
    const here = await asked(element, () => button(element, 'copy-moment').click());
    expect(here).toEqual([{ type: 'copy-link', moment: true }]);
  });

  it('saves the run as a scenario under the name that was given', async () => {
    const element = await opened();
    const field = find<HTMLInputElement>(element, '[name=title]');
    expect(field.value).toBe('The handshake (my run)');
    field.value = ' Lost ';
    const intents = await asked(element, () => button(element, 'share-save').click());
    expect(intents).toEqual([{ type: 'save', as: 'scenario', title: 'Lost' }]);
  });

  it('opens a file', async () => {
    const element = await opened();
    const input = find<HTMLInputElement>(element, '[type=file]');
    const files = new DataTransfer();
    files.items.add(new File(['{}'], 'own.json'));
    input.files = files.files;
    const [intent] = await asked(element, () => input.dispatchEvent(new Event('change')));
    expect(intent).toMatchObject({ type: 'open-file', file: { name: 'own.json' } });
  });

  it('says what was done', async () => {
    const element = await mount<ShareElement>(TAG, { ...properties, done: 'link' });
    expect(find(element, '[role=status]').textContent).toBe(english.text('shared-link'));
  });
});
