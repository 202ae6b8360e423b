import type { CleanColumn } from '../../../shared/contract/cleaning.ts';
import type { Cell } from '../../../shared/contract/customers.ts';
import type { Locale } from '../../ui/index.ts';
import { cellText as wordsOf } from '../../words/values.ts';

/** Cleaning shows what a step did to a number: more of its decimals than elsewhere. */
const DIGITS = 4;

/** A cell in the reader's words; null: missing. */
export const cellText = (value: Cell | undefined, column: CleanColumn, locale: Pick<Locale, 'lang'>): string | null =>
  wordsOf(value, column, locale, DIGITS);

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
export function widthOf(
  { name, type }: Pick<CleanColumn, 'name' | 'type'>,
  sample: readonly (string | null)[],
): number {
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
