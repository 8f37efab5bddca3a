/** Two languages and two themes; switching loses nothing. */
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';
import { say } from './words.ts';

test('the language changes and the run stays', async ({ page, server }) => {
  await page.goto(server.site());
  const english = new LabPage(page);
  await english.ready();
  await english.stepUntil(english.state('B'), 'SYN-RECEIVED');
  const facts = await english.facts();
  await english.chooseLanguage('zh-CN');
  const chinese = new LabPage(page, { language: 'zh-CN' });
  await chinese.ready();
  expect(await chinese.facts()).toEqual(facts);
  await expect(chinese.root.locator('[lang="zh-CN"]').first()).toBeAttached();
  await chinese.stepUntil(chinese.state('A'), 'ESTABLISHED');
  await chinese.chooseLanguage('en');
  await expect(english.state('A')).toHaveText('ESTABLISHED');
});

test('a Chinese browser is greeted in Chinese', async ({ browser, server }) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(server.site());
  await new LabPage(page, { language: 'zh-CN' }).ready();
  await context.close();
});

for (const scheme of ['light', 'dark'] as const) {
  test(`a ${scheme} system gets a ${scheme} page, and may change it`, async ({ page, server }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(server.site());
    const lab = new LabPage(page);
    await lab.ready();
    expect(await lab.luminance()).toBe(scheme);
    await lab.chooseTheme(scheme === 'light' ? 'dark' : 'light');
    expect(await lab.luminance()).toBe(scheme === 'light' ? 'dark' : 'light');
  });
}

test('every sentence of a whole run exists in both languages', async ({ page, server }) => {
  for (const language of ['en', 'zh-CN'] as const) {
    await page.goto(server.site() + `?${language}#s=data&lang=${language}`);
    const lab = new LabPage(page, { language });
    await lab.ready();
    await lab.stepToTheEnd();
    // A missing message shows its key; an argument that was not given shows in braces.
    await expect(lab.table).not.toContainText(/event-[a-z-]+|\{\$?\w+\}/);
    await expect(lab.table).toContainText(say('flag-retransmission', {}, language));
  }
});
