import type { ReadOptions, RejectedRow } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { findHeader, uniqueNames, type HeaderGuess } from '../../analysis/intake/header.ts';
import { rowKindsOf, siftRows } from '../../analysis/intake/rowKinds.ts';
import { MOST_COLUMNS } from '../limits.ts';
import type { FileScan } from '../scan.ts';
import { type DataBlock, type OpenTable, noDialect } from '../table.ts';
import { unsupported } from '../unsupported.ts';
import { damage, whyNot } from './faults.ts';
import { cellsOf } from './record.ts';
import type { Place } from './survey.ts';

const RAW = 2000;
/** Rows the header is looked for in. */
const HEADER_ROWS = 400;

type ListPiece = { records: readonly { text: string }[]; bytes: number; replaced: number };
type Rows = { rows: string[][]; lines: number[]; rejected: RejectedRow[] };

/**
 * A list of lists as a table: names from a list beside it, else from the first list, where it is one of names. Lines are
 * the places in the list, from 1.
 * @throws AppError unsupported_file
 */
export function openLists(
  scan: FileScan,
  place: Extract<Place, { kind: 'rows' }>,
  pieces: () => Generator<ListPiece>,
  notes: readonly Said[],
  { headerRow, sums }: Pick<ReadOptions, 'headerRow' | 'sums'>,
): OpenTable {
  const first = firstRows(pieces(), scan);
  if (first.rows.length === 0) throw unsupported('jsonEmpty');
  const header = place.names === null ? named(first, headerRow) : beside(place.names);
  if (header.width > MOST_COLUMNS) throw unsupported('tooManyColumns', { n: header.width, most: MOST_COLUMNS });
  const dataLine = header.firstData === 0 ? 1 : first.lines[header.firstData - 1]! + 1;
  const sample = first.rows.slice(header.firstData);
  let late: Said[] = [...notes];
  return {
    format: 'json',
    sheets: [],
    sheet: null,
    scan,
    dialect: noDialect('json', header.width),
    header,
    headerLine: header.index < 0 ? 0 : first.lines[header.index]!,
    headerCells: header.cells,
    *blocks(): Generator<DataBlock> {
      const kinds = rowKindsOf(header.cells, sample, sums);
      let line = 0;
      for (const { records, bytes, replaced } of pieces()) {
        const block = rowsOf(records, line, scan);
        line += records.length;
        const fitting = fitted(block, dataLine, header.width);
        const sifted = siftRows(fitting, kinds, rawOf);
        late = [...notes, ...kinds.notes()];
        yield { ...sifted, width: header.width, bytes, replaced };
      }
    },
    notes: () => late,
  };
}

/** Names from a list beside the rows. */
function beside(names: readonly string[]): HeaderGuess {
  return {
    cells: names,
    index: -1,
    firstData: 0,
    width: names.length,
    ragged: false,
    names: uniqueNames(names, names.length),
    reason: { key: 'sources:header.beside' },
    notes: [],
  };
}

function named({ rows, lines }: Rows, asked: number | undefined): HeaderGuess {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const padded = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
  return { ...findHeader(padded, lines, asked), width, ragged: false };
}

function firstRows(pieces: Generator<ListPiece>, scan: FileScan): Rows {
  const first: Rows = { rows: [], lines: [], rejected: [] };
  let line = 0;
  for (const { records } of pieces) {
    const { rows, lines } = rowsOf(records.slice(0, HEADER_ROWS), line, scan);
    line += records.length;
    first.rows.push(...rows);
    first.lines.push(...lines);
    if (first.rows.length >= HEADER_ROWS) break;
  }
  return first;
}

function rowsOf(records: ListPiece['records'], before: number, scan: FileScan): Rows {
  const block: Rows = { rows: [], lines: [], rejected: [] };
  records.forEach(({ text }, i) => {
    const line = before + i + 1;
    const row = read(text);
    const reason = Array.isArray(row) ? damage(row, text, scan) : row;
    if (Array.isArray(row) && reason === null) {
      block.rows.push(row);
      block.lines.push(line);
    } else block.rejected.push({ line, reason: reason as Said, raw: text.slice(0, RAW) });
  });
  return block;
}

function read(text: string): string[] | Said {
  try {
    return cellsOf(text) ?? { key: 'sources:rejected.notRecord' };
  } catch (error) {
    return whyNot(error);
  }
}

/** The rows of data, as wide as the header: lists leave out what is empty at their end. */
function fitted(block: Rows, dataLine: number, width: number): Rows {
  const fitting: Rows = { rows: [], lines: [], rejected: block.rejected.filter(({ line }) => line >= dataLine) };
  block.rows.forEach((row, i) => {
    const line = block.lines[i]!;
    if (line < dataLine) return;
    while (row.length > width && row.at(-1)!.trim() === '') row.pop();
    while (row.length < width) row.push('');
    if (row.length === width) {
      fitting.rows.push(row);
      fitting.lines.push(line);
      return;
    }
    const reason: Said = { key: 'sources:rejected.tooMany', values: { fields: row.length, columns: width } };
    fitting.rejected.push({ line, reason, raw: rawOf(row) });
  });
  fitting.rejected.sort((a, b) => a.line - b.line);
  return fitting;
}

const rawOf = (row: readonly string[]): string => JSON.stringify(row).slice(0, RAW);
