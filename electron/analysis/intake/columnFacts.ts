import type { ColumnFormat } from '../../../shared/domain.ts';
import { missingTest } from './convert.ts';
import { bareCell } from './guards.ts';
import type { DateOrder } from './dates.ts';
import type { Decimal } from './numbers.ts';
import type { Tally } from './personal.ts';
import { headerWords, type HeaderWords } from './vocabulary.ts';

/** What the whole file says about its numbers and dates. */
export type FileFormat = {
  readonly decimal: Decimal;
  readonly dateOrder: DateOrder | null;
  readonly dateOrderAsked: boolean;
};

/** A column of a file, its cells counted by what they say. */
export type ColumnInput = {
  readonly position: number;
  readonly name: string;
  /** distinct raw cells, in order of first appearance (beyond a cap a cell may occur twice) */
  readonly values: readonly string[];
  readonly counts: ArrayLike<number>;
  /** further non-missing cells, past the cap of distinct values */
  readonly beyond: number;
  /** how many different ones those are; left out: none */
  readonly distinctBeyond?: number;
  /** data rows */
  readonly rows: number;
  /** the cells are 0, 1, 2 … or 1, 2, 3 … in file order */
  readonly sequence: boolean;
};

/** Digit strings this long are identifiers: a float64 and a spreadsheet keep 15 digits at most. */
const LONG_DIGITS = 12;

/** A column counted by its distinct values. */
export type Facts = {
  input: ColumnInput;
  header: HeaderWords;
  tally: Tally;
  /** non-missing cells, distinct trimmed values, missing cells */
  present: number;
  distinct: number;
  missing: number;
  /** non-missing cells of `tally`: what share of a column reads as this or that is a share of them */
  kept: number;
};

/** How a column uses bare digits; all in cells. */
export type DigitFacts = {
  all: number;
  leadingZero: number;
  long: number;
  damaged: number;
  zeroTail: number;
  numberOnly: boolean;
};

/** How many cells are bare digits, begin with 0, are long, or were damaged by a spreadsheet (1.10105E+17). */
export function digitFacts({ tally }: Facts): DigitFacts {
  const facts: DigitFacts = { all: 0, leadingZero: 0, long: 0, damaged: 0, zeroTail: 0, numberOnly: true };
  for (const { text, count } of tally) {
    const plain = text.trim();
    if (/^\d+$/.test(plain)) {
      facts.all += count;
      if (plain.length > 1 && plain[0] === '0') facts.leadingZero += count;
      if (plain.length >= LONG_DIGITS) facts.long += count;
      if (plain.length >= 16 && plain.endsWith('000')) facts.zeroTail += count;
    } else if (plain.length < 40 && /^\d\.\d{2,}E\+(?:1[1-9]|2\d)$/i.test(plain)) facts.damaged += count;
    else facts.numberOnly &&= true;
  }
  return facts;
}

/** Count a column: distinct trimmed values, missing cells by the literals of its format. */
export function factsOf(input: ColumnInput, format: ColumnFormat): Facts {
  const missingCell = missingTest(format);
  const merged = new Map<string, { text: string; count: number }>();
  let missing = 0;
  let present = input.beyond;
  for (let i = 0; i < input.values.length; i++) {
    const cell = input.values[i]!;
    const count = input.counts[i]!;
    if (missingCell(cell)) {
      missing += count;
      continue;
    }
    present += count;
    const text = bareCell(cell, format.guard).trim();
    const known = merged.get(text);
    if (known) known.count += count;
    else merged.set(text, { text, count });
  }
  return {
    input,
    header: headerWords(input.name),
    tally: [...merged.values()],
    present,
    distinct: merged.size + (input.distinctBeyond ?? 0),
    missing,
    kept: present - input.beyond,
  };
}
