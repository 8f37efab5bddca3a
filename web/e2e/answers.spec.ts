/** Clicks are answered where they happen, and long ways have an end. */
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';
import { say } from './words.ts';

test.use({ viewport: { width: 1366, height: 768 } });

test('a refused segment says who refused it and why, beside the click', async ({
  page,
  server,
}) => {
  await page.goto(server.site() + '#s=blind-rst');
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepToTheEnd();
  const forged = lab.root.locator('.arrow.forged').first();
  await forged.dispatchEvent('click');
  const card = lab.root.locator('tcp-lab-glance');
  await expect(card).toBeInViewport({ ratio: 0.9 });
  await expect(card).toContainText(say('glance-refused', { host: 'B' }));
  await expect(card).toContainText(say('rule-reset-outside-window'));
  await lab.button('why', card).click();
  await expect(card).toHaveCount(0);
  await expect(lab.rule).toBeInViewport();
  await expect(lab.rule).toHaveAttribute('data-rule', 'reset-outside-window');
  const why = lab.root.locator('tcp-lab-why');
  await lab.button('field-sent', why).click();
  await expect(lab.rule).toHaveAttribute('data-rule', 'act');
  await expect(forged).toHaveAttribute('aria-pressed', 'true');
});

test('the answer goes when the run goes on, or with Escape', async ({ page, server }) => {
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('B'), 'SYN-RECEIVED');
  const card = lab.root.locator('tcp-lab-glance');
  await lab.arrows().first().dispatchEvent('click');
  await expect(card).toHaveCount(1);
  await lab.step();
  await expect(card).toHaveCount(0);
  await lab.arrows().first().focus();
  await page.keyboard.press('Enter');
  await expect(card).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
});

test('what comes too late is said in sight', async ({ page, server }) => {
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('B'), 'SYN-RECEIVED');
  await lab.arrows('arrived').first().dispatchEvent('click');
  await lab.button('act-delay', lab.root.locator('tcp-lab-inspector')).click();
  const alert = lab.root.getByRole('alert');
  await expect(alert).toBeInViewport();
  await expect(alert).toHaveText(say('error-crossing-arrived', { at: '0.150 s' }));
});

test('the scrubber shows how far the story is, and one key goes to its end', async ({
  page,
  server,
}) => {
  await page.goto(server.site() + '#s=close-wait-leak');
  const lab = new LabPage(page);
  await lab.ready();
  await lab.step(3);
  const share = () =>
    lab.scrubber.evaluate((range: HTMLInputElement) => Number(range.value) / Number(range.max));
  await expect.poll(share).toBeLessThan(0.2);
  await lab.button('story-next').click();
  await lab.stepButton.focus();
  await page.keyboard.press('End');
  await expect(lab.bar).toContainText(say('story-told'));
  expect(await share()).toBe(1);
  await lab.button('takeaway').click();
  const heading = lab.root.getByRole('heading', { name: say('takeaway') });
  await expect(heading).toBeInViewport();
  const bar = await lab.bar.boundingBox();
  expect((await heading.boundingBox())!.y).toBeGreaterThanOrEqual(bar!.height - 1);
});

test('of a low window the bar takes nothing', async ({ page, server }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(lab.stepButton).not.toBeInViewport();
});
