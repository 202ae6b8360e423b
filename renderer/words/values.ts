import { printValue, type Read, withUnit } from '../../shared/print.ts';
import type { Locale } from '../ui/index.ts';

type Stored = string | number | null | undefined;

/** A stored cell in the reader's words; null: missing. `digits`: decimals, where a view tells more of them. */
export const cellText = (
  value: Stored,
  column: Read,
  { lang }: Pick<Locale, 'lang'>,
  digits?: number,
): string | null => (value === null || value === undefined ? null : printValue(value, column, lang, digits));

/** The same with the unit of a number, for a value that stands by itself. */
export function valueText(value: Stored, column: Read, locale: Pick<Locale, 'lang'>): string | null {
  const text = cellText(value, column, locale);
  return text === null || typeof value !== 'number' || column.type !== 'number'
    ? text
    : withUnit(text, column.unit ?? '');
}
