import type { StepOf } from '../../../shared/cleaning.ts';
import type { Said } from '../../../shared/domain.ts';
import type { Stored } from '../intake/convert.ts';
import { halfWidth } from '../intake/missing.ts';
import { type CleanContext, note, noColumn, type Outcome, skip } from './context.ts';
import { countedNumbers, quantileOf } from './numbers.ts';
import { type CleanColumn, type CleanTable, Coder, columnNamed, countsOf, withColumn, withMade } from './table.ts';
import { appended, asStored, converted, inOrder } from './values.ts';

/** What a row with a missing value gets; null: it stays missing. */
type Filler = (row: number) => Stored;

/** Fill missing values and mark the cells that were filled. */
export function fill(table: CleanTable, step: StepOf<'fill'>, context: CleanContext): Outcome {
  const column = columnNamed(table, step.column);
  if (!column) return noColumn(step.column);
  const found = fillerOf(table, column, step, context);
  if ('skipped' in found) return found;
  const coder = new Coder(0);
  column.values.forEach((value) => coder.code(value));
  const codes = column.codes.slice();
  const filled = new Uint8Array(table.rows);
  for (let r = 0; r < table.rows; r++) {
    if (column.values[codes[r]!] !== null || table.gone?.[r] === 1) continue;
    const value = found.of(r);
    if (value === null) continue;
    codes[r] = coder.code(value);
    filled[r] = 1;
  }
  const next = withColumn(table, appended({ ...column, values: coder.values, codes }));
  return flagged(next, column, step.flag ?? `${column.name}_filled`, filled, found.notes);
}

function fillerOf(
  table: CleanTable,
  column: CleanColumn,
  step: StepOf<'fill'>,
  context: CleanContext,
): { of: Filler; notes: Said[] } | { skipped: Said } {
  if (step.with === 'constant') {
    const value = step.value === undefined ? undefined : asStored(step.value, column.type);
    return value === undefined ? skip('notOfType', { column: column.name }) : { of: () => value, notes: [] };
  }
  if (step.with === 'source') return fromSource(table, column, step, context);
  const way = step.with;
  if (way !== 'mode' && column.type !== 'number') return skip('notNumber', { column: column.name });
  const whole = middle(table, column, way);
  if (whole === null) return skip('nothing', { column: column.name });
  if (step.by === undefined) return { of: () => whole, notes: [note('filledWith', { value: String(whole) })] };
  const by = columnNamed(table, step.by);
  if (!by) return noColumn(step.by) as { skipped: Said };
  const groups = middles(table, column, by, way);
  return { of: (row) => groups.get(by.codes[row]!) ?? whole, notes: [note('filledGroups', { count: groups.size })] };
}

type Way = 'median' | 'mean' | 'mode';

/** Median, mean or mode of a column; of equally frequent values the smallest. */
function middle(table: CleanTable, column: CleanColumn, way: Way): Stored {
  if (way !== 'mode') {
    const counted = countedNumbers(table, column);
    if (counted.n === 0) return null;
    if (way === 'median') return quantileOf(counted, 0.5);
    let sum = 0;
    counted.values.forEach((value, i) => (sum += value * (counted.upTo[i]! - (counted.upTo[i - 1] ?? 0))));
    return sum / counted.n;
  }
  const counts = countsOf(table, column);
  let best: Stored = null;
  let most = 0;
  column.values.forEach((value, code) => {
    const n = counts[code]!;
    if (value !== null && n > 0 && (n > most || (n === most && inOrder(value, best) < 0))) {
      best = value;
      most = n;
    }
  });
  return best;
}

/** The same for each value of another column (by its code); groups without any value are left out. */
function middles(table: CleanTable, column: CleanColumn, by: CleanColumn, way: Way): Map<number, Stored> {
  const starts = new Int32Array(by.values.length + 1);
  const use = (r: number): boolean => table.gone?.[r] !== 1 && column.values[column.codes[r]!] !== null;
  for (let r = 0; r < table.rows; r++) if (use(r)) starts[by.codes[r]! + 1]!++;
  for (let g = 0; g < by.values.length; g++) starts[g + 1]! += starts[g]!;
  const places = starts.slice();
  const codes = new Int32Array(starts[by.values.length]!);
  for (let r = 0; r < table.rows; r++) if (use(r)) codes[places[by.codes[r]!]!++] = column.codes[r]!;
  const result = new Map<number, Stored>();
  for (let g = 0; g < by.values.length; g++) {
    const own = codes.subarray(starts[g]!, starts[g + 1]!);
    if (own.length > 0) result.set(g, middle({ ...table, rows: own.length, gone: null }, compact(column, own), way));
  }
  return result;
}

/** A few rows of a column with the values they have: a group must not pay for all distinct values. */
function compact(column: CleanColumn, codes: Int32Array): CleanColumn {
  const coder = new Coder(codes.length);
  for (let r = 0; r < codes.length; r++) coder.codes[r] = coder.code(column.values[codes[r]!]!);
  return { ...column, values: coder.values, codes: coder.codes };
}

function fromSource(
  table: CleanTable,
  column: CleanColumn,
  step: StepOf<'fill'>,
  context: CleanContext,
): { of: Filler; notes: Said[] } | { skipped: Said } {
  const { source, key: keyName } = step;
  if (source === undefined || keyName === undefined) return skip('noSource');
  const key = columnNamed(table, keyName);
  if (!key) return skip('noColumn', { column: keyName });
  const values = context.lookup(source, step.from ?? column.name, keyName);
  if (!(values instanceof Map)) return { skipped: values as Said };
  const byCode = key.values.map((value) => {
    const found = value === null ? undefined : (values as ReadonlyMap<string, Stored>).get(lookupKey(value));
    return found === undefined ? null : converted(found, column.type);
  });
  return { of: (row) => byCode[key.codes[row]!]!, notes: [] };
}

/** How keys of two files are compared. */
export const lookupKey = (value: string | number): string => halfWidth(String(value)).trim();

function flagged(
  table: CleanTable,
  column: CleanColumn,
  name: string,
  filled: Uint8Array,
  notes: readonly Said[],
): Outcome {
  const old = columnNamed(table, name);
  if (old && !(old.origin === null && old.type === 'boolean')) return skip('nameTaken', { column: name });
  const codes = new Int32Array(table.rows);
  for (let r = 0; r < table.rows; r++) codes[r] = filled[r] === 1 || (old && old.values[old.codes[r]!] === 1) ? 1 : 0;
  const values = [0, 1];
  if (old) return { table: withColumn(table, { ...old, values, codes }), notes, quiet: [old.key] };
  const next = withMade(table, [
    {
      name,
      type: 'boolean',
      role: 'ignored',
      dimension: null,
      personal: null,
      format: {},
      levels: null,
      reason: { key: 'cleaning:flag', values: { column: column.name } },
      values,
      codes,
    },
  ]);
  return { table: next, notes, quiet: [table.next] };
}
