import type { PlainCondition, RowCondition, ValidRule } from '../../../shared/cleaning.ts';
import type { ColumnCondition, Condition } from '../../../shared/conditions.ts';
import type { Said } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/frames.ts';
import { compilePattern } from '../../../shared/pattern.ts';
import { familyOf, valueTest } from '../../../shared/valueTest.ts';
import { type MarkedRows, rowsMeeting } from '../conditions/marks.ts';
import { inClear } from '../privacy/mask.ts';
import { skip } from './context.ts';
import { type CleanColumn, type CleanTable, columnNamed } from './table.ts';

/** The rows that meet a condition as marks, 1 a row (dropped rows may be marked as well), or why it cannot be asked. */
export function rowsThat(table: CleanTable, condition: RowCondition): Uint8Array | Skipped {
  const asked = askedOf(table, condition);
  return 'skipped' in asked ? asked : rowsMeeting(asked, markedRows(table));
}

/** A table as conditions are asked of it. */
export const markedRows = (table: CleanTable): MarkedRows<string> => ({
  rows: table.rows,
  ids: table.ids,
  segments: null,
  column(name) {
    const column = columnNamed(table, name);
    return column && { family: familyOf(column.type), values: column.values, codes: column.codes };
  },
});

/** What a rule asks of the values of a column; a list asks for its values, whether they are the good ones or not. */
export function ruleAsked(table: CleanTable, column: string, rule: ValidRule): Plain | Skipped {
  if (rule.kind === 'list') return plainAsked(table, { kind: 'values', column, values: rule.values });
  return plainAsked(table, { ...rule, column });
}

type Plain = ColumnCondition<string> | Extract<Condition<string>, { kind: 'compare' }>;
type Skipped = { readonly skipped: Said };

function askedOf(table: CleanTable, condition: RowCondition): Condition<string> | Skipped {
  switch (condition.kind) {
    case 'not': {
      const of = plainAsked(table, condition.of);
      return 'skipped' in of ? of : { kind: 'not', of };
    }
    case 'all':
    case 'any': {
      const parts: Condition<string>[] = [];
      for (const part of condition.of) {
        const asked = plainAsked(table, part);
        if ('skipped' in asked) return asked;
        parts.push(asked);
      }
      return { kind: condition.kind, of: parts };
    }
    default:
      return plainAsked(table, condition);
  }
}

/** A condition with the values it names as they are stored, or why the table cannot be asked it. */
function plainAsked(table: CleanTable, condition: PlainCondition): Plain | Skipped {
  const column = columnNamed(table, condition.column);
  if (!column) return skip('noColumn', { column: condition.column });
  switch (condition.kind) {
    case 'missing':
      return condition;
    case 'values':
      return { ...condition, values: [...inClear(condition.values, column.values).values()].flat() };
    case 'compare': {
      const other = columnNamed(table, condition.other);
      if (!other) return skip('noColumn', { column: condition.other });
      if (familyOf(column.type) !== familyOf(other.type))
        return skip('notComparable', { column: column.name, other: other.name });
      return condition;
    }
    case 'range':
      return endsFit(column, condition) ? condition : skip('endsOfType', { column: column.name });
    case 'pattern':
      try {
        compilePattern(condition.pattern);
        return condition;
      } catch (error) {
        if (error instanceof AppError) return { skipped: error.said };
        throw error;
      }
  }
}

/** Ranges are of numbers and dates, with ends of their kind. */
function endsFit({ type }: CleanColumn, range: Extract<PlainCondition, { kind: 'range' }>): boolean {
  const family = familyOf(type);
  const wanted = family === 'number' ? 'number' : 'string';
  const ends = [range.min, range.max].filter((end) => end !== null);
  return family !== 'text' && ends.every((end) => typeof end === wanted) && valueTest(range, family) !== null;
}
