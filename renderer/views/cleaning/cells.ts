import type { CleanColumn } from '../../../shared/contract/cleaning.ts';
import type { Cell } from '../../../shared/contract/customers.ts';
import { printCell } from '../../../shared/values.ts';
import type { Locale } from '../../ui/index.ts';
import { isYear } from '../sources/words.ts';

type Shown = Pick<CleanColumn, 'name' | 'type' | 'role' | 'format'>;

/** A cell in the reader's words, as the customer table writes it; null: missing. */
export function cellText(
  value: Cell | undefined,
  column: Shown,
  { lang, fmt }: Pick<Locale, 'lang' | 'fmt'>,
): string | null {
  if (value === null || value === undefined) return null;
  if (column.role === 'personal') return String(value);
  if (typeof value === 'number' && column.type === 'number') {
    if (column.format.percent) return fmt.percent(value, 1);
    if (isYear(column.name) && Number.isInteger(value)) return String(value);
    return fmt.number(value, 4);
  }
  if (column.type === 'date' && typeof value === 'string' && value.length === 10) return fmt.date(value);
  return printCell(value, column.type, lang);
}

const WIDTH: Record<CleanColumn['type'], number> = {
  number: 88,
  boolean: 72,
  date: 112,
  category: 120,
  identifier: 112,
  text: 168,
};
/** A date with its time. */
const MOMENT = 176;

/** Width of a column in px: what its values and its name need, up to a limit. `sample`: some of its values. */
export function widthOf({ name, type, role }: CleanColumn, sample: readonly (Cell | undefined)[]): number {
  const moments = type === 'date' && sample.some((value) => typeof value === 'string' && value.length > 10);
  const letters = [...name].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 13 : 7.5), 20);
  return Math.round(Math.min(208, Math.max(moments ? MOMENT : WIDTH[type], letters, role === 'personal' ? 136 : 0)));
}

/** A share that is never rounded to nothing or to all: “< 0.1%”, “> 99.9%”. */
export function shareText(share: number, { fmt }: Pick<Locale, 'fmt'>): string {
  if (share > 0 && share < 0.0005) return `<\u00a0${fmt.percent(0.001, 1)}`;
  if (share < 1 && share > 0.9995) return `>\u00a0${fmt.percent(0.999, 1)}`;
  return fmt.percent(share, 1);
}
