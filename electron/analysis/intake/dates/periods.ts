import type { Said } from '../../../../shared/domain.ts';
import { halfWidth } from '../missing.ts';
import { currenciesOf } from '../numbers/currencies.ts';
import type { Tally } from '../personal.ts';
import { tokensOf } from './tokens.ts';
import { monthNamed } from './words.ts';

const LONGEST = 24;
const YEAR_FIRST = /^(\d{4})(?:年|[-/. ])?\s?(?:([QqHhWw第])\s?)?(\d{1,2})(?:月份?|季度?|周|週)?$/;
const PERIOD_FIRST = /^([QqHhWw]?)(\d{1,2})[-/. ]{1,2}(\d{4})$/;
const NAMED = /^(\p{L}{3,12})\.?[-/ ,]{1,2}(\d{4})$/u;
const NAMED_LAST = /^(\d{4})[-/ ](\p{L}{3,12})\.?$/u;
/** Highest number of a period: quarters, halves, weeks; months otherwise. */
const MOST: Readonly<Record<string, number>> = { q: 4, h: 2, w: 53, 第: 53, '': 12 };

/** A month, quarter, half or week of a year as a number that grows with time, and its kind; null for anything else. */
function periodOf(cell: string): { kind: string; at: number } | null {
  if (cell.length > LONGEST || cell.length < 6) return null;
  const text = halfWidth(cell).trim();
  const named = NAMED.exec(text);
  const last = named ? null : NAMED_LAST.exec(text);
  const month = named?.[1] ?? last?.[2];
  if (month !== undefined) {
    const at = monthNamed(month.toLowerCase());
    if (at !== undefined) return place('', +(named?.[2] ?? last![1]!), at);
  }
  const first = YEAR_FIRST.exec(text);
  // 2024年1季度 has its kind behind
  if (first) {
    const kind = /季/.test(text) ? 'q' : /[周週]$/.test(text) ? 'w' : (first[2] ?? '').toLowerCase();
    return kind === '' && text.length < 6 + Number(/[年月]/.test(text)) - 1
      ? null
      : place(kind, +first[1]!, +first[3]!);
  }
  const behind = PERIOD_FIRST.exec(text);
  return behind && place(behind[1]!.toLowerCase(), +behind[3]!, +behind[2]!);
}

const place = (kind: string, year: number, n: number) =>
  year < 1900 || year > 2100 || n < 1 || n > MOST[kind]! ? null : { kind, at: year * 100 + n };

/**
 * Months, quarters or weeks of years in their order in time, as the levels of a category: a day is not made up for them. Null
 * when a value is something else, or they are of several kinds.
 */
export function periodsOf(values: readonly string[]): string[] | null {
  if (values.length < 3) return null;
  const found: { value: string; at: number }[] = [];
  let kind: string | null = null;
  for (const value of values) {
    // bare figures are numbers
    const period = /^[\d.]+$/.test(value) ? null : periodOf(value);
    if (!period || (kind !== null && period.kind !== kind)) return null;
    kind = period.kind;
    found.push({ value, at: period.at });
  }
  if (new Set(found.map(({ at }) => at)).size !== found.length) return null;
  return found.sort((a, b) => a.at - b.at).map(({ value }) => value);
}

/** A date with words around it is not longer. */
const SHORT = 40;
const GROUPS = /^(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d|[-/.]\d)/;
const DAY = /^\d{1,2}月\d{1,2}[日号號]?$/;

/** Most of a column in a form near to dates: a day and month in words, 1月3日, three groups and a year, a month and year. */
function nearDate(cell: string): boolean {
  if (cell.length > 80 || cell.length < 4) return false;
  const text = halfWidth(cell).trim();
  if (DAY.test(text) || periodOf(text) !== null) return true;
  const groups = GROUPS.exec(text);
  if (groups && /(?:^|\D)(?:1[89]|20)\d{2}(?:\D|$)/.test(groups[0])) return true;
  if (!/\d/.test(text)) return false;
  const words = text.toLowerCase().match(/[\p{L}\p{M}]{1,20}/gu) ?? [];
  if (text.length <= SHORT && words.some((word) => word.length > 2 && monthNamed(word) !== undefined)) return true;
  return tokensOf(text)?.some(({ kind }) => kind === 'm' || kind === 'w' || kind === 'e') ?? false;
}

const SIGN = /^[^\d]{0,12}\d[\d.,' \u00a0\u202f\u2019]{0,24}[^\d]{0,12}$/;

/** A number with the sign of a currency at it, whatever else. */
function nearAmount(cell: string): boolean {
  if (cell.length > 40 || !SIGN.test(cell)) return false;
  if (/\p{Sc}/u.test(cell)) return true;
  return cell
    .split(/[\d.,' \u00a0\u202f\u2019()+-]{1,30}/)
    .some((word) => /^[A-Z]{2,3}$/.test(word) && !!currenciesOf(word));
}

/** Enough of a column to say what it looks like. */
const MOSTLY = 0.6;
const SAMPLE = 500;

/** Why a column that looks like dates or amounts is none: its form is not known. Null when it looks like neither. */
export function unknownForm(tally: Tally): Said | null {
  const sample = tally.slice(0, SAMPLE);
  const share = (test: (cell: string) => boolean) => sample.filter(({ text }) => test(text)).length / sample.length;
  if (share(nearDate) >= MOSTLY) return { key: 'sources:why.likeDates' };
  return share(nearAmount) >= MOSTLY ? { key: 'sources:why.likeAmounts' } : null;
}
