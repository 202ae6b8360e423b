import type { CleanColumn } from '../../../shared/contract/cleaning.ts';
import type { Cell } from '../../../shared/contract/customers.ts';
import { printCell } from '../../../shared/values.ts';
import type { Locale } from '../../ui/index.ts';
import { saysYear } from '../../../shared/attribute.ts';

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
    if (saysYear(column.name) && Number.isInteger(value)) return String(value);
    return fmt.number(value, 4);
  }
  if (column.type === 'date' && typeof value === 'string') {
    // a time stands behind the day as it does in the file
    const [day = '', time = ''] = value.split(/[T ]/, 2);
    if (day.length === 10) return `${fmt.date(day)} ${time.replace(/^(\d{2}:\d{2}):00$/, '$1')}`.trim();
  }
  return printCell(value, column.type, lang);
}

/** The least and the most room of a column, px. */
const LEAST: Record<CleanColumn['type'], number> = {
  number: 80,
  boolean: 72,
  date: 104,
  category: 96,
  identifier: 96,
  text: 144,
};
const MOST = 208;
const wide = (text: string) => [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 13.5 : 8), 24);

/** Width of a column in px: what its name and its values need, up to a limit. `sample`: some of its values, printed. */
export function widthOf({ name, type }: CleanColumn, sample: readonly (string | null)[]): number {
  const values = sample.map((value) => (value === null ? 0 : wide(value)));
  return Math.round(Math.min(MOST, Math.max(LEAST[type], wide(name) - 4, ...values)));
}

/** A share with one decimal, never rounded to nothing or to all: “< 0.1%”, “> 99.9%”. */
export function shareText(share: number, { fmt }: Pick<Locale, 'fmt'>): string {
  if (share <= 0 || share >= 1) return fmt.percent(share);
  if (share < 0.0005) return `<\u00a0${fmt.percent(0.001, 1)}`;
  if (share > 0.9995) return `>\u00a0${fmt.percent(0.999, 1)}`;
  // both languages write the decimal point, and decimals stand under each other
  return `${(share * 100).toFixed(1)}%`;
}
