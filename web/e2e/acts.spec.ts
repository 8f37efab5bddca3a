/** What a reader may do to segments and endpoints: every act has its consequence, and every answer is true. */
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';
import { say } from './words.ts';

let lab: LabPage;

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.site() + '#s=handshake&seed=00c0ffee00c0ffee');
  lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
});

/** The act in the panel of the selected segment. */
async function act(name: string): Promise<void> {
  await lab.arrows('in-flight').or(lab.arrows('held')).first().click();
  await lab.button(`act-${name}`, lab.root.locator('tcp-lab-inspector')).click();
}

test('a held segment waits until it is released', async () => {
  await act('hold');
  await expect(lab.arrows('held')).toHaveCount(1);
  await act('release');
  await expect(lab.arrows('in-flight')).toHaveCount(1);
  await lab.stepUntil(lab.state('B'), 'SYN-RECEIVED');
});

test('a delayed segment comes later', async () => {
  await act('delay');
  await expect(lab.rows('segment-delayed')).toHaveCount(1);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
});

test('a duplicate is a segment of its own and does no harm', async () => {
  await act('duplicate');
  await expect(lab.arrows('in-flight')).toHaveCount(2);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  await lab.stepToTheEnd();
  await expect(lab.state('A')).toHaveText('ESTABLISHED');
});

test('a corrupted segment is thrown away, and Why names the checksum', async () => {
  await act('corrupt');
  for (let i = 0; i < 5 && (await lab.rows('segment-unreadable').count()) === 0; i += 1) {
    await lab.step();
  }
  await lab.rows('segment-unreadable').getByRole('button').click();
  await expect(lab.rule).toContainText(say('rule-checksum-failed'));
});

test('an act that comes too late says so and changes nothing', async () => {
  await lab.stepUntil(lab.state('B'), 'SYN-RECEIVED');
  await lab.arrows('arrived').first().click();
  const before = await lab.facts();
  await lab.button('act-drop', lab.root.locator('tcp-lab-inspector')).click();
  await expect(lab.root.getByRole('alert')).toContainText('0.150 s');
  expect(await lab.facts()).toEqual(before);
});

test('a system call in any state gets the answer of the engine', async () => {
  const card = lab.card('A');
  await card.getByRole('button', { name: say('act-on', { host: 'A' }) }).click();
  await card.getByRole('button', { name: 'send', exact: true }).click();
  await expect(lab.rows('call-entered').last()).toContainText('send');
  await card.getByRole('button', { name: say('act-on', { host: 'A' }) }).click();
  await card.getByRole('button', { name: 'close', exact: true }).click();
  await expect(lab.state('A')).toHaveText('CLOSED');
});

test('a timer can be made to expire', async () => {
  const card = lab.card('A');
  await card.getByRole('button', { name: say('act-on', { host: 'A' }) }).click();
  const timer = say('timer-retransmission');
  await card.getByRole('button', { name: say('expire', { timer }) }).click();
  await expect(lab.retransmissions).toHaveCount(1);
});

test('a cut cable carries nothing until it is restored', async () => {
  const card = lab.card('B');
  const menu = card.getByRole('button', { name: say('act-on', { host: 'B' }) });
  await menu.click();
  await card.getByRole('button', { name: say('cut-cable') }).click();
  await expect(card).toContainText(say('cable-is-cut'));
  await lab.step(3);
  await expect(lab.state('B')).toHaveText('LISTEN');
  await menu.click();
  await card.getByRole('button', { name: say('restore-cable') }).click();
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
});
