import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRawTable } from '../../../electron/formats/raw.ts';
import { encodeGb18030 } from '../../../resources/sample/gb18030.ts';
import { drawTable, type WrittenTable } from '../../fixtures/generators/tables.ts';
import { readRfc4180 } from './rfc4180.ts';

/** Tables read from a file each. FULL=1 makes it a hundred thousand, FUZZ_RUNS as many as it says. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? (process.env['FULL'] === '1' ? 100_000 : 10_000));
const folder = fs.mkdtempSync(join(fs.existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'conservation-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'table.csv');

describe(`rows in = stored + rejected, on ${RUNS} generated tables (R23)`, () => {
  it(
    'and the stored cells are those of a second reader',
    async () => {
      const seen = { tidy: 0, stored: 0, rejected: 0, multiline: 0 };
      for (let seed = 1; seed <= RUNS; seed++) {
        const table = drawTable(seed);
        const result = await read(table);
        const problem = table.tidy ? differs(table, result) : loses(table, result);
        if (problem !== null)
          expect.fail(`table ${seed}: ${problem}\n${JSON.stringify(table)}\n${JSON.stringify(result)}`);
        if (table.tidy) seen.tidy++;
        seen.stored += result.rows.length;
        seen.rejected += result.rejected.length;
        if (result.rows.some((row) => row.some((cell) => cell.includes('\n')))) seen.multiline++;
      }
      // the corpus holds what it is meant to hold
      expect(seen.tidy / RUNS).toBeGreaterThan(0.8);
      expect(seen.stored / RUNS).toBeGreaterThan(3);
      expect(seen.rejected / RUNS).toBeGreaterThan(0.5);
      expect(seen.multiline / RUNS).toBeGreaterThan(0.2);
    },
    20 * 60_000,
  );
});

type Result = {
  read: number;
  stored: number;
  columns: string[];
  rows: string[][];
  rejected: { line: number; reason: string; raw: string }[];
};

async function read(table: WrittenTable): Promise<Result> {
  fs.writeFileSync(path, bytesOf(table));
  const { delimiter, encoding } = table;
  const { facts, rows } = await readRawTable(path, { delimiter, encoding, quote: '"', headerRow: 1 });
  const stored: string[][] = [];
  for await (const row of rows) stored.push(row);
  const rejected = facts.rejected.map(({ line, reason, raw }) => ({ line, reason: reason.key, raw }));
  return { read: facts.read, stored: facts.stored, columns: facts.columns, rows: stored, rejected };
}

function bytesOf({ text, encoding, marked }: WrittenTable): Uint8Array {
  const all = marked ? `\ufeff${text}` : text;
  if (encoding === 'gb18030') return encodeGb18030(all);
  if (encoding === 'utf-8') return Buffer.from(all, 'utf8');
  const wide = Buffer.from(all, 'utf16le');
  return encoding === 'utf-16be' ? wide.swap16() : wide;
}

/**
 * Rows after RFC 4180: those of the right width are stored as they are, the others rejected, or completed with an empty cell
 * where a full row has one too.
 */
function differs(table: WrittenTable, result: Result): string | null {
  const [header, ...all] = readRfc4180(table.text, table.delimiter, table.newline);
  // a line of nothing but delimiters is a blank line
  const records = all.filter((row) => table.width === 1 || row.some((cell) => cell.trim() !== ''));
  if (result.read !== records.length) return `${records.length} rows in, ${result.read} read`;
  const { width } = table;
  const fits = (row: readonly string[]): boolean =>
    row.length === width || (row.length > width && row.slice(width).every((cell) => cell.trim() === ''));
  const odd = records.filter((row) => !fits(row)).length;
  // mostly of other widths: such a table is ragged by nature and grows columns instead
  if (records.length > 0 && odd / records.length > 0.5) return loses(table, result);
  if (JSON.stringify(result.columns) !== JSON.stringify(header)) return 'other columns';
  const full = records.filter((row) => row.length === width);
  let stored = 0;
  let completed = 0;
  for (const row of records) {
    const made = result.rows[stored];
    const whole = fits(row);
    if (whole && JSON.stringify(made) === JSON.stringify(row.slice(0, width))) stored++;
    else if (row.length > 1 && row.length !== width && made && isCompleted(row, made, full)) {
      stored++;
      if (!whole) completed++;
    } else if (whole) return 'other cells';
  }
  if (stored !== result.rows.length) return 'cells of no row';
  if (result.rejected.length !== odd - completed)
    return `${odd} rows of another width, ${result.rejected.length} rejected`;
  return kept(table, result);
}

/** The same cells in their order, with nothing but empty ones more or less; more only where a full row has one too. */
function isCompleted(row: readonly string[], made: readonly string[], full: readonly (readonly string[])[]): boolean {
  const filled = (cells: readonly string[]): string => JSON.stringify(cells.filter((cell) => cell.trim() !== ''));
  if (filled(row) !== filled(made)) return false;
  return made.every((cell, c) => cell.trim() !== '' || full.some((one) => one[c]!.trim() === ''));
}

/** Whatever the quotes say: nothing is lost and nothing is there twice. */
function loses(table: WrittenTable, result: Result): string | null {
  return kept(table, result) ?? (letters(dataOf(table)) === letters(everything(result)) ? null : 'characters are lost');
}

function kept(table: WrittenTable, { read: count, stored, rows, rejected, columns }: Result): string | null {
  if (count !== stored + rejected.length) return 'read is not stored + rejected';
  if (stored !== rows.length) return 'stored is not what came out';
  if (rows.some((row) => row.length > columns.length)) return 'a row is wider than the table';
  const lines = table.text.split(/\r\n|\n|\r/).length;
  for (const { line, reason } of rejected)
    if (line < 2 || line > lines || !reason.startsWith('sources:rejected.'))
      return 'a rejection without place or reason';
  return null;
}

const dataOf = ({ text, newline }: WrittenTable): string => text.slice(text.indexOf(newline));
const everything = ({ rows, rejected }: Result): string => [...rows.flat(), ...rejected.map(({ raw }) => raw)].join('');
/** All letters and digits, in order of their codes. */
const letters = (text: string): string =>
  [...text]
    .filter((char) => /[\p{L}\p{N}]/u.test(char))
    .sort()
    .join('');
