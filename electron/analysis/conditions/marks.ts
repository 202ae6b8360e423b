import type { ColumnCondition, Condition } from '../../../shared/conditions.ts';
import { numberToDate } from '../../../shared/values.ts';
import {
  type Family,
  type Known,
  knownOf,
  orderOf,
  type Outcomes,
  OUTCOMES,
  type ValueTest,
  valueTest,
} from '../../../shared/valueTest.ts';
import type { Stored } from '../intake/convert.ts';
import { type Answer, answerOf, passing } from './value.ts';

/**
 * A column as conditions read it: stored values (each once) and a code a row, a code below 0 being missing; or numbers,
 * NaN missing. Dates as numbers count `unit` milliseconds since 1970 (UTC).
 */
export type MarkedColumn =
  | { readonly family: Family; readonly values: readonly Stored[]; readonly codes: Int32Array }
  | { readonly family: 'number' | 'date'; readonly numbers: Float64Array; readonly unit: number };

/** Segments over rows: the cluster of each row, -1 for none, and the clusters a segment is made of. */
export interface MarkedSegments {
  readonly codes: Int32Array;
  readonly clusters: ReadonlyMap<number, readonly number[]>;
}

/** What a condition is asked of. */
export interface MarkedRows<Column> {
  readonly rows: number;
  /** the column of a name; undefined: there is none */
  column(name: Column): MarkedColumn | undefined;
  /** id of each row, for conditions on ids */
  readonly ids: Int32Array;
  /** null: there is no segmentation */
  readonly segments: MarkedSegments | null;
}

type Marks = Uint8Array<ArrayBuffer>;

/**
 * The rows that meet a condition: 1 a row that does, 0 otherwise.
 * @throws AppError invalid_input for a pattern that cannot be understood
 */
export const rowsMeeting = <Column>(condition: Condition<Column>, rows: MarkedRows<Column>): Marks =>
  rowsAnswering(condition, true, rows);

/**
 * The rows whose answer is the one wanted. Unknown is never wanted, so that two-valued marks are enough: those who answer
 * no to `not` are those who answer yes to what it turns round.
 */
function rowsAnswering<Column>(condition: Condition<Column>, wanted: boolean, asked: MarkedRows<Column>): Marks {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const [first, ...more] = condition.of;
      const all = condition.kind === 'all';
      if (!first) return new Uint8Array(asked.rows).fill(all === wanted ? 1 : 0);
      const marks = rowsAnswering(first, wanted, asked);
      for (const part of more) (all === wanted ? keep : add)(marks, rowsAnswering(part, wanted, asked));
      return marks;
    }
    case 'not':
      return rowsAnswering(condition.of, !wanted, asked);
    default:
      return single(condition, wanted, asked);
  }
}

function keep(marks: Marks, part: Marks): void {
  for (let r = 0; r < marks.length; r++) marks[r]! &= part[r]!;
}
function add(marks: Marks, part: Marks): void {
  for (let r = 0; r < marks.length; r++) marks[r]! |= part[r]!;
}

type Single<Column> = Exclude<Condition<Column>, { kind: 'all' | 'any' | 'not' }>;

function single<Column>(condition: Single<Column>, wanted: boolean, asked: MarkedRows<Column>): Marks {
  const marks = new Uint8Array(asked.rows);
  switch (condition.kind) {
    case 'ids':
      inSet(marks, asked.ids, new Set(condition.ids), wanted);
      return marks;
    case 'segments': {
      const { segments } = asked;
      if (!segments) return marks;
      const clusters = condition.segments.flatMap((segment) => segments.clusters.get(segment) ?? []);
      inSet(marks, segments.codes, new Set(clusters), wanted);
      return marks;
    }
    case 'compare': {
      const [a, b] = [asked.column(condition.column), asked.column(condition.other)];
      if (a && b && a.family === b.family) compare(marks, a, b, OUTCOMES[condition.operator], wanted);
      return marks;
    }
    default: {
      const column = asked.column(condition.column);
      if (!column) return marks;
      if ('codes' in column) ofCodes(marks, column, answerOf(condition, column.family), wanted);
      else ofNumbers(marks, column, condition, wanted);
      return marks;
    }
  }
}

function inSet(marks: Marks, values: Int32Array | Float64Array, set: ReadonlySet<number>, wanted: boolean): void {
  for (let r = 0; r < marks.length; r++) if (set.has(values[r]!) === wanted) marks[r] = 1;
}

type Coded = Extract<MarkedColumn, { codes: unknown }>;
type Numbers = Extract<MarkedColumn, { numbers: unknown }>;

function ofCodes(marks: Marks, { values, codes }: Coded, answer: (value: Stored) => Answer, wanted: boolean): void {
  // the mark of a missing value stands first: its code is -1
  const mark = new Uint8Array(values.length + 1);
  mark[0] = answer(null) === wanted ? 1 : 0;
  for (let code = 0; code < values.length; code++) mark[code + 1] = answer(values[code]!) === wanted ? 1 : 0;
  for (let r = 0; r < marks.length; r++) marks[r] = mark[codes[r]! + 1]!;
}

function ofNumbers(marks: Marks, column: Numbers, condition: ColumnCondition<unknown>, wanted: boolean): void {
  const { numbers, unit, family } = column;
  if (condition.kind === 'missing') {
    for (let r = 0; r < marks.length; r++) marks[r] = Number.isNaN(numbers[r]!) === wanted ? 1 : 0;
    return;
  }
  const test = valueTest(condition, family);
  if (test?.kind === 'interval') inside(marks, column, test, wanted);
  else if (test?.kind === 'among') {
    const values = new Set(test.values.map((value) => inUnit(value, unit, NaN)));
    inSet(marks, numbers, values, wanted !== test.not);
    for (let r = 0; r < marks.length; r++) if (Number.isNaN(numbers[r]!)) marks[r] = 0;
  } else if (test) {
    const passes = passing(test);
    for (let r = 0; r < marks.length; r++) {
      const value = numbers[r]!;
      if (Number.isNaN(value)) continue;
      if (passes(family === 'date' ? numberToDate(Math.round(value * unit)) : value) === wanted) marks[r] = 1;
    }
  }
}

/** An end or a constant in the unit of a column: both come from whole milliseconds by the same division. */
const inUnit = (value: Known | null, unit: number, open: number): number =>
  value === null ? open : Number(value) / unit;

function inside(
  marks: Marks,
  { numbers, unit }: Numbers,
  test: ValueTest & { kind: 'interval' },
  wanted: boolean,
): void {
  const low = inUnit(test.low, unit, -Infinity);
  const high = inUnit(test.high, unit, Infinity);
  if (wanted !== test.not)
    for (let r = 0; r < marks.length; r++) marks[r] = numbers[r]! >= low && numbers[r]! <= high ? 1 : 0;
  else for (let r = 0; r < marks.length; r++) marks[r] = numbers[r]! < low || numbers[r]! > high ? 1 : 0;
}

function compare(marks: Marks, a: MarkedColumn, b: MarkedColumn, [less, equal, more]: Outcomes, wanted: boolean): void {
  if ('codes' in a && 'codes' in b && a.family === 'text') {
    const [one, other] = [texts(a), texts(b)];
    for (let r = 0; r < marks.length; r++) {
      const x = one[a.codes[r]! + 1]!;
      const y = other[b.codes[r]! + 1]!;
      if (x === null || y === null) continue;
      const order = orderOf(x, y);
      if ((order < 0 ? less : order > 0 ? more : equal) === wanted) marks[r] = 1;
    }
    return;
  }
  const [one, other] = [numbersOf(a), numbersOf(b)];
  const [under, same, over] = [Number(less === wanted), Number(equal === wanted), Number(more === wanted)];
  for (let r = 0; r < marks.length; r++) {
    const x = one.known[one.codes ? one.codes[r]! + 1 : r]!;
    const y = other.known[other.codes ? other.codes[r]! + 1 : r]!;
    // without a branch, which would be guessed wrong every other row; NaN is none of the three
    marks[r] = (under & Number(x < y)) | (same & Number(x === y)) | (over & Number(x > y));
  }
}

/** Texts by their code and one, missing first. */
const texts = ({ values, family }: Coded): (Known | null)[] => [null, ...values.map((value) => knownOf(value, family))];

/** Numbers or moments by their code and one, missing first, or a row each (`codes` null); NaN is missing. */
function numbersOf(column: MarkedColumn): { known: Float64Array; codes: Int32Array | null } {
  if ('codes' in column) {
    const { values, codes, family } = column;
    return { known: Float64Array.from([null, ...values], (value) => Number(knownOf(value, family) ?? NaN)), codes };
  }
  const { numbers, unit } = column;
  return { known: unit === 1 ? numbers : numbers.map((value) => Math.round(value * unit)), codes: null };
}
