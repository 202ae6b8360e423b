import type { StepOf } from '../../../shared/cleaning.ts';
import { note, noColumn, type Outcome, skip } from './context.ts';
import { type CleanColumn, type CleanTable, columnNamed, countsOf, mapValues, withColumn } from './table.ts';

/** Numbers of a column with how often each occurs, ascending. */
export interface Counted {
  readonly values: readonly number[];
  /** rows up to and with each value */
  readonly upTo: readonly number[];
  readonly n: number;
}

/** The numbers of a column without dropped rows. */
export function countedNumbers(table: CleanTable, column: CleanColumn): Counted {
  const counts = countsOf(table, column);
  const codes: number[] = [];
  column.values.forEach((value, code) => {
    if (typeof value === 'number' && counts[code]! > 0) codes.push(code);
  });
  codes.sort((a, b) => (column.values[a] as number) - (column.values[b] as number));
  const upTo: number[] = [];
  let n = 0;
  for (const code of codes) upTo.push((n += counts[code]!));
  return { values: codes.map((code) => column.values[code] as number), upTo, n };
}

/** The quantile of counted numbers, interpolated (type 7 of Hyndman & Fan 1996). NaN without numbers. */
export function quantileOf({ values, upTo, n }: Counted, p: number): number {
  if (n === 0) return Number.NaN;
  const place = (n - 1) * p;
  const at = (index: number): number => {
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! > index) high = middle;
      else low = middle + 1;
    }
    return values[low]!;
  };
  const below = Math.floor(place);
  const low = at(below);
  const part = place - below;
  return part === 0 ? low : low + part * (at(below + 1) - low);
}

/** Numbers beyond two limits are set to the limit. */
export function winsorise(table: CleanTable, step: StepOf<'winsorise'>): Outcome {
  const column = columnNamed(table, step.column);
  if (!column) return noColumn(step.column);
  if (column.type !== 'number') return skip('notNumber', { column: column.name });
  const counted = countedNumbers(table, column);
  if (counted.n === 0) return skip('nothing', { column: column.name });
  let low = quantileOf(counted, step.lower);
  let high = quantileOf(counted, step.upper);
  if (step.fences !== undefined) {
    const [q1, q3] = [quantileOf(counted, 0.25), quantileOf(counted, 0.75)];
    low = q1 - step.fences * (q3 - q1);
    high = q3 + step.fences * (q3 - q1);
  }
  const mapped = mapValues(column, (value) =>
    typeof value === 'number' ? (value < low ? low : value > high ? high : value) : value,
  );
  return { table: withColumn(table, mapped), notes: [note('limits', { low, high })] };
}
