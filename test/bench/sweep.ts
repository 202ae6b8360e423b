import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterSweep, type Solution } from '../../electron/workers/areas/segments/sweep.ts';
import { Pool } from '../../electron/workers/pool.ts';
import { blobs } from './blobs.ts';
import { lacking, median, runPeer, tenth } from './peers.ts';
import type { Measurement } from './measurement.ts';

const ROWS = 100_000;
const COLUMNS = 10;
const PLANTED = 6;
const MOST = 10;
const RESTARTS = 10;
const THREADS = 2;
const RUNS = 3;
const PEER = 'sweep_sklearn.py';

/**
 * Choosing k over 2 … 10 on 100,000 rows with six overlapping groups: ten restarts each and a silhouette on 5,000 rows, as
 * the peer does. `stabilityMs` is what the program measures on top of that and the peer does not: stability under
 * resampling and the comparison with data without groups. `worseBy`: by how much the least good of our inertias lies above the
 * peer's (negative: below), relative.
 */
export async function run(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'persona-sweep-'));
  const pool = new Pool(THREADS);
  try {
    const { x } = blobs(ROWS, COLUMNS, PLANTED, 1.2, 9);
    const full = await own(pool, x, true);
    const times: number[] = [];
    const peerTimes: number[] = [];
    let worseBy: number | null = null;
    const missing = await lacking(PEER);
    const matrix = join(folder, 'matrix.f64');
    if (missing === null) writeFileSync(matrix, new Uint8Array(x.buffer));
    for (let turn = 0; turn < RUNS; turn++) {
      const { ms, solutions } = await own(pool, x, false);
      times.push(ms);
      if (missing !== null) continue;
      const [sweep] = await runPeer(PEER, [matrix, String(COLUMNS), String(MOST), String(RESTARTS)]);
      peerTimes.push(Number(sweep!.ms));
      const rows = sweep!.rows as { k: number; inertia: number }[];
      worseBy = Math.max(...rows.map((row) => solutions.find(({ k }) => k === row.k)!.inertia / row.inertia - 1));
    }
    const ms = median(times);
    const stabilityMs = tenth(full.ms - ms);
    if (missing !== null) return { case: 'sweep', ms: tenth(ms), peer: null, stabilityMs, note: missing };
    const peerMs = median(peerTimes);
    return {
      case: 'sweep',
      ms: tenth(ms),
      peer: 'scikit-learn sweep',
      peerMs: tenth(peerMs),
      ratio: Math.round((ms / peerMs) * 1000) / 1000,
      worseBy,
      stabilityMs,
    };
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function own(pool: Pool, x: Float64Array, stability: boolean): Promise<{ ms: number; solutions: Solution[] }> {
  const from = performance.now();
  const solutions = await clusterSweep(pool, {
    matrix: x,
    n: ROWS,
    d: COLUMNS,
    ks: Array.from({ length: MOST - 1 }, (_, i) => i + 2),
    seed: 1,
    restarts: RESTARTS,
    threads: THREADS,
    stability,
  });
  return { ms: performance.now() - from, solutions };
}
