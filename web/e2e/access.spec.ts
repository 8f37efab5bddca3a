/** For everybody: axe, the keyboard alone, small screens, reduced motion, print. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';
import type { Language } from './words.ts';

const LANGUAGES: Language[] = ['en', 'zh-CN'];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of LANGUAGES) {
    test(`axe finds nothing: ${colorScheme}, ${language}`, async ({ page, server }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(server.site() + `#s=handshake&lang=${language}`);
      const lab = new LabPage(page, { language });
      await lab.ready();
      await lab.step(3);
      await lab.rows().first().click();
      // What lies half beneath the bar comes out by scrolling.
      await page.evaluate(() => scrollTo(0, 0));
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      // The policy of the page forbids scripts from elsewhere, also into frames; there are none.
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    });
  }
}

test('the keyboard alone steps, drops and goes back', async ({ page, server }) => {
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.tabTo(lab.stepButton);
  await page.keyboard.press('ArrowRight');
  await lab.pressUntil('ArrowRight', lab.state('A'), 'SYN-SENT');
  await page.keyboard.press('d');
  await expect(lab.arrows('lost')).toHaveCount(1);
  await page.keyboard.press('Home');
  await expect(lab.state('A')).toHaveText('CLOSED');
  await page.keyboard.press('End');
  await expect(lab.state('A')).toHaveText('SYN-SENT');
  await page.keyboard.press('k');
  await expect(lab.pause).toBeVisible();
  await page.keyboard.press('k');
  await expect(lab.play).toBeVisible();
});

test('keys belong to the page while the lab has no focus', async ({ page, server }) => {
  const lab = new LabPage(page);
  await page.goto(
    server.page(
      'keys',
      '<script type="module" src="/elsewhere/tcp-lab.js"></script><tcp-lab></tcp-lab>',
    ),
  );
  await lab.ready();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await expect(lab.rows()).toHaveCount(0);
});

test('on its own page the lab takes the first arrow key', async ({ page, server }) => {
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await page.keyboard.press('ArrowRight');
  await expect(lab.rows()).not.toHaveCount(0);
  await page.keyboard.press('ArrowLeft');
  await expect(lab.rows()).toHaveCount(0);
});

test('the buttons stay in sight, and nothing that has the focus is beneath them', async ({
  page,
  server,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.step(4);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(lab.stepButton).toBeInViewport();
  const bar = await lab.bar.boundingBox();
  await lab.form.locator('summary').focus();
  for (let i = 0; i < 25; i += 1) {
    await page.keyboard.press('Shift+Tab');
    const { top, height, name } = await page.evaluate(() => {
      let focused = document.activeElement!;
      while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      const box = focused.getBoundingClientRect();
      const inBar = focused.closest('.bar, .transport') !== null;
      const top = inBar ? Infinity : box.top;
      return { top, height: box.height, name: focused.outerHTML.slice(0, 200) };
    });
    // Of what is high itself, such as a list that scrolls, a part is enough.
    if (height < 100) expect(top, name).toBeGreaterThanOrEqual(bar!.height - 2);
  }
});

test('one polite sentence tells what a step did', async ({ page, server }) => {
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  const live = lab.root.locator('[aria-live="polite"]');
  await expect(live).toHaveCount(1);
  await lab.step();
  await expect(live).toHaveText(/\S/);
});

for (const language of LANGUAGES) {
  test(`320 pixels are wide enough: ${language}`, async ({ page, server }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(server.site() + `#s=handshake&lang=${language}`);
    const lab = new LabPage(page, { language });
    await lab.ready();
    await lab.step(3);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
    await expect(lab.stepButton).toBeInViewport();
  });
}

test('the main buttons are large enough for a finger', async ({ page, server }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  for (const button of [lab.stepButton, lab.back, lab.play]) {
    const box = (await button.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  }
});

test('on paper there are the ladder and the table, and nothing to click', async ({
  page,
  server,
}) => {
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  await page.emulateMedia({ media: 'print' });
  await expect(lab.table).toBeVisible();
  await expect(lab.arrows().first()).toBeVisible();
  await expect(lab.stepButton).toBeHidden();
  await expect(lab.form.locator('details')).toBeHidden();
});

test('who wants no motion gets the same steps without it', async ({ page, server }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('B'), 'SYN-RECEIVED');
  await expect(lab.arrows('arrived')).toHaveCount(1);
  await expect(lab.arrows('in-flight')).toHaveCount(1);
});

test('forced colours leave everything to be seen', async ({ page, server }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});
