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

  /** The branches on offer; none while there is only one. */
  get branches(): Locator {
    return this.root.locator('[data-branch]');
  }

  async stepUntil(locator: Locator, text: string, most = 20): Promise<void> {
    for (let i = 0; i < most && (await locator.innerText()) !== text; i += 1) await this.step();
    await expect(locator).toHaveText(text);
  }

  async pressUntil(key: string, locator: Locator, text: string, most = 20): Promise<void> {
    const { keyboard } = this.root.page();
    for (let i = 0; i < most && (await locator.innerText()) !== text; i += 1) {
      await keyboard.press(key);
    }
    await expect(locator).toHaveText(text);
  }

  async tabTo(target: Locator, most = 40): Promise<void> {
    for (let i = 0; i < most; i += 1) {
      await this.root.page().keyboard.press('Tab');
      if (await target.evaluate((element) => element.matches(':focus'))) return;
    }
    throw new Error('the focus never came there');
  }

  /** Every value of both cards and the rows of the table: what the run is, apart from words. */
  async facts(): Promise<string[]> {
    const fields = this.root.locator('[data-field]');
    const values = await fields.evaluateAll((all) =>
      all.map((field) => `${field.getAttribute('data-field')}=${field.textContent.trim()}`),
    );
    const kinds = await this.rows().evaluateAll((all) =>
      all.map((row) => row.getAttribute('data-kind') ?? ''),
    );
    return [...values, ...kinds];
  }

  /** Whether the lab is drawn dark on light or light on dark. */
  luminance(): Promise<'light' | 'dark'> {
    return this.root.evaluate((element) => {
      const [r = 0, g = 0, b = 0] = (getComputedStyle(element).color.match(/\d+/g) ?? []).map(
        Number,
      );
      return r + g + b < 384 ? 'light' : 'dark';
    });
  }

  async chooseLanguage(language: Language): Promise<void> {
    await this.root.getByRole('combobox', { name: this.#say('language') }).selectOption(language);
  }

  async chooseTheme(theme: 'light' | 'dark' | 'auto'): Promise<void> {
    await this.root.getByRole('combobox', { name: this.#say('theme') }).selectOption(theme);
  }

  /** Runs the scenario out, then goes to the end of what is known. */
  async scrubToTheEnd(most = 200): Promise<void> {
    for (let i = 0; i < most && (await this.stepButton.isEnabled()); i += 1) await this.step();
  }

  #say(key: string): string {
    return say(key, {}, this.language);
  }
}
