import type { TimelineEntry } from '../../../../shared/contract/customers.ts';
import type { MappingField, SourceKind } from '../../../../shared/domain.ts';
import { looksReturned } from '../../../analysis/derive/sales/read.ts';
import { maskText } from '../../../analysis/privacy/mask.ts';
import { noteForm, quoteForm } from '../../../db/areas/notes/forms.ts';
import type { ReadDb, SqlValue } from '../../../db/open.ts';
import { readStored } from '../../../db/stored.ts';
import { type OwnRows, ownRows, type PageInput, placeOf, shownCell } from './rows.ts';

/** A window of a customer's timeline. */
export interface TimelineInput extends PageInput {
  readonly offset: number;
  readonly limit: number;
  readonly kinds: readonly SourceKind[];
}

/** What is shown. */
export interface Timeline {
  readonly total: number;
  readonly counts: { kind: SourceKind; n: number }[];
  readonly entries: TimelineEntry[];
}

/** Lines of an order that are listed. */
const LINES = 50;
/** Answers of a survey that are listed. */
const FACTS = 12;
/** Longest text that is shown whole. */
const TEXT = 2000;

/** Everything a customer did or said, newest first; what has no date comes last. */
export function timelineOf(db: ReadDb, input: TimelineInput): Timeline {
  const rows = ownRows(db, input);
  const entries = [...rows.flatMap(entriesOf), ...notesOf(db, rows)];
  const counts = new Map<SourceKind, number>();
  for (const { kind } of entries) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const asked = new Set(input.kinds);
  const shown = entries
    .filter(({ kind }) => asked.size === 0 || asked.has(kind))
    .map((entry, i) => ({ entry, i }))
    .sort((a, b) => compareTimes(b.entry.at, a.entry.at) || a.i - b.i)
    .map(({ entry }) => entry);
  return {
    total: shown.length,
    counts: [...counts].map(([kind, n]) => ({ kind, n })),
    entries: shown.slice(input.offset, input.offset + input.limit),
  };
}

const compareTimes = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1;

function entriesOf(own: OwnRows): TimelineEntry[] {
  switch (own.source.kind) {
    case 'orders':
      return ordersOf(own);
    case 'events':
      return own.cells.map((_, row) => single(own, row, 'type', ['page', 'channel'], null));
    case 'feedback':
      return own.cells.map((_, row) => single(own, row, null, ['rating', 'item', 'channel'], 'text'));
    case 'survey':
      return own.cells.map((_, row) => ({ ...single(own, row, null, [], 'text'), facts: answersOf(own, row) }));
    case 'notes':
      return own.cells.map((_, row) => single(own, row, null, ['speaker', 'role'], 'text'));
    default:
      return [];
  }
}

const emptyEntry = {
  title: null,
  amount: null,
  unit: null,
  rows: 1,
  returned: 'no' as const,
  lines: [],
  facts: [],
  text: null,
  note: null,
};

/** One row as one entry. */
function single(
  own: OwnRows,
  row: number,
  title: MappingField | null,
  facts: readonly MappingField[],
  text: MappingField | null,
): TimelineEntry {
  const { source } = own;
  const shown = (field: MappingField | null) => {
    const at = field === null ? -1 : placeOf(source, field);
    return at < 0 ? null : shownCell(own.cells[row]![at], source.columns[at]!);
  };
  const told = text === null ? null : shown(text);
  const called = shown(title);
  return {
    ...emptyEntry,
    kind: source.kind,
    sourceId: source.id,
    at: timeIn(own, row),
    title: called === null ? null : String(called),
    facts: facts.flatMap((field) => factOf(own, row, placeOf(source, field))),
    text: told === null ? null : String(told).slice(0, TEXT),
  };
}

function factOf({ source, cells }: OwnRows, row: number, at: number): TimelineEntry['facts'] {
  if (at < 0) return [];
  const column = source.columns[at]!;
  const value = shownCell(cells[row]![at], column);
  return value === null ? [] : [{ name: column.name, value, type: column.type }];
}

/** What was answered, without what says who answered. */
function answersOf(own: OwnRows, row: number): TimelineEntry['facts'] {
  const mapped = new Set(Object.values(own.source.mapping));
  return own.source.columns
    .flatMap(({ name, type, personal }, at) =>
      mapped.has(name) || personal !== null || type === 'identifier' ? [] : factOf(own, row, at),
    )
    .slice(0, FACTS);
}

function timeIn({ source, cells }: OwnRows, row: number): string | null {
  const at = placeOf(source, 'date');
  const value = at < 0 ? null : (cells[row]![at] ?? null);
  return value === null || !/^\d{4}-\d{2}-\d{2}/.test(String(value)) ? null : String(value);
}

const numberIn = (value: SqlValue | undefined): number | null => {
  if (value === null || value === undefined || value === '') return null;
  const read = Number(value);
  return Number.isFinite(read) ? read : null;
};

/** Lines of one order id are one entry; without ids those of one day. */
function ordersOf(own: OwnRows): TimelineEntry[] {
  const { source, cells, lines } = own;
  const at = (field: MappingField) => placeOf(source, field);
  const [order, quantity, price, amount, item, status, refund] = (
    ['order', 'quantity', 'price', 'amount', 'item', 'status', 'refund'] as const
  ).map(at) as [number, number, number, number, number, number, number];
  const unit = source.columns[amount >= 0 ? amount : price]?.format.unit ?? null;
  const groups = new Map<string, number[]>();
  cells.forEach((row, i) => {
    const id = order < 0 ? null : row[order];
    const key =
      id === null || id === undefined ? `day ${timeIn(own, i)?.slice(0, 10) ?? String(i)}` : `id ${String(id)}`;
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  });
  return [...groups.values()].map((rows) => {
    const read = rows.map((row) => {
      const cell = (place: number) => (place < 0 ? undefined : cells[row]![place]);
      const pieces = numberIn(cell(quantity));
      const each = numberIn(cell(price));
      const worth = amount >= 0 ? numberIn(cell(amount)) : each === null ? null : each * (pieces ?? 1);
      return {
        row: lines[row]!,
        item: item < 0 ? null : shownCell(cell(item), source.columns[item]!),
        quantity: pieces,
        amount: worth,
        returned: looksReturned({
          order: order < 0 ? null : String(cell(order) ?? ''),
          quantity: pieces,
          amount: worth,
          status: status < 0 ? null : String(cell(status) ?? ''),
          refund: refund < 0 ? null : numberIn(cell(refund)),
        }),
      };
    });
    const back = read.filter(({ returned }) => returned).length;
    const first = rows[0]!;
    const known = read.flatMap(({ amount: worth }) => (worth === null ? [] : [worth]));
    const id = order < 0 ? null : shownCell(cells[first]![order], source.columns[order]!);
    return {
      ...emptyEntry,
      kind: source.kind,
      sourceId: source.id,
      at: rows.map((row) => timeIn(own, row)).reduce((a, b) => (compareTimes(a, b) > 0 ? a : b)),
      title: id === null ? null : String(id),
      amount: known.length === 0 ? null : known.reduce((sum, worth) => sum + worth, 0),
      unit,
      rows: rows.length,
      returned: back === 0 ? 'no' : back === rows.length ? 'all' : 'some',
      lines: read.slice(0, LINES),
      facts: (['channel', 'status'] as const).flatMap((field) => factOf(own, first, at(field))),
    };
  });
}

interface NoteFound {
  id: number;
  title: string;
  body: string;
}

/** Notes that are about any row of the customer. */
function notesOf(db: ReadDb, rows: readonly OwnRows[]): TimelineEntry[] {
  const own = new Map(rows.map(({ source, ids }) => [source.id, new Set(ids)]));
  const ids = new Set(
    db
      .all<{ note_id: number; source_id: number; row: number }>('SELECT note_id, source_id, row FROM note_customer')
      .filter(({ source_id: source, row }) => own.get(source)?.has(row))
      .map(({ note_id: note }) => note),
  );
  if (ids.size === 0) return [];
  const names = new Map(
    db.all<{ id: number; name: string }>('SELECT id, name FROM note_theme').map(({ id, name }) => [id, name]),
  );
  return [...ids].flatMap((id) => {
    const note = db.get<NoteFound>('SELECT id, title, body FROM note WHERE id = ?', id);
    if (!note) return [];
    const { date } = readStored(noteForm, note.body, `note ${id}`);
    const quotes = db
      .column<string>('SELECT body FROM note_quote WHERE note_id = ?', id)
      .map((body) => readStored(quoteForm, body, `quote of note ${id}`).themes);
    const themes = [...new Set(quotes.flat())].flatMap((theme) => names.get(theme) ?? []);
    return [
      {
        ...emptyEntry,
        kind: 'notes' as const,
        sourceId: null,
        at: date,
        title: maskText(note.title),
        note: { id, quotes: quotes.length, themes },
      },
    ];
  });
}
