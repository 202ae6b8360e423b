import type { StepOf } from '../../../shared/cleaning.ts';
import { familyOf } from '../../../shared/valueTest.ts';
import { rowsMeeting } from '../conditions/marks.ts';
import { answerOf } from '../conditions/value.ts';
import type { Stored } from '../intake/convert.ts';
import { markedRows, ruleAsked } from './conditions.ts';
import { noColumn, type Outcome } from './context.ts';
import { type CleanTable, columnNamed, mapLevels, mapValues, withColumn } from './table.ts';

/** Values that break a rule become missing. */
export function invalid(table: CleanTable, step: StepOf<'invalid'>): Outcome {
  const column = columnNamed(table, step.column);
  if (!column) return noColumn(step.column);
  const { rule } = step;
  const asked = ruleAsked(table, step.column, rule);
  if ('skipped' in asked) return asked;
  if (asked.kind === 'compare') {
    const broken = rowsMeeting({ kind: 'not', of: asked }, markedRows(table));
    if (!broken.includes(1)) return { table };
    const at = column.values.indexOf(null);
    const values: Stored[] = at < 0 ? [...column.values, null] : [...column.values];
    const none = at < 0 ? values.length - 1 : at;
    const codes = column.codes.slice();
    for (let r = 0; r < table.rows; r++) if (broken[r] === 1) codes[r] = none;
    return { table: withColumn(table, { ...column, values, codes }) };
  }
  const answer = answerOf(asked, familyOf(column.type));
  const bad = rule.kind === 'list' && !rule.keep;
  const of = (value: Stored): Stored => (answer(value) === bad ? null : value);
  const levels = mapLevels(column.levels, (level) => of(level) as string | null);
  return { table: withColumn(table, { ...mapValues(column, of), levels }) };
}
