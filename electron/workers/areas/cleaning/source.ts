import type { Mapping, Said, SourceKind } from '../../../../shared/domain.ts';
import { type CleanContext, type RawCells, skip } from '../../../analysis/cleaning/context.ts';
import { lookupKey } from '../../../analysis/cleaning/fill.ts';
import { markUnread, mayBeUnread } from '../../../analysis/cleaning/unread.ts';
import type { ColumnFacts } from '../../../../shared/domain.ts';
import type { CleanColumn, CleanTable } from '../../../analysis/cleaning/table.ts';
import type { Stored } from '../../../analysis/intake/convert.ts';
import { unpackCoded } from '../../../analysis/intake/rawBlock.ts';
import type { ReadDb } from '../../../db/open.ts';
import { readColumns } from '../../reading/coded.ts';
import { utf8 } from '../../../formats/utf8.ts';

/** A source to clean, complete and cloneable. */
export interface CleanSource {
  readonly id: number;
  readonly path: string;
  /** its own table of typed rows: never written */
  readonly table: string;
  readonly kind: SourceKind;
  readonly mapping: Mapping;
  readonly importedAt: string;
  /** what the data dictionary allows, by folded code name */
  readonly allowed: Readonly<Record<string, readonly string[]>>;
  /** in table order: c0, c1 … */
  readonly columns: readonly ColumnFacts[];
  /** place in the file of each column, where the rows of the table are those of the raw blocks one by one; otherwise null */
  readonly raw: readonly number[] | null;
  /** other files that steps look into, by name */
  readonly others: Readonly<Record<string, { readonly table: string; readonly columns: readonly ColumnFacts[] }>>;
}

/** A source read, with what its steps may look at. */
export interface LoadedSource {
  readonly table: CleanTable;
  context(db: ReadDb, check: () => void): CleanContext;
}

/** Read a source's table whole. */
export function loadSource(
  db: ReadDb,
  source: CleanSource,
  check: (done: number, total: number) => void,
): LoadedSource {
  const names = source.columns.map((_, i) => `c${i}`);
  const read = readColumns(db, source.table, names, check);
  const columns = source.columns.map((facts, i): CleanColumn => ({ ...facts, key: i, origin: i, ...read.columns[i]! }));
  const table: CleanTable = { rows: read.rows, ids: read.ids, gone: null, columns, next: columns.length };
  const raws = new Map<number, RawCells | null>();
  const lookups = new Map<string, ReadonlyMap<string, Stored> | Said>();
  let unread: ReadonlyMap<number, Uint8Array> | null = null;
  return {
    table,
    context: (open, stop) => ({
      base: table,
      check: stop,
      raw: (origin) => {
        if (!raws.has(origin)) raws.set(origin, rawCells(open, source, table, origin));
        return raws.get(origin)!;
      },
      unread: (origin) => {
        unread ??= unreadCells(open, source, table, stop);
        return unread.get(origin) ?? null;
      },
      lookup: (name, from, key) => {
        const place = JSON.stringify([name, from, key]);
        const known = lookups.get(place) ?? lookup(open, source, name, from, key);
        lookups.set(place, known);
        return known;
      },
    }),
  };
}

/** Whether the rows of a table are those of its raw blocks, one by one. */
const isInStep = ({ rows, ids }: CleanTable): boolean => rows === 0 || (ids[0] === 1 && ids[rows - 1] === rows);

/**
 * Rows of each column whose cell could not be read, of all columns in one pass: to unpack a block for one column costs as
 * much as for all of them. Columns without such rows are not there.
 */
function unreadCells(
  db: ReadDb,
  source: CleanSource,
  table: CleanTable,
  check: () => void,
): ReadonlyMap<number, Uint8Array> {
  const columns = table.columns.flatMap((column, origin) => {
    const place = source.raw?.[origin];
    return place === undefined || !mayBeUnread(column)
      ? []
      : [{ origin, place, column, marks: new Uint8Array(table.rows), marked: 0 }];
  });
  if (columns.length === 0 || !isInStep(table)) return new Map();
  let at = 0;
  for (const [data] of db.rows('SELECT data FROM raw_block WHERE source_id = ? ORDER BY seq', source.id)) {
    check();
    const block = unpackCoded(data as Uint8Array, utf8);
    if (at + block.rows > table.rows) return new Map();
    for (const one of columns) {
      const cells = block.values[one.place];
      if (cells) one.marked += markUnread(one.marks, at, one.column, cells, block.codes[one.place]!);
    }
    at += block.rows;
  }
  if (at !== table.rows) return new Map();
  return new Map(columns.flatMap(({ origin, marks, marked }) => (marked > 0 ? [[origin, marks]] : [])));
}

/** The raw cells of a column, in the order of the table's rows. */
function rawCells(db: ReadDb, source: CleanSource, table: CleanTable, origin: number): RawCells | null {
  const place = source.raw?.[origin];
  if (place === undefined || !isInStep(table)) return null;
  const codes = new Int32Array(table.rows);
  const index = new Map<string, number>();
  const values: string[] = [];
  let at = 0;
  for (const [data] of db.rows('SELECT data FROM raw_block WHERE source_id = ? ORDER BY seq', source.id)) {
    const block = unpackCoded(data as Uint8Array, utf8);
    // a column that a later row brought in (ragged files) is not there in the blocks before it
    const cells = block.values[place] ?? [''];
    const own = block.codes[place] ?? new Uint16Array(block.rows);
    if (at + block.rows > table.rows) return null;
    const codeOf = cells.map((cell) => {
      let code = index.get(cell);
      if (code === undefined) {
        index.set(cell, (code = values.length));
        values.push(cell);
      }
      return code;
    });
    for (let r = 0; r < block.rows; r++) codes[at + r] = codeOf[own[r]!]!;
    at += block.rows;
  }
  return at === table.rows ? { values, codes } : null;
}

/** Values of a column of another file by its key; of several rows with one key the first that is not missing. */
function lookup(
  db: ReadDb,
  source: CleanSource,
  name: string,
  from: string,
  key: string,
): ReadonlyMap<string, Stored> | Said {
  const other = Object.hasOwn(source.others, name) ? source.others[name] : undefined;
  if (!other) return skip('noFile', { file: name }).skipped;
  const [keyAt, fromAt] = [key, from].map((column) => other.columns.findIndex((one) => one.name === column));
  if (keyAt! < 0) return skip('noColumnIn', { column: key, file: name }).skipped;
  if (fromAt! < 0) return skip('noColumnIn', { column: from, file: name }).skipped;
  const { rows, columns } = readColumns(db, other.table, [`c${keyAt}`, `c${fromAt}`]);
  const [keys, values] = columns as [(typeof columns)[0], (typeof columns)[0]];
  const found = new Map<string, Stored>();
  for (let r = 0; r < rows; r++) {
    const at = keys.values[keys.codes[r]!]!;
    const value = values.values[values.codes[r]!]!;
    if (at === null || value === null) continue;
    const place = lookupKey(at);
    if (!found.has(place)) found.set(place, value);
  }
  return found;
}
