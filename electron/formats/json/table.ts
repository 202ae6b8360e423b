import type { ReadOptions, RejectedRow } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { uniqueNames, type HeaderGuess } from '../../analysis/intake/header.ts';
import { MOST_COLUMNS } from '../limits.ts';
import { textOf, type FileScan } from '../scan.ts';
import { type DataBlock, type OpenTable, noDialect } from '../table.ts';
import { unsupported } from '../unsupported.ts';
import { damage, whyNot } from './faults.ts';
import { innerNotes, lineNotes, listAsked, Once, tablesOf, withoutLines } from './inner.ts';
import { openLists } from './lists.ts';
import { KEY, linesOf as recordLines, rowOf, type Columns, type Counted, type InnerLists } from './record.ts';
import type { JsonShape } from './shape.ts';
import { Survey, type Place } from './survey.ts';
import { JsonWalker, type JsonElement } from './walker.ts';

const RAW = 2000;
/** Records whose names are the first columns; later ones add theirs. */
const FIRST = 400;
const LONGEST_LINE = 16_000_000;

type Piece = { records: Omit<JsonElement, 'path'>[]; bytes: number; replaced: number };

/** What is asked for: `headerRow`: 1-based place of the list that holds the names, where rows are lists; `sheet`: a list */
type Asked = Pick<ReadOptions, 'headerRow' | 'sheet' | 'sums'>;

/**
 * Settle how JSON is read: where in it the rows are, and their first names. Lists of records in the records are offered as
 * tables of their own, whose rows carry the fields of their record.
 * @throws AppError unsupported_file, invalid_input (a list that is not there)
 */
export function openJsonTable(path: string, scan: FileScan, shape: JsonShape, asked: Asked = {}): OpenTable {
  if (shape === 'lines') return openRecords('jsonl', scan, () => linesOf(path, scan), [], asked);
  const places = placesIn(path, scan);
  const place = places[0];
  if (!place) throw unsupported('jsonShape');
  const notes = toldOf(place, places);
  const pieces = () => elementsOf(path, scan, place);
  return place.kind === 'rows'
    ? openLists(scan, place, pieces, notes, asked)
    : openRecords('json', scan, pieces, notes, asked);
}

function openRecords(
  format: 'json' | 'jsonl',
  scan: FileScan,
  pieces: () => Generator<Piece>,
  notes: readonly Said[],
  { sheet: asked }: Asked,
): OpenTable {
  const first = firstOf(pieces);
  const tables = tablesOf(first.inner);
  const list = listAsked(asked, tables);
  const others = new Set(tables.map(({ name }) => name));
  const found = list === null ? null : firstLines(pieces, list, others);
  const columns = found?.columns ?? first.columns;
  const inner: InnerLists = new Map();
  const left: InnerLists = new Map();
  const { seen } = first;
  const rowsOf = (record: Piece['records'][number]): Row =>
    list === null || !found ? read(record, columns, inner) : readLines(record, list, { ...found, inner, left, others });
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
    sheets: tables,
    sheet: list === null ? null : { value: list, reason: { key: 'sources:reason.asked' }, overridden: true },
    scan,
    dialect: noDialect('json', columns.size),
    header,
    headerLine: 0,
    get headerCells() {
      return [...columns.keys()];
    },
    *blocks(): Generator<DataBlock> {
      inner.clear();
      left.clear();
      for (const { records, bytes, replaced } of pieces()) {
        const block: DataBlock = { ...sorted(records, rowsOf, columns, scan), width: columns.size, bytes, replaced };
        if (columns.size > header.names.length) {
          header.names = uniqueNames([...columns.keys()], columns.size);
          header.width = columns.size;
        }
        yield block;
      }
    },
    notes: () => [
      ...notes,
      ...(list === null || !found
        ? []
        : lineNotes(list, found.own, found.once.names([...columns.keys()]), [...left.keys()])),
      ...innerNotes(inner, list === null ? tables : []),
    ],
  };
}

/** The first records: their columns, and the lists of records in them. */
function firstOf(pieces: () => Generator<Piece>): { columns: Columns; inner: InnerLists; seen: number } {
  const columns: Columns = new Map();
  const inner: InnerLists = new Map();
  let seen = 0;
  for (const piece of pieces()) {
    for (const record of piece.records) read(record, columns, inner);
    seen += piece.records.length;
    if (seen >= FIRST) break;
  }
  return { columns, inner, seen };
}

/** Columns of a table of lines: those of the record before those of its lines. `own`: how many are the record's. */
type LineColumns = { columns: Columns; own: number; once: Once };

function firstLines(pieces: () => Generator<Piece>, list: string, others: ReadonlySet<string>): LineColumns {
  const own: Columns = new Map();
  const all: Columns = new Map();
  const once = new Once();
  let seen = 0;
  for (const piece of pieces()) {
    for (const { text, key } of piece.records)
      try {
        // the record's columns alone first, so that they keep their places
        const record = recordLines(text, list, all, { inner: new Map(), left: new Map(), others, key });
        record?.own.forEach((cell, i) => {
          const name = [...all.keys()][i]!;
          if (!own.has(name)) own.set(name, own.size);
          const row: string[] = [];
          row[own.get(name)!] = cell;
          once.see(row, [...own.keys()]);
        });
      } catch {
        // it is rejected with its reason when the rows are read
      }
    seen += piece.records.length;
    if (seen >= FIRST) break;
  }
  const columns: Columns = new Map(own);
  for (const name of all.keys()) if (!columns.has(name)) columns.set(name, columns.size);
  return { columns, own: own.size, once };
}

/** A row, several, or why there is none. */
type Row = string[] | Said | { readonly rows: string[][] };

/** The lines of a record, each with the fields of the record. */
function readLines(
  { text, key, line }: Piece['records'][number],
  list: string,
  { columns, once, ...counted }: LineColumns & Counted,
): Row {
  try {
    const record = recordLines(text, list, columns, { ...counted, key });
    if (columns.size > MOST_COLUMNS) throw unsupported('tooManyColumns', { n: columns.size, most: MOST_COLUMNS });
    if (record === null) return { key: 'sources:rejected.notRecord' };
    if (record.lines.length === 0) return withoutLines(list, line, text).reason;
    return {
      rows: record.lines.map((cells, n) =>
        Array.from({ length: columns.size }, (_, i) => cells[i] ?? (n > 0 && once.has(i) ? '' : (record.own[i] ?? ''))),
      ),
    };
  } catch (error) {
    return whyNot(error);
  }
}

/** Records as rows; what is no record is rejected with its place. */
function sorted(
  records: Piece['records'],
  rowsOf: (record: Piece['records'][number]) => Row,
  columns: Columns,
  scan: FileScan,
) {
  const rows: string[][] = [];
  const lines: number[] = [];
  const rejected: RejectedRow[] = [];
  for (const record of records) {
    const { text, line } = record;
    const found = rowsOf(record);
    if ('key' in found) {
      rejected.push({ line, reason: found, raw: text.slice(0, RAW) });
      continue;
    }
    for (const row of 'rows' in found ? found.rows : [found]) {
      const reason = damage(row, text, scan);
      if (reason === null) {
        rows.push(row);
        lines.push(line);
      } else rejected.push({ line, reason, raw: text.slice(0, RAW) });
    }
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
