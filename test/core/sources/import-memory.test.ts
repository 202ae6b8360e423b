import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generate } from '../../bench/import.ts';
import { hasData, realFile } from '../../support/data.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Those of the real file; made up where it is not. */
const LINES = 541_909;
/** All threads together. */
const MOST_MB = 400;

/** The program as it is built: run from its sources, Node holds some ninety megabytes of stripped text beside it. */
test.skipIf(process.platform !== 'linux')('an import stays below 400 MB', { timeout: 120_000 }, async () => {
  const home = mkdtempSync(join(tmpdir(), 'import-memory-'));
  try {
    const file = hasData
      ? realFile('online_retail', 'online_retail.csv')
      : await generate(join(home, 'orders.csv'), LINES);
    const program = [...ENGINE_OPTIONS, '--import', at('../../support/tell-peak.mjs'), at('../../../dist/cli.js')];
    const call = ['call', 'sources.import', JSON.stringify({ fileId: `@${file}` })];
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [...program, ...call, '--workspace', join(home, 'w.persona')],
      { encoding: 'utf8', env: { ...process.env, PERSONA_HOME: home } },
    );
    expect(JSON.parse(stdout)).toMatchObject({ stored: LINES });
    const peak = Number(stderr.trimEnd().split('\n').at(-1)) * 1024;
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(MOST_MB * 1e6);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
