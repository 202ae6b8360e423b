import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Writable } from 'node:stream';
import { plainCsvCell } from '../../../shared/csv.ts';
import type { Lang } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/frames.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { readable } from '../../core/failures.ts';
import { readRawTable, type RawTableFacts, type Reading } from '../../core/areas/sources/raw.ts';

export type { Reading };

/** Text gathered before it is written: one write a row would be slow. */
const CHUNK = 1 << 16;

/** What an import would find in a file: encoding, dialect, columns, rejected rows; reasons in words. */
export async function tableFacts(file: string, read: Reading, lang: Lang): Promise<Record<string, unknown>> {
  const { rejected, notes, ...facts } = await factsOf(file, read);
  return {
    file: basename(file),
    ...facts,
    rejected: rejected.map((row) => ({ ...row, reason: sayIn(lang, row.reason) })),
    notes: notes.map((note) => sayIn(lang, note)),
  };
}

/**
 * Every row an import would store, as UTF-8 CSV: decoded cells as they stand, before typing. Lines end in LF; nothing is
 * guarded against spreadsheets, since this is the raw table and not an export.
 */
export async function printTable(file: string, read: Reading, out: Writable): Promise<void> {
  // rows of a ragged table may grow while it is read, hence the header is known only after the last of them
  const { columns } = await factsOf(file, read);
  let text = line(columns, columns.length);
  for await (const row of (await openRaw(file, read)).rows) {
    text += line(row, columns.length);
    if (text.length < CHUNK) continue;
    const taken = out.write(text);
    text = '';
    if (!taken) await once(out, 'drain');
  }
  out.write(text);
}

async function factsOf(file: string, read: Reading): Promise<RawTableFacts> {
  const { facts, rows } = await openRaw(file, read);
  for await (const _row of rows);
  return facts;
}

async function openRaw(file: string, read: Reading) {
  if (!existsSync(file))
    throw new AppError('not_found', { key: 'shell:error.read_missing', values: { name: basename(file) } });
  readable(file);
  return readRawTable(file, read);
}

function line(cells: readonly string[], width: number): string {
  let text = '';
  for (let i = 0; i < width; i++) text += (i > 0 ? ',' : '') + plainCsvCell(cells[i] ?? '', ',');
  // a line with nothing on it would be no row to most readers
  return `${text === '' ? '""' : text}\n`;
}
