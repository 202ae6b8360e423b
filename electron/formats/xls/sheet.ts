import { unsupported } from '../unsupported.ts';
import type { CellContext } from '../xlsx/cells.ts';
import { MOST_MERGES, type Merge } from '../xlsx/merges.ts';
import type { RowPiece } from '../xlsx/sheets.ts';
import { CellDecoder, holdsCells, rowOf } from './cells.ts';
import type { Stream } from './compound.ts';
import { RECORD, RecordReader } from './records.ts';

/** Rows of a sheet of Excel 97 to 2003. */
const ROWS = 65_536;
/** Rows handed on at a time. */
const PIECE = 1024;
/** Rows that are gathered in one pass where cells do not come in the order of rows. */
const GATHERED = 8192;
/** Records between two looks at whether the job was cancelled. */
const OFTEN = 4096;

/** What a first pass over a sheet found out. */
export type SheetSurvey = {
  /** rows with a record that may hold something */
  readonly rows: number;
  /** bytes of its records */
  readonly bytes: number;
  /** its cells come row by row, as Excel writes them */
  readonly ordered: boolean;
  readonly merges: readonly Merge[];
};

/**
 * Pass over a sheet to its end. `null`: what begins there holds no cells, such as a dialogue.
 * @throws AppError unsupported_file: damaged
 */
export function surveySheet(stream: Stream, at: number, check: () => void): SheetSurvey | null {
  const reader = new RecordReader(stream, at);
  if (!begins(reader)) return null;
  const seen = new Uint8Array(ROWS);
  const merges: Merge[] = [];
  let rows = 0;
  let last = 0;
  let ordered = true;
  let n = 0;
  for (const { id, data } of ownRecords(reader)) {
    if (++n % OFTEN === 0) check();
    if (id === RECORD.mergeCells) takeMerges(data, merges);
    if (!holdsCells(id)) continue;
    const row = rowOf(data);
    if (row < last) ordered = false;
    last = row;
    if (seen[row] === 0) rows++;
    seen[row] = 1;
  }
  merges.sort((a, b) => a.top - b.top || a.left - b.left);
  return { rows, bytes: reader.at - at, ordered, merges };
}

/** The rows of a sheet, from top to bottom whatever the order of its cells. @throws AppError unsupported_file: damaged */
export function* rowsOf(stream: Stream, at: number, survey: SheetSurvey, context: CellContext): Generator<RowPiece> {
  if (survey.ordered) yield* inOrder(stream, at, survey, context);
  else yield* gathered(stream, at, context);
}

function* inOrder(stream: Stream, at: number, { bytes }: SheetSurvey, context: CellContext): Generator<RowPiece> {
  const reader = new RecordReader(stream, at);
  begins(reader);
  let rows: string[][] = [];
  let lines: number[] = [];
  const decoder = new CellDecoder(context, (row, column, text) => {
    let cells = rows.at(-1);
    if (cells === undefined || lines.at(-1) !== row + 1) {
      cells = [];
      rows.push(cells);
      lines.push(row + 1);
    }
    place(cells, column, text);
  });
  for (const record of ownRecords(reader)) {
    // a row goes on until another one begins
    if (rows.length > PIECE && holdsCells(record.id) && rowOf(record.data) + 1 !== lines.at(-1)) {
      yield { rows, lines, done: (record.at - at) / bytes, counts: decoder.counts };
      rows = [];
      lines = [];
    }
    decoder.record(record);
  }
  decoder.end();
  yield { rows, lines, done: 1, counts: decoder.counts };
}

/** Programs write cells in any order; so many passes as there are stretches of rows keep memory small. */
function* gathered(stream: Stream, at: number, context: CellContext): Generator<RowPiece> {
  const total = { errors: 0, uncomputed: 0 };
  for (let from = 0; from < ROWS; from += GATHERED) {
    const found = new Map<number, string[]>();
    const decoder = new CellDecoder(context, (row, column, text) => {
      const cells = found.get(row) ?? [];
      if (cells.length === 0) found.set(row, cells);
      place(cells, column, text);
    });
    const reader = new RecordReader(stream, at);
    begins(reader);
    let inside = false;
    for (const record of ownRecords(reader)) {
      if (holdsCells(record.id)) inside = rowOf(record.data) >= from && rowOf(record.data) < from + GATHERED;
      if (inside) decoder.record(record);
    }
    decoder.end();
    total.errors += decoder.counts.errors;
    total.uncomputed += decoder.counts.uncomputed;
    const order = [...found].sort(([a], [b]) => a - b);
    yield {
      rows: order.map(([, cells]) => cells),
      lines: order.map(([row]) => row + 1),
      done: (from + GATHERED) / ROWS,
      counts: { ...total },
    };
  }
}

function place(cells: string[], column: number, text: string): void {
  while (cells.length < column) cells.push('');
  cells[column] = text;
}

/** Does a sheet of cells begin here? */
function begins(reader: RecordReader): boolean {
  if (!reader.next() || reader.id !== RECORD.bof || reader.data.length < 4) throw unsupported('xlsDamaged');
  return reader.data.readUInt16LE(2) === 0x10;
}

/** The records of a sheet behind its first: those of charts in it, which keep numbers too, are passed over. */
function* ownRecords(reader: RecordReader): Generator<RecordReader> {
  for (let depth = 1; ;) {
    if (!reader.next()) throw unsupported('xlsDamaged');
    if (reader.id === RECORD.bof) depth++;
    else if (reader.id === RECORD.eof && --depth === 0) return;
    else if (depth === 1) yield reader;
  }
}

/** Stretches of rows and columns ([MS-XLS] 2.4.168). */
function takeMerges(data: Buffer, merges: Merge[]): void {
  for (let at = 2; at + 8 <= data.length && merges.length < MOST_MERGES; at += 8) {
    const top = data.readUInt16LE(at) + 1;
    const bottom = data.readUInt16LE(at + 2) + 1;
    const left = data.readUInt16LE(at + 4);
    const right = data.readUInt16LE(at + 6);
    if (top <= bottom && left <= right) merges.push({ top, bottom, left, right });
  }
}
