import type { PersonalKind } from '../../../shared/domain.ts';
import { isPassport, isResidentId, passesLuhn } from '../intake/personal.ts';
import { readDate } from '../intake/dates.ts';
import { type Cue, cuesIn } from './cues.ts';
import { isBritish, isChineseLandLine, isChineseMobile, isInternational } from './phone.ts';
import { type PersonalSpan, spanOf } from './spans.ts';
import { isAt, isDigitAt, isLetterAt, unitAt, unitsOf } from './units.ts';

/** Groups of digits that stand together, by their number. */
interface Groups {
  readonly starts: Int32Array;
  readonly stops: Int32Array;
}
/** Groups, first to last, that may be one number, and what stands around them. */
interface Window {
  readonly text: string;
  readonly groups: Groups;
  readonly first: number;
  readonly last: number;
  /** all their digits together */
  readonly digits: string;
  readonly plus: boolean;
  readonly cue: Cue | null;
}

/** Most groups, digits (those of the longest card, ISO/IEC 7812-1) and characters between two groups of one number. */
const MOST_GROUPS = 7;
const MOST_DIGITS = 19;
const LEAST_DIGITS = 7;
const GAP = 3;
const PARTS = unitsOf(' -.()_·\t');
const EXTENSION = / ?(?:-|转|分机|ext\.?|x|#) ?(\d{1,6})(?!\d)/iy;
const EXTENSION_BEGINS = unitsOf(' -转分eExX#');

/**
 * Telephones, resident identity and card numbers, and passports in a text.
 * @param text as `folded` gives it
 */
export function numbersIn(text: string): PersonalSpan[] {
  const groups = groupsIn(text);
  if (groups.starts.length === 0) return [];
  const cueAt = cuesIn(text);
  const spans = passportsIn(text, groups, cueAt);
  const { starts, stops } = groups;
  let last = 0;
  for (let i = 0; i < starts.length; i++) {
    if (last < i) last = i;
    while (last < i + MOST_GROUPS - 1 && last + 1 < starts.length && isGap(text, stops[last]!, starts[last + 1]!))
      last++;
    numbersFrom(text, groups, i, last, cueAt, spans);
  }
  return spans;
}

/** The text is read twice: lists that grow to 50,000 groups cost more than all that is then asked of them. */
function groupsIn(text: string): Groups {
  let count = 0;
  for (let at = 0, inside = false; at < text.length; at++) {
    const digit = isDigitAt(text, at);
    if (digit && !inside) count++;
    inside = digit;
  }
  const starts = new Int32Array(count);
  const stops = new Int32Array(count);
  for (let at = 0, group = 0, inside = false; group < count; at++) {
    const digit = isDigitAt(text, at);
    if (digit && !inside) starts[group] = at;
    else if (!digit && inside) stops[group++] = at;
    inside = digit;
  }
  return { starts, stops };
}

/** The numbers that begin with a group: it alone, and it with those that follow up to the last that may belong to it. */
function numbersFrom(
  text: string,
  groups: Groups,
  first: number,
  last: number,
  cueAt: (at: number) => Cue | null,
  spans: PersonalSpan[],
): void {
  const { starts, stops } = groups;
  const start = starts[first]!;
  const digit = unitAt(text, start);
  // where the number begins with its sign, and what is said of it: asked for when there are digits enough
  let open = -1;
  let plus = false;
  let cue: Cue | null = null;
  let said = false;
  let count = 0;
  // the groups before this one that are not of four digits
  let others = 0;
  for (let i = first; i <= last; i++) {
    const size = stops[i]! - starts[i]!;
    const fours = others === 0;
    if (size !== 4) others++;
    count += size;
    if (count > MOST_DIGITS) break;
    if (count < LEAST_DIGITS || count < 2 * (i - first + 1)) continue;
    if (open < 0) {
      open = openAt(text, start);
      plus = open < start && unitAt(text, open) === PLUS;
      cue = cueAt(open);
      said = plus || (cue !== null && cue !== 'thing');
    }
    if (!said && !mayBe(text, start, digit, count, i - first + 1, fours)) continue;
    const span = numberAt({ text, groups, first, last: i, digits: digitsOf(text, groups, first, i), plus, cue }, open);
    if (span) spans.push(span);
  }
}

function digitsOf(text: string, { starts, stops }: Groups, first: number, last: number): string {
  let digits = text.slice(starts[first], stops[first]);
  for (let i = first + 1; i <= last; i++) digits += text.slice(starts[i], stops[i]);
  return digits;
}

/** Whether digits about which nothing is said can be a number at all, by their count, their groups and the first two. */
function mayBe(text: string, start: number, first: number, count: number, groups: number, fours: boolean): boolean {
  if (count >= 17 && count <= 18 && (groups <= 4 || fours)) return true;
  if (first === ZERO) {
    const second = unitAt(text, start + 1);
    if (second === ZERO) return count >= 9;
    // a British number, or a land line: its area code is 010, 02x or 03xx to 09xx
    if (second === ONE && unitAt(text, start + 2) !== ZERO) return count === 10 || count === 11;
    return count >= 10 && (count <= 11 || (count === 12 && groups <= 4));
  }
  if (count <= 11) return (count === 11 && first === ONE) || (count >= 10 && groups >= 3 && groups <= 4);
  if (first === EIGHT && count <= 14) return true;
  return count >= 13 && (groups === 1 || (groups >= 3 && fours) || groups === 3);
}
const [ZERO, ONE, EIGHT] = [48, 49, 56];

/** Whether what parts two groups of digits may stand within one number. */
function isGap(text: string, stop: number, start: number): boolean {
  if (start - stop > GAP) return false;
  for (let i = stop; i < start; i++) if (!isAt(PARTS, text, i)) return false;
  return true;
}

function numberAt(window: Window, open: number): PersonalSpan | null {
  const { text, groups, last, digits } = window;
  const end = groups.stops[last]!;
  const x = digits.length === 17 && /[xX]/.test(text[end] ?? '');
  const kind = kindOf(x ? { ...window, digits: `${digits}X` } : window);
  if (kind === null) return null;
  return spanOf(kind, open, kind === 'phone' ? withExtension(text, end) : x ? end + 1 : end);
}

/** How many groups a window has, and how many digits each, with commas between. */
const groupsOf = ({ first, last }: Window): number => last - first + 1;
function sizesOf({ groups: { starts, stops }, first, last }: Window): number[] {
  const sizes: number[] = [];
  for (let i = first; i <= last; i++) sizes.push(stops[i]! - starts[i]!);
  return sizes;
}

/** What stands between the groups, together. */
function signsOf({ text, groups: { starts, stops }, first, last }: Window): string {
  let signs = '';
  for (let i = first; i < last; i++) signs += text.slice(stops[i], starts[i + 1]);
  return signs;
}

/** Where a number begins with its plus sign or bracket. */
function openAt(text: string, start: number): number {
  const before = unitAt(text, start - 1);
  if (before === PLUS) return start - 1;
  if (before !== BLANK && before !== BRACKET) return start;
  if (unitAt(text, start - 2) === PLUS) return start - 2;
  return before === BRACKET ? start - 1 : start;
}
const [BLANK, BRACKET, PLUS] = [32, 40, 43];

function withExtension(text: string, stop: number): number {
  if (!isAt(EXTENSION_BEGINS, text, stop)) return stop;
  EXTENSION.lastIndex = stop;
  const found = EXTENSION.exec(text);
  // a hyphen goes with the short extensions of a switchboard, not with the next number
  return found && (!found[0].startsWith('-') || found[1]!.length <= 4) ? stop + found[0].length : stop;
}

function kindOf(window: Window): PersonalKind | null {
  const { digits, cue, plus } = window;
  if (isResident(window)) return 'residentId';
  if (isCard(window)) return 'bankCard';
  if (digits.length > 17 || (cue === 'thing' && groupsOf(window) === 1 && !plus)) return null;
  return isTelephone(window) ? 'phone' : null;
}

/** The old form has no check character: something must say what it is. */
const isResident = ({ digits, cue }: Window): boolean =>
  (digits.length === 18 || (digits.length === 15 && cue === 'residentId')) && isResidentId(digits);

/** First digits and lengths of the cards that are issued (ISO/IEC 7812-1). */
const SCHEME =
  /^(?:62\d{14,17}|4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|4[4-9]\d|5\d\d)\d{12}|9[0-9]{18})$/;

/** One number in ten passes the check: bare digits must also be those of an issuer. */
function isCard(window: Window): boolean {
  const { digits, cue } = window;
  if (digits.length < 13) return false;
  if (cue !== 'bankCard' && !isInFours(window)) {
    const oneCard = groupsOf(window) === 1 || /^4,6,[45]$/.test(sizesOf(window).join());
    if (!oneCard || cue === 'thing' || !SCHEME.test(digits)) return false;
  }
  // a valid card begins with 2 to 9, and the check character X of another number is no digit
  return digits >= '2' && !digits.endsWith('X') && passesLuhn(digits);
}

/** Whether digits are parted as on a card: at least three groups, of four digits but the last. */
const isInFours = (window: Window): boolean =>
  groupsOf(window) >= 3 && sizesOf(window).every((length, i, { length: groups }) => length === 4 || i === groups - 1);

/** Ways in which the eleven digits of a mobile number are parted. */
const MOBILE_PARTS = new Set([
  '3,4,4',
  '3,8',
  '7,4',
  '4,3,4',
  '3,3,5',
  '5,3,3',
  '5,6',
  '3,2,2,2,2',
  '5,4,4',
  '7,4,4',
  '5,8',
  '7,8',
]);
const LAND_LINE_PARTS = /^(?:2,|4,|5,)?(?:[34],(?:7|8|3,4|4,4|4,3)|1[012])$/;
/** Ten digits of the North American plan in their groups. */
const AMERICAN = /^1?[2-9]\d\d[2-9]\d{6}$/;
const AMERICAN_PARTS = /^(?:1,)?3,3,4$/;

function isTelephone(window: Window): boolean {
  const { digits, plus, cue } = window;
  if (plus) return isInternational(digits);
  const single = groupsOf(window) === 1;
  const sizes = single ? [] : sizesOf(window);
  const parts = sizes.join();
  const mobile = digits.length >= 11 && (digits.startsWith('1') || digits.slice(0, 4).includes('86'));
  // three amounts in a row may come to eleven digits: blanks part a number in its own places only
  if (mobile && isChineseMobile(digits) && (single || MOBILE_PARTS.has(parts) || usualSigns(signsOf(window))))
    return true;
  if (single ? isBareDate(digits) : DATE_PARTS.test(parts)) return false;
  const many = sizes.every((size) => size >= 2);
  if (digits.startsWith('0') || digits.startsWith('86')) {
    if (isChineseLandLine(digits) && LAND_LINE_PARTS.test(single ? String(digits.length) : parts)) return true;
    if (isBritish(digits) && (single ? digits.startsWith('07') : many)) return true;
    if (digits.startsWith('00') && (!single || cue === 'phone')) return isInternational(digits.slice(2));
  }
  if (!single && AMERICAN_PARTS.test(parts) && AMERICAN.test(digits) && signsOf(window) !== '') return true;
  // a mobile number of a random block is left to what is said of it
  return cue === 'phone' && digits.length <= 15 && many;
}

/** Signs between amounts or other numbers are mixed or blank. */
const usualSigns = (signs: string): boolean => /^(?:-+|\.+)$/.test(signs);

/** A day, with or without a time, written in digits: their groups, or eight and more of them together. */
const DATE_PARTS = /^(?:4,[12],[12]|[12],[12],4)(?:,|$)/;
const isBareDate = (digits: string): boolean =>
  (digits.length === 8 || digits.length === 12 || digits.length === 14) &&
  /^(?:19|20)/.test(digits) &&
  readDate(digits.slice(0, 8), 'ymd') !== null;

/** Letters and digits that follow the word for a passport or a travel permit: at most two letters, and seven to ten digits. */
function passportsIn(text: string, { starts, stops }: Groups, cueAt: (at: number) => Cue | null): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  for (let i = 0; i < starts.length; i++) {
    const digits = stops[i]! - starts[i]!;
    if (digits < 7 || digits > 10) continue;
    let start = starts[i]!;
    while (starts[i]! - start < 3 && isLetterAt(text, start - 1)) start--;
    if (starts[i]! - start > 2 || isDigitAt(text, start - 1)) continue;
    if ((digits < 10 || isPassport(text.slice(start, stops[i]))) && cueAt(start) === 'passport')
      spans.push(spanOf('passport', start, stops[i]!));
  }
  return spans;
}
