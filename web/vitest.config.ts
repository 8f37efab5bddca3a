import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromium } from './build/chromium.ts';

export default defineConfig({
  test: {
    projects: [
      // What needs no document: links, the player, geometry, catalogues.
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.ts'],
          exclude: ['src/elements/**'],
        },
      },
      // Elements are tested where they live.
      {
        optimizeDeps: {
          include: ['lit', 'lit/decorators.js', 'lit/directives/repeat.js', '@fluent/bundle'],
        },
        test: {
          name: 'browser',
          include: ['src/elements/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromium }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
