import { type PersonalSpan, spanOf } from './spans.ts';

/** Characters of an address before and after its sign (RFC 5321 allows 64 and 255). */
const LOCAL = /[\p{Script=Latin}\d.!#$%&'*+/=?^_`{|}~-]/u;
const DOMAIN = /^[\p{Script=Latin}\d-]{1,63}(?:\.[\p{Script=Latin}\d-]{1,63}){1,6}/u;
const LONGEST_LOCAL = 64;

/**
 * E-mail addresses, sought from their sign to both sides.
 * @param text as `folded` gives it
 */
export function emailsIn(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < LONGEST_LOCAL && LOCAL.test(text[start - 1]!)) start--;
    if (start === at) continue;
    const domain = DOMAIN.exec(text.slice(at + 1, at + 256))?.[0].replace(/[.-]$/, '');
    if (domain === undefined || !/\.\p{L}/u.test(domain)) continue;
    spans.push(spanOf('email', start, at + 1 + domain.length));
  }
  return spans;
}

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
