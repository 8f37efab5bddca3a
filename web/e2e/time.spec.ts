/** Time goes both ways, and the past can be changed. */
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.site() + '#s=handshake&seed=00c0ffee00c0ffee');
  await new LabPage(page).ready();
});

test('back is the inverse of step', async ({ page }) => {
  const lab = new LabPage(page);
  await expect(lab.back).toBeVisible();
  const seen = [await lab.facts()];
  for (let i = 0; i < 4; i += 1) {
    await lab.step();
    seen.push(await lab.facts());
  }
  for (const facts of seen.slice(0, -1).reverse()) {
    await lab.back.click();
    await expect.poll(() => lab.facts()).toEqual(facts);
  }
});

test('the scrubber goes anywhere in the known run', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  const end = await lab.facts();
  await lab.scrubber.focus();
  await lab.scrubber.press('Home');
  await expect(lab.state('A')).toHaveText('CLOSED');
  await expect(lab.scrubber).toHaveAttribute('aria-valuetext', /\S/);
  await lab.scrubber.press('End');
  await expect.poll(() => lab.facts()).toEqual(end);
});

test('acting in the past makes a branch and keeps both futures', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  await lab.scrubber.focus();
  await lab.scrubber.press('Home');
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  await expect(lab.branches).toHaveCount(0);
  await lab.button('act-drop').first().click();
  await expect(lab.branches).toHaveCount(2);
  await expect(lab.arrows('lost')).toHaveCount(1);
  await lab.branches.first().click();
  await lab.scrubber.focus();
  await lab.scrubber.press('End');
  await expect(lab.state('B')).toHaveText('ESTABLISHED');
  await expect(lab.arrows('lost')).toHaveCount(0);
});
