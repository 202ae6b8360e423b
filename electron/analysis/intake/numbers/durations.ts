import { halfWidth } from '../missing.ts';
import { UNIT_LIST } from './unitList.ts';

/** How lengths of time are written: 5:54:00, 5:54 as hours and minutes or as minutes and seconds, 5h 54m. */
export type DurationStyle = 'hms' | 'hm' | 'ms' | 'words';

const LONGEST = 60;
/** Seconds of each unit. */
const SECONDS = { day: 86400, hour: 3600, minute: 60, second: 1 } as const;
/** A unit of lengths of time. */
export type TimeUnit = keyof typeof SECONDS;
/** Short forms beside those of the list. */
const MORE: Readonly<Record<string, TimeUnit>> = {
  ...{ hrs: 'hour', std: 'hour', 时: 'hour', 個小時: 'hour', 个小时: 'hour', 钟头: 'hour', 個鐘頭: 'hour' },
  ...{
    mins: 'minute',
    分: 'minute',
    秒: 'second',
    秒钟: 'second',
    secs: 'second',
    sek: 'second',
    日: 'day',
    天: 'day',
  },
};

let made: Map<string, TimeUnit> | null = null;

/** Names of the units in fourteen languages. */
function units(): Map<string, TimeUnit> {
  if (made) return made;
  const names = (made = new Map<string, TimeUnit>(Object.entries(MORE)));
  for (const line of UNIT_LIST.trim().split('\n')) {
    const [unit, ...words] = line.split(' ');
    for (const word of words) if (!names.has(word)) names.set(word, unit as TimeUnit);
  }
  return names;
}

const CLOCK = /^(-)?(?:(\d{1,4})(?:\.|d | days?, | ?天 ?))?(\d{1,5}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$/;
const PIECE = /(\d{1,9}(?:[.,]\d{1,6})?)\s{0,3}(\p{L}{1,12})\.?,?\s{0,3}(?:(?:and|und|et|y|e|en)\s)?/uy;

/** The parts of a clock: how many, the first, and seconds when it is hours first. */
export type ClockParts = {
  readonly parts: 2 | 3;
  readonly days: boolean;
  readonly first: number;
  readonly second: number;
  readonly last: number;
  readonly fraction: number;
  readonly wholeDays: number;
  readonly negative: boolean;
};

/** Take 5:54, 00:14:51, 26:30:00.5, 1.02:30:00 and `2 days, 3:04:05` apart; null for anything else. */
export function clockParts(cell: string): ClockParts | null {
  if (cell.length > LONGEST || cell.length < 4) return null;
  const match = CLOCK.exec(halfWidth(cell).trim());
  if (!match) return null;
  const [, minus, days, first, second, third, fraction] = match;
  if (+second! > 59 || +(third ?? 0) > 59 || (days !== undefined && (+first! > 23 || third === undefined))) return null;
  return {
    parts: third === undefined ? 2 : 3,
    days: days !== undefined,
    first: +first!,
    second: +second!,
    last: +(third ?? 0),
    fraction: fraction === undefined ? 0 : Number(`0.${fraction}`),
    wholeDays: +(days ?? 0),
    negative: minus !== undefined,
  };
}

/** A length of time in words: its seconds and the units it names; null for anything else. */
export function durationInWords(cell: string): { seconds: number; units: TimeUnit[] } | null {
  if (cell.length > LONGEST || cell.length < 2) return null;
  const text = halfWidth(cell).trim().toLowerCase();
  if (text.charCodeAt(0) < 48 || text.charCodeAt(0) > 57) return null;
  const found: TimeUnit[] = [];
  let seconds = 0;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const match = PIECE.exec(text);
    const unit = match && units().get(match[2]!);
    if (!match || !unit) return null;
    // the greater unit first, each once
    if (found.length > 0 && SECONDS[unit] >= SECONDS[found.at(-1)!]) return null;
    found.push(unit);
    seconds += Number(match[1]!.replace(',', '.')) * SECONDS[unit];
  }
  return found.length === 0 ? null : { seconds: Number(seconds.toPrecision(12)), units: found };
}

/** Read a length of time in seconds, written as the column writes them; null for anything else. */
export function readDuration(cell: string, style: DurationStyle): number | null {
  const clock = clockParts(cell);
  if (!clock) return durationInWords(cell)?.seconds ?? null;
  if (style === 'words' && clock.parts === 2) return null;
  const { parts, first, second, last, fraction, wholeDays, negative } = clock;
  const inMinutes = parts === 2 && style === 'ms';
  const seconds = inMinutes ? first * 60 + second : first * 3600 + second * 60 + last;
  const all = Number((wholeDays * 86400 + seconds + fraction).toPrecision(15));
  return negative && all > 0 ? -all : all;
}
