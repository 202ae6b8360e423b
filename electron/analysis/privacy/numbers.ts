import type { PersonalKind } from '../../../shared/domain.ts';
import { isCardNumber, isPassport, isResidentId } from '../intake/personal.ts';
import { readDate } from '../intake/dates.ts';
import { type Cue, cuesIn } from './cues.ts';
import { isBritish, isChineseLandLine, isChineseMobile, isInternational } from './phone.ts';
import { type PersonalSpan, spanOf } from './spans.ts';

/** Digits that stand together. */
interface Group {
  readonly start: number;
  readonly stop: number;
}
/** Groups that may be one number, and what stands around them. */
interface Window {
  readonly digits: string;
  readonly groups: readonly number[];
  /** the groups, written with commas between them */
  readonly parts: string;
  /** what parts the groups, together */
  readonly signs: string;
  readonly plus: boolean;
  readonly cue: Cue | null;
}

/** Most groups, digits (those of the longest card, ISO/IEC 7812-1) and characters between two groups of one number. */
const MOST_GROUPS = 7;
const MOST_DIGITS = 19;
const GAP = 3;
const PARTS = ' -.()_·\t';
const EXTENSION = / ?(?:-|转|分机|ext\.?|x|#) ?(\d{1,6})(?!\d)/iy;

/**
 * Telephones, resident identity and card numbers, and passports in a text.
 * @param text as `folded` gives it
 */
export function numbersIn(text: string): PersonalSpan[] {
  const groups = groupsIn(text);
  if (groups.length === 0) return [];
  const cueAt = cuesIn(text);
  const spans: PersonalSpan[] = passportsIn(text, cueAt);
  // whether a group may go on with what stands before it in one number
  const joined = new Uint8Array(groups.length);
  for (let i = 1; i < groups.length; i++) if (isGap(text, groups[i - 1]!.stop, groups[i]!.start)) joined[i] = 1;
  for (let i = 0; i < groups.length; i++) numbersFrom(text, groups, joined, i, cueAt, spans);
  return spans;
}

function groupsIn(text: string): Group[] {
  const groups: Group[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const code = text.charCodeAt(i);
    const digit = code >= 48 && code <= 57;
    if (digit && start < 0) start = i;
    else if (!digit && start >= 0) {
      groups.push({ start, stop: i });
      start = -1;
    }
  }
  return groups;
}

/** The numbers that begin with a group: it alone, and it with what follows. */
function numbersFrom(
  text: string,
  groups: readonly Group[],
  joined: Uint8Array,
  i: number,
  cueAt: (at: number) => Cue | null,
  spans: PersonalSpan[],
): void {
  const { start } = groups[i]!;
  let open = -1;
  let plus = false;
  let cue: Cue | null = null;
  let count = 0;
  let fours = true;
  for (let j = i; j < groups.length && j < i + MOST_GROUPS; j++) {
    if (j > i && joined[j] === 0) break;
    if (j > i && groups[j - 1]!.stop - groups[j - 1]!.start !== 4) fours = false;
    count += groups[j]!.stop - groups[j]!.start;
    if (count > MOST_DIGITS) break;
    if (count < 7 || count < 2 * (j - i + 1)) continue;
    if (open < 0) {
      plus = plusBefore(text, start);
      open = openAt(text, start);
      cue = cueAt(open);
    }
    if (!plus && (cue === null || cue === 'thing') && !mayBe(text, start, count, j - i + 1, fours)) continue;
    const span = numberAt(text, [i, j], groups, open, { plus, cue });
    if (span) spans.push(span);
  }
}

/** Whether digits about which nothing is said can be a number at all, by their count, their groups and the first two. */
function mayBe(text: string, start: number, count: number, groups: number, fours: boolean): boolean {
  const first = text[start]!;
  if (count >= 17 && count <= 18 && (groups <= 4 || fours)) return true;
  if (first === '0') {
    if (text[start + 1] === '0') return count >= 9;
    // a British number, or a land line: its area code is 010, 02x or 03xx to 09xx
    if (text[start + 1] === '1' && text[start + 2] !== '0') return count === 10 || count === 11;
    return count >= 10 && (count <= 11 || (count === 12 && groups <= 4));
  }
  if (count <= 11) return (count === 11 && first === '1') || (count >= 10 && groups >= 3 && groups <= 4);
  if (first === '8' && count <= 14) return true;
  return count >= 13 && (groups === 1 || (groups >= 3 && fours) || groups === 3);
}

/** Whether what parts two groups of digits may stand within one number. */
function isGap(text: string, stop: number, start: number): boolean {
  if (start - stop > GAP) return false;
  for (let i = stop; i < start; i++) if (!PARTS.includes(text[i]!)) return false;
  return true;
}

function numberAt(
  text: string,
  [first, last]: readonly [number, number],
  groups: readonly Group[],
  open: number,
  said: Pick<Window, 'plus' | 'cue'>,
): PersonalSpan | null {
  const end = groups[last]!.stop;
  let digits = '';
  let signs = '';
  const sizes: number[] = [];
  for (let g = first; g <= last; g++) {
    const { start, stop } = groups[g]!;
    if (g > first) signs += text.slice(groups[g - 1]!.stop, start);
    digits += text.slice(start, stop);
    sizes.push(stop - start);
  }
  const x = digits.length === 17 && /[xX]/.test(text[end] ?? '');
  const { plus, cue } = said;
  const kind = kindOf({ digits: x ? `${digits}X` : digits, groups: sizes, parts: sizes.join(), signs, plus, cue });
  if (kind === null) return null;
  return spanOf(kind, open, kind === 'phone' ? withExtension(text, end) : x ? end + 1 : end);
}

/** Where a number begins with its plus sign or bracket. */
const openAt = (text: string, start: number): number =>
  plusBefore(text, start) ? plusAt(text, start) : text.charCodeAt(start - 1) === BRACKET ? start - 1 : start;
const plusBefore = (text: string, start: number): boolean => text.charCodeAt(plusAt(text, start)) === PLUS;
function plusAt(text: string, start: number): number {
  const code = text.charCodeAt(start - 1);
  return code === BLANK || code === BRACKET ? start - 2 : start - 1;
}
const [BLANK, BRACKET, PLUS] = [32, 40, 43];

function withExtension(text: string, stop: number): number {
  EXTENSION.lastIndex = stop;
  const found = EXTENSION.exec(text);
  // a hyphen goes with the short extensions of a switchboard, not with the next number
  return found && (!found[0].startsWith('-') || found[1]!.length <= 4) ? stop + found[0].length : stop;
}

function kindOf(window: Window): PersonalKind | null {
  const { digits, cue, groups } = window;
  if (isResident(window)) return 'residentId';
  if (isCard(window)) return 'bankCard';
  if (digits.length > 17 || (cue === 'thing' && groups.length === 1 && !window.plus)) return null;
  return isTelephone(window) ? 'phone' : null;
}

/** The old form has no check character: something must say what it is. */
const isResident = ({ digits, cue }: Window): boolean =>
  (digits.length === 18 || (digits.length === 15 && cue === 'residentId')) && isResidentId(digits);

/** First digits and lengths of the cards that are issued (ISO/IEC 7812-1). */
const SCHEME =
  /^(?:62\d{14,17}|4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|4[4-9]\d|5\d\d)\d{12}|9[0-9]{18})$/;

/** One number in ten passes the check: bare digits must also be those of an issuer. */
function isCard({ digits, groups, parts, cue }: Window): boolean {
  if (digits.length < 13) return false;
  const inFours = groups.length >= 3 && groups.every((length, i) => length === 4 || i === groups.length - 1);
  if (cue !== 'bankCard' && !inFours) {
    const oneCard = groups.length === 1 || /^4,6,[45]$/.test(parts);
    if (!oneCard || cue === 'thing' || !SCHEME.test(digits)) return false;
  }
  return isCardNumber(digits);
}

/** Ways in which the eleven digits of a mobile number are parted. */
const MOBILE_PARTS = new Set(['11', '3,4,4', '3,8', '7,4', '4,3,4', '3,3,5', '5,3,3', '5,6', '3,2,2,2,2', '4,4,3']);
const LAND_LINE_PARTS = /^(?:2,|4,|5,)?(?:[34],(?:7|8|3,4|4,4|4,3)|1[012])$/;
/** Ten digits of the North American plan in their groups. */
const AMERICAN = /^1?[2-9]\d\d[2-9]\d{6}$/;
const AMERICAN_PARTS = /^(?:1,)?3,3,4$/;

function isTelephone({ digits, groups, parts, signs, plus, cue }: Window): boolean {
  if (plus) return isInternational(digits);
  if ((digits.startsWith('1') || digits.slice(0, 4).includes('86')) && isChineseMobile(digits)) {
    const own = parts.replace(/^(?:86|0086),/, '');
    // three amounts in a row may come to eleven digits: blanks part a number in its own places only
    const usual = MOBILE_PARTS.has(own) || groups.length === 1 || /^(?:5|7),4,4$|^(?:5|7),8$/.test(own);
    if (own === '4,4,3' || !usual ? usualSigns(signs) : true) return true;
  }
  if (isDate(digits, parts)) return false;
  if (isChineseLandLine(digits) && LAND_LINE_PARTS.test(parts)) return true;
  if (AMERICAN.test(digits) && AMERICAN_PARTS.test(parts) && signs !== '') return true;
  if (isBritish(digits) && (groups.length > 1 ? groups.every((n) => n >= 2) : digits.startsWith('07'))) return true;
  if (digits.startsWith('00') && (groups.length > 1 || cue === 'phone')) return isInternational(digits.slice(2));
  // a mobile number of a random block is left to what is said of it
  return cue === 'phone' && digits.length <= 15 && (groups.length === 1 || groups.every((n) => n >= 2));
}

/** Signs between amounts or other numbers are mixed or blank. */
const usualSigns = (signs: string): boolean => /^(?:-+|\.+)$/.test(signs);

/** A day, with or without a time, written in digits. */
function isDate(digits: string, parts: string): boolean {
  if (parts.includes(',')) return /^(?:4,[12],[12]|[12],[12],4)(?:,|$)/.test(parts);
  if (digits.length !== 8 && digits.length !== 12 && digits.length !== 14) return false;
  return /^(?:19|20)/.test(digits) && readDate(digits.slice(0, 8), 'ymd') !== null;
}

/** Letters and digits that follow the word for a passport or a travel permit. */
function passportsIn(text: string, cueAt: (at: number) => Cue | null): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  for (const { index, 0: found } of text.matchAll(/(?<![A-Za-z\d])[A-Za-z]{0,2}\d{6,10}(?!\d)/g))
    if ((isPassport(found) || /^[A-Za-z]{0,2}\d{7,9}$/.test(found)) && cueAt(index) === 'passport')
      spans.push(spanOf('passport', index, index + found.length));
  return spans;
}
