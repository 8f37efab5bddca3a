/** The host as its operator knows it: programs, queues, sockets, sysctls, power. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';
import { say } from './words.ts';

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.site() + '#s=handshake&seed=00c0ffee00c0ffee');
  await new LabPage(page).ready();
});

function lane(lab: LabPage, host: string): Locator {
  return lab.root.getByRole('region', { name: say('programs-of', { host }), exact: true });
}

async function choose(lab: LabPage, host: string, act: string, args = {}): Promise<void> {
  await lab.root.getByRole('button', { name: say('act-on', { host }), exact: true }).click();
  await lab
    .card(host)
    .getByRole('button', { name: say(act, args), exact: true })
    .click();
}

async function openOperator(lab: LabPage): Promise<Locator> {
  const panel = lab.root.locator('[data-panel="operator"]');
  await panel.locator('summary').click();
  await expect(panel.getByRole('tablist')).toBeVisible();
  return panel;
}

test('the program lane shows which line waits, in C and in Python', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  const here = lane(lab, 'A').locator('[aria-current="step"]');
  await expect(here).toContainText('connect(s, "B", 80);');
  await expect(here).toContainText(say('status-blocked'));
  await lane(lab, 'A').getByRole('button', { name: 'Python' }).click();
  await expect(here).toContainText('s.connect(("B", 80))');
  await expect(lane(lab, 'B').locator('[aria-current="step"]')).toContainText('l.accept()');
  await lab.stepUntil(lab.state('A'), 'ESTABLISHED');
  await expect(lane(lab, 'A').locator('.result').last()).toContainText('0');
});

test('the queues show the half-open connection, then the one that waits', async ({ page }) => {
  const lab = new LabPage(page);
  const queue = (name: string) => lab.card('B').locator(`[data-queue="${name}"] [data-count]`);
  await lab.stepUntil(lab.state('B'), 'SYN-RECEIVED');
  await expect(queue('syn')).toHaveText(say('queue-count', { length: 1, room: 2 }));
  await expect(queue('accept')).toHaveText(say('queue-count', { length: 0, room: 2 }));
});

test('a host is switched off and on again from its card', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  await choose(lab, 'B', 'power-off');
  await expect(lab.rows('powered-off')).toHaveCount(1);
  await expect(lab.card('B')).toContainText(say('power-is-off'));
  await choose(lab, 'B', 'power-on');
  await expect(lab.rows('powered-on')).toHaveCount(1);
});

test('a context menu on a card is the list of its button', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.card('A').getByRole('heading', { level: 2 }).click({ button: 'right' });
  await expect(lab.button('cut-cable', lab.card('A'))).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lab.button('cut-cable', lab.card('A'))).toBeHidden();
});

test('a process is killed, and its lane says so', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  await choose(lab, 'B', 'act-kill', { name: 'server' });
  await expect(lab.state('B')).toHaveText('FIN-WAIT-1');
  await expect(lane(lab, 'B')).toContainText(say('process-ended'));
});

test('a rule that is broken on purpose is loud on the card', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.root.getByRole('button', { name: say('act-on', { host: 'B' }), exact: true }).click();
  await lab.card('B').getByText(say('break-the-protocol')).click();
  await lab.root.getByRole('switch', { name: say('switch-two-way-handshake') }).click();
  await expect(lab.card('B').locator('[data-broken]')).toContainText(
    say('switch-two-way-handshake'),
  );
  await expect(lab.rows('switch-set')).toHaveCount(1);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  await expect(lab.state('A')).toHaveText('SYN-SENT');
  await expect(lab.card('B').locator('[data-broken]')).toBeVisible();
});

test("the operator's view has tabs for the keyboard", async ({ page }) => {
  const lab = new LabPage(page);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  const panel = await openOperator(lab);
  await panel.getByRole('tab', { name: say('operator-connections') }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(panel.getByRole('tab', { name: 'ss -tanoi' })).toBeFocused();
  await expect(panel.getByRole('tabpanel')).toContainText('ESTAB');
  await page.keyboard.press('ArrowRight');
  await expect(panel.locator('[data-counter="TcpActiveOpens"]')).toContainText('1');
  await panel.getByRole('button', { name: 'B', exact: true }).click();
  await expect(panel.locator('[data-counter="TcpPassiveOpens"]')).toContainText('1');
});

test('a counter that the last step moved is marked', async ({ page }) => {
  const lab = new LabPage(page);
  const panel = await openOperator(lab);
  await panel.getByRole('tab', { name: 'nstat -a' }).click();
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  await expect(panel.locator('[data-counter="TcpOutSegs"].changed')).toContainText('+1');
});

test('a sysctl is changed, and what is no value is told beside its field', async ({ page }) => {
  const lab = new LabPage(page);
  const panel = await openOperator(lab);
  await panel.getByRole('tab', { name: 'sysctl' }).click();
  const field = panel.getByRole('textbox', { name: 'net.ipv4.tcp_syn_retries' });
  const before = await field.inputValue();
  await field.fill('many');
  await field.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(panel.getByRole('alert')).toContainText('many');
  await field.fill('1');
  await field.press('Enter');
  await expect(lab.rows('sysctl-set')).toHaveCount(1);
  await expect(panel.locator('tr.changed')).toContainText(before);
  await expect(panel.getByRole('alert')).toHaveCount(0);
});

test('the sockets of a host are a table that leads to its card', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  const panel = await openOperator(lab);
  const table = panel.getByRole('table', { name: say('connection-table') });
  await expect(table.getByRole('row').filter({ hasText: 'ESTABLISHED' })).toHaveCount(1);
  await expect(table.getByRole('columnheader', { name: say('connection-state') })).toBeVisible();
  await panel.getByRole('button', { name: 'B', exact: true }).click();
  await expect(table.getByRole('row').filter({ hasText: 'LISTEN' })).toContainText('server');
});

test('axe finds nothing in the whole of it, also on a dark and narrow screen', async ({ page }) => {
  test.slow(); // Axe reads the whole page four times.
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 320, height: 640 });
  const lab = new LabPage(page);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  await lab.root.getByRole('button', { name: say('act-on', { host: 'B' }), exact: true }).click();
  await lab.card('B').getByText(say('break-the-protocol')).click();
  await lab.root.getByRole('switch', { name: say('switch-no-rst') }).click();
  const panel = await openOperator(lab);
  for (const tab of [
    'operator-connections',
    'operator-ss',
    'operator-netstat',
    'operator-sysctls',
  ]) {
    await panel.getByRole('tab', { name: say(tab) }).click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, tab).toBeLessThanOrEqual(320);
  }
});
