import type { FileFormat, Inspection, ReadOptions } from '../../shared/contract/sources.ts';
import type { Said } from '../../shared/domain.ts';
import { plainCsvCell } from '../../shared/csv.ts';
import { guessDialect, type DialectGuess } from '../analysis/intake/dialect.ts';
import { findHeader, uniqueNames, type HeaderGuess } from '../analysis/intake/header.ts';
import { isBlankRow, rowKindsOf, siftRows } from '../analysis/intake/rowKinds.ts';
import { bytesOf, chunksOf } from './files.ts';
import { RowReader, type RowBlock } from './rows.ts';
import { scanFile, type Checkpoint, type FileScan } from './scan.ts';
import { unsupported } from './unsupported.ts';

/** Bytes looked at to find dialect and header. */
const HEAD = 1 << 18;
const PROBE = 1 << 16;
/** Bytes decoded at a time: small pieces die young; text over 128 KB would be allocated apart and live longer. */
const PIECE = 1 << 16;
/** Raw text kept of a rejected row. */
const RAW = 2000;
/** Rows the header is looked for in. */
const HEADER_ROWS = 400;

/** A source whose reading is settled: where its cells stand, dialect, header. */
export type OpenTable = {
  readonly format: FileFormat;
  readonly sheets: Inspection['sheets'];
  readonly sheet: Inspection['sheet'];
  readonly scan: FileScan;
  readonly dialect: DialectGuess;
  readonly header: HeaderGuess;
  /** 1-based line of the header, 0 without one */
  readonly headerLine: number;
  /** cells of the header row as they stand in the file; null without one */
  readonly headerCells: readonly string[] | null;
  /** what the file calls its columns beside their names, in their order; '': nothing else */
  readonly labels?: readonly string[];
  /** all data rows, in file order; may be called again for a second reading */
  blocks(): Iterable<DataBlock> | AsyncIterable<DataBlock>;
  /** what was noticed while the rows were read */
  notes(): Said[];
};

/** A text table. */
export type TextTable = Omit<OpenTable, 'blocks'> & {
  readonly path: string;
  readonly newline: '\n' | '\r\n' | '\r';
  /** data begins on this line */
  readonly dataLine: number;
  /** the first data rows */
  readonly sample: readonly (readonly string[])[];
  blocks(): Generator<DataBlock>;
};

/** Data rows in pieces: every row has `width` cells, the rest was rejected. */
export type DataBlock = RowBlock & { readonly width: number; readonly replaced: number; readonly bytes: number };

/**
 * The dialect of a table whose cells need none; rows that are left out are written with commas.
 * @param what why: it has `cells`, `columns`, or is JSON
 */
export const noDialect = (what: 'cells' | 'columns' | 'json', columns: number): DialectGuess => ({
  dialect: { delimiter: ',', quote: '"' },
  delimiterReason: { key: `sources:delimiter.${what}` },
  quoteReason: { key: `sources:delimiter.${what}` },
  columns,
});

/** The header of a file whose schema names its columns: no row of it is one. */
export const schemaHeader = (names: readonly string[]): HeaderGuess => ({
  cells: [...names],
  index: -1,
  firstData: 0,
  width: names.length,
  ragged: false,
  names: uniqueNames(names, names.length),
  reason: { key: 'sources:header.schema' },
  notes: [],
});

/** Settle how a file is read: a pass over all its bytes, then dialect and header on decoded samples. */
export function openTable(
  path: string,
  read: ReadOptions,
  checkpoint: Checkpoint,
  scan: FileScan = scanFile(path, read.encoding, checkpoint),
): TextTable {
  const head = decode(bytesOf(path, scan.bom, HEAD), scan, scan.bytes - scan.bom <= HEAD);
  const samples = [head, ...probes(path, scan)];
  const dialect = guessDialect(samples, scan.loneCr, {
    ...(read.delimiter === undefined ? {} : { delimiter: read.delimiter }),
    ...(read.quote === undefined ? {} : { quote: read.quote }),
  });
  const newline = scan.loneCr ? '\r' : head.includes('\r\n') ? '\r\n' : '\n';
  const whole = scan.bytes - scan.bom <= HEAD;
  const all = new RowReader(dialect.dialect, newline).push(head, whole);
  const first = withoutBlank(all);
  if (first.rows.length === 0 && first.rejected.length === 0 && whole) throw unsupported('blank');
  const rows = first.rows.slice(0, HEADER_ROWS);
  const header = findHeader(rows, first.lines, read.headerRow);
  if (header.width > 20000) throw unsupported('tooWide');
  const table: TextTable = {
    format: 'csv',
    sheets: [],
    sheet: null,
    path,
    scan,
    dialect,
    newline,
    header,
    headerLine: header.index < 0 ? 0 : first.lines[header.index]!,
    dataLine: firstDataLine(header, first, all),
    headerCells: header.cells,
    sample: rows.slice(header.firstData),
    blocks: () => dataOf(table),
    notes: () => [],
  };
  return table;
}

function withoutBlank({ rows, lines, rejected }: RowBlock): RowBlock {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const kept = rows.map((row) => !isBlankRow(row, width));
  return { rows: rows.filter((_, i) => kept[i]), lines: lines.filter((_, i) => kept[i]), rejected };
}

/** Where data begins: behind the header also when the first lines there are none that could be stored. */
function firstDataLine(header: HeaderGuess, first: RowBlock, all: RowBlock): number {
  if (header.firstData === 0) return 0;
  const above = first.lines[header.firstData - 1]!;
  const next = first.lines[header.firstData] ?? above + 1;
  if (header.index < 0) return next;
  const lines = [...all.lines, ...all.rejected.map(({ line }) => line)].filter((line) => line > above);
  return lines.reduce((least, line) => Math.min(least, line), next);
}

/** Stretches from the middle and the end of a long file, each from a line start to a line end. */
function probes(path: string, scan: FileScan): string[] {
  if (scan.bytes < 4 * HEAD) return [];
  const texts: string[] = [];
  for (const share of [0.5, 0.95]) {
    const at = scan.bom + 2 * Math.floor((scan.bytes * share) / 2);
    const text = decode(bytesOf(path, at, PROBE), scan, false);
    const sign = scan.loneCr ? '\r' : '\n';
    const from = text.indexOf(sign);
    const to = text.lastIndexOf(sign);
    if (from >= 0 && to > from) texts.push(text.slice(from + 1, to + 1));
  }
  return texts;
}

function decode(bytes: Uint8Array, scan: FileScan, whole: boolean): string {
  return new TextDecoder(scan.encoding, { ignoreBOM: true }).decode(bytes, { stream: !whole });
}

/** All data rows of a table, in file order. Rows that cannot be stored as they are come back as rejections. */
export function* dataOf(table: TextTable): Generator<DataBlock> {
  const { scan, header } = table;
  const reader = new RowReader(table.dialect.dialect, table.newline);
  const decoder = new TextDecoder(scan.encoding, { ignoreBOM: true });
  const check = createCheck(table);
  let done = scan.bom;
  let suspect = false;
  if (!header.ragged) reader.width = header.width;
  for (const chunk of chunksOf(table.path, scan.bom, PIECE)) {
    const text = decoder.decode(chunk, { stream: true });
    done += chunk.length;
    const replaced = scan.faithful ? 0 : countReplaced(text);
    const now = replaced > 0 || text.includes('\0');
    yield { ...check(reader.push(text, false), suspect || now), replaced, bytes: done };
    // a row begun in this piece may end in the next
    suspect = now || (suspect && reader.pending > text.length);
  }
  const rest = decoder.decode();
  const replaced = scan.faithful ? 0 : countReplaced(rest);
  yield { ...check(reader.push(rest, true), suspect || replaced > 0), replaced, bytes: done };
}

function countReplaced(text: string): number {
  let n = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) n++;
  return n;
}

/** Sorts rows into those of the right width and rejections. */
function createCheck(table: TextTable) {
  const { header, dataLine, scan } = table;
  const { delimiter } = table.dialect.dialect;
  let { width } = header;
  const kindOf = rowKindsOf(table.headerCells, table.sample);
  const raw = (row: readonly string[]) => rawOf(row, delimiter);
  let begun = dataLine === 0;
  return (block: RowBlock, suspect: boolean): RowBlock & { width: number } => {
    let { rows, lines } = block;
    let rejected = block.rejected;
    if (!begun) {
      const skip = lines.findIndex((line) => line >= dataLine);
      const from = skip < 0 ? lines.length : skip;
      rows = rows.slice(from);
      lines = lines.slice(from);
      rejected = rejected.filter((row) => row.line >= dataLine);
      begun = skip >= 0;
    }
    let good = true;
    for (const row of rows)
      if (row.length !== width) {
        good = false;
        break;
      }
    if (!good || suspect) {
      const kept: string[][] = [];
      const keptLines: number[] = [];
      rejected = [...rejected];
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        if (isBlankRow(row, width)) continue;
        const reason = (suspect ? damage(row, scan.faithful) : null) ?? fit(row);
        if (reason) rejected.push({ line: lines[i]!, reason, raw: rawOf(row, delimiter) });
        else {
          kept.push(row);
          keptLines.push(lines[i]!);
        }
      }
      rows = kept;
      lines = keptLines;
      rejected.sort((a, b) => a.line - b.line);
    }
    const sifted = siftRows({ rows, lines, rejected }, kindOf, raw);
    for (const row of sifted.rejected) if (row.raw.length > RAW) row.raw = row.raw.slice(0, RAW);
    return { ...sifted, width };
  };

  /** Make a row fit in place, or say why it does not. */
  function fit(row: string[]): Said | null {
    if (row.length === width) return null;
    if (row.length > width) {
      let filled = row.length;
      while (filled > width && row[filled - 1]!.trim() === '') filled--;
      if (filled > width && !header.ragged)
        return { key: 'sources:rejected.tooMany', values: { fields: row.length, columns: width } };
      if (filled > width) width = filled;
      else row.length = width;
      return null;
    }
    if (!header.ragged) return { key: 'sources:rejected.tooFew', values: { fields: row.length, columns: width } };
    while (row.length < width) row.push('');
    return null;
  }
}

function damage(row: readonly string[], faithful: boolean): Said | null {
  for (const cell of row) {
    if (cell.includes('\0')) return { key: 'sources:rejected.nul' };
    if (!faithful && cell.includes('\ufffd')) return { key: 'sources:rejected.undecodable' };
  }
  return null;
}

const rawOf = (row: readonly string[], delimiter: string) =>
  row
    .map((cell) => plainCsvCell(cell, delimiter))
    .join(delimiter)
    .slice(0, RAW);

/** Names of the columns once the width is final (ragged tables grow while they are read). */
export const namesOf = (table: Pick<OpenTable, 'header' | 'headerCells'>, width: number): string[] =>
  width === table.header.names.length ? table.header.names : uniqueNames(table.headerCells ?? [], width);
