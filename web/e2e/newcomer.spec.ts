/** The first minute of somebody who has read nothing. */
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';
import { say } from './words.ts';

test('steps through the three-way handshake', async ({ page, server }) => {
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await expect(lab.stepButton).toBeInViewport();
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  await lab.stepUntil(lab.state('B'), 'SYN-RECEIVED');
  await lab.stepUntil(lab.state('A'), 'ESTABLISHED');
  await expect(lab.state('B')).toHaveText('SYN-RECEIVED');
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  for (const [mine, theirs] of [
    ['A', 'B'],
    ['B', 'A'],
  ] as const) {
    // A SYN uses one number: relative to the ISS, everything stands at 1.
    expect(await lab.value(mine, 'snd.una')).toBe('1');
    expect(await lab.value(mine, 'snd.nxt')).toBe('1');
    expect(await lab.value(theirs, 'rcv.nxt')).toBe('1');
  }
});

test('drops a segment, and sees it sent again', async ({ page, server }) => {
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  const drop = lab.button('act-drop').first();
  await expect(drop).toBeInViewport();
  await drop.click();
  await expect(lab.arrows('lost')).toHaveCount(1);
  const again = lab.root.locator('[data-crossing][data-retransmission]');
  await expect(again).toHaveCount(0);
  for (let i = 0; i < 6 && (await again.count()) === 0; i += 1) await lab.step();
  await expect(again).toHaveCount(1);
  await expect(lab.table).toContainText(say('flag-retransmission'));
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
});

test('in the column of a course page the segment and its Drop are in view', async ({
  page,
  server,
}) => {
  await page.setViewportSize({ width: 700, height: 900 });
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  await expect(lab.stepButton).toBeInViewport();
  await expect(lab.dropOffer).toBeInViewport();
});

test('nothing plays by itself', async ({ page, server }) => {
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  const before = await lab.root.screenshot();
  await page.waitForTimeout(500);
  expect(before.equals(await lab.root.screenshot())).toBe(true);
  await expect(lab.state('A')).toHaveText('CLOSED');
});

test('plays to the end when asked to', async ({ page, server }) => {
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.speed.focus();
  await lab.speed.press('End');
  await lab.play.click();
  await expect(lab.state('B')).toHaveText('ESTABLISHED');
});
