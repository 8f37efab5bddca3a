/**
 * The lab as a reader meets it: roles, names from the catalogues, and where a thing has neither, its
 * data attribute. Tests know nothing else about the markup.
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

  #say(key: string, args = {}): string {
    return say(key, args, this.language);
  }

  /** A button by the key of its name. */
  button(key: string, within: Locator = this.root): Locator {
    return within.getByRole('button', { name: this.#say(key), exact: true });
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
    return this.root.getByRole('slider', { name: this.#say('scrubber') });
  }
  get speed(): Locator {
    return this.root.getByRole('slider', { name: this.#say('speed') });
  }

  async ready(): Promise<void> {
    await expect(this.stepButton).toBeEnabled();
  }

  async step(times = 1): Promise<void> {
    for (let i = 0; i < times; i += 1) await this.stepButton.click();
  }

  async stepUntil(locator: Locator, text: string, most = 40): Promise<void> {
    for (let i = 0; i < most && (await locator.innerText()) !== text; i += 1) await this.step();
    await expect(locator).toHaveText(text);
  }

  /** Runs the scenario out, by the method that any page may call. */
  async stepToTheEnd(): Promise<void> {
    await this.root.evaluate((lab) => (lab as HTMLElement & { step(n: number): void }).step(1000));
    await expect(this.stepButton).toBeDisabled();
  }

  async pressUntil(key: string, locator: Locator, text: string, most = 40): Promise<void> {
    const { keyboard } = this.root.page();
    for (let i = 0; i < most && (await locator.innerText()) !== text; i += 1) {
      await keyboard.press(key);
    }
    await expect(locator).toHaveText(text);
  }

  async tabTo(target: Locator, most = 60): Promise<void> {
    for (let i = 0; i < most; i += 1) {
      await this.root.page().keyboard.press('Tab');
      if (await target.evaluate((element) => element.matches(':focus'))) return;
    }
    throw new Error('the focus never came there');
  }

  /** As slow as it goes, so that playing does not end while the test looks. */
  async slow(): Promise<void> {
    await this.speed.focus();
    await this.speed.press('Home');
  }

  card(host: string): Locator {
    return this.root.locator(`[data-host="${host}"]`);
  }

  /** One value of a card: `snd.nxt`, `rcv.nxt`, ... */
  field(host: string, name: string): Locator {
    return this.card(host).locator(`[data-field="${name}"]`);
  }

  state(host: string): Locator {
    return this.field(host, 'state');
  }

  /** The value alone, without what it was before. */
  value(host: string, name: string): Promise<string> {
    return this.field(host, name).evaluate((field) => {
      const text = [...field.childNodes].find((n) => n.nodeType === 3 && n.nodeValue?.trim());
      return text?.nodeValue?.trim() ?? '';
    });
  }

  /** Arrows of the ladder, by fate: in-flight, held, arrived, lost, no-host. */
  arrows(fate?: string): Locator {
    const chosen = fate === undefined ? '' : `[data-fate="${fate}"]`;
    return this.root.locator(`[data-crossing]${chosen}`);
  }

  /** What stays in sight while the reader scrolls. */
  get bar(): Locator {
    return this.root.locator('.bar:has(tcp-lab-transport)');
  }

  /** Segments that were sent again. */
  get retransmissions(): Locator {
    return this.root.locator('[data-crossing][data-retransmission]');
  }

  /** The button beside a segment on its way. */
  get dropOffer(): Locator {
    return this.button('act-drop', this.root.locator('tcp-lab-ladder')).first();
  }

  get table(): Locator {
    return this.root.getByRole('table', { name: this.#say('event-table') });
  }

  /** Rows of the event table, by kind. */
  rows(kind?: string): Locator {
    const chosen = kind === undefined ? '' : `[data-kind="${kind}"]`;
    return this.table.locator(`[data-event]${chosen}`);
  }

  /** The form that puts any segment on the wire. */
  get form(): Locator {
    return this.root.locator('tcp-lab-inject');
  }

  async openForm(): Promise<void> {
    await this.form.getByText(this.#say('inject'), { exact: true }).click();
    await expect(this.button('inject-now', this.form)).toBeVisible();
  }

  /** Fills the form with what `host` would send, changed as the preset says, and sends it. */
  async inject(host: string, preset: string): Promise<void> {
    await this.form.getByLabel(this.#say('inject-as')).selectOption(host);
    await this.button(`preset-${preset}`, this.form).click();
    await this.button('inject-now', this.form).click();
  }

  /** The rule that the Why panel names. */
  get rule(): Locator {
    return this.root.locator('[data-rule]');
  }

  /** The branches on offer; none while there is only one. */
  get branches(): Locator {
    return this.root.locator('[data-branch]');
  }

  /** Every value of both cards and the rows of the table: what the run is, apart from words. */
  async facts(): Promise<string[]> {
    const fields = await this.root.locator('[data-field]').evaluateAll((all) =>
      all.map((field) => {
        const text = [...field.childNodes].find((n) => n.nodeType === 3 && n.nodeValue?.trim());
        return `${field.getAttribute('data-field')}=${text?.nodeValue?.trim()}`;
      }),
    );
    const rows = await this.rows().evaluateAll((all) =>
      all.map(
        (row) => `${row.getAttribute('data-kind')} ${row.querySelector('.time')?.textContent}`,
      ),
    );
    return [...fields, ...rows];
  }

  /** Whether the lab is drawn dark on light or light on dark. */
  luminance(): Promise<'light' | 'dark'> {
    return this.root.evaluate((element) => {
      const inner = element.shadowRoot?.firstElementChild ?? element;
      const [r = 0, g = 0, b = 0] = (getComputedStyle(inner).color.match(/\d+/g) ?? []).map(Number);
      return r + g + b < 384 ? 'light' : 'dark';
    });
  }

  async chooseLanguage(language: Language): Promise<void> {
    await this.#select('language').selectOption(language);
  }

  async chooseTheme(theme: 'light' | 'dark' | 'auto'): Promise<void> {
    await this.#select('theme').selectOption(theme);
  }

  #select(key: string): Locator {
    return this.root.getByRole('combobox', { name: this.#say(key), exact: true });
  }
}
