import { describe, expect, it, vi } from 'vitest';
import type { Session } from '../../session.ts';
import { readKey, type Act } from './keys.ts';
import { perform } from './perform.ts';

/** What a key means while `focused` has the focus. */
function pressed(key: string, focused = 'div', more: KeyboardEventInit = {}): Act | null {
  const holder = document.createElement('div');
  holder.innerHTML = `<${focused}></${focused.split(' ')[0]}>`;
  document.body.replaceChildren(holder);
  let act: Act | null = null;
  holder.addEventListener('keydown', (event) => (act = readKey(event)));
  const init = { key, bubbles: true, composed: true, ...more };
  holder.firstElementChild!.dispatchEvent(new KeyboardEvent('keydown', init));
  return act;
}

describe('keys', () => {
  it.each([
    ['ArrowRight', { act: 'next' }],
    ['.', { act: 'step' }],
    ['ArrowLeft', { act: 'previous' }],
    [',', { act: 'back' }],
    ['k', { act: 'play' }],
    ['K', { act: 'play' }],
    [' ', { act: 'play' }],
    ['D', { act: 'drop' }],
    ['[', { act: 'story', direction: -1 }],
    ['j', { act: 'round-trip', direction: -1 }],
    ['>', { act: 'speed', direction: 1 }],
    ['Home', { act: 'part', part: 0 }],
    ['5', { act: 'part', part: 0.5 }],
    ['?', { act: 'keys' }],
    ['Escape', { act: 'leave' }],
  ] as const)('%s means %o', (key, act) => {
    expect(pressed(key)).toEqual(act);
  });

  it('with shift the arrows look for marks', () => {
    const shift = { shiftKey: true };
    expect(pressed('ArrowRight', 'div', shift)).toEqual({ act: 'mark', direction: 1 });
  });

  it('of the browser and of the system stay theirs', () => {
    expect(pressed('d', 'div', { ctrlKey: true })).toBeNull();
    expect(pressed('k', 'div', { metaKey: true })).toBeNull();
    expect(pressed('Tab')).toBeNull();
  });

  it('belong to the field that has the focus', () => {
    expect(pressed('d', 'input type="text"')).toBeNull();
    expect(pressed('ArrowRight', 'select')).toBeNull();
    expect(pressed('ArrowRight', 'input type="range"')).toBeNull();
    expect(pressed('d', 'input type="range"')).toEqual({ act: 'drop' });
    expect(pressed(' ', 'button')).toBeNull();
    expect(pressed('ArrowRight', 'button')).toEqual({ act: 'next' });
  });
});

describe('what a key does', () => {
  const hands = { readonly: false, speed: vi.fn(), keys: vi.fn(), leave: vi.fn() };

  interface Moving {
    id: number;
    fate: string;
    endEvent: number | null;
  }

  function session(crossings: Moving[], selected: number | null = null) {
    const state = { crossings, selection: { crossing: selected }, snapshot: { end: 40 } };
    const crossing = (id: number | null) => crossings.find((one) => one.id === id) ?? null;
    return { act: vi.fn(), seek: vi.fn(), speed: 0.1, store: { state, crossing } };
  }

  function performed(act: Act, fake: ReturnType<typeof session>, more = {}): void {
    perform(act, fake as unknown as Session, { ...hands, ...more });
  }

  it('D drops the selected segment while it is on its way, else the last one that is', () => {
    const crossings = [
      { id: 0, fate: 'arrived', endEvent: 3 },
      { id: 1, fate: 'held', endEvent: null },
      { id: 2, fate: 'in-flight', endEvent: null },
    ];
    for (const [selected, crossing] of [
      [null, 2],
      [1, 1],
      [0, 2],
    ] as const) {
      const one = session(crossings, selected);
      performed({ act: 'drop' }, one);
      expect(one.act).toHaveBeenCalledWith({ type: 'drop', crossing });
    }
  });

  it('D on what has arrived lets the engine say so', () => {
    const one = session([{ id: 0, fate: 'arrived', endEvent: 3 }], 0);
    performed({ act: 'drop' }, one);
    expect(one.act).toHaveBeenCalledWith({ type: 'drop', crossing: 0 });
  });

  it('D does nothing where there is nothing, or nothing may be done', () => {
    const empty = session([]);
    performed({ act: 'drop' }, empty);
    const watched = session([{ id: 1, fate: 'in-flight', endEvent: null }]);
    performed({ act: 'drop' }, watched, { readonly: true });
    expect([empty.act, watched.act].map((act) => act.mock.calls.length)).toEqual([0, 0]);
  });

  it('the speed doubles and halves within its bounds', () => {
    performed({ act: 'speed', direction: 1 }, session([]));
    expect(hands.speed).toHaveBeenLastCalledWith(0.2);
    performed({ act: 'speed', direction: -1 }, { ...session([]), speed: 0.001 });
    expect(hands.speed).toHaveBeenLastCalledWith(0.001);
  });

  it('digits go to tenths of the run', () => {
    const one = session([]);
    performed({ act: 'part', part: 0.5 }, one);
    expect(one.seek).toHaveBeenCalledWith(20);
  });
});
