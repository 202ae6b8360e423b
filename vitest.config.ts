import { defineConfig } from 'vitest/config';
import { ENGINE_OPTIONS } from './electron/own-node.js';

/** These hold seconds or megabytes against a limit: they run one after the other, with nothing of ours beside them. */
const MEASURED = [
  'test/core/contract-suite.test.ts',
  'test/core/loopback/hostile.test.ts',
  'test/core/notes/coded-set.test.ts',
  'test/core/responsive.test.ts',
  'test/core/sources/durability.test.ts',
  'test/core/sources/hostile-files.test.ts',
  'test/core/sources/import-memory.test.ts',
  'test/core/wide/wide.test.ts',
  'test/unit/analysis/pool.test.ts',
  'test/unit/cleaning/clusters.test.ts',
  'test/unit/cleaning/pattern.test.ts',
  'test/unit/derive/rfm.test.ts',
  'test/unit/explore/explore.test.ts',
  'test/unit/intake/hostile.test.ts',
  'test/unit/intake/linear.test.ts',
];

const common = {
  // a process each: tests start workers and may bring the driver down without taking the others along
  pool: 'forks' as const,
  execArgv: ENGINE_OPTIONS,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // a page that loads beside another browser takes seconds; the one second that stands as a default is for pages at rest
  expect: { poll: { timeout: 20_000 } },
  // the built program is run as it is, not transformed
  server: { deps: { external: [/[\\/]dist[\\/]/] } },
};

export default defineConfig({
  test: {
    // a stored picture or file that is not there is a fault; -u writes it
    update: 'none',
    projects: [
      {
        test: {
          ...common,
          name: 'side by side',
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/core/**/*.test.ts', 'test/electron/**/*.test.ts'],
          exclude: MEASURED,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: { ...common, name: 'measured', include: MEASURED, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
