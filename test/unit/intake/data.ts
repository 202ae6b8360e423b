import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadOptions } from '../../../shared/contract/sources.ts';
import { createProfiler, type IntakeInput, type Profile } from '../../../electron/workers/areas/sources/inspect.ts';
import type { Reading } from '../../../electron/formats/locked/password.ts';
import { openTable } from '../../../electron/formats/table.ts';
import { readRawTable, type RawTableFacts } from '../../../electron/formats/raw.ts';
import type { TaskContext } from '../../../electron/workers/task.ts';

const quiet: TaskContext = {
  stopped: () => false,
  check: () => undefined,
  flag: new Int32Array(1),
  progress: () => undefined,
  emit: () => undefined,
  transfer: () => undefined,
};

const folder = fs.mkdtempSync(join(tmpdir(), 'intake-unit-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
let made = 0;

/** A temporary file with these bytes. */
export function fileOf(content: string | Uint8Array): string {
  const path = join(folder, `${made++}.csv`);
  fs.writeFileSync(path, content);
  return path;
}

/** The profile of a text table. */
export function profile(path: string, read: ReadOptions = {}, columns: IntakeInput['columns'] = []): Profile {
  const table = openTable(path, read, () => undefined);
  const profiler = createProfiler(table, { name: 'table.csv', read, columns, mapping: {} }, quiet, () => undefined);
  for (const block of table.blocks()) profiler.take(block);
  return profiler.finish();
}

/** The profile of a table written in a test. */
export const profileText = (text: string | Uint8Array, read: ReadOptions = {}): Profile => profile(fileOf(text), read);

/** A column of a table written in a test: a header and its cells, one a line. */
export function column(name: string, cells: readonly string[]) {
  const text = [name, ...cells]
    .map((cell) => (/[",\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join('\n');
  return profileText(`${text}\n`, { delimiter: '\t', headerRow: 1 }).columns[0]!;
}

/** The raw table of a file, all of it. */
export async function rawOf(path: string, read: Reading = {}): Promise<{ facts: RawTableFacts; rows: string[][] }> {
  const table = await readRawTable(path, read);
  const rows: string[][] = [];
  for await (const row of table.rows) rows.push(row);
  return { facts: table.facts, rows };
}
