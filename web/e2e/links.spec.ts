/** A run is a link. */
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';
import { say } from './words.ts';
import { deflateRawSync } from 'node:zlib';

const pack = (state: object): string =>
  '#z=' + deflateRawSync(JSON.stringify(state)).toString('base64url');

test('what is copied opens as the same run', async ({ context, page, server }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  await lab.button('act-drop').first().click();
  await lab.step(3);
  const facts = await lab.facts();
  await lab.button('copy-link').click();
  await expect(lab.button('copied-link')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain(server.site() + '#z=');
  const other = await context.newPage();
  await other.goto(link);
  const copy = new LabPage(other);
  await copy.ready();
  await expect.poll(() => copy.facts()).toEqual(facts);
  await expect(copy.arrows('lost')).toHaveCount(1);
});

test('a link of a run left to itself can be read by people', async ({ page, server }) => {
  await page.goto(server.site() + '#s=lost-third-ack&seed=00000000000000aa&at=7');
  const lab = new LabPage(page);
  await lab.ready();
  await expect(lab.state('B')).not.toHaveText('CLOSED');
  await expect(lab.scrubber).toHaveValue('7');
});

test('another link in the same page is another run', async ({ page, server }) => {
  await page.goto(server.site() + '#s=handshake');
  await new LabPage(page).ready();
  await page.evaluate(() => (location.hash = '#s=simultaneous-open&at=6'));
  await expect(new LabPage(page).state('B')).toHaveText('SYN-SENT');
});

test('a damaged link is explained', async ({ page, server }) => {
  await page.goto(server.site() + '#z=AAAA');
  const alert = new LabPage(page).root.getByRole('alert');
  await expect(alert).toContainText(say('error-link-damaged', { field: 'json' }));
});

test('a link that no longer replays says at which act', async ({ page, server }) => {
  const state = {
    version: '0.0.1',
    scenario: 'handshake',
    seed: '00c0ffee00c0ffee',
    moments: [2, { act: { type: 'drop', crossing: 99 } }],
    position: 3,
  };
  await page.goto(server.site() + pack(state));
  await expect(new LabPage(page).root.getByRole('alert')).toContainText(/\b1\b/);
});
