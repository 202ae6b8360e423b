import type { RejectedRow } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { uniqueNames, type HeaderGuess } from '../../analysis/intake/header.ts';
import { MOST_COLUMNS } from '../limits.ts';
import { textOf, type FileScan } from '../scan.ts';
import { type DataBlock, type OpenTable, noDialect } from '../table.ts';
import { unsupported } from '../unsupported.ts';
import { damage, whyNot } from './faults.ts';
import { openLists } from './lists.ts';
import { KEY, rowOf, type Columns, type InnerLists } from './record.ts';
import type { JsonShape } from './shape.ts';
import { Survey, type Place } from './survey.ts';
import { JsonWalker, type JsonElement } from './walker.ts';

const RAW = 2000;
/** Records whose names are the first columns; later ones add theirs. */
const FIRST = 400;
const LONGEST_LINE = 16_000_000;
/** Lists of records inside records that are told of. */
const MOST_INNER = 12;

type Piece = { records: Omit<JsonElement, 'path'>[]; bytes: number; replaced: number };

/**
 * Settle how JSON is read: where in it the rows are, and their first names.
 * @param asked 1-based place of the list that holds the names, where rows are lists
 * @throws AppError unsupported_file
 */
export function openJsonTable(path: string, scan: FileScan, shape: JsonShape, asked?: number): OpenTable {
  if (shape === 'lines') return openRecords('jsonl', scan, () => linesOf(path, scan), []);
  const places = placesIn(path, scan);
  const place = places[0];
  if (!place) throw unsupported('jsonShape');
  const notes = toldOf(place, places);
  const pieces = () => elementsOf(path, scan, place);
  return place.kind === 'rows'
    ? openLists(scan, place, pieces, notes, asked)
    : openRecords('json', scan, pieces, notes);
}

function openRecords(
  format: 'json' | 'jsonl',
  scan: FileScan,
  pieces: () => Generator<Piece>,
  notes: readonly Said[],
): OpenTable {
  const columns: Columns = new Map();
  const inner: InnerLists = new Map();
  let seen = 0;
  for (const piece of pieces()) {
    for (const record of piece.records) read(record, columns, new Map());
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
    format,
    sheets: [],
    sheet: null,
    scan,
    dialect: noDialect('json', columns.size),
    header,
    headerLine: 0,
    get headerCells() {
      return [...columns.keys()];
    },
    *blocks(): Generator<DataBlock> {
      inner.clear();
      for (const { records, bytes, replaced } of pieces()) {
        const block: DataBlock = { ...sorted(records, columns, inner, scan), width: columns.size, bytes, replaced };
        if (columns.size > header.names.length) {
          header.names = uniqueNames([...columns.keys()], columns.size);
          header.width = columns.size;
        }
        yield block;
      }
    },
    notes: () => [...notes, ...innerNotes(inner)],
  };
}

/** Lists of records that stay text, each with its column. */
function innerNotes(inner: InnerLists): Said[] {
  return [...inner].slice(0, MOST_INNER).map(([column, { rows, least, most }]) => ({
    key: least === most ? 'sources:note.jsonInnerSame' : 'sources:note.jsonInner',
    values: { column, n: rows, least, most },
  }));
}

/** Records as rows; what is no record is rejected with its place. */
function sorted(records: Piece['records'], columns: Columns, inner: InnerLists, scan: FileScan) {
  const rows: string[][] = [];
  const lines: number[] = [];
  const rejected: RejectedRow[] = [];
  for (const record of records) {
    const { text, line } = record;
    const row = read(record, columns, inner);
    const reason = Array.isArray(row) ? damage(row, text, scan) : row;
    if (Array.isArray(row) && reason === null) {
      rows.push(row);
      lines.push(line);
    } else rejected.push({ line, reason: reason as Said, raw: text.slice(0, RAW) });
  }
  for (const row of rows) while (row.length < columns.size) row.push('');
  return { rows, lines, rejected };
}

function read({ text, key }: Piece['records'][number], columns: Columns, inner: InnerLists): string[] | Said {
  try {
    const row = rowOf(text, columns, inner, key);
    if (columns.size > MOST_COLUMNS) throw unsupported('tooManyColumns', { n: columns.size, most: MOST_COLUMNS });
    return row ?? { key: 'sources:rejected.notRecord' };
  } catch (error) {
    return whyNot(error);
  }
}

/** Every place of a document that may hold its rows, the one with most rows first. */
function placesIn(path: string, scan: FileScan): readonly Place[] {
  const survey = new Survey();
  const walker = new JsonWalker(() => undefined, { watcher: survey });
  for (const { text } of textOf(path, scan)) walker.push(text);
  walker.end();
  return survey.places;
}

/** Which place was chosen, and what stands in others; what lies in the records of a map is a part of them. */
function toldOf(place: Place, places: readonly Place[]): Said[] {
  const { kind, path, n } = place;
  const within = (other: Place) => kind === 'map' && (path === '' || other.path.startsWith(`${path}.`));
  const others = places.filter((other) => other !== place && !within(other)).length;
  const notes: Said[] = [];
  if (kind === 'map')
    notes.push({ key: `sources:note.jsonMap${path === '' ? 'Top' : ''}`, values: { list: path, n, column: KEY } });
  if (kind === 'rows')
    notes.push({
      key: `sources:note.jsonRows${place.names === null ? 'First' : ''}`,
      values: { n, list: path, names: place.from },
    });
  if (others > 0) notes.push({ key: 'sources:note.jsonLists', values: { list: path, n, others } });
  return notes;
}

function* elementsOf(path: string, scan: FileScan, place: Place): Generator<Piece> {
  let records: JsonElement[] = [];
  const walker = new JsonWalker(
    (element) => {
      if (element.path === place.path && (place.kind === 'map') === (element.key !== undefined)) records.push(element);
    },
    place.kind === 'map' ? { map: place.path } : {},
  );
  for (const { text, bytes, replaced } of textOf(path, scan)) {
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
  for (const piece of textOf(path, scan)) {
    bytes = piece.bytes;
    yield { records: cut(piece.text, false), bytes, replaced: piece.replaced };
  }
  yield { records: cut('', true), bytes, replaced: 0 };
}
