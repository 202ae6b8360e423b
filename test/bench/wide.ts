import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeWide } from '../fixtures/generators/wide.ts';
import type { Measurement } from './measurement.ts';
import { tenth } from './peers.ts';
import { ENGINE_OPTIONS } from '../../electron/own-node.js';

const ROWS = 100_000;
const COLUMNS = 200;
const child = fileURLToPath(new URL('../core/wide/wideChild.ts', import.meta.url));

/** Segmenting and judging a wide table, each in a process of its own: `ms` is processor time, of the dearer of the two. */
export async function run(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-wide-'));
  try {
    const [file, home] = [join(folder, 'wide.csv'), join(folder, 'home')];
    mkdirSync(home);
    writeWide(file, { rows: ROWS, columns: COLUMNS, seed: 7 });
    const cost = async (what: string, argument = ''): Promise<{ cpu: number; peakMb: number }> => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [...ENGINE_OPTIONS, child, join(home, 'w.persona'), what, argument],
        {
          maxBuffer: 2 ** 28,
        },
      );
      return JSON.parse(stdout) as { cpu: number; peakMb: number };
    };
    await cost('import', file);
    const segment = await cost('segment');
    const quality = await cost('quality');
    return {
      case: 'wide',
      ms: tenth(1000 * Math.max(segment.cpu, quality.cpu)),
      peer: null,
      rssMb: Math.round(Math.max(segment.peakMb, quality.peakMb)),
      segmentMs: tenth(1000 * segment.cpu),
      qualityMs: tenth(1000 * quality.cpu),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
