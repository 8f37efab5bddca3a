/**
 * The lab as a reader meets it: roles, names from the catalogues, and the few data attributes that the
 * markup promises (`data-host`, `data-field`, `data-crossing`, `data-fate`, `data-event`, `data-kind`).
 * Tests know nothing else about the markup.
 */
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { say, type Language } from './words.ts';

export class LabPage {
  readonly root: Locator;
  readonly language: Language;

  constructor(
    readonly scope: Page | FrameLocator,
    { language = 'en', nth = 0 }: { language?: Language; nth?: number } = {},
  ) {
    this.root = scope.locator('tcp-lab').nth(nth);
    this.language = language;
  }

  /** A button by the key of its name. */
  button(key: string, args = {}, within: Locator = this.root): Locator {
    return within.getByRole('button', { name: say(key, args, this.language), exact: true });
  }

  get stepButton(): Locator {
    return this.button('step');
  }
  get back(): Locator {
    return this.button('back');
  }
  get play(): Locator {
    return this.button('play');
  }
  get pause(): Locator {
    return this.button('pause');
  }
  get scrubber(): Locator {
    return this.root.getByRole('slider', { name: say('scrubber', {}, this.language) });
  }
  get speed(): Locator {
    return this.root.getByRole('slider', { name: say('speed', {}, this.language) });
  }

  async ready(): Promise<void> {
    await expect(this.stepButton).toBeEnabled();
  }

  async step(times = 1): Promise<void> {
    for (let i = 0; i < times; i += 1) await this.stepButton.click();
  }

  /** As slow as it goes, so that playing does not end while the test looks. */
  async slow(): Promise<void> {
    await this.speed.focus();
    await this.speed.press('Home');
  }

  card(host: string): Locator {
    return this.root.locator(`[data-host="${host}"]`);
  }

  /** One value of a card: `state`, `snd.nxt`, `rcv.nxt`, ... */
  field(host: string, name: string): Locator {
    return this.card(host).locator(`[data-field="${name}"]`);
  }

  state(host: string): Locator {
    return this.field(host, 'state');
  }

  /** Arrows of the ladder, by fate: in-flight, held, arrived, lost, no-host. */
  arrows(fate?: string): Locator {
    const chosen = fate === undefined ? '' : `[data-fate="${fate}"]`;
    return this.root.locator(`[data-crossing]${chosen}`);
  }

  get table(): Locator {
    return this.root.getByRole('table', { name: say('event-table', {}, this.language) });
  }

  /** Rows of the event table, by kind. */
  rows(kind?: string): Locator {
    return this.table.locator(kind === undefined ? '[data-event]' : `[data-kind="${kind}"]`);
  }
}
