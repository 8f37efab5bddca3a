/** The lab as a guest: one file in strangers' pages, under their policies, in frames, under any path. */
import { expect, test } from './fixtures.ts';
import { LabPage } from './lab-page.ts';
import { SUB_PATH } from './server.ts';
import { say } from './words.ts';

const ONE_FILE = '<script type="module" src="/elsewhere/tcp-lab.js"></script>';
const CLASSIC = '<script src="/elsewhere/tcp-lab.js"></script>';
const ELEMENT = '<tcp-lab scenario="handshake" loading="eager">needs JavaScript</tcp-lab>';
const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types lit-html";

test('one file makes a plain page a laboratory', async ({ page, server }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(server.page('plain', ONE_FILE + ELEMENT));
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
  const others = requests.filter((path) => !path.endsWith('favicon.ico'));
  expect(others).toEqual(['/pages/plain.html', '/elsewhere/tcp-lab.js']);
});

test('two labs on one page share one engine and keep apart', async ({ page, server }) => {
  await page.addInitScript(() => {
    const counted = globalThis as unknown as { compiled: number };
    counted.compiled = 0;
    const { compile } = WebAssembly;
    WebAssembly.compile = (bytes) => {
      counted.compiled += 1;
      return compile.call(WebAssembly, bytes);
    };
  });
  const second = ELEMENT.replace('handshake', 'simultaneous-open');
  await page.goto(server.page('two', ONE_FILE + ELEMENT + second));
  const [left, right] = [new LabPage(page), new LabPage(page, { nth: 1 })];
  await left.ready();
  await right.ready();
  await left.stepUntil(left.state('A'), 'SYN-SENT');
  await expect(right.state('A')).toHaveText('CLOSED');
  expect(await page.evaluate(() => (globalThis as unknown as { compiled: number }).compiled)).toBe(
    1,
  );
});

test('playing one lab pauses the other', async ({ page, server }) => {
  await page.goto(server.page('voices', ONE_FILE + ELEMENT + ELEMENT));
  const [first, second] = [new LabPage(page), new LabPage(page, { nth: 1 })];
  await first.ready();
  await second.ready();
  await first.slow();
  await second.slow();
  await first.play.click();
  await expect(first.pause).toBeVisible();
  await second.play.click();
  await expect(second.pause).toBeVisible();
  await expect(first.play).toBeVisible();
});

test('a second copy of the file does no harm', async ({ page, server }) => {
  const again = ONE_FILE.replace('.js', '.js?again');
  await page.goto(server.page('copies', ONE_FILE + again + ELEMENT));
  await new LabPage(page).ready();
});

test('the file is also a classic script', async ({ page, server }) => {
  await page.goto(server.page('classic', ELEMENT + CLASSIC));
  await new LabPage(page).ready();
});

test('it works under a strict policy that allows WebAssembly', async ({ page, server }) => {
  await page.goto(server.page('strict', ONE_FILE + ELEMENT, STRICT));
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
});

test('under a policy that forbids WebAssembly it names the directive', async ({ page, server }) => {
  const forbidding = STRICT.replace(" 'wasm-unsafe-eval'", '');
  await page.goto(server.page('forbidding', ONE_FILE + ELEMENT, forbidding));
  const alert = new LabPage(page).root.getByRole('alert');
  await expect(alert).toContainText(say('error-wasm-blocked', { directive: "'wasm-unsafe-eval'" }));
});

test('it works in a sandboxed frame, where storage throws', async ({ page, server }) => {
  // A frame without an origin loads modules only from hosts that allow it; a classic script it may.
  const inner = server.page('sandboxed', ELEMENT + CLASSIC);
  await page.goto(
    server.page('sandbox', `<iframe sandbox="allow-scripts" src="${inner}"></iframe>`),
  );
  await new LabPage(page.frameLocator('iframe')).ready();
});

test('the site works under any path', async ({ page, server }) => {
  await page.goto(server.site('', SUB_PATH));
  const lab = new LabPage(page);
  await lab.ready();
  await lab.stepUntil(lab.state('A'), 'SYN-SENT');
});

test('embed.html tells its parent how tall it is', async ({ page, server }) => {
  const source = server.site('embed.html', SUB_PATH) + '#s=lost-third-ack&lang=zh-CN';
  await page.goto(
    server.page(
      'course',
      `<iframe src="${source}" width="700" height="100"></iframe>
       <script>
         addEventListener('message', ({ data, source }) => {
           const frame = document.querySelector('iframe');
           if (source === frame.contentWindow && data.type === 'tcp-lab:height') frame.height = data.height;
         });
       </script>`,
    ),
  );
  const lab = new LabPage(page.frameLocator('iframe'), { language: 'zh-CN' });
  await lab.ready();
  const frame = page.locator('iframe');
  await expect.poll(async () => Number(await frame.getAttribute('height'))).toBeGreaterThan(300);
  const overflows = () => {
    const { scrollHeight, clientHeight } = document.documentElement;
    return scrollHeight - clientHeight;
  };
  await expect.poll(() => lab.root.evaluate(overflows)).toBe(0);
});

test('the file imports cleanly where there is no document', async () => {
  const file = new URL('../dist/tcp-lab.js', import.meta.url);
  await expect(import(file.href)).resolves.toBeDefined();
  expect(globalThis.customElements).toBeUndefined();
});
