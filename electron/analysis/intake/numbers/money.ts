import { halfWidth } from '../missing.ts';
import { bare, currenciesOf } from './currencies.ts';

/** Decimal sign of numbers. */
export type Decimal = '.' | ',';

/** A number as it was read from a cell, with what was taken off it. */
export type NumberReading = {
  readonly value: number;
  /** currency or unit that was stripped, '' when none */
  readonly unit: string;
  readonly percent: boolean;
  /** 万, 亿, k, MM … multiplied in */
  readonly magnitude: string;
  readonly thousands: string;
  /** (1,234) or 1,234- */
  readonly bracketed: boolean;
  readonly integer: boolean;
};

/** An amount is not longer than this. */
const LONGEST = 40;
/** Digits in groups: threes, or twos before the last three as in India; with a decimal point and with a comma. */
const GROUPS = {
  '.': /^(?:\d{1,3}(?:([,' \u00a0\u2009\u202f\u2019])\d{3})(?:\1\d{3})*|(?:\d{1,2},)(?:\d{2},)*\d{3}|\d{1,15})?(\.\d{0,15})?$/,
  ',': /^(?:\d{1,3}(?:([.' \u00a0\u2009\u202f\u2019])\d{3})(?:\1\d{3})*|\d{1,15})?(,\d{0,15})?$/,
};
/** Sizes in words that stand between an amount and its currency. */
const SIZES: Readonly<Record<string, number>> = {
  ...{ lakh: 1e5, lakhs: 1e5, lac: 1e5, lacs: 1e5, crore: 1e7, crores: 1e7, cr: 1e7, tsd: 1e3, mio: 1e6, mrd: 1e9 },
  ...{
    k: 1e3,
    m: 1e6,
    mn: 1e6,
    bn: 1e9,
    million: 1e6,
    billion: 1e9,
    thousand: 1e3,
    万: 1e4,
    萬: 1e4,
    亿: 1e8,
    億: 1e8,
  },
};
const MINUS = '-−–';

type Cut = { before: string; body: string; after: string };

/**
 * Read an amount that is written with the sign, name or code of any currency before or behind it (CHF 625'044.45,
 * 625 044,45 kr, US $5), with Indian groups, with a dash for no decimals (625'044.–), in brackets or with a minus at either
 * end. The sign as written, without its blanks, comes back as unit. Null for anything else.
 */
export function readMoney(cell: string, decimal: Decimal): NumberReading | null {
  if (cell.length > LONGEST) return null;
  let text = halfWidth(cell).trim();
  const bracketed = text.startsWith('(') && text.endsWith(')');
  if (bracketed) text = text.slice(1, -1).trim();
  const cut = cutOf(text);
  if (!cut) return null;
  const lead = signed(cut.before);
  const tail = trailing(cut.after);
  if (!lead || !tail) return null;
  // one currency, at one end
  if (lead.name !== '' && tail.name !== '') return null;
  const match = GROUPS[decimal].exec(cut.body);
  if (!match || !/\d/.test(cut.body) || cut.body.length > 30) return null;
  const grouped = match[1] !== undefined || (decimal === '.' && cut.body.includes(','));
  const fraction = match[2] !== undefined && match[2].length > 1;
  const unit = lead.name || tail.name;
  if (unit !== '' && !believed(unit, lead.name !== '', lead.blank || tail.blank, grouped || fraction || tail.dash))
    return null;
  if (tail.minus && (bracketed || lead.minus)) return null;
  const plain = cut.body.replace(/[' \u00a0\u2009\u202f\u2019]/g, '').replaceAll(decimal === '.' ? ',' : '.', '');
  const base = Number(decimal === ',' ? plain.replace(',', '.') : plain);
  const value = tail.size === 1 ? base : Number((base * tail.size).toPrecision(12));
  const negative = bracketed !== (lead.minus || tail.minus);
  return {
    value: negative && value !== 0 ? -value : value,
    unit,
    percent: false,
    magnitude: tail.magnitude,
    thousands: match[1] ?? (grouped ? ',' : ''),
    bracketed: bracketed || tail.minus,
    integer: !fraction && tail.size === 1,
  };
}

const isDigit = (code: number) => code >= 48 && code <= 57;

/** What stands before the first digit, between first and last, and behind the last. Null when either end is long. */
function cutOf(text: string): Cut | null {
  let first = 0;
  while (first < text.length && !isDigit(text.charCodeAt(first))) first++;
  let last = text.length - 1;
  while (last > first && !isDigit(text.charCodeAt(last))) last--;
  if (first >= text.length || first > 12 || text.length - last > 16) return null;
  const point = first > 0 && /[\s\-+]\.$|^\.$/.test(text.slice(0, first)) ? 1 : 0;
  return {
    before: text.slice(0, first - point),
    body: text.slice(first - point, last + 1),
    after: text.slice(last + 1),
  };
}

type End = { name: string; blank: boolean; minus: boolean };

/** A currency before the digits, with a minus or plus before or behind it. Null when something else stands there. */
function signed(before: string): End | null {
  let text = before;
  let minus = false;
  for (const from of ['start', 'end'] as const) {
    text = text.trim();
    const sign = from === 'start' ? text[0] : text.at(-1);
    if (sign === undefined || !(MINUS.includes(sign) || sign === '+')) continue;
    if (minus) return null;
    minus = sign !== '+';
    text = from === 'start' ? text.slice(1) : text.slice(0, -1);
  }
  const name = bare(text);
  const end = { name, minus, blank: /\s$/.test(before) };
  return name === '' || currenciesOf(name) ? end : null;
}

type Tail = End & { dash: boolean; size: number; magnitude: string };

/** What may follow the digits: a dash for no decimals, a size, a currency, a minus. Null when something else stands there. */
function trailing(after: string): Tail | null {
  let text = after;
  const dash = /^[.,][-–—]{1,2}(?=$|\s|\p{L}|\p{Sc})/u.exec(text);
  if (dash) text = text.slice(dash[0].length);
  const blank = /^\s/.test(text);
  text = text.trim();
  const minus = text !== '' && MINUS.includes(text.at(-1)!);
  if (minus) text = text.slice(0, -1).trim();
  let size = 1;
  let magnitude = '';
  const word = /^(\p{L}{1,8})\.?/u.exec(text);
  const times = word && SIZES[word[1]!.toLowerCase()];
  if (word && times !== undefined && times !== null) {
    size = times;
    magnitude = word[1]!;
    text = text.slice(word[0].length).trim();
  }
  const name = bare(text);
  if (name !== '' && !currenciesOf(name)) return null;
  return { name, blank, minus, dash: dash !== null, size, magnitude };
}

/**
 * Letters before or behind a number may be a code of any kind (Q1, TOP10, PEN12): one letter needs an amount with
 * groups or decimals, and a blank when it stands behind; a code in capitals the one or the other.
 */
function believed(unit: string, leads: boolean, blank: boolean, amount: boolean): boolean {
  if (!/^[A-Za-z]+$/.test(unit)) return true;
  if (unit.length === 1) return amount && (leads || blank);
  return unit !== unit.toUpperCase() || blank || amount;
}
