import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adjustedRand } from '../../../electron/analysis/cluster/rand-index.ts';
import type { FeatureSpec } from '../../../shared/contract/features.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import type { Receipt } from '../../../shared/contract/sources.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { groupOf, writeWide } from '../../fixtures/generators/wide.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

/** FULL=1: the sizes that are promised; otherwise a twelfth, with a twelfth of the time above what any run takes. */
const full = process.env['FULL'] === '1';
const ROWS = full ? 100_000 : 8000;
const LONG = 1_000_000;
const COLUMNS = 200;
/** Seconds of processor time, and megabytes, of one operation. */
const SECONDS = full ? 60 : 25;
const QUALITY_SECONDS = full ? 60 : 7;
const MEGABYTES = full ? 800 : 450;

interface Cost<T> {
  readonly cpu: number;
  readonly peakMb: number;
  readonly cancelMs: number | null;
  readonly groups: number[] | null;
  readonly result: T;
}

const folder = fs.mkdtempSync(join(tmpdir(), 'wide-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

async function child<T>(name: string, what: string, argument = ''): Promise<Cost<T>> {
  const workspace = join(folder, name, 'w.persona');
  fs.mkdirSync(join(folder, name), { recursive: true });
  const script = join(import.meta.dirname, 'wideChild.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...ENGINE_OPTIONS, script, workspace, what, argument],
    {
      maxBuffer: 1 << 28,
    },
  );
  const cost = JSON.parse(stdout) as Cost<T>;
  console.log(`${name} ${what}: ${cost.cpu.toFixed(1)} s of processor, ${cost.peakMb.toFixed(0)} MB`);
  return cost;
}

function withinBounds({ cpu, peakMb }: Cost<unknown>, seconds = SECONDS): void {
  expect(cpu).toBeLessThan(seconds);
  expect(peakMb).toBeLessThan(MEGABYTES);
}

describe(`a table of ${ROWS.toLocaleString('en')} rows and ${COLUMNS} columns`, () => {
  let receipt: Receipt;
  beforeAll(async () => {
    const path = join(folder, 'wide.csv');
    writeWide(path, { rows: ROWS, columns: COLUMNS, seed: 7 });
    receipt = (await child<Receipt>('wide', 'import', path)).result;
  }, 1_200_000);

  it('reads numbers as numbers, however many different cells there are', () => {
    const numbers = receipt.columns.filter(({ name }) => /^(?:trait|measure|copy) /.test(name));
    expect(numbers.length).toBeGreaterThan(100);
    expect(numbers.filter(({ type }) => type !== 'number')).toEqual([]);
  });

  it('proposes the columns that go together, and says of each other one why not', async () => {
    const { result: features } = await child<FeatureSpec[]>('wide', 'features');
    const used = features.filter(({ use }) => use).map(({ column }) => column);
    expect(used).toEqual(expect.arrayContaining(['trait 1', 'trait 2', 'trait 3', 'channel', 'area']));
    expect(used.length).toBeLessThan(24);
    const whys = new Set(features.filter(({ use }) => !use).map(({ reason }) => reason.key));
    for (const why of ['alone', 'duplicate', 'repeats', 'nearConstant', 'missing', 'manyLevels'])
      expect(whys).toContain(`features:reason.${why}`);
    for (const { reason } of features) {
      expect(sayIn('en', reason)).not.toContain('features:');
      expect(sayIn('zh-CN', reason)).not.toContain('features:');
    }
  }, 600_000);

  it('is segmented within the bounds: the planted groups come back, and what was left aside is said', async () => {
    const cost = await child<Segmentation>('wide', 'segment');
    withinBounds(cost);
    const { result } = cost;
    expect(result.by.k).toBe(4);
    expect(
      adjustedRand(
        cost.groups!,
        cost.groups!.map((_, row) => groupOf(row)),
      ),
    ).toBeGreaterThan(0.95);
    const columns = result.bounded.find(({ key }) => key === 'segments:bounded.columns')!;
    expect(columns.values).toMatchObject({ used: result.reads.length, all: COLUMNS });
    expect(sayIn('en', columns)).toBe(
      `${result.reads.length} of ${COLUMNS} columns used: the others repeat them or carry nothing`,
    );
    expect(sayIn('zh-CN', columns)).toBe(
      `${COLUMNS} 列中采用了 ${result.reads.length} 列：其余的与它们重复，或不含信息`,
    );
    if (full) expect(result.bounded.map(({ key }) => key)).toContain('segments:bounded.features');
  }, 1_200_000);

  it('is judged within the bounds', async () => {
    withinBounds(await child('wide', 'quality'), QUALITY_SECONDS);
  }, 1_200_000);

  it('stops within a second when it is cancelled', async () => {
    const { cancelMs } = await child('wide', 'cancel');
    expect(cancelMs).toBeLessThan(1000);
  }, 600_000);
});

describe.runIf(full)('a table of a million rows and 12 columns', () => {
  it('is segmented within the bounds, on a sample first, and says so', async () => {
    const path = join(folder, 'long.csv');
    writeWide(path, { rows: LONG, columns: 12, seed: 7 });
    await child('long', 'import', path);
    const cost = await child<Segmentation>('long', 'segment');
    withinBounds(cost);
    expect(cost.result.by.k).toBe(4);
    expect(cost.result.n).toBe(LONG);
    expect(
      adjustedRand(
        cost.groups!,
        cost.groups!.map((_, row) => groupOf(row)),
      ),
    ).toBeGreaterThan(0.95);
    const rows = cost.result.bounded.find(({ key }) => key === 'segments:bounded.rows')!;
    expect(sayIn('en', rows)).toBe(
      'Groups sought on a sample of 20,000 of 1,000,000 customers, then fitted to all of them',
    );
  }, 1_800_000);
});
