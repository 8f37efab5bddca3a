/** A forged RST: exact, in the window, outside of it (RFC 9293, 3.10.7.4, second step; RFC 5961). */
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';
import { say } from './words.ts';

let lab: LabPage;

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.site() + '#s=handshake&seed=00c0ffee00c0ffee');
  lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  await lab.openForm();
});

/** Injects, lets it arrive, and selects the first later event that this rule decided. */
async function injectAndAsk(preset: string, kind: string): Promise<void> {
  await lab.inject('B', preset);
  await expect(lab.rows('segment-injected')).toHaveCount(1);
  await expect(lab.arrows('in-flight')).toHaveCount(1);
  for (let i = 0; i < 5 && (await lab.rows(kind).count()) === 0; i += 1) await lab.step();
  await lab.rows(kind).last().getByRole('button').click();
}

test('exactly at RCV.NXT it is obeyed', async () => {
  await lab.inject('B', 'rst-exact');
  await lab.stepUntil(lab.state('A'), 'CLOSED');
  await expect(lab.state('B')).toHaveText('ESTABLISHED');
  await lab.rows('state-changed').last().getByRole('button').click();
  await expect(lab.rule).toContainText(say('rule-reset-received'));
  await expect(lab.root.locator('tcp-lab-why')).toContainText('RFC 9293');
  await expect(lab.root.locator('tcp-lab-why .checks')).toContainText('RCV.NXT');
});

test('elsewhere in the window it draws a challenge ACK', async () => {
  await injectAndAsk('rst-in-window', 'segment-dropped');
  await expect(lab.rule).toContainText(say('rule-reset-challenged'));
  await expect(lab.state('A')).toHaveText('ESTABLISHED');
  await expect(lab.arrows('in-flight')).toHaveCount(1);
  await expect(lab.arrows('in-flight')).toHaveAccessibleName(/^ACK/);
});

test('outside the window it is dropped without a word', async () => {
  await injectAndAsk('rst-outside', 'segment-dropped');
  await expect(lab.rule).toContainText(say('rule-reset-outside-window'));
  await expect(lab.state('A')).toHaveText('ESTABLISHED');
  await expect(lab.arrows('in-flight')).toHaveCount(0);
});

test('a field that makes no sense is named beside it', async () => {
  await lab.button('preset-next', lab.form).click();
  const field = lab.form.getByLabel(say('inject-seq'), { exact: true });
  await field.fill('4294967296');
  await lab.button('inject-now', lab.form).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(lab.rows('segment-injected')).toHaveCount(0);
  await field.fill('7');
  await lab.button('inject-now', lab.form).click();
  await expect(lab.rows('segment-injected')).toHaveCount(1);
});

test('anybody may send: a third address is no host', async () => {
  await lab.button('preset-rst-exact', lab.form).click();
  await lab.form.getByLabel(say('inject-from')).fill('203.0.113.9');
  await lab.button('inject-now', lab.form).click();
  await expect(lab.rows('segment-injected')).toContainText('203.0.113.9');
});
