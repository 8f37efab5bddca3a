import { describe, expect, it } from 'vitest';
import { snapshot } from '../fixture.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { ActMenuElement } from './act-menu.element.ts';
import './act-menu.ts';

const host = snapshot.hosts[1]!;
const connection = host.connections[0]!;
const properties: Partial<ActMenuElement> = {
  words: english,
  host,
  connection,
  peers: snapshot.hosts,
};
const TAG = 'tcp-lab-act-menu';

async function opened(): Promise<ActMenuElement> {
  const menu = await mount<ActMenuElement>(TAG, properties);
  find(menu, '#open').click();
  return menu;
}

function button(menu: ActMenuElement, text: string): HTMLElement {
  const all = [...menu.renderRoot.querySelectorAll<HTMLElement>('#menu button')];
  return all.find((one) => one.textContent.trim() === text)!;
}

describe('the menu of an endpoint', () => {
  it('is accessible', () => expectAccessible(TAG, properties));
  it('is accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));

  it('makes any call, on the descriptor of the connection unless told otherwise', async () => {
    const menu = await opened();
    const [intent] = await asked(menu, () => button(menu, 'close').click());
    const call = { name: 'close', fd: 4 };
    expect(intent).toEqual({ type: 'act', command: { type: 'call', host: 1, process: 0, call } });
  });

  it('lets a running timer expire', async () => {
    const menu = await opened();
    const name = english.text('expire', { timer: english.text('timer-retransmission') });
    const [intent] = await asked(menu, () => button(menu, name).click());
    expect(intent).toMatchObject({ command: { type: 'expire', host: 1, socket: 1 } });
  });

  it('cuts the cable, and mends it', async () => {
    const menu = await opened();
    const [cut] = await asked(menu, () => button(menu, english.text('cut-cable')).click());
    expect(cut).toEqual({ type: 'act', command: { type: 'cutCable', host: 1 } });
    menu.host = { ...host, cable: false };
    await menu.updateComplete;
    expect(button(menu, english.text('restore-cable'))).toBeDefined();
  });

  it('closes when something was chosen', async () => {
    const menu = await opened();
    expect(find(menu, '#menu').matches(':popover-open')).toBe(true);
    button(menu, 'recv').click();
    expect(find(menu, '#menu').matches(':popover-open')).toBe(false);
  });
});
