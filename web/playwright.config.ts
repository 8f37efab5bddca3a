import { defineConfig } from '@playwright/test';
import { chromium } from './build/chromium.ts';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: {
    launchOptions: chromium,
    viewport: { width: 1280, height: 900 },
  },
});
