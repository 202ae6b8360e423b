import { type PersonalSpan, spanOf } from './spans.ts';
import { basicPlane, isLetterAt, newUnits, unitAt } from './units.ts';

/** Characters before the sign of an address (1), and in a label of the domain behind it (2). */
const [LOCAL, LABEL] = [1, 2];
const CHARS = newUnits();
for (const { index, 0: letters } of basicPlane().matchAll(/\p{Script=Latin}+/gu))
  CHARS.fill(LOCAL | LABEL, index, index + letters.length);
for (const char of '0123456789-') CHARS[char.charCodeAt(0)] = LOCAL | LABEL;
for (const char of ".!#$%&'*+/=?^_`{|}~") CHARS[char.charCodeAt(0)] = LOCAL;

const AT_SIGN = 64;
const POINT = 46;
const HYPHEN = 45;
/** Characters before the sign, behind it (RFC 5321 allows 64 and 255) and in a label, and labels behind the first. */
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 255;
const LONGEST_LABEL = 63;
const MOST_LABELS = 6;
/** What `domainStop` tells: where a surrogate stands it is asked, for some pairs are Latin letters. */
const DOMAIN = /^[\p{Script=Latin}\d-]{1,63}(?:\.[\p{Script=Latin}\d-]{1,63}){1,6}/u;

/**
 * E-mail addresses, sought from their sign to both sides.
 * @param text as `folded` gives it
 */
export function emailsIn(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  const first = text.indexOf('@');
  for (let at = first < 0 ? text.length : first; at < text.length; at++) {
    if (unitAt(text, at) !== AT_SIGN) continue;
    const start = localStart(text, at);
    if (start === at) continue;
    const stop = domainStop(text, at + 1);
    if (hasLetters(text, at + 1, stop)) spans.push(spanOf('email', start, stop));
  }
  return spans;
}

/** Where the part before a sign begins. */
function localStart(text: string, sign: number): number {
  const least = Math.max(0, sign - LONGEST_LOCAL);
  let start = sign;
  while (start > least && (CHARS[unitAt(text, start - 1)]! & LOCAL) !== 0) start--;
  return start;
}

/** Where the domain that begins at a place ends, without a hyphen at its end; the place itself if there is none. */
function domainStop(text: string, start: number): number {
  const limit = Math.min(text.length, start + LONGEST_DOMAIN);
  let stop = labelStop(text, start, limit);
  if (stop === start) return isSurrogateAt(text, stop) ? longDomainStop(text, start) : start;
  let labels = 0;
  while (labels < MOST_LABELS && stop < limit && unitAt(text, stop) === POINT) {
    const next = labelStop(text, stop + 1, limit);
    if (isSurrogateAt(text, next)) return longDomainStop(text, start);
    if (next === stop + 1) break;
    stop = next;
    labels++;
  }
  if (isSurrogateAt(text, stop)) return longDomainStop(text, start);
  if (labels === 0) return start;
  return unitAt(text, stop - 1) === HYPHEN ? stop - 1 : stop;
}

function labelStop(text: string, start: number, limit: number): number {
  const most = Math.min(limit, start + LONGEST_LABEL);
  let stop = start;
  while (stop < most && (CHARS[unitAt(text, stop)]! & LABEL) !== 0) stop++;
  return stop;
}

const isSurrogateAt = (text: string, at: number): boolean => (unitAt(text, at) & 0xf800) === 0xd800;

function longDomainStop(text: string, start: number): number {
  const domain = DOMAIN.exec(text.slice(start, start + LONGEST_DOMAIN));
  return domain === null ? start : start + domain[0].replace(/-$/, '').length;
}

/** Whether a label of a domain behind the first begins with a letter. */
function hasLetters(text: string, start: number, stop: number): boolean {
  for (let at = start; at < stop - 1; at++)
    if (unitAt(text, at) === POINT && (isLetterAt(text, at + 1) || LETTER.test(text.slice(at + 1, stop)))) return true;
  return false;
}
const LETTER = /^\p{L}/u;

/** A name at a messenger, behind the messenger's name; it has a digit or a sign in it, or a colon before it. */
const ACCOUNT =
  /(?:微信|wechat|weixin|\bwx|\bvx|\bqq|旺旺)(号|账号| ?id)? ?([:：] ?|是 ?|为 ?| )?([a-z][\w-]{5,19}|\d{5,11})(?![\w@])/gi;

/** Accounts at messengers. */
export const accountsIn = (text: string): PersonalSpan[] =>
  [...text.matchAll(ACCOUNT)].flatMap(({ index, 0: found, 1: number, 2: sign, 3: account }) => {
    const told = number !== undefined || (sign ?? '').trim() !== '' || /[\d_-]/.test(account!);
    const start = index + found.length - account!.length;
    return told ? [spanOf('account', start, start + account!.length)] : [];
  });
