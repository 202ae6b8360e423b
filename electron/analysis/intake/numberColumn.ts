import type { ColumnFormat, Said } from '../../../shared/domain.ts';
import { addDecimalEvidence, readNumber, type Decimal } from './numbers.ts';
import { agree, currenciesOf } from './numbers/currencies.ts';
import type { Tally } from './personal.ts';

/** How well a column reads as numbers, and how. */
export type NumberDecision = {
  /** share of the non-missing cells that are numbers */
  share: number;
  format: ColumnFormat;
  min: number;
  max: number;
  /** distinct cells that are no numbers */
  words: number;
  /** all numbers are whole */
  integers: boolean;
  /** nothing was taken off: no currency, unit, percentage, magnitude, brackets */
  plain: boolean;
  /** a currency was taken off */
  money: boolean;
  /** the reason in words; `missing` as a share of all rows */
  reason: (missing: number) => Said;
  warnings: Said[];
};

/** Not one in twenty of the first values is a number: the rest need not be looked at. */
function hopeless(tally: Tally): boolean {
  const n = Math.min(tally.length, 1000);
  if (n < 200) return false;
  let read = 0;
  for (let i = 0; i < n; i++)
    if (readNumber(tally[i]!.text, '.') !== null || readNumber(tally[i]!.text, ',') !== null) read++;
  return read < n * 0.05;
}

/** Count the ways in which a column writes its numbers and put them into words. */
export function decideNumbers(tally: Tally, present: number, fileDecimal: Decimal): NumberDecision {
  const evidence = { point: 0, comma: 0 };
  if (hopeless(tally))
    return {
      share: 0,
      words: tally.length,
      format: {},
      min: 0,
      max: 0,
      integers: false,
      plain: false,
      money: false,
      reason: () => ({ key: 'sources:why.number.plain' }),
      warnings: [],
    };
  for (const { text, count } of tally) addDecimalEvidence(evidence, text, count);
  const decimal: Decimal =
    evidence.point === evidence.comma ? fileDecimal : evidence.point > evidence.comma ? '.' : ',';
  let read = 0;
  let words = 0;
  let percent = 0;
  let over = 0;
  let scaled = 0;
  let bracketed = 0;
  let grouped = 0;
  let integers = true;
  let min = Infinity;
  let max = -Infinity;
  let magnitude = '';
  let thousands = '';
  const units = new Map<string, number>();
  for (const { text, count } of tally) {
    const number = readNumber(text, decimal);
    if (!number) {
      words++;
      continue;
    }
    read += count;
    if (number.value < min) min = number.value;
    if (number.value > max) max = number.value;
    if (number.percent) {
      percent += count;
      if (number.value > 1) over += count;
    }
    if (number.magnitude !== '') {
      scaled += count;
      if (magnitude === '') magnitude = number.magnitude;
    }
    if (number.bracketed) bracketed += count;
    if (number.thousands !== '') {
      grouped += count;
      thousands = number.thousands;
    }
    if (!Number.isInteger(number.value)) integers = false;
    if (number.unit !== '') units.set(number.unit, (units.get(number.unit) ?? 0) + count);
  }
  let unit = '';
  for (const [name, count] of units) if (count > (units.get(unit) ?? 0)) unit = name;
  const format: ColumnFormat = { decimal };
  if (unit !== '') format.unit = unit;
  if (percent > 0) format.percent = true;
  if (/[\u00a0\u2009\u202f]/.test(thousands)) thousands = ' ';
  if (thousands === '\u2019') thousands = "'";
  if (thousands === ',' || thousands === '.' || thousands === ' ' || thousands === "'") format.thousands = thousands;
  const ways = [percent > 0, scaled > 0, bracketed > 0, unit !== ''].filter(Boolean).length;
  const plain = ways === 0;
  const reason = (share: number): Said => {
    const rest: Said | string = share > 0 ? { key: 'sources:why.missing', values: { x: share } } : '';
    const values = { min, max, rest };
    const key = (name: string) => `sources:why.number.${name}`;
    if (scaled > 0) return { key: key('scaled'), values: { n: scaled, magnitude } };
    if (percent > read * 0.5) return { key: key('percent'), values: {} };
    if (unit !== '') return { key: key('unit'), values: { unit } };
    if (percent > 0 || bracketed > 0) return { key: key('mixed'), values };
    if (decimal === ',') return { key: key('comma'), values };
    if (grouped > 0) return { key: key('grouped'), values };
    if (integers && min >= 1800 && max <= 2100)
      return { key: key('year'), values: { min: String(min), max: String(max), rest } };
    return { key: key(integers ? 'whole' : 'plain'), values };
  };
  const warnings: Said[] = [];
  if (over > 0 && percent > read * 0.5) warnings.push({ key: 'sources:warn.overHundred', values: { n: over } });
  // a reading of two currencies as one number must be told
  const money = units.size > 0 && [...units.keys()].some((name) => currenciesOf(name) !== undefined);
  if (units.size > 1 && !agree(units.keys())) {
    format.currencies = true;
    warnings.push({ key: 'sources:warn.currencies', values: { units: [...units.keys()].slice(0, 4).join(', ') } });
  }
  const share = present === 0 ? 0 : read / present;
  return { share, words, format, min, max, integers, plain, money, reason, warnings };
}
