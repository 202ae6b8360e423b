import type { FileFormat, Inspection, ReadOptions } from '../../shared/contract/sources.ts';
import type { Said } from '../../shared/domain.ts';
import { guessDialect, type DialectGuess } from '../analysis/intake/dialect.ts';
import { findHeader, uniqueNames, type HeaderGuess } from '../analysis/intake/header.ts';
import { isBlankRow } from '../analysis/intake/rowKinds.ts';
import { StretchReader } from '../analysis/intake/stretches.ts';
import { tablesIn, type FileParts } from '../analysis/intake/tablesIn.ts';
import { createCheck } from './check.ts';
import { bytesOf, chunksOf } from './files.ts';
import { RowReader, type RowBlock } from './rows.ts';
import type { Dialect } from '../analysis/intake/records.ts';
import { scanFile, textOf, type Checkpoint, type FileScan } from './scan.ts';
import { parted } from './parted.ts';
import { partOf, type Part } from './several.ts';
import { unsupported } from './unsupported.ts';

/** Bytes looked at to find dialect and header. */
const HEAD = 1 << 18;
const PROBE = 1 << 16;
/** Bytes decoded at a time: small pieces die young; text over 128 KB would be allocated apart and live longer. */
const PIECE = 1 << 16;
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
  /** which of several tables it is; null: the file is one */
  readonly part: Part | null;
  readonly asked: Pick<ReadOptions, 'short' | 'sums'>;
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
  const part = partAsked(path, read, scan, dialect.dialect, newline, whole ? all : null);
  const own = part?.table ? { rows: part.table.first, lines: part.table.lines, rejected: [] } : first;
  const rows = own.rows.slice(0, HEADER_ROWS);
  const header = findHeader(rows, own.lines, read.headerRow);
  if (header.width > 20000) throw unsupported('tooWide');
  let late: Said[] = [];
  const table: TextTable = {
    format: 'csv',
    sheets: part?.sheets ?? [],
    sheet: part?.sheet ?? null,
    path,
    scan,
    dialect,
    newline,
    header,
    headerLine: header.index < 0 ? 0 : own.lines[header.index]!,
    dataLine: firstDataLine(header, own, part?.table ? own : all),
    headerCells: header.cells,
    sample: rows.slice(header.firstData),
    part,
    asked: { ...(read.short ? { short: read.short } : {}), ...(read.sums ? { sums: read.sums } : {}) },
    blocks: () => dataOf(table, (notes) => (late = notes)),
    notes: () => [...(part?.notes ?? []), ...late],
  };
  return table;
}

/** Which of the tables of a file is read; whoever names the line of the header has the file as it is. */
function partAsked(
  path: string,
  read: ReadOptions,
  scan: FileScan,
  dialect: Dialect,
  newline: TextTable['newline'],
  whole: RowBlock | null,
): Part | null {
  if (read.headerRow !== undefined && read.sheet === undefined) return null;
  const asked = read.sheet?.startsWith('#') === true ? read.sheet : undefined;
  return partOf(partsOf(path, scan, dialect, newline, whole), asked);
}

/** What a file is made of: only one with empty lines in it is read for it. */
function partsOf(
  path: string,
  scan: FileScan,
  dialect: Dialect,
  newline: TextTable['newline'],
  whole: RowBlock | null,
): FileParts | null {
  const stretches = new StretchReader(true);
  const take = ({ rows, lines, rejected }: RowBlock) =>
    stretches.add(
      rows,
      lines,
      rejected.map(({ line }) => line),
    );
  if (whole) take(whole);
  else if (!scan.gaps) return null;
  else {
    const reader = new RowReader(dialect, newline);
    for (const { text } of textOf(path, scan)) {
      take(reader.push(text, false));
      if (stretches.hopeless) return null;
    }
    take(reader.push('', true));
  }
  const found = stretches.finish();
  return found && found.length > 1 ? tablesIn(found) : null;
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
function* dataOf(table: TextTable, note: (notes: Said[]) => void): Generator<DataBlock> {
  const { scan, header, part } = table;
  const { delimiter } = table.dialect.dialect;
  const reader = new RowReader(table.dialect.dialect, table.newline);
  const decoder = new TextDecoder(scan.encoding, { ignoreBOM: true });
  const check = createCheck(table, note);
  const checked = (block: RowBlock, damaged: boolean) =>
    part === null ? check(block, damaged) : parted(block, part, delimiter, (own) => check(own, damaged));
  let done = scan.bom;
  let suspect = false;
  if (!header.ragged) reader.width = header.width;
  for (const chunk of chunksOf(table.path, scan.bom, PIECE)) {
    const text = decoder.decode(chunk, { stream: true });
    done += chunk.length;
    const replaced = scan.faithful ? 0 : countReplaced(text);
    const now = replaced > 0 || text.includes('\0');
    yield { ...checked(reader.push(text, false), suspect || now), replaced, bytes: done };
    // a row begun in this piece may end in the next
    suspect = now || (suspect && reader.pending > text.length);
  }
  const rest = decoder.decode();
  const replaced = scan.faithful ? 0 : countReplaced(rest);
  yield { ...checked(reader.push(rest, true), suspect || replaced > 0), replaced, bytes: done };
}

function countReplaced(text: string): number {
  let n = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) n++;
  return n;
}

/** Names of the columns once the width is final (ragged tables grow while they are read). */
export const namesOf = (table: Pick<OpenTable, 'header' | 'headerCells'>, width: number): string[] =>
  width === table.header.names.length ? table.header.names : uniqueNames(table.headerCells ?? [], width);
