import { halfWidth } from './missing.ts';
import { readMoney, type Decimal, type NumberReading } from './numbers/money.ts';

export type { Decimal, NumberReading } from './numbers/money.ts';

/** A cell longer than this is no number (bounds all work here). */
const LONGEST = 40;

const CURRENCY_BEFORE = [
  'RMB',
  'CNY',
  'USD',
  'EUR',
  'GBP',
  'HKD',
  'TWD',
  'JPY',
  'US$',
  'HK$',
  'NT$',
  'A$',
  'C$',
  '人民币',
  '¥',
  '$',
  '€',
  '£',
  '₩',
  '₹',
  '₽',
];
const UNIT_AFTER = [
  '人民币',
  '元/月',
  '元/年',
  'USD',
  'RMB',
  'CNY',
  'EUR',
  'GBP',
  '元',
  '圆',
  '块',
  '¥',
  '$',
  '€',
  '£',
  '岁',
  '周岁',
  '次',
  '件',
  '个',
  '天',
  '日',
  '人',
  '名',
  '单',
  '笔',
  '分',
  '小时',
  '分钟',
  '公斤',
  '千克',
  '斤',
  '平方米',
  '平米',
  '㎡',
  '杯',
  '盒',
  '瓶',
  '箱',
  '台',
  '套',
  '份',
  '张',
  '家',
  '店',
  '年',
  '月',
  '周',
  'cm',
  'kg',
  'km',
  'mm',
  'm²',
  'yrs',
  'years',
  'days',
  'pcs',
];
const MAGNITUDES: Record<string, number> = {
  千万: 1e7,
  百万: 1e6,
  十万: 1e5,
  万亿: 1e12,
  亿: 1e8,
  億: 1e8,
  万: 1e4,
  萬: 1e4,
  千: 1e3,
  million: 1e6,
  billion: 1e9,
  thousand: 1e3,
  trillion: 1e12,
  mln: 1e6,
  bln: 1e9,
  mn: 1e6,
  bn: 1e9,
  mm: 1e6,
  k: 1e3,
  m: 1e6,
  b: 1e9,
  w: 1e4,
};
const MAGNITUDE_WORDS = Object.keys(MAGNITUDES).sort((a, b) => b.length - a.length);

/** What nearly all numbers look like. */
const SIMPLE = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const PLAIN = {
  '.': /^(?:\d{1,3}(?:([,' \u00a0\u202f\u2019])\d{3})(?:\1\d{3})*|\d+)?(\.\d*)?(e[+-]?\d{1,3})?$/i,
  ',': /^(?:\d{1,3}(?:([.' \u00a0\u202f\u2019])\d{3})(?:\1\d{3})*|\d+)?(,\d*)?(e[+-]?\d{1,3})?$/i,
};

/**
 * Read a number the way people and spreadsheets write it: `￥1,234`, `1.2万`, `12%`, `(1,234)`, `18.3 MM`, full-width
 * digits, a leading `+`, amounts of any currency (`Rs. 6,25,044`). Percentages come back divided by 100. Returns null for
 * anything else.
 */
export function readNumber(cell: string, decimal: Decimal = '.'): NumberReading | null {
  if (cell.length > LONGEST) return null;
  if (SIMPLE.test(cell) && (decimal === '.' || !cell.includes('.'))) {
    const value = Number(cell);
    return {
      value: value === 0 ? 0 : value,
      unit: '',
      percent: false,
      magnitude: '',
      thousands: '',
      bracketed: false,
      integer: !cell.includes('.'),
    };
  }
  if (!hasDigit(cell)) return null;
  // what has the sign of no decimals is no number with a minus behind it
  return (/[.,][-–—]{1,2}/.test(cell) ? null : readUsual(cell, decimal)) ?? readMoney(cell, decimal);
}

function hasDigit(cell: string): boolean {
  for (let i = 0; i < cell.length; i++) {
    const code = cell.charCodeAt(i);
    if ((code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19)) return true;
  }
  return false;
}

function readUsual(cell: string, decimal: Decimal): NumberReading | null {
  let text = halfWidth(cell).trim();
  let negative = false;
  let bracketed = false;
  if (text.startsWith('(') && text.endsWith(')')) {
    text = text.slice(1, -1).trim();
    negative = bracketed = true;
  }
  let unit = '';
  ({ text, negative } = sign(text, negative));
  if (!isDigitOrPoint(text.charCodeAt(0)))
    for (const currency of CURRENCY_BEFORE)
      if (startsWithAnyCase(text, currency)) {
        unit = currency;
        ({ text, negative } = sign(text.slice(currency.length).trim(), negative));
        break;
      }
  let percent = false;
  let scale = 1;
  let magnitude = '';
  if (text.endsWith('%')) {
    percent = true;
    text = text.slice(0, -1).trim();
  } else if (text.endsWith('‰')) {
    scale = 1e-3;
    text = text.slice(0, -1).trim();
  } else if (!isDigitOrPoint(text.charCodeAt(text.length - 1))) {
    if (text.endsWith('-') && text.length > 1) {
      negative = !negative;
      bracketed = true;
      text = text.slice(0, -1).trim();
    } else {
      if (unit === '')
        for (const after of UNIT_AFTER)
          if (text.endsWith(after)) {
            unit = after;
            text = text.slice(0, -after.length).trim();
            break;
          }
      const lower = text.toLowerCase();
      for (const word of MAGNITUDE_WORDS)
        if (lower.endsWith(word)) {
          magnitude = text.slice(text.length - word.length);
          scale = MAGNITUDES[word]!;
          text = text.slice(0, -word.length).trim();
          break;
        }
    }
  }
  const match = PLAIN[decimal].exec(text);
  if (!match || !/\d/.test(text)) return null;
  const thousands = match[1] ?? '';
  let plain = thousands === '' ? text : text.replaceAll(thousands, '');
  if (decimal === ',') plain = plain.replace(',', '.');
  const base = Number(plain);
  if (!Number.isFinite(base)) return null;
  // dividing by a power of ten is exact where multiplying by 0.01 is not
  const scaled = percent ? base / 100 : scale < 1 ? base / 1000 : scaleDecimal(base, scale);
  const value = negative && scaled !== 0 ? -scaled : scaled;
  return {
    value,
    unit,
    percent,
    magnitude,
    thousands,
    bracketed,
    integer: match[2] === undefined && match[3] === undefined && scale === 1,
  };
}

/** 1.13 × 10,000 is 11,300 and not 11,299.999…: products keep the twelve digits that cells can hold. */
const scaleDecimal = (base: number, scale: number) => (scale === 1 ? base : Number((base * scale).toPrecision(12)));

function sign(text: string, negative: boolean): { text: string; negative: boolean } {
  const first = text[0];
  if (first === '-' || first === '−' || first === '–') return { text: text.slice(1).trim(), negative: !negative };
  if (first === '+') return { text: text.slice(1).trim(), negative };
  return { text, negative };
}
const startsWithAnyCase = (text: string, start: string) =>
  text.length >= start.length && text.slice(0, start.length).toUpperCase() === start.toUpperCase();
const isDigitOrPoint = (code: number) => (code >= 48 && code <= 57) || code === 46 || code === 44;

/** Is this cell a number in one of the two ways of writing decimals? */
export const looksNumeric = (cell: string): boolean => readNumber(cell, '.') !== null || readNumber(cell, ',') !== null;

/** A number without what stands around it: the points of Rs. and Mio. are no decimal ones. */
function figuresOf(text: string): string {
  const digit = /\d/.exec(text);
  if (!digit) return '';
  let last = text.length - 1;
  while (text.charCodeAt(last) < 48 || text.charCodeAt(last) > 57) last--;
  const mark = text[digit.index - 1] ?? '';
  const before = text[digit.index - 2] ?? '';
  const own = (mark === '.' || mark === ',') && !/\p{L}/u.test(before);
  return text.slice(own ? digit.index - 1 : digit.index, last + 1);
}

/** Evidence of which sign is the decimal one, summed over cells. */
export type DecimalEvidence = { point: number; comma: number };

/**
 * What one cell says about the decimal sign, added `times` over. `1.5` and `12,345.6` speak for the point, `1,5` and
 * `1.234,5` for the comma; `1,234` and `1.234` may be either and say nothing.
 */
export function addDecimalEvidence(evidence: DecimalEvidence, cell: string, times: number): void {
  if (cell.length > LONGEST) return;
  const lastPoint = cell.lastIndexOf('.');
  const lastComma = Math.max(cell.lastIndexOf(','), cell.lastIndexOf('，'));
  if (lastPoint < 0 && lastComma < 0) return;
  if (SIMPLE.test(cell) && cell.length - lastPoint !== 4) {
    evidence.point += times;
    return;
  }
  const whole = halfWidth(cell).trim();
  if (readNumber(whole, '.') === null && readNumber(whole, ',') === null) return;
  const text = figuresOf(whole);
  const point = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (point >= 0 && comma >= 0) {
    if (point > comma) evidence.point += times;
    else evidence.comma += times;
    return;
  }
  const mark = point >= 0 ? '.' : ',';
  const at = Math.max(point, comma);
  if (text.indexOf(mark) !== at) {
    // twice the same sign: it separates thousands
    if (mark === '.') evidence.comma += times;
    else evidence.point += times;
    return;
  }
  const digits = /^\d+/.exec(text.slice(at + 1))?.[0].length ?? 0;
  const before = /\d*$/.exec(text.slice(Math.max(0, at - 4), at))?.[0] ?? '';
  if (digits === 3 && before.length >= 1 && before.length <= 3 && before !== '0') return;
  if (mark === '.') evidence.point += times;
  else evidence.comma += times;
}
