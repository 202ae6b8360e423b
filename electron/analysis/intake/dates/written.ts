import { halfWidth } from '../missing.ts';
import {
  century,
  checked,
  fromInstant,
  fullYear,
  secondsOf,
  type DateOrder,
  type DateReading,
  type DateStyle,
} from './reading.ts';
import { clockIn } from './clocks.ts';
import { tokensOf, wordOf, type Token } from './tokens.ts';
import { dayNamed, zoneNamed } from './words.ts';

/** A cell longer than this is no date in words. */
const LONGEST = 80;

/** A date in words before it is known whether day or month comes first. */
export type Written = {
  /** year, month and day; for 03/01/2024 the first two numbers as they stand and the year as written */
  readonly numbers: readonly [number, number, number];
  readonly open: boolean;
  readonly shortYear: boolean;
  readonly seconds: number | null;
  readonly style: DateStyle;
  readonly weekday: number | undefined;
  readonly zone: string | undefined;
};

const INSTANT = /^\/Date\((-?\d{1,14})(?:[+-]\d{4})?\)\/$/;

/**
 * Could a cell be a date in words or a stamp? Three digits at least, and something besides the signs of numbers, or 12 or 14
 * digits alone. Most cells of other columns end here.
 */
function mayBeWritten(cell: string): boolean {
  if (cell.length > LONGEST) return false;
  let digits = 0;
  let others = 0;
  for (let i = 0; i < cell.length; i++) {
    const code = cell.charCodeAt(i);
    if ((code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19)) digits++;
    else if (code !== 32 && (code < 43 || code > 46)) others++;
  }
  if (digits >= 2 && !mayBegin(cell)) return false;
  // 令和元年5月1日 has two
  if (digits === 2 && cell.charCodeAt(0) > 0x2fff) return cell.includes('元');
  return others > 0 ? digits >= 3 && digits <= 32 : digits === cell.length && (digits === 12 || digits === 14);
}

/** Whether the first word of a cell, when it begins with letters, belongs to dates. */
function mayBegin(cell: string): boolean {
  let end = 0;
  while (end < cell.length && isLetter(cell.charCodeAt(end))) end++;
  return end === 0 || (end <= 12 && wordOf(cell.slice(0, end)) !== null);
}
/** Letters of words in Latin script (with those of Latin-1) as the pieces of a date take them. */
const isLetter = (code: number) =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code >= 0xc0 && code < 0x250);

/**
 * Read a date in words: days of the week, names of months in thirteen languages, zones, the clock before, behind or amid the
 * date, eras with their full name, stamps of 12 and 14 digits, `/Date(…)/` (in UTC). The clock is kept as it is written.
 * Null for anything else.
 */
export function readWritten(cell: string, order: DateOrder): DateReading | null {
  if (!mayBeWritten(cell)) return null;
  if (cell.startsWith('/Date(')) {
    const match = INSTANT.exec(cell.trim());
    return match && fromInstant(+match[1]!, 'unixMilliseconds');
  }
  const found = parseWritten(cell);
  if (!found) return null;
  const { numbers, open, shortYear, seconds, style, weekday, zone } = found;
  const [a, b, c] = numbers;
  const date = !open
    ? checked(a, b, c, seconds, style)
    : order === 'ymd' && shortYear
      ? checked(century(a), b, c, seconds, style)
      : order === 'mdy'
        ? checked(shortYear ? century(c) : c, a, b, seconds, style)
        : checked(shortYear ? century(c) : c, b, a, seconds, style);
  return date && (weekday !== undefined || zone !== undefined) ? { ...date, weekday, zone } : date;
}

/** Take a date in words apart; null for anything else. */
export function parseWritten(cell: string): Written | null {
  if (!mayBeWritten(cell)) return null;
  const outer = withoutBrackets(halfWidth(cell).trim());
  if (!outer) return null;
  const tokens = tokensOf(outer.text);
  if (!tokens) return null;
  const time = clockIn(tokens);
  if (time === null || tokens.every(({ kind }) => kind !== 'n')) return null;
  const rest = [...tokens.slice(0, time.from), { kind: ' ', text: ' ', value: 0 } as const, ...tokens.slice(time.to)];
  const day = dayIn(rest);
  if (!day) return null;
  const seconds = day.seconds ?? time.seconds;
  if (day.seconds !== null && time.seconds !== null) return null;
  return { ...day, seconds, weekday: day.weekday ?? outer.weekday, zone: time.zone ?? day.zone ?? outer.zone };
}

const BRACKETS = /^([^()[\]]{0,80})[([]([^()[\]]{1,60})[)\]]([^()[\]]{0,80})$/;
const PLACE = /^(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\/[\w/+-]{2,40}$/;
const CHINA = /北京时间|北京時間|中国标准时间|中國標準時間/;
const HALVES = /\b([ap])\.\s?m\.?(?![\p{L}\d])/giu;

type Outer = { text: string; weekday?: number | undefined; zone?: string | undefined };

/** What stands in brackets says the day of the week or the zone; names of places and of China's time are zones too. */
function withoutBrackets(cell: string): Outer | null {
  const china = CHINA.test(cell);
  const text = (china ? cell.replace(CHINA, ' ') : cell).replace(HALVES, '$1m').replace('-feira', '').trim();
  const match = BRACKETS.exec(text);
  if (china && !match) return { text, zone: '+08:00' };
  if (!match) {
    const at = text.lastIndexOf(' ');
    const last = text.slice(at + 1);
    return at > 0 && last.includes('/') && PLACE.test(last) ? { text: text.slice(0, at), zone: last } : { text };
  }
  const inside = match[2]!.trim();
  const bare = `${match[1]!} ${match[3]!}`.trim();
  const weekday = dayNamed(inside.toLowerCase().replaceAll('.', ''));
  if (weekday !== undefined) return { text: bare, weekday };
  if (/^(?:gmt|utc)\s?[+-]\d/i.test(inside) && inside.length <= 12) return { text: `${bare} ${inside}` };
  if (PLACE.test(inside)) return { text: bare, zone: inside };
  if (zoneNamed(inside) !== undefined || /time|zeit|heure|hora|ora|tijd|时间|時間|標準時/i.test(inside))
    return { text: bare };
  return null;
}

type Day = Omit<Written, 'weekday' | 'zone'> & { weekday?: number | undefined; zone?: string | undefined };

/** The day that is left when the clock is taken out: its numbers in a known shape, days of the week and fillers ignored. */
function dayIn(tokens: readonly Token[]): Day | null {
  const months = tokens.filter(({ kind }) => kind === 'm').length;
  const numbers: Token[] = [];
  let month = 0;
  let weekday: number | undefined;
  let zone: string | undefined;
  let era: number | null = null;
  let shape = '';
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const asDay = token.kind === 'w' || (token.kind === 'm' && months > 1 && token.day !== undefined && month === 0);
    if (asDay) {
      if (weekday !== undefined) return null;
      weekday = token.day ?? token.value;
      shape += ' ';
      continue;
    }
    switch (token.kind) {
      case 'n':
        numbers.push(token);
        shape += 'n';
        break;
      case 'm':
        if (month > 0) return null;
        month = token.value;
        shape += 'm';
        break;
      case 'e':
        if (era !== null) return null;
        era = token.value;
        shape += 'e';
        break;
      case 'z':
        zone = token.text;
        break;
      case 'x':
        // the ending of an ordinal stands close to its number
        shape += ' ';
        break;
      case 'h':
        if (token.text !== 'am' || i > 0) return null;
        break;
      case 'u':
        if (token.text === '元' && era !== null) {
          numbers.push({ kind: 'n', text: '1', value: 1 });
          shape += 'n';
        } else shape += token.text === '号' || token.text === '號' ? '日' : token.text;
        break;
      default:
        shape += token.text;
    }
  }
  const day = shaped(tidy(shape), numbers, month, era);
  return day && { ...day, weekday, zone };
}

/** A shape without blanks at signs, ends and doubles, and without the points of abbreviations. */
const tidy = (shape: string): string =>
  shape
    .replace(/[−–]/g, '-')
    .replace(/ ?([年月日]) ?/g, '$1')
    .replace(/m\.(?=[ n,])/g, 'm')
    .replace(/n\.(?= ?m)/g, 'n ')
    .replace(/ {1,40}/g, ' ')
    .replace(/ ,|, /g, ',')
    .replace(/^[ ,.]{1,3}/, '')
    .replace(/[ ,.:t-]{1,3}$/, '');

type Bare = Omit<Day, 'weekday' | 'zone'>;

function shaped(shape: string, numbers: readonly Token[], month: number, era: number | null): Bare | null {
  const [a, b, c] = numbers;
  if (!a) return null;
  if (era !== null) return eraDay(shape, numbers, era);
  if (month > 0) return a && b && !c ? namedDay(shape, a, b, month) : null;
  if (/^n$|^n[t ,]n$/.test(shape)) return stampDay(shape, a, b);
  if (!b || !c || numbers.length !== 3) return null;
  if (/^n年n月n日?$/.test(shape) && a.text.length === 4) return known(a.value, b.value, c.value, 'chinese');
  const match = /^n([-/.])n([-/.])n$/.exec(shape);
  if (!match || match[1] !== match[2] || b.text.length > 2) return null;
  if (a.text.length === 4 && c.text.length <= 2)
    return known(a.value, b.value, c.value, match[1] === '/' ? 'slash' : 'iso');
  if (a.text.length > 2 || (c.text.length !== 4 && c.text.length !== 2)) return null;
  return {
    numbers: [a.value, b.value, c.value],
    ...{ open: true, shortYear: c.text.length === 2, seconds: null, style: 'parts' as const },
  };
}

const known = (year: number, month: number, day: number, style: DateStyle, seconds: number | null = null): Bare => ({
  numbers: [year, month, day],
  open: false,
  shortYear: false,
  seconds,
  style,
});

function eraDay(shape: string, numbers: readonly Token[], era: number): Bare | null {
  const [a, b, c] = numbers;
  if (!a || !b || !c || numbers.length !== 3 || a.text.length > 3 || a.value === 0) return null;
  return /^e ?n年n月n日?$|^e ?n([-/.])n\1n$/.test(shape)
    ? known(era + a.value, b.value, c.value, era === 1911 ? 'roc' : 'era')
    : null;
}

/** Day, month in words and year: Jan-03-24, 3 janv. 2024, 2024 Jan 3, 03Jan2024. */
function namedDay(shape: string, a: Token, b: Token, month: number): Bare | null {
  const year = (token: Token, close: boolean) =>
    token.text.length === 4 || (token.text.length === 2 && close) ? fullYear(token.text) : null;
  const parted = /^n[-/. ,]{0,2}m[-/. ,]{0,2}['’]?n$/.test(shape);
  if (parted && a.text.length === 4 && b.text.length <= 2) return known(a.value, month, b.value, 'named');
  const full = parted && a.text.length <= 2 ? year(b, true) : null;
  if (full !== null) return known(full, month, a.value, 'named');
  if (!/^m[-/. ,]{0,2}n[-/. ,]{1,2}['’]?n$/.test(shape) || a.text.length > 2) return null;
  // two digits behind a blank may be anything: Mar 3 24
  const last = year(b, /[-/.,'’]['’]?n$/.test(shape));
  return last === null ? null : known(last, month, a.value, 'named');
}

/** 20240103 with a clock elsewhere, 20240103080328, 202401030803, 20240103T080328. */
function stampDay(shape: string, a: Token, b: Token | undefined): Bare | null {
  const year = +a.text.slice(0, 4);
  if (year < 1900 || year > 2100) return null;
  const day = (seconds: number | null, style: DateStyle) =>
    known(year, +a.text.slice(4, 6), +a.text.slice(6, 8), style, seconds);
  const clock = b ? (a.text.length === 8 ? b.text : '-') : a.text.slice(8);
  if (clock === '') return shape === 'n' && a.text.length === 8 ? day(null, 'compact') : null;
  if (clock.length !== 4 && clock.length !== 6) return null;
  const seconds = secondsOf(+clock.slice(0, 2), +clock.slice(2, 4), +clock.slice(4), '');
  return seconds === null ? null : day(seconds, 'stamp');
}
