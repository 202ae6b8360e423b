import type { RejectedRow } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { uniqueNames, type HeaderGuess } from '../../analysis/intake/header.ts';
import { chunksOf } from '../files.ts';
import { MOST_COLUMNS } from '../limits.ts';
import type { FileScan } from '../scan.ts';
import type { DataBlock, OpenTable } from '../table.ts';
import { unsupported } from '../unsupported.ts';
import { rowOf, type Columns } from './record.ts';
import type { JsonShape } from './shape.ts';
import { JsonWalker, type JsonElement } from './walker.ts';

const PIECE = 1 << 16;
const RAW = 2000;
/** Records whose names are the first columns; later ones add theirs. */
const FIRST = 400;
const LONGEST_LINE = 16_000_000;

type Piece = { records: { text: string; line: number }[]; bytes: number; replaced: number };

/** Settle how JSON is read: which list holds the records, and their first names. @throws AppError unsupported_file */
export function openJsonTable(path: string, scan: FileScan, shape: JsonShape): OpenTable {
  const notes: Said[] = [];
  const target = shape === 'document' ? chosenList(path, scan, notes) : '';
  const pieces = (): Generator<Piece> => (shape === 'document' ? elementsOf(path, scan, target) : linesOf(path, scan));
  const columns: Columns = new Map();
  let seen = 0;
  for (const piece of pieces()) {
    for (const { text } of piece.records) read(text, columns);
    seen += piece.records.length;
    if (seen >= FIRST) break;
  }
  if (columns.size === 0) throw unsupported(seen === 0 ? 'jsonEmpty' : 'jsonShape');
  const header: HeaderGuess = {
    cells: null,
    index: -1,
    firstData: 0,
    width: columns.size,
    ragged: false,
    names: uniqueNames([...columns.keys()], columns.size),
    reason: { key: 'sources:header.keys' },
    notes: [],
  };
  return {
    format: shape === 'document' ? 'json' : 'jsonl',
    sheets: [],
    sheet: null,
    scan,
    dialect: {
      dialect: { delimiter: ',', quote: '"' },
      delimiterReason: { key: 'sources:delimiter.json' },
      quoteReason: { key: 'sources:delimiter.json' },
      columns: columns.size,
    },
    header,
    headerLine: 0,
    get headerCells() {
      return [...columns.keys()];
    },
    *blocks(): Generator<DataBlock> {
      for (const { records, bytes, replaced } of pieces()) {
        const block: DataBlock = { ...sorted(records, columns, scan), width: columns.size, bytes, replaced };
        if (columns.size > header.names.length) {
          header.names = uniqueNames([...columns.keys()], columns.size);
          header.width = columns.size;
        }
        yield block;
      }
    },
    notes: () => notes,
  };
}

/** Records as rows; what is no record is rejected with its place. */
function sorted(records: Piece['records'], columns: Columns, scan: FileScan) {
  const rows: string[][] = [];
  const lines: number[] = [];
  const rejected: RejectedRow[] = [];
  for (const { text, line } of records) {
    const row = read(text, columns);
    const reason = Array.isArray(row) ? damage(row, text, scan) : row;
    if (Array.isArray(row) && reason === null) {
      rows.push(row);
      lines.push(line);
    } else rejected.push({ line, reason: reason as Said, raw: text.slice(0, RAW) });
  }
  for (const row of rows) while (row.length < columns.size) row.push('');
  return { rows, lines, rejected };
}

function read(text: string, columns: Columns): string[] | Said {
  try {
    const row = rowOf(text, columns);
    if (columns.size > MOST_COLUMNS) throw unsupported('tooManyColumns', { n: columns.size, most: MOST_COLUMNS });
    return row ?? { key: 'sources:rejected.notRecord' };
  } catch (error) {
    // a hundred thousand brackets in one another
    if (error instanceof RangeError) return { key: 'sources:rejected.json' };
    if (!(error instanceof SyntaxError)) throw error;
    const place = /position (\d+)/.exec(error.message);
    if (!place) return { key: 'sources:rejected.json' };
    return { key: 'sources:rejected.jsonAt', values: { n: Number(place[1]) + 1 } };
  }
}

function damage(row: readonly string[], text: string, scan: FileScan): Said | null {
  if (!scan.faithful && text.includes('\ufffd')) return { key: 'sources:rejected.undecodable' };
  return row.some((cell) => cell.includes('\0')) ? { key: 'sources:rejected.nul' } : null;
}

/** The list with the most records; others are told of. */
function chosenList(path: string, scan: FileScan, notes: Said[]): string {
  const counts = new Map<string, number>();
  const walker = new JsonWalker(({ path: list, text }) => {
    if (text.startsWith('{')) counts.set(list, (counts.get(list) ?? 0) + 1);
  });
  for (const { text } of decoded(path, scan)) walker.push(text);
  walker.end();
  let best: string | null = null;
  for (const [list, count] of counts) if (best === null || count > counts.get(best)!) best = list;
  if (best === null) throw unsupported('jsonShape');
  if (counts.size > 1)
    notes.push({
      key: 'sources:note.jsonLists',
      values: { list: best, n: counts.get(best)!, others: counts.size - 1 },
    });
  return best;
}

function* decoded(path: string, scan: FileScan): Generator<{ text: string; bytes: number; replaced: number }> {
  const decoder = new TextDecoder(scan.encoding, { ignoreBOM: true });
  let bytes = scan.bom;
  for (const chunk of chunksOf(path, scan.bom, PIECE)) {
    const text = decoder.decode(chunk, { stream: true });
    bytes += chunk.length;
    yield { text, bytes, replaced: scan.faithful ? 0 : text.split('\ufffd').length - 1 };
  }
  const text = decoder.decode();
  if (text !== '') yield { text, bytes, replaced: 1 };
}

function* elementsOf(path: string, scan: FileScan, target: string): Generator<Piece> {
  let records: JsonElement[] = [];
  const walker = new JsonWalker((element) => {
    if (element.path === target) records.push(element);
  });
  for (const { text, bytes, replaced } of decoded(path, scan)) {
    walker.push(text);
    yield { records, bytes, replaced };
    records = [];
  }
  walker.end();
}

/** A record a line; blank lines are passed over. */
function* linesOf(path: string, scan: FileScan): Generator<Piece> {
  let carry = '';
  let line = 0;
  const cut = (text: string, last: boolean): Piece['records'] => {
    const parts = (carry + text).split('\n');
    carry = last ? '' : parts.pop()!;
    const records: Piece['records'] = [];
    for (const part of parts) {
      line++;
      if (part.trim() !== '') records.push({ text: part.trim(), line });
    }
    if (carry.length > LONGEST_LINE) throw unsupported('jsonLong', { line: line + 1 });
    return records;
  };
  let bytes = 0;
  for (const piece of decoded(path, scan)) {
    bytes = piece.bytes;
    yield { records: cut(piece.text, false), bytes, replaced: piece.replaced };
  }
  yield { records: cut('', true), bytes, replaced: 0 };
}
