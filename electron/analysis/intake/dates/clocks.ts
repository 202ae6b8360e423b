import { secondsOf } from './reading.ts';
import { zoneAt, type Token } from './tokens.ts';

/** A clock among pieces: from and to the pieces it takes, its seconds since midnight (null: impossible) and its zone. */
export type Clock = { from: number; to: number; seconds: number | null; zone?: string | undefined };

/** The one clock among the pieces, with its half of the day and zone: from and to the pieces it takes. Null: two, or none that is possible. */
export function clockIn(tokens: readonly Token[]): Clock | null {
  let found: Clock | null = null;
  for (let i = 0; i < tokens.length; i++) {
    const clock = clockAt(tokens, i);
    if (!clock) continue;
    if (found || clock.seconds === null) return null;
    found = clock;
    i = clock.to - 1;
  }
  return found ?? { from: tokens.length, to: tokens.length, seconds: null };
}

const isNumber = (token: Token | undefined, most: number): token is Token =>
  token?.kind === 'n' && token.text.length <= most;
const blankless = (tokens: readonly Token[], at: number) => (tokens[at]?.kind === ' ' ? at + 1 : at);
const LATE = new Set(['下午', '晚上', '傍晚', '午後', 'pm']);

function clockAt(tokens: readonly Token[], at: number): Clock | null {
  const first = tokens[at];
  if (!isNumber(first, 2)) return null;
  const parts = [first.value];
  let next = at + 1;
  const sign = tokens[next]?.text ?? '';
  const halfNext = blankless(tokens, next);
  if (sign === ':' || sign === 'h') next = afterColons(tokens, next, parts);
  else if ('时時点點'.includes(sign) && sign !== '') next = afterUnits(tokens, next, parts);
  else if (!(tokens[halfNext]?.kind === 'h' && /^[ap]m$/.test(tokens[halfNext].text))) return null;
  if (next < 0) return null;
  let from = at;
  let half: 'am' | 'pm' | '' = '';
  const before = tokens[at - 1]?.kind === ' ' ? at - 2 : at - 1;
  if (tokens[before]?.kind === 'h') {
    from = before;
    half = halfOf(tokens[before]!, first.value);
  }
  const after = blankless(tokens, next);
  if (half === '' && tokens[after]?.kind === 'h') {
    half = halfOf(tokens[after]!, first.value);
    next = after + 1;
  }
  const zone = zoneAt(tokens, blankless(tokens, next));
  const [hour, minute = 0, second = 0] = parts;
  const seconds = secondsOf(hour!, minute, second, half);
  return { from, to: zone?.next ?? next, seconds, zone: zone?.zone };
}

/** 中午 is noon at 12 and the hour after it, 凌晨 12 is midnight. */
const halfOf = ({ text }: Token, hour: number): 'am' | 'pm' | '' =>
  LATE.has(text) || (text === '中午' && hour < 3) ? 'pm' : text === '中午' ? '' : 'am';

function afterColons(tokens: readonly Token[], at: number, parts: number[]): number {
  let next = at;
  while (parts.length < 3 && ':h'.includes(tokens[next]?.text ?? '-') && isNumber(tokens[next + 1], 2)) {
    if (tokens[next + 1]!.text.length !== 2) return -1;
    parts.push(tokens[next + 1]!.value);
    next += 2;
  }
  if (parts.length === 1) return -1;
  if (parts.length === 3 && '.,'.includes(tokens[next]?.text ?? '-') && isNumber(tokens[next + 1], 9)) next += 2;
  // a colon behind it, or a third number that is none of seconds, makes it something else
  return tokens[next]?.text === ':' ? -1 : next;
}

function afterUnits(tokens: readonly Token[], at: number, parts: number[]): number {
  let next = at + 1;
  for (const unit of ['分', '秒']) {
    if (!isNumber(tokens[next], 2) || (tokens[next + 1]?.text !== unit && unit === '秒')) break;
    parts.push(tokens[next]!.value);
    next += tokens[next + 1]?.text === unit ? 2 : 1;
  }
  return next;
}
