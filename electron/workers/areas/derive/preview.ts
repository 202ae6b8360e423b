import type { FormulaPreview, FormulaProblem, FormulaType } from '../../../../shared/contract/derive.ts';
import type { ColumnType, Said } from '../../../../shared/domain.ts';
import { numberToDate } from '../../../../shared/values.ts';
import { evaluateFormula, scopeOf } from '../../../analysis/derive/formula/evaluate.ts';
import { FormulaError } from '../../../analysis/derive/formula/parse.ts';
import { aliasMap } from '../../../analysis/derive/names.ts';
import type { BaseColumn, DerivedColumn } from '../../../analysis/derive/types.ts';
import { areWhole, wholeBins, wholeSteps } from '../../../analysis/stats/bins.ts';
import { maskText } from '../../../analysis/privacy/mask.ts';
import { readColumns } from '../../reading/coded.ts';
import { reading } from '../../reading/reading.ts';
import type { TaskContext } from '../../task.ts';

/** A formula to try on a customer table. */
export interface PreviewInput {
  readonly path: string;
  readonly table: string;
  readonly columns: readonly {
    readonly column: string;
    readonly name: string;
    readonly type: ColumnType;
    readonly personal: boolean;
  }[];
  /** derived columns (by name): they may be called by their keys too */
  readonly derived: readonly { readonly column: string; readonly key: string; readonly name: Said }[];
  readonly formula: string;
  readonly type: FormulaType | null;
  /** milliseconds; NaN: none */
  readonly reference: number;
}

const ROWS = 8;
const BINS = 20;
const VALUES = 12;

/** Check a formula; when it is sound, what it gives for the customers of the table. */
export function previewFormula(input: PreviewInput, context: TaskContext): FormulaPreview {
  const empty = input.columns.map(({ name, type, personal }): BaseColumn => {
    return { name, type, personal, values: [], codes: new Int32Array(0) };
  });
  const aliases = aliasMap(input.derived);
  try {
    // without rows first: a formula with a mistake needs no reading
    const { reads } = evaluateFormula(input.formula, scopeOf(empty, input.reference, aliases), 0, input.type);
    const used = input.columns.filter(({ name }) => reads.has(name));
    return reading(input.path, (db) => {
      const { rows, ids, columns } = readColumns(
        db,
        input.table,
        used.map(({ column }) => column),
        () => context.check(),
      );
      const base = used.map(({ name, type, personal }, i): BaseColumn => ({ name, type, personal, ...columns[i]! }));
      const scope = scopeOf(base, input.reference, aliases);
      const { type, values, levels } = evaluateFormula(input.formula, scope, rows, input.type);
      return {
        problem: null,
        type,
        n: rows,
        reads: used.map(({ name }) => name),
        ...shown(type, values, levels, ids, base),
      };
    });
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    return failed({ said: error.said, from: error.from, to: error.to });
  }
}

const failed = (problem: FormulaProblem): FormulaPreview => ({
  problem,
  type: null,
  n: 0,
  missing: 0,
  distinct: 0,
  reads: [],
  rows: [],
  bins: null,
  values: null,
});

const masked = (value: string | number | null): string | number | null =>
  typeof value === 'string' ? maskText(value) : value;

type Shown = Pick<FormulaPreview, 'missing' | 'distinct' | 'rows' | 'bins' | 'values'>;

function shown(
  type: FormulaType,
  values: DerivedColumn['values'],
  levels: readonly string[] | null,
  ids: Int32Array,
  base: readonly BaseColumn[],
): Shown {
  const numeric = values instanceof Float64Array;
  const at = (row: number): string | number | null => {
    if (!numeric) return values.codes[row]! < 0 ? null : values.values[values.codes[row]!]!;
    const value = values[row]!;
    return Number.isNaN(value) ? null : type === 'date' ? numberToDate(value) : value;
  };
  const counts = new Map<string | number, number>();
  let missing = 0;
  const rows: FormulaPreview['rows'] = [];
  for (let row = 0; row < ids.length; row++) {
    const value = at(row);
    if (value === null) {
      missing++;
      continue;
    }
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (rows.length < ROWS)
      rows.push({
        customer: ids[row]!,
        cells: base.map((column) => masked(column.values[column.codes[row]!] ?? null)),
        value: masked(value) ?? '',
      });
  }
  const order = new Map((levels ?? []).map((level, i) => [level, i]));
  const ranked = [...counts].sort(
    ([a, p], [b, q]) =>
      (order.get(String(a)) ?? Infinity) - (order.get(String(b)) ?? Infinity) ||
      q - p ||
      (String(a) < String(b) ? -1 : 1),
  );
  return {
    missing,
    distinct: counts.size,
    rows,
    bins: type === 'number' || type === 'date' ? binsOf(values as Float64Array, type === 'number') : null,
    values:
      type === 'number' || type === 'date'
        ? null
        : ranked.slice(0, VALUES).map(([value, count]) => ({ value: maskText(String(value)), count })),
  };
}

/** Equal-width bins from the lowest value to the highest. @param whole whole numbers have bars of whole numbers */
function binsOf(values: Float64Array, whole: boolean): FormulaPreview['bins'] {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return [];
  if (min === max)
    return [{ from: min, to: max, count: values.reduce((sum, value) => sum + (value === min ? 1 : 0), 0) }];
  const known = values.filter((value) => !Number.isNaN(value));
  if (whole && areWhole(known)) return wholeBins(known, wholeSteps(min, max, BINS));
  // edges half between whole numbers are for whole numbers
  const bins = Number.isInteger(2 * min) && Number.isInteger((max - min) / BINS) ? BINS - 1 : BINS;
  const width = (max - min) / bins;
  const counts = new Int32Array(bins);
  for (const value of known) counts[Math.max(0, Math.min(bins - 1, Math.floor((value - min) / width)))]!++;
  return Array.from(counts, (count, i) => ({ from: min + i * width, to: min + (i + 1) * width, count }));
}
