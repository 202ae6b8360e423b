import type { ExploreField } from '../../../../shared/contract/explore.ts';
import type { ColumnType } from '../../../../shared/domain.ts';
import { placeOf } from '../../../analysis/explore/places.ts';
import type { AxisType, ExploreColumn, SegmentLabel } from '../../../analysis/explore/types.ts';
import type { Style } from '../../../analysis/groups/words.ts';
import type { ColumnValues } from '../../../analysis/features/values.ts';
import type { ReadDb } from '../../../db/open.ts';
import { readColumns } from '../../reading/values.ts';

/** A column of the customer table to keep in shared memory. */
export interface LoadRequest {
  readonly column: string;
  readonly type: ColumnType;
  readonly levels: readonly string[] | null;
}

/** A column as it is kept: its arrays are in shared memory, so that every thread reads the same ones. */
export interface LoadedColumn {
  readonly values: ColumnValues;
  /** nine in ten known values stand in a province that is known, and half of them name it */
  readonly place: boolean;
  readonly bytes: number;
}

/** A column with what a chart must know of it. */
export interface ColumnUse {
  readonly field: ExploreField;
  readonly name: string;
  readonly type: ColumnType;
  readonly ordered: boolean;
  readonly style: Style;
  readonly loaded: LoadedColumn;
  readonly segments: readonly SegmentLabel[] | null;
}

/** Read columns and ids into shared memory. `check` throws to stop. */
export function loadColumns(
  db: ReadDb,
  table: string,
  requests: readonly LoadRequest[],
  check: (done: number, total: number) => void,
): { ids: Int32Array; columns: LoadedColumn[] } {
  const { ids, columns } = readColumns(db, table, requests, check);
  return {
    ids: sharedInts(ids),
    columns: columns.map((values, i) => {
      const { type, levels } = requests[i]!;
      return loaded(type === 'boolean' ? asCoded(values) : values, type === 'category' && levels === null);
    }),
  };
}

/** Cluster of every row of a segmentation, in the order of the ids; -1: it was left out. */
export function loadMembers(
  db: ReadDb,
  segmentation: number,
  ids: Int32Array,
  check: (done: number, total: number) => void,
): LoadedColumn {
  const codes = sharedInts(new Int32Array(ids.length).fill(-1));
  let row = 0;
  for (const [customer, cluster] of db.rows(
    'SELECT customer_id, cluster FROM member WHERE segmentation_id = ? ORDER BY customer_id',
    segmentation,
  )) {
    if (row % 4096 === 0) check(row, ids.length);
    while (row < ids.length && ids[row]! < Number(customer)) row++;
    if (ids[row] === customer) codes[row] = Number(cluster);
  }
  return { values: { kind: 'coded', codes, levels: [] }, place: false, bytes: codes.byteLength };
}

function sharedInts(values: Int32Array): Int32Array {
  const out = new Int32Array(new SharedArrayBuffer(values.byteLength));
  out.set(values);
  return out;
}

function loaded(values: ColumnValues, mayBePlace: boolean): LoadedColumn {
  if (values.kind === 'numeric') {
    const out = new Float64Array(new SharedArrayBuffer(values.values.byteLength));
    out.set(values.values);
    return { values: { kind: 'numeric', values: out }, place: false, bytes: out.byteLength };
  }
  const { levels } = values;
  const codes = sharedInts(values.codes);
  const text = levels.reduce((sum, level) => sum + level.length * 2 + 16, 0);
  return {
    values: { kind: 'coded', codes, levels },
    place: mayBePlace && namesPlaces(codes, levels),
    bytes: codes.byteLength + text,
  };
}

/** A handful of levels that happen to be provinces make no map. */
const LEAST_PLACES = 3;

function namesPlaces(codes: Int32Array, levels: readonly string[]): boolean {
  if (levels.length < LEAST_PLACES || levels.length > 400) return false;
  const found = levels.map(placeOf);
  if (new Set(found.map((place) => place?.code)).size - Number(found.includes(null)) < LEAST_PLACES) return false;
  let [known, placed, named] = [0, 0, 0];
  for (const code of codes) {
    if (code < 0) continue;
    known++;
    if (found[code]) placed++;
    if (found[code]?.named) named++;
  }
  // a column of cities is not taken for one of provinces
  return placed >= known * 0.9 && named >= placed * 0.5;
}

function asCoded(values: ColumnValues): ColumnValues {
  if (values.kind === 'coded') return values;
  const codes = new Int32Array(values.values.length);
  for (let i = 0; i < codes.length; i++) {
    const value = values.values[i]!;
    codes[i] = Number.isNaN(value) ? -1 : value === 1 ? 0 : 1;
  }
  return { kind: 'coded', codes, levels: ['1', '0'] };
}

/** The axis a column makes. */
export function axisTypeOf(field: ExploreField, type: ColumnType, place: boolean): AxisType {
  if (field === 'segment') return 'segment';
  if (type === 'number' || type === 'date') return type;
  return place ? 'place' : 'level';
}

/** A column in the form of the charts. */
export const exploreColumn = ({
  field,
  name,
  type,
  ordered,
  style,
  loaded: kept,
  segments,
}: ColumnUse): ExploreColumn => ({
  field,
  name,
  style,
  axis: axisTypeOf(field, type, kept.place),
  ordered: ordered || type === 'boolean',
  values: kept.values,
  segments,
});
