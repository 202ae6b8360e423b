import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.{ts,tsx}', 'test/core/**/*.test.ts', 'test/electron/**/*.test.ts'],
    // a process each: tests start workers and may bring the driver down without taking the others along
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // the built program is run as it is, not transformed
    server: { deps: { external: [/[\\/]dist[\\/]/] } },
  },
});
