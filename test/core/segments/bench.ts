import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Client, createClient } from '../../../electron/core/client.ts';
import { type Core, createCore } from '../../../electron/core/core.ts';
import type { Lang } from '../../../shared/domain.ts';
import type { FileRef } from '../../../shared/shell.ts';
import type { Receipt } from '../../../shared/contract/sources.ts';

/** The sample study of the project. */
export const SAMPLE = resolve(import.meta.dirname, '../../../resources/sample');

/** A core on an empty workspace in a folder of its own. */
export interface Bench {
  readonly core: Core;
  readonly client: Client;
  readonly folder: string;
  register(path: string): Promise<string>;
  importFile(path: string): Promise<Receipt>;
  importText(text: string): Promise<Receipt>;
  close(): Promise<void>;
}

/** Make a bench. */
export function createBench(options: { lang?: Lang; threads?: number } = {}): Bench {
  const folder = fs.mkdtempSync(join(tmpdir(), 'pwb-segments-'));
  const core = createCore({
    // no copy by itself while a test counts files
    firstLookMs: 3_600_000,
    home: folder,
    sample: SAMPLE,
    version: 'test',
    open: join(folder, 'w.persona'),
    ...options,
  });
  const client = createClient(core.connect('test'));
  const register = async (path: string) =>
    ((await core.shellCall('shell.registerFile', { path, purpose: 'read' })) as FileRef).fileId;
  const importFile = async (path: string) => client.call('sources.import', { fileId: await register(path) });
  let written = 0;
  return {
    core,
    client,
    folder,
    register,
    importFile,
    importText: (text) => {
      const path = join(folder, `customers-${written++}.csv`);
      fs.writeFileSync(path, text);
      return importFile(path);
    },
    async close() {
      client.close();
      await core.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A stream of numbers in [0, 1) for made-up tables (a linear congruential generator: tables only need to be the same each time). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Customers of three far-apart groups: visits and spend differ, a channel goes with the group, a note is missing at times. */
export function threeGroups(n: number, seed = 1): string {
  const next = numbers(seed);
  const bell = () => (next() + next() + next() + next() - 2) * 1.7;
  const rows = Array.from({ length: n }, (_, i) => {
    const group = i % 6 < 3 ? 0 : i % 6 < 5 ? 1 : 2;
    const visits = [10, 50, 30][group]! + bell() * 2;
    const spend = [900, 900, 100][group]! + bell() * 30;
    const channel = next() < 0.9 ? ['shop', 'web', 'app'][group]! : 'shop';
    const phone = `1380000${String(1000 + i).slice(-4)}`;
    const age = next() < 0.1 ? '' : String(Math.round(30 + bell() * 8));
    return `M${String(i + 1).padStart(5, '0')},${phone},${visits.toFixed(2)},${spend.toFixed(2)},${channel},${age}`;
  });
  return `member,phone,visits,spend,channel,age\n${rows.join('\n')}\n`;
}
