import { describe, expect, it } from 'vitest';
import { stateChanges } from '../../draw/states.ts';
import { crossingBases } from '../../format.ts';
import { crossingSentence } from '../../sentences.ts';
import { crossings, events, snapshot } from '../fixture.ts';
import { asked, chinese, contextIn, english, expectAccessible, find, mount } from '../testing.ts';
import type { LadderElement } from './ladder.element.ts';
import './ladder.ts';

const context = contextIn(english);
const properties: Partial<LadderElement> = {
  words: english,
  hosts: snapshot.hosts,
  crossings,
  states: stateChanges(events, snapshot),
  bases: crossingBases(crossings),
  now: snapshot.now,
  settled: snapshot.now,
  next: snapshot.next,
  describe: (crossing) => crossingSentence(crossing, context),
};
const TAG = 'tcp-lab-ladder';

async function drawn(more: Partial<LadderElement> = {}): Promise<LadderElement> {
  const ladder = await mount<LadderElement>(TAG, { ...properties, ...more });
  await expect.poll(() => ladder.renderRoot.querySelector('[data-crossing]')).not.toBeNull();
  return ladder;
}

describe('the ladder', () => {
  it('is accessible', () => expectAccessible(TAG, properties));
  it('is accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));

  it('draws lost, repeated, forged, held, copied and damaged segments differently', async () => {
    const ladder = await drawn();
    const kinds = ['lost', 'again', 'forged', 'held', 'copy', 'corrupted'];
    for (const kind of kinds) expect(find(ladder, `.arrow.${kind}`)).toBeDefined();
    const dashes = ['again', 'forged', 'copy', 'corrupted'].map(
      (kind) => getComputedStyle(find(ladder, `.arrow.${kind} .line`)).strokeDasharray,
    );
    expect(new Set(dashes).size).toBe(4);
    expect(find(ladder, '.arrow.lost .cross')).toBeDefined();
    expect(find(ladder, '.arrow.held .pause')).toBeDefined();
  });

  it('marks what its receiver refused, by a shape and by a word', async () => {
    const ladder = await drawn({ refused: new Set([4]) });
    expect(ladder.renderRoot.querySelectorAll('.barred')).toHaveLength(1);
    expect(find(ladder, '[data-crossing="4"] .barred')).toBeDefined();
    expect(find(ladder, '.paper').textContent).toContain(`[${english.text('mark-refused')}]`);
  });

  it('selects an arrow by mouse and by key', async () => {
    const ladder = await drawn();
    const arrow = find<SVGGElement>(ladder, '[data-crossing="4"]');
    const expected = [{ type: 'select-crossing', crossing: 4 }];
    const click = new MouseEvent('click', { bubbles: true });
    expect(await asked(ladder, () => arrow.dispatchEvent(click))).toEqual(expected);
    const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    expect(await asked(ladder, () => arrow.dispatchEvent(enter))).toEqual(expected);
  });

  it('offers to drop what is on its way, and nothing else', async () => {
    const ladder = await drawn();
    const offers = [...ladder.renderRoot.querySelectorAll<HTMLElement>('.offer')];
    expect(offers).toHaveLength(4);
    const [intent] = await asked(ladder, () => offers[0]!.click());
    expect(intent).toEqual({ type: 'act', command: { type: 'drop', crossing: 8 } });
  });

  it('offers nothing where the run is only to be read', async () => {
    const ladder = await drawn({ readonly: true });
    expect(ladder.renderRoot.querySelectorAll('.offer')).toHaveLength(0);
  });

  it('names every arrow in a sentence', async () => {
    const ladder = await drawn();
    const name = find(ladder, '[data-crossing="3"]').getAttribute('aria-label');
    expect(name).toContain('SYN,ACK');
    expect(name).toContain('SEQ=0 ACK=1');
  });

  it('has a menu of acts for every segment', async () => {
    const ladder = await drawn();
    const arrow = find<SVGGElement>(ladder, '[data-crossing="8"]');
    const init = { bubbles: true, cancelable: true, clientX: 50, clientY: 50 };
    await asked(ladder, () => arrow.dispatchEvent(new MouseEvent('contextmenu', init)));
    const menu = find(ladder, '#menu');
    expect(menu.matches(':popover-open')).toBe(true);
    const hold = [...menu.querySelectorAll('button')].find(
      ({ textContent }) => textContent === english.text('act-hold'),
    )!;
    const intents = await asked(ladder, () => hold.click());
    expect(intents).toEqual([{ type: 'act', command: { type: 'hold', crossing: 8 } }]);
    expect(menu.matches(':popover-open')).toBe(false);
  });

  it('has one tab stop, and arrow keys from there', async () => {
    const ladder = await drawn({ selected: 4 });
    const stops = [...ladder.renderRoot.querySelectorAll('.arrow[tabindex="0"]')];
    expect(stops.map((stop) => stop.getAttribute('data-crossing'))).toEqual(['4']);
    const down = new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true });
    const intents = await asked(ladder, () => stops[0]!.dispatchEvent(down));
    expect(intents).toEqual([{ type: 'select-crossing', crossing: 5 }]);
  });
});
