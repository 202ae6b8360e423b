import type { FittedFeature } from '../../../shared/figures.ts';
import type { ColumnValues } from './values.ts';

/** A column of new data as a frozen feature reads it. */
export interface FrozenColumn {
  readonly values: ColumnValues;
  /** values that the feature had never seen, most frequent first, and the customers that have one */
  readonly unseen: { readonly levels: readonly string[]; readonly customers: number };
}

/** Unseen levels that are named. */
const NAMED = 5;

/**
 * Bring a column onto the levels a feature was fitted with. One it has never seen stands for itself where levels are columns of their
 * own (all of them stay 0), and is a missing value where levels are places in an order.
 * @returns null: it holds numbers where levels are wanted, or the other way round
 */
export function frozenColumn(fitted: FittedFeature, column: ColumnValues): FrozenColumn | null {
  const own = fitted.treatment === 'onehot';
  if (column.kind === 'numeric') {
    if (own) return { values: column, unseen: unseenNumbers(fitted, column.values) };
    // levels of a place in an order are names: numbers cannot stand for them
    return fitted.levels.length > 0 ? null : { values: column, unseen: { levels: [], customers: 0 } };
  }
  if (!own && fitted.levels.length === 0) return null;
  const place = column.levels.map((level) => fitted.levels.indexOf(level));
  const counts = new Map<string, number>();
  const codes = new Int32Array(column.codes.length).fill(-1);
  for (let i = 0; i < codes.length; i++) {
    const code = column.codes[i]!;
    if (code < 0) continue;
    codes[i] = place[code]!;
    if (codes[i]! < 0) counts.set(column.levels[code]!, (counts.get(column.levels[code]!) ?? 0) + 1);
  }
  // levels that are columns are found by their names again
  const values = own ? column : { kind: 'coded' as const, codes, levels: fitted.levels.map((level) => level ?? '') };
  return { values, unseen: mostFrequent(counts) };
}

function unseenNumbers({ levels }: FittedFeature, values: Float64Array): FrozenColumn['unseen'] {
  const known = new Set(levels);
  const counts = new Map<string, number>();
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const name = String(value);
    if (!known.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return mostFrequent(counts);
}

function mostFrequent(counts: ReadonlyMap<string, number>): FrozenColumn['unseen'] {
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return {
    levels: sorted.slice(0, NAMED).map(([level]) => level),
    customers: sorted.reduce((sum, [, n]) => sum + n, 0),
  };
}
