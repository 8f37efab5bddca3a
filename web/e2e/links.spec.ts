/** A run is a link. */
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';
import { say } from './words.ts';
import { readFile } from 'node:fs/promises';
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
  await lab.button('share').click();
  await lab.button('copy-moment').click();
  await expect(lab.button('shared-link')).toBeVisible();
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

test('reload and Back find the run as it was left', async ({ page, server }) => {
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  await lab.button('act-drop').first().click();
  await expect(lab.arrows('lost')).toHaveCount(1);
  await expect(page).toHaveURL(/#z=/);
  const [facts, entries] = [await lab.facts(), await page.evaluate(() => history.length)];
  await page.reload();
  await lab.ready();
  await expect.poll(() => lab.facts()).toEqual(facts);
  const before = page.url();
  await lab.button('gallery').click();
  await lab.root.locator('[data-scenario="no-listen"] button.title').click();
  await expect(page).toHaveURL(/#s=no-listen/);
  expect(await page.evaluate(() => history.length)).toBe(entries + 1);
  await page.goBack();
  await expect(page).toHaveURL(before);
  await expect.poll(() => lab.facts()).toEqual(facts);
});

test('a run is saved as a scenario file, which opens again', async ({ page, server }) => {
  await page.goto(server.site());
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  await lab.button('act-drop').first().click();
  await lab.button('share').click();
  await lab.root.getByRole('textbox', { name: say('share-name') }).fill('My lost SYN');
  const saving = page.waitForEvent('download');
  await lab.button('share-save').first().click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('My-lost-SYN.json');
  const text = await readFile(await saved.path(), 'utf8');
  await page.goto(server.site() + '#s=no-listen');
  await lab.ready();
  const open = (name: string, content: string) =>
    lab.root.locator('input[type=file]').setInputFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    });
  await open('own.json', text);
  await expect(lab.root.getByRole('combobox', { name: say('scenario') })).toHaveText(/My lost SYN/);
  await lab.stepUntil(lab.state('B'), 'ESTABLISHED');
  await expect(lab.arrows('lost')).toHaveCount(1);
  await open('broken.json', text.replace('"rfc9293"', '"rfc9294"'));
  const alert = lab.root.getByRole('alert');
  await expect(alert).toContainText('broken.json');
  await expect(alert).toContainText(/rfc9294.*expected one of.*linux-6\.x/);
});
