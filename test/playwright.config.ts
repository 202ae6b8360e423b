import { defineConfig } from '@playwright/test';
import { findBrowser } from '../electron/shell/browsers.ts';
import { chromiumArgs } from './support/chromium-args.ts';

/** Marks a test that measures time: it runs after the others, with nothing beside it. */
const ALONE = /@alone/;

export default defineConfig({
  testDir: '.',
  testMatch: ['e2e/**/*.spec.ts', 'electron/**/*.spec.ts'],
  outputDir: '../test-results/e2e',
  globalSetup: './support/prepared-folder.ts',
  workers: 2,
  projects: [
    // a teardown project runs when the others are through, also when one of them failed
    { name: 'views', grepInvert: ALONE, teardown: 'measured' },
    { name: 'measured', grep: ALONE, workers: 1 },
  ],
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
