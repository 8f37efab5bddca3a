import { test as base } from '@playwright/test';
import { Server } from './server.ts';

export { expect } from '@playwright/test';

/** Every test has a server of its worker, and fails on any error the page did not handle. */
export const test = base.extend<{ quiet: void }, { server: Server }>({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
    async ({}, use) => {
      const server = await new Server().start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  quiet: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await use();
      const allowed = test.info().annotations.filter(({ type }) => type === 'expects-error');
      const wrong = errors.filter((e) => !allowed.some((a) => e.includes(a.description ?? '')));
      if (wrong.length > 0) throw new Error(`the page complained:\n${wrong.join('\n')}`);
    },
    { auto: true },
  ],
});
