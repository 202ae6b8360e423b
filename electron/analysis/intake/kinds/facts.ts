import type { ColumnGuess } from '../../../../shared/domain.ts';
import { converterOf } from '../convert.ts';
import { bareCell } from '../guards.ts';
import { goodsHeader } from '../personalHeaders.ts';
import { headerWords, type HeaderWords } from '../vocabulary.ts';

/** A column as it was decided, with its distinct raw cells and how often each occurs. */
export type KindColumn = {
  readonly guess: ColumnGuess;
  readonly values: readonly string[];
  readonly counts: ArrayLike<number>;
};

/** What the kinds ask of a column. */
export type KindFacts = {
  readonly guess: ColumnGuess;
  readonly header: HeaderWords;
  /** cells with a value */
  readonly present: number;
  /** distinct values as a share of the cells with a value */
  readonly variety: number;
  /** some distinct values as written, longest lists cut */
  readonly sample: readonly { readonly text: string; readonly count: number }[];
  /** share of the cells with a value that hold the commonest one, 0 to 1 */
  readonly most: number;
  /** mean length of the values, a Han character counted as two */
  readonly length: number;
  /** numbers only: all whole, smallest and largest of the sample */
  readonly whole: boolean;
  readonly min: number;
  readonly max: number;
  /** dates only: some have a time of day */
  readonly timed: boolean;
};

/** Distinct values looked at. */
const SAMPLE = 2000;

/** Look at a column for what its rows may be. @param rows data rows */
export function kindFacts({ guess, values, counts }: KindColumn, rows: number): KindFacts {
  const sample: { text: string; count: number }[] = [];
  const step = Math.max(1, Math.floor(values.length / SAMPLE));
  for (let i = 0; i < values.length; i += step) {
    const text = bareCell(values[i]!, guess.format.guard).trim();
    if (text !== '' && counts[i]! > 0) sample.push({ text, count: counts[i]! });
  }
  const present = Math.max(0, rows - guess.missing);
  let cells = 0;
  let letters = 0;
  for (const { text, count } of sample) {
    cells += count;
    letters += count * widthOf(text);
  }
  let most = 0;
  for (let i = 0; i < values.length; i++) if (counts[i]! > most && values[i]!.trim() !== '') most = counts[i]!;
  const numbers = guess.type === 'number' ? numbersOf(guess, sample) : [];
  return {
    guess,
    header: headerWords(goodsHeader(guess.name.trim())),
    present,
    variety: present === 0 ? 0 : Math.min(1, guess.distinct / present),
    sample,
    most: present === 0 ? 0 : Math.min(1, most / present),
    length: cells === 0 ? 0 : letters / cells,
    whole: numbers.length > 0 && numbers.every(Number.isInteger),
    min: numbers.reduce((a, b) => Math.min(a, b), Infinity),
    max: numbers.reduce((a, b) => Math.max(a, b), -Infinity),
    timed:
      guess.type === 'date' &&
      (guess.format.unixTime === true ||
        sample.some(({ text }) => /\d[:点时]\d/.test(text) && !/\b0{1,2}:00(?::00)?\b/.test(text))),
  };
}

function numbersOf(guess: ColumnGuess, sample: readonly { text: string }[]): number[] {
  const convert = converterOf(
    guess,
    sample.map(({ text }) => text),
  );
  return sample.map(({ text }) => convert(text)).filter((value) => typeof value === 'number');
}

const HAN = /\p{Script=Han}/gu;
/** Length of a text, a Han character counted as two; cut at 2,000 characters. */
const widthOf = (text: string): number => {
  const short = text.slice(0, 2000);
  return short.length + (short.match(HAN)?.length ?? 0);
};

/** From so many cells a value that stands in nearly all of them is nobody's in particular. */
const FEW = 10;
/** Share of the cells from which one value stands in nearly all. */
const NEARLY = 0.8;

/** Does one value stand in nearly every row? It is the shop's, the sender's or the till's and tells no one apart. */
export const nearlyConstant = ({ present, most }: KindFacts): boolean => present >= FEW && most >= NEARLY;

/** A column that can say who or what a row belongs to: identifiers, accounts, short codes. */
export const isCode = ({ guess, whole, length }: KindFacts): boolean =>
  guess.type === 'identifier' ||
  guess.role === 'key' ||
  (guess.type === 'number' && whole) ||
  ((guess.type === 'category' || guess.type === 'text') && length > 0 && length <= 40);
