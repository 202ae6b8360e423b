import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { NO_KEYS } from '../../../electron/own-node.js';

const file = fileURLToPath(new URL('../../../../shared/data/online_retail/online_retail.csv', import.meta.url));
const child = fileURLToPath(new URL('../../bench/importRun.ts', import.meta.url));
if (!existsSync(file)) console.warn('skipped: the memory of an import, ../shared/data is missing');

/** Half a million order lines, all threads together. */
const MOST_MB = 400;

test.skipIf(!existsSync(file))('an import stays below 400 MB', { timeout: 120_000 }, () => {
  const { stdout, stderr } = spawnSync(process.execPath, [NO_KEYS, child, file], { encoding: 'utf8' });
  const outcome = JSON.parse(stdout || stderr) as { rssMb: number; stored: number };
  expect(outcome.stored).toBe(541_909);
  expect(outcome.rssMb).toBeLessThan(MOST_MB);
});
