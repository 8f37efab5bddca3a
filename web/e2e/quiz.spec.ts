/** Questions and exams on the real engine. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';
import { say } from './words.ts';

const RUN = '#s=handshake&seed=00c0ffee00c0ffee';

test('going on skips the question, and its answer is told', async ({ page, server }) => {
  await page.goto(server.site() + RUN + '&quiz=all');
  const lab = new LabPage(page);
  await lab.ready();
  const panel = lab.root.locator('tcp-lab-predict');
  await expect(panel.getByRole('combobox')).toHaveValue('all');
  await expect(lab.root.getByText(say('begin-first'))).toBeVisible();
  const question = panel.locator('.question');
  for (let i = 0; i < 6 && !(await question.isVisible()); i += 1) await lab.step();
  await expect(question).toBeVisible();
  await expect(lab.root.getByText(say('paused'))).toHaveCount(0);
  const asked = await question.innerText();
  await lab.step();
  const passed = panel.locator('.passed');
  await expect(passed).toContainText(asked);
  await expect(passed).toContainText(say('predict-was', { answer: '' }).trim().replace('.', ''));
  await expect(panel).not.toContainText(say('predict-is-right'));
});

test('an exam ends in a table that leads back to each question', async ({ page, server }) => {
  await page.goto(server.site() + RUN);
  const lab = new LabPage(page);
  await lab.ready();
  const panel = lab.root.locator('tcp-lab-predict');
  await lab.button('exam', panel).click();
  await expect(panel.locator('.question')).toBeVisible();
  const count = Number(await panel.locator('progress').getAttribute('max'));
  for (let at = 0; at < count; at += 1) {
    // In turn: an answer, a step past the question, and Skip.
    if (at % 3 === 0) await panel.locator('.choices button').first().click();
    else if (at % 3 === 1) await lab.step();
    else await lab.button('predict-skip', panel).click();
    await expect(panel.locator('.feedback')).toBeVisible();
    await lab.button(at + 1 < count ? 'exam-next' : 'exam-finish', panel).click();
  }
  const table = panel.getByRole('table', { name: say('exam-table') });
  await expect(table.locator('tbody tr')).toHaveCount(count);
  await expect(table).toContainText(say('exam-not-answered'));
  const { violations } = await new AxeBuilder({ page }).include('tcp-lab').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await table.getByRole('button').last().click();
  await expect(lab.table.locator('tr.chosen')).toHaveCount(1);
});
