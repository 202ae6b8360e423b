import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleRows, seeded } from '../../electron/analysis/random.ts';
import type { KmeansResult } from '../../electron/analysis/cluster/run.ts';
import { clusterRun } from '../../electron/workers/areas/segments/sweep.ts';
import { Pool } from '../../electron/workers/pool.ts';
import { blobs } from './blobs.ts';
import { lacking, median, runPeer, tenth } from './peers.ts';
import type { Measurement } from './measurement.ts';

const ROWS = 1_000_000;
const COLUMNS = 10;
const GROUPS = 8;
const THREADS = 2;
const UPDATES = 300;
const RUNS = 3;
const PEER = 'kmeans_sklearn.py';
/** Equal to nine digits. */
const SAME = 5e-10;

/**
 * Eight overlapping groups, a million rows, starting centres that are rows: the project's engine on two threads against
 * scikit-learn's Lloyd, in turn. The pool's threads are up before the clock starts, as they are in the program; so is the
 * peer's interpreter. `growth`: the same work on fewer rows.
 */
export async function run(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'persona-cluster-'));
  const pool = new Pool(THREADS);
  try {
    const { x } = blobs(ROWS, COLUMNS, GROUPS, 1.2, 5);
    const start = centresFrom(x);
    await own(pool, x, 10_000, start);
    const growth: { n: number; ms: number; iterations: number }[] = [];
    for (const n of [10_000, 100_000, ROWS]) {
      const { ms, result } = await own(pool, x, n, start);
      growth.push({ n, ms: tenth(ms), iterations: result.iterations });
    }
    const missing = await lacking(PEER);
    if (missing !== null) return { case: 'cluster', ms: growth[2]!.ms, peer: null, growth, note: missing };
    const matrix = join(folder, 'matrix.f64');
    const init = join(folder, 'init.json');
    writeFileSync(matrix, new Uint8Array(x.buffer));
    writeFileSync(init, JSON.stringify(rowsOf(start)));
    const times: number[] = [];
    const peerTimes: number[] = [];
    let inertia = 0;
    let peerInertia = 0;
    let iterations = 0;
    for (let turn = 0; turn < RUNS; turn++) {
      const { ms, result } = await own(pool, x, ROWS, start);
      const [lloyd] = await runPeer(PEER, [matrix, String(COLUMNS), init, String(UPDATES)]);
      times.push(ms);
      peerTimes.push(Number(lloyd!.ms));
      ({ inertia, iterations } = result);
      peerInertia = Number(lloyd!.inertia);
    }
    const ms = median(times);
    const peerMs = median(peerTimes);
    return {
      case: 'cluster',
      ms: tenth(ms),
      peer: 'scikit-learn lloyd',
      peerMs: tenth(peerMs),
      ratio: Math.round((ms / peerMs) * 1000) / 1000,
      iterations,
      inertia,
      peerInertia,
      inertiaEqual: Math.abs(inertia / peerInertia - 1) < SAME,
      growth,
    };
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function own(
  pool: Pool,
  x: Float64Array,
  n: number,
  start: Float64Array,
): Promise<{ ms: number; result: KmeansResult }> {
  const from = performance.now();
  const result = await clusterRun(pool, { x, n, d: COLUMNS }, start, THREADS, UPDATES);
  return { ms: performance.now() - from, result };
}

/** Rows of the first ten thousand, so that every size starts alike. */
function centresFrom(x: Float64Array): Float64Array {
  const rows = sampleRows(10_000, GROUPS, seeded(6));
  return Float64Array.from(
    Array.from(rows).flatMap((row) => Array.from(x.subarray(row * COLUMNS, (row + 1) * COLUMNS))),
  );
}

function rowsOf(centres: Float64Array): number[][] {
  return Array.from({ length: GROUPS }, (_, j) => Array.from(centres.subarray(j * COLUMNS, (j + 1) * COLUMNS)));
}
