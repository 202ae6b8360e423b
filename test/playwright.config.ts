import { defineConfig } from '@playwright/test';
import { findBrowser } from '../electron/shell/browsers.ts';
import { chromiumArgs } from './support/chromium-args.ts';

export default defineConfig({
  testDir: '.',
  testMatch: ['e2e/**/*.spec.ts', 'electron/**/*.spec.ts'],
  outputDir: '../test-results/e2e',
  globalSetup: './support/prepared-folder.ts',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  use: {
    headless: true,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findBrowser() ?? '', args: chromiumArgs },
  },
});
