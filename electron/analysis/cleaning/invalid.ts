import type { StepOf } from '../../../shared/cleaning.ts';
import type { Stored } from '../intake/convert.ts';
import { comparable, compareRows, CONTRARY, testOf, type ValueTest } from './conditions.ts';
import { noColumn, type Outcome, skip } from './context.ts';
import { type CleanTable, columnNamed, mapLevels, mapValues, withColumn } from './table.ts';

/** Values that break a rule become missing. */
export function invalid(table: CleanTable, step: StepOf<'invalid'>): Outcome {
  const column = columnNamed(table, step.column);
  if (!column) return noColumn(step.column);
  const { rule } = step;
  if (rule.kind === 'compare') {
    const other = columnNamed(table, rule.other);
    if (!other) return noColumn(rule.other);
    if (!comparable(column, other)) return skip('notComparable', { column: column.name, other: other.name });
    const broken = compareRows(table, column, other, CONTRARY[rule.operator]);
    if (!broken.includes(1)) return { table };
    const at = column.values.indexOf(null);
    const values: Stored[] = at < 0 ? [...column.values, null] : [...column.values];
    const none = at < 0 ? values.length - 1 : at;
    const codes = column.codes.slice();
    for (let r = 0; r < table.rows; r++) if (broken[r] === 1) codes[r] = none;
    return { table: withColumn(table, { ...column, values, codes }) };
  }
  const asked: ValueTest = rule.kind === 'list' ? { kind: 'values', values: rule.values } : rule;
  const test = testOf(column, asked);
  if (typeof test !== 'function') return test;
  const good = rule.kind === 'list' && !rule.keep ? false : true;
  const of = (value: Stored): Stored => (value === null || test(value) === good ? value : null);
  const levels = mapLevels(column.levels, (level) => of(level) as string | null);
  return { table: withColumn(table, { ...mapValues(column, of), levels }) };
}
