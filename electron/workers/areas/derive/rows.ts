import type { Cell } from '../../../../shared/contract/customers.ts';
import type {
  ColumnFormat,
  ColumnType,
  Mapping,
  MappingField,
  PersonalKind,
  SourceKind,
} from '../../../../shared/domain.ts';
import { shownCell as masked } from '../../../analysis/privacy/mask.ts';
import { identityMaps } from '../../../db/areas/customers/built.ts';
import type { ReadDb, SqlValue } from '../../../db/open.ts';
import { quoteName } from '../../../db/settings.ts';

/** A column of a table. */
export interface PageColumn {
  readonly column: string;
  readonly name: string;
  readonly type: ColumnType;
  readonly format: ColumnFormat;
  /** a kind of personal data; masked wherever it is shown */
  readonly personal: PersonalKind | null;
}

/** A source that rows of a customer may stand in. */
export interface PageSource {
  readonly id: number;
  readonly name: string;
  readonly kind: SourceKind;
  readonly table: string;
  readonly mapping: Mapping;
  readonly columns: readonly PageColumn[];
}

/** A customer of the table in view. */
export interface PageInput {
  readonly path: string;
  readonly customer: number;
  /** source row of the table in view */
  readonly view: number;
  /** it was joined from sources; false: it is the one source itself */
  readonly built: boolean;
  readonly sources: readonly PageSource[];
}

/** Rows of one source that are a customer's, in the order of the file. */
export interface OwnRows {
  readonly source: PageSource;
  readonly ids: readonly number[];
  /** 1-based data rows of the file */
  readonly lines: readonly number[];
  /** the least sure one */
  readonly score: number;
  /** cells by row and column, as they are stored */
  readonly cells: readonly (readonly SqlValue[])[];
}

/** Ids in one query. */
const CHUNK = 500;
/** Most rows of a source that are read for one customer; a robot may have a million events. */
const MOST_ROWS = 50_000;

/** The rows of all sources that belong to a customer. */
export function ownRows(db: ReadDb, { customer, view, built, sources }: PageInput): OwnRows[] {
  if (!built) {
    const source = sources.find(({ id }) => id === view);
    return source ? [{ source, lines: [customer], score: 1, ...readRows(db, source, [customer]) }] : [];
  }
  return identityMaps(db, view).flatMap((map) => {
    const source = sources.find(({ id }) => id === map.sourceId);
    if (!source) return [];
    const ids: number[] = [];
    const lines: number[] = [];
    let score = 1;
    for (let i = 0; i < map.customers.length && ids.length < MOST_ROWS; i++) {
      if (map.customers[i] !== customer) continue;
      const id = map.ids ? map.ids[i]! : i + 1;
      ids.push(id);
      lines.push(map.lines ? map.lines[i]! : id);
      score = Math.min(score, map.scores[i]!);
    }
    return ids.length === 0 ? [] : [{ source, lines, score, ...readRows(db, source, ids) }];
  });
}

function readRows(db: ReadDb, { table, columns }: PageSource, ids: readonly number[]): Pick<OwnRows, 'ids' | 'cells'> {
  const names = ['id', ...columns.map(({ column }) => quoteName(column))].join(', ');
  const found = new Map<number, SqlValue[]>();
  for (let from = 0; from < ids.length; from += CHUNK) {
    const part = ids.slice(from, from + CHUNK);
    const sql = `SELECT ${names} FROM ${quoteName(table)} WHERE id IN (${part.map(() => '?').join(', ')})`;
    for (const [id, ...cells] of db.rows(sql, ...part)) found.set(Number(id), cells);
  }
  return { ids, cells: ids.map((id) => found.get(id) ?? columns.map(() => null)) };
}

/** Where a field stands among the columns of a source; -1: nowhere. */
export function placeOf({ mapping, columns }: PageSource, field: MappingField): number {
  const name = mapping[field];
  return name === undefined ? -1 : columns.findIndex((column) => column.name === name);
}

/** A cell as it may be shown. */
export const shownCell = (value: SqlValue | undefined, column: Pick<PageColumn, 'type' | 'personal'>): Cell =>
  masked(value as Cell | undefined, column);
