import type { CleanStepInput } from '../../../shared/cleaning.ts';
import type { Said } from '../../../shared/domain.ts';
import type { Stored } from '../intake/convert.ts';
import { countedNumbers, quantileOf } from './numbers.ts';
import { type Judged, mappedColumn } from './judged.ts';
import type { CleanColumn } from './table.ts';

type Value = Exclude<Stored, null>;

/** What values of a column can hardly be. */
export interface Check {
  readonly name: string;
  readonly rule: Said;
  bad(value: Value): boolean;
  /** a step that makes the bad values missing */
  step(bad: readonly Value[]): CleanStepInput | null;
}

/** Oldest age a living customer is taken for, in years. */
const OLDEST = 110;
const AGE = /(?:^|[^a-z])age(?:$|[^a-z])|年龄|岁数/i;
const BIRTH = /birth|(?:^|[^a-z])dob(?:$|[^a-z])|出生|生日/i;
const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** The checks that apply to a column, by its type, name and meaning. */
export function plausible(judged: Judged, column: CleanColumn): Check[] {
  const checks: Check[] = [];
  const { name, type, personal } = column;
  const today = judged.facts.importedAt.slice(0, 10);
  if (type === 'number') {
    const year = Number(lastDay(judged).slice(0, 4));
    if (AGE.test(name)) checks.push(range('age', name, 0, 120));
    else if (BIRTH.test(name) && isYears(judged, column)) checks.push(range('birthYear', name, year - OLDEST, year));
    const stand = standIns(judged, column);
    if (stand) checks.push(stand);
    if (mappedColumn(judged, 'price')?.key === column.key) checks.push(range('price', name, 0, null));
  }
  if (type === 'date') {
    if (BIRTH.test(name) || personal === 'birthDate')
      checks.push(range('birthDate', name, `${Number(today.slice(0, 4)) - OLDEST}${today.slice(4)}`, today));
    else checks.push(range('future', name, null, tomorrow(today)));
  }
  if (personal === 'email' && type !== 'number') checks.push(form('email', name, (text) => EMAIL.test(text)));
  if (personal === 'phone' && type !== 'number')
    checks.push(form('phone', name, (text) => /^\d{6,15}$/.test(text.replace(/[^\d]/g, ''))));
  if (personal === 'residentId' && type !== 'number') checks.push(form('residentId', name, isResidentId));
  return checks;
}

function range(name: string, column: string, min: number | string | null, max: number | string | null): Check {
  const top = typeof max === 'string' ? `${max}T99` : max;
  return {
    name,
    rule: {
      key: `cleaning:rule.${name}`,
      values: { column, min: min === null ? '' : String(min), max: max === null ? '' : String(max) },
    },
    bad: (value) => (min !== null && value < min) || (top !== null && value > top),
    step: () => ({ op: 'invalid', column, rule: { kind: 'range', min, max } }),
  };
}

/** What is wrong with the form of personal values cannot be mended by a rule that names them. */
const form = (name: string, column: string, good: (text: string) => boolean): Check => ({
  name,
  rule: { key: `cleaning:rule.${name}`, values: { column } },
  bad: (value) => !good(String(value).trim()),
  step: () => null,
});

/** Digits all the same or a row of nines, far from all other values: 666666, 99999, -1. */
function standIns({ table }: Judged, column: CleanColumn): Check | null {
  if (!column.values.some((value) => typeof value === 'number' && looksPutIn(value))) return null;
  const counted = countedNumbers(table, column);
  // with a few values there is no far
  if (counted.n < 20 || counted.values.length < 10) return null;
  const [q1, q3] = [quantileOf(counted, 0.25), quantileOf(counted, 0.75)];
  const reach = 3 * (q3 - q1);
  if (reach === 0) return null;
  const far = (value: number): boolean => value < q1 - reach || value > q3 + reach;
  // where others are as far out, far means nothing
  let putIn = 0;
  let others = 0;
  counted.values.forEach((value, i) => {
    if (!far(value)) return;
    const rows = counted.upTo[i]! - (counted.upTo[i - 1] ?? 0);
    if (looksPutIn(value)) putIn += rows;
    else others += rows;
  });
  if (putIn <= others) return null;
  return {
    name: 'standIn',
    rule: { key: 'cleaning:rule.standIn', values: { column: column.name } },
    bad: (value) => typeof value === 'number' && looksPutIn(value) && far(value),
    step: (bad) => ({
      op: 'invalid',
      column: column.name,
      rule: { kind: 'list', values: bad.map(String), keep: false },
    }),
  };
}

const looksPutIn = (value: number): boolean =>
  value === -1 || /^-?(\d)\1{2,}$/.test(String(value)) || /^-9{1,}$/.test(String(value));

/** Numbers that are years of some calendar. */
function isYears({ table }: Judged, column: CleanColumn): boolean {
  const counted = countedNumbers(table, column);
  if (counted.n === 0) return false;
  const [low, high] = [quantileOf(counted, 0.05), quantileOf(counted, 0.95)];
  return low >= 1850 && high <= 2200 && counted.values.every(Number.isInteger);
}

/** The newest day of a table that does not lie beyond its import: data from 2014 knows nobody of today. */
export function lastDay({ table, facts }: Judged): string {
  const today = facts.importedAt.slice(0, 10);
  let last = '';
  for (const column of table.columns) {
    if (column.type !== 'date' || column.personal === 'birthDate' || BIRTH.test(column.name)) continue;
    for (const value of column.values)
      if (typeof value === 'string' && value.slice(0, 10) <= today && value > last) last = value;
  }
  return last === '' ? today : last.slice(0, 10);
}

/** Clocks differ by up to a day around the world. */
const tomorrow = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** 18 characters with the check character of GB 11643-1999. */
function isResidentId(text: string): boolean {
  if (!/^\d{17}[\dX]$/i.test(text)) return /^\d{15}$/.test(text);
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += WEIGHTS[i]! * (text.charCodeAt(i) - 48);
  return '10X98765432'[sum % 11] === text[17]!.toUpperCase();
}
