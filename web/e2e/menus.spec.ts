/** Everything that can be done to the run, done on the real engine. */
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';
import { say } from './words.ts';

function named(lab: LabPage, key: string, args: Record<string, string>): Locator {
  return lab.root.getByRole('button', { name: say(key, args), exact: true });
}

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.site() + '#s=handshake&seed=00c0ffee00c0ffee');
  await new LabPage(page).ready();
});

test('the menu of a segment delays, doubles, damages, holds and releases it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  const menu = lab.root.locator('tcp-lab-ladder #menu');
  for (const [act, kind] of [
    ['delay', 'segment-delayed'],
    ['duplicate', 'segment-duplicated'],
    ['corrupt', 'segment-corrupted'],
    ['hold', 'segment-held'],
    ['release', 'segment-released'],
  ] as const) {
    await lab.arrows().first().dispatchEvent('contextmenu', { clientX: 300, clientY: 300 });
    await lab.button(`act-${act}`, menu).click();
    await expect(lab.rows(kind)).toHaveCount(1);
  }
});

test('an endpoint makes any system call, and gets the true answer', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  await named(lab, 'act-on', { host: 'A' }).click();
  await lab.card('A').getByRole('button', { name: 'close', exact: true }).click();
  await expect(lab.state('A')).toHaveText('FIN-WAIT-1');
  await named(lab, 'act-on', { host: 'A' }).click();
  await lab.card('A').getByRole('button', { name: 'send', exact: true }).click();
  await expect(lab.rows('call-returned').last()).toContainText('EBADF');
});

test('a timer expires when told to, and a cable is cut', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  await named(lab, 'act-on', { host: 'A' }).click();
  const timer = say('timer-retransmission');
  await named(lab, 'expire', { timer }).click();
  await expect(lab.rows('timer-fired')).toHaveCount(1);
  await named(lab, 'act-on', { host: 'A' }).click();
  await lab.button('cut-cable').click();
  await expect(lab.card('A')).toContainText(say('cable-is-cut'));
});

test('the relative and the real numbers are one switch apart', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  await expect(lab.field('A', 'snd.nxt')).toHaveText('1');
  const iss = Number(await lab.field('A', 'iss').innerText());
  await lab.root.getByRole('switch', { name: say('relative') }).click();
  await expect(lab.field('A', 'snd.nxt')).toHaveText(String((iss + 1) % 2 ** 32));
});
