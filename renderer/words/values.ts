import { printValue, type Read } from '../../shared/print.ts';
import type { Locale } from '../ui/index.ts';

type Stored = string | number | null | undefined;

/** A stored cell in the reader's words; null: missing. `digits`: decimals, where a view tells more of them. */
export const cellText = (
  value: Stored,
  column: Read,
  { lang }: Pick<Locale, 'lang'>,
  digits?: number,
): string | null => (value === null || value === undefined ? null : printValue(value, column, lang, digits));
