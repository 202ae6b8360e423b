import type { ColumnGuess } from '../../../shared/domain.ts';
import { headerWords, says } from './vocabulary.ts';

/** The age below which PIPL art. 28 counts all personal information as sensitive. */
const UNDER_AGE = 14;
/** Ages above this are none. */
const OLDEST = 120;
const AGE = ['age', 'ages', 'customer age', 'child age', 'age years', '年龄', '岁数', '周岁', '宝宝年龄', '孩子年龄'];

/** Whether a column tells an age: in years by its header, or by a day of birth. */
export const tellsAge = ({ name, type, personal, role }: ColumnGuess): 'years' | 'birth' | null => {
  if (personal === 'birthDate' && type === 'date') return 'birth';
  if (type !== 'number' || personal !== null || role === 'ignored') return null;
  return says(headerWords(name), AGE) ? 'years' : null;
};

/**
 * Rows with an age under 14. Ages of 0 alone stand for "not known" and are none.
 * @param how years: values are ages; birth: they are days, `YYYY-MM-DD`
 * @param values distinct values as they are stored, and the rows of each
 * @param today `YYYY-MM-DD`
 */
export function minorsIn(
  how: 'years' | 'birth',
  values: readonly (readonly [string | number | null, number])[],
  today: string,
): number {
  const ages = values.flatMap(([value, rows]) => {
    const age = value === null ? NaN : how === 'years' ? Number(value) : ageOf(String(value), today);
    return age >= 0 && age < UNDER_AGE && age <= OLDEST ? [{ age, rows }] : [];
  });
  if (how === 'years' && ages.every(({ age }) => age === 0)) return 0;
  return ages.reduce((sum, { rows }) => sum + rows, 0);
}

/** Whole years between two days; of a day to come, or of none, NaN. */
function ageOf(birth: string, today: string): number {
  if (!/^\d{4}-\d\d-\d\d/.test(birth) || birth.slice(0, 10) > today) return NaN;
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5, 10) ? years - 1 : years;
}
