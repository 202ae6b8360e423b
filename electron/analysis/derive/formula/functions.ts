import { numberToDate } from '../../../../shared/values.ts';

/** What a part of a formula can be: dates are milliseconds (UTC); `missing` is the bare word null. */
export type Value = number | string | boolean | null;
/** Type of a part of a formula. */
export type ValueType = 'number' | 'text' | 'date' | 'boolean' | 'missing';

/** What a function takes, and gives for that. */
export interface Signature {
  readonly takes: readonly ValueType[];
  /** the last parameter may come again, any number of times */
  readonly more?: boolean;
  readonly gives: ValueType;
}

/**
 * A function: its forms, and how it is worked out from values that are there (one that is missing makes the whole
 * missing), or that it is a condition, which is asked as all conditions are (`conditions.ts`).
 */
export type FormulaFunction = { readonly forms: readonly Signature[] } & (
  { readonly run: (values: readonly Value[]) => Value } | { readonly condition: true }
);

const DAY = 86_400_000;
const n = (value: Value | undefined): number => value as number;
const s = (value: Value | undefined): string => value as string;
const date = (value: Value | undefined): Date => new Date(value as number);
/** Numbers beyond what can be stored are missing. */
const finite = (value: number): Value => (Number.isFinite(value) ? value : null);

const form = (gives: ValueType, ...takes: ValueType[]): Signature => ({ takes, gives });
const many = (gives: ValueType, ...takes: ValueType[]): Signature => ({ takes, gives, more: true });
const math = (run: (value: number) => number): FormulaFunction => ({
  forms: [form('number', 'number')],
  run: ([a]) => finite(run(n(a))),
});
const ordered: FormulaFunction = {
  forms: [form('boolean', 'number', 'number'), form('boolean', 'date', 'date'), form('boolean', 'text', 'text')],
  condition: true,
};
const equal: FormulaFunction = {
  forms: (['number', 'text', 'date', 'boolean'] as const).map((type) => form('boolean', type, type)),
  condition: true,
};
const several: FormulaFunction = { forms: [many('boolean', 'boolean', 'boolean')], condition: true };
const onDate = (run: (value: Date) => number): FormulaFunction => ({
  forms: [form('number', 'date')],
  run: ([a]) => run(date(a)),
});
const onText = (run: (text: string, part: string) => boolean): FormulaFunction => ({
  forms: [form('boolean', 'text', 'text')],
  run: ([a, b]) => run(s(a), s(b)),
});

/** Most decimals of round. */
const DECIMALS = 10;
/** Longest text a formula gives. */
const TEXT = 2000;

function round(value: number, digits: number): Value {
  const places = Math.max(-DECIMALS, Math.min(DECIMALS, Math.trunc(digits)));
  // by way of its decimal notation: 1.005 to two places is 1.01
  const moved = Number(`${String(Math.abs(value))}e${String(places)}`);
  if (!Number.isFinite(moved)) return Math.round(value);
  return finite(Math.sign(value) * Number(`${String(Math.round(moved))}e${String(-places)}`));
}

/** Labels of the classes that limits part: below the first, between, from the last on. */
export function bucketLabels(limits: readonly number[]): string[] {
  return [
    `<${String(limits[0])}`,
    ...limits.slice(1).map((limit, i) => `${String(limits[i])}–${String(limit)}`),
    `≥${String(limits.at(-1))}`,
  ];
}

const printed = (value: Value, type: ValueType): string =>
  type === 'date' ? numberToDate(n(value)) : type === 'boolean' ? (value === true ? '1' : '0') : String(value);

/** Text of a value, by its type. */
export const textOf = (value: Value, type: ValueType): Value =>
  value === null ? null : printed(value, type).slice(0, TEXT);

/**
 * The functions of the language by name, operators among them. A Map and not an object: no name reaches a prototype.
 * `if`, `coalesce` and `text` are typed by the checker, since they take values of any type.
 */
export const functions: ReadonlyMap<string, FormulaFunction> = new Map<string, FormulaFunction>([
  [
    '+',
    {
      forms: [form('number', 'number', 'number'), form('date', 'date', 'number'), form('text', 'text', 'text')],
      run: ([a, b]) => (typeof a === 'string' ? (a + s(b)).slice(0, TEXT) : finite(n(a) + n(b))),
    },
  ],
  ['-', { forms: [form('number', 'number', 'number')], run: ([a, b]) => finite(n(a) - n(b)) }],
  ['*', { forms: [form('number', 'number', 'number')], run: ([a, b]) => finite(n(a) * n(b)) }],
  ['/', { forms: [form('number', 'number', 'number')], run: ([a, b]) => finite(n(a) / n(b)) }],
  ['%', { forms: [form('number', 'number', 'number')], run: ([a, b]) => finite(n(a) % n(b)) }],
  ['^', { forms: [form('number', 'number', 'number')], run: ([a, b]) => finite(n(a) ** n(b)) }],
  ['minus', { forms: [form('number', 'number')], run: ([a]) => -n(a) }],
  ['plus', { forms: [form('number', 'number')], run: ([a]) => n(a) }],
  ['=', equal],
  ['≠', equal],
  ['<', ordered],
  ['>', ordered],
  ['≤', ordered],
  ['≥', ordered],
  ['and', several],
  ['or', several],
  ['not', { forms: [form('boolean', 'boolean')], condition: true }],
  [
    'min',
    {
      forms: [many('number', 'number', 'number'), many('date', 'date', 'date')],
      run: (values) => values.reduce((a, b) => (n(b) < n(a) ? b : a)),
    },
  ],
  [
    'max',
    {
      forms: [many('number', 'number', 'number'), many('date', 'date', 'date')],
      run: (values) => values.reduce((a, b) => (n(b) > n(a) ? b : a)),
    },
  ],
  ['abs', math(Math.abs)],
  [
    'round',
    {
      forms: [form('number', 'number'), form('number', 'number', 'number')],
      run: ([a, digits = 0]) => round(n(a), n(digits)),
    },
  ],
  ['floor', math(Math.floor)],
  ['ceil', math(Math.ceil)],
  [
    'log',
    {
      forms: [form('number', 'number'), form('number', 'number', 'number')],
      run: ([a, base]) => finite(base === undefined ? Math.log(n(a)) : Math.log(n(a)) / Math.log(n(base))),
    },
  ],
  ['exp', math(Math.exp)],
  ['sqrt', math(Math.sqrt)],
  [
    'ismissing',
    {
      forms: (['number', 'text', 'date', 'boolean', 'missing'] as const).map((type) => form('boolean', type)),
      condition: true,
    },
  ],
  [
    'days',
    {
      forms: [form('number', 'date', 'date')],
      run: ([a, b]) => Math.floor((n(b) - n(a)) / DAY),
    },
  ],
  ['year', onDate((value) => value.getUTCFullYear())],
  ['month', onDate((value) => value.getUTCMonth() + 1)],
  ['day', onDate((value) => value.getUTCDate())],
  ['hour', onDate((value) => value.getUTCHours())],
  ['weekday', onDate((value) => ((value.getUTCDay() + 6) % 7) + 1)],
  ['contains', onText((text, part) => text.includes(part))],
  ['startswith', onText((text, part) => text.startsWith(part))],
  ['endswith', onText((text, part) => text.endsWith(part))],
  ['lower', { forms: [form('text', 'text')], run: ([a]) => s(a).toLowerCase() }],
  ['upper', { forms: [form('text', 'text')], run: ([a]) => s(a).toUpperCase() }],
  ['trim', { forms: [form('text', 'text')], run: ([a]) => s(a).trim() }],
  // characters as people count them
  ['length', { forms: [form('number', 'text')], run: ([a]) => [...s(a)].length }],
  ['concat', { forms: [many('text', 'text')], run: (values) => values.join('').slice(0, TEXT) }],
  // its limits are constants: the checker makes the classes once
  ['bucket', { forms: [many('text', 'number', 'number')], run: ([value]) => value! }],
]);

/** Functions whose type is that of what they are given. */
export const GENERIC = ['if', 'coalesce', 'text', 'number', 'reference'] as const;
