import { isHanAt } from './han.ts';
import { type PersonalSpan, spanOf } from './spans.ts';

/** A road with a house number, or a block and what is in it; the words before it are sought backwards. */
const ROAD_NUMBER =
  /(?:路|街|大道|巷|胡同|大街|弄堂|村|小区|花园|公寓|大厦|广场|新村|家园|苑|庭|府|城|园|中心|号院)[ ]?(?:[东南西北中]段?[ ]?)?(?:\d{1,5}(?:-\d{1,4})?[A-Za-z]?|[一二三四五六七八九十百]{1,4})[ ]?(?:号楼|号院|号|弄|栋|幢|座|单元|楼|室|巷|支弄|组)/g;
/** What may follow it: 3栋2单元501室, 5楼, A座1203. */
const WITHIN =
  /(?:[A-Za-z]|\d{1,5}(?:-\d{1,4})?[A-Za-z]?|[一二三四五六七八九十百]{1,4})(?:号楼|号院|号|弄|栋|幢|座|单元|楼|室|层|支弄|户|房)(?![线店码门口])/y;
/** Parts of one address: no more are sought, so that one place of a text is read so many times at most. */
const MOST_PARTS = 8;
const ROOM = /[ ]?\d{3,4}(?:室|房)?(?!\d|[-.:年月日元块件个次])/y;
/** Roads in which nobody lives. */
const NO_ROAD =
  /(?:思|线|网|套|一|走|赶|迷|半|顺|电|回|销|门|逛|上|这条|那条|铁|同)(?:路|街)$|(?:微信|双|进|出|商|本|在|全)城$/;
/** Han characters before the road that may belong to it, and words that end the search for more. */
const LONGEST_BEFORE = 30;
/** Characters behind which an address begins (1), and the last ones of words of two that are so (2). */
const ENDING = new Uint8Array(0x10000);
for (const char of '送寄住到在是去往至为了的请从于和与跟把') ENDING[char.charCodeAt(0)] = 1;
/** What stands before them in such words: 地址, 来自, 我家, 改成, 送货. */
const FIRST: Readonly<Record<string, string>> = { 址: '地住', 自: '来', 家: '我他她', 成: '改', 货: '送' };
for (const char of Object.keys(FIRST)) ENDING[char.charCodeAt(0)] = 2;
const REGION = /省|自治区|市|区|县|旗|镇|乡|街道|开发区|新区/;

/** What stands between the last road and this one and may belong to it: Han characters with digits and blanks among them. */
function before(text: string, index: number, last: number): string {
  const least = Math.max(last, index - LONGEST_BEFORE);
  let at = index;
  for (; at > least; at--) {
    const code = text.charCodeAt(at - 1);
    const digit = (code >= 48 && code <= 57) || code === 32;
    if (!digit && !isHanAt(text, at - 1)) break;
    const ends = ENDING[code];
    if (ends === 1 || (ends === 2 && at > 1 && FIRST[text[at - 1]!]!.includes(text[at - 2]!))) break;
  }
  while (at < index && text.charCodeAt(at) <= 57) at++;
  return text.slice(at, index);
}

/** Where what an expression finds at a place ends; the place itself if it finds nothing there. */
function stopOf(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}

function chinese(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  let last = 0;
  for (let match = ROAD_NUMBER.exec(text); match; match = ROAD_NUMBER.exec(text)) {
    const { index, 0: found } = match;
    const own = before(text, index, last);
    last = index + found.length;
    // what stands at once behind an address is more of it
    if (own === '' && spans.at(-1)?.stop !== index) continue;
    let letters = 0;
    while (isHanAt(found, letters)) letters++;
    const road = found.slice(0, letters).replace(/[东南西北中]段?$/, '');
    if (NO_ROAD.test(own.slice(-2) + road)) continue;
    let parts = 1;
    let stop = index + found.length;
    for (let next = stopOf(WITHIN, text, stop); next > stop && parts < MOST_PARTS; next = stopOf(WITHIN, text, stop)) {
      stop = next;
      parts++;
    }
    const room = stopOf(ROOM, text, stop);
    if (room > stop) parts++;
    const isRoad = /[路街道巷]$|胡同$/.test(road.slice(0, 3)) || road.includes('路') || road.includes('街');
    // a block alone may be a shop's or a stage of building
    if (own === '' || isRoad || parts > 1 || REGION.test(own)) spans.push(spanOf('address', index - own.length, room));
  }
  return spans;
}

const ENGLISH =
  /(?<![\p{L}\d.,])\d{1,5}[A-Za-z]?,? (?:(?:[NSEW]\.?|North|South|East|West) )?(?:\p{L}[\p{L}'’.-]{0,20} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Way|Close|Crescent|Parkway|Pkwy|Highway|Hwy|Gardens|Grove|Row)\b\.?/giu;
/** Endings that are also words of every day: a capital must say that a name is meant. */
const EVERYDAY = /\b(?:Way|Close|Drive|Court|Place|Square|Row|Street|Road|Lane|Grove|Gardens|Terrace|Highway)\.?$/i;
const SMALL =
  /\b(?:the|a|an|in|on|of|to|from|my|our|this|that|and|or|for|at|by|with|is|was|are|per|more|orders?|items?|days?|minutes?|miles?|km|people|pcs|times|hours?|weeks?|years?|x|pieces?|customers?|no|all|any|other|same)\b/i;
/** Words of which the first begins with a capital, the others with one or a digit. */
const CAPITALS = /^\p{Lu}\S*(?: [\p{Lu}\d]\S*)*$/u;
const TAIL = /(?:,? ?(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|Room|Rm|#)\.? ?[A-Za-z]?\d{0,5}[A-Za-z]?\b){1,2}/iy;
const CITY =
  /, ?\p{Lu}[\p{L}'’-]{1,25}(?: \p{Lu}[\p{L}'’-]{1,25})?(?:, ?[A-Z]{2})?(?: \d{5}(?:-\d{4})?| [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})?(?![\p{L}\d])/uy;
const BOX = /\bP\.? ?O\.? ?Box \d{1,6}\b/gi;

function english(text: string): PersonalSpan[] {
  // every street word and box has Latin letters: most Chinese texts have none
  if (!/[a-z]/iu.test(text)) return [];
  const spans = [...text.matchAll(BOX)].map(({ index, 0: found }) => spanOf('address', index, index + found.length));
  for (const { index, 0: found } of text.matchAll(ENGLISH)) {
    const named = found.slice(found.indexOf(' ') + 1, found.lastIndexOf(' '));
    if (SMALL.test(named)) continue;
    // "3 people waiting on Main Street": the name is what has capitals, or the whole is in small letters and short
    const capital = CAPITALS.test(named);
    if (!capital && (named.split(' ').length > 2 || (EVERYDAY.test(found) && !/ (?:street|road|lane)$/i.test(found))))
      continue;
    const stop = stopOf(CITY, text, stopOf(TAIL, text, index + found.length));
    spans.push(spanOf('address', index, stop));
  }
  return spans;
}

/**
 * Street addresses: a road, estate or building with its number in Chinese, a number with a street word in English, and what
 * stands with them. A street without a number is not found.
 * @param text as `folded` gives it
 */
export const addressesIn = (text: string): PersonalSpan[] => [...chinese(text), ...english(text)];
