import { type PersonalSpan, spanOf } from './spans.ts';

/** A road with a house number, or a block and what is in it; the words before it are sought backwards. */
const ROAD_NUMBER =
  /(?:路|街|大道|巷|胡同|大街|弄堂|村|小区|花园|公寓|大厦|广场|新村|家园|苑|庭|府|城|园|中心|号院)[ ]?(?:[东南西北中]段?[ ]?)?(?:\d{1,5}(?:-\d{1,4})?[A-Za-z]?|[一二三四五六七八九十百]{1,4})[ ]?(?:号楼|号院|号|弄|栋|幢|座|单元|楼|室|巷|支弄|组)/g;
/** What may follow it: 3栋2单元501室, 5楼, A座1203. */
const WITHIN =
  /^(?:[A-Za-z]|\d{1,5}(?:-\d{1,4})?[A-Za-z]?|[一二三四五六七八九十百]{1,4})(?:号楼|号院|号|弄|栋|幢|座|单元|楼|室|层|支弄|户|房)(?![线店码门口])/;
const ROOM = /^[ ]?\d{3,4}(?:室|房)?(?!\d|[-.:年月日元块件个次])/;
/** Roads in which nobody lives. */
const NO_ROAD =
  /(?:思|线|网|套|一|走|赶|迷|半|顺|电|回|销|门|逛|上|这条|那条|铁|同)(?:路|街)$|(?:微信|双|进|出|商|本|在|全)城$/;
/** Han characters before the road that may belong to it, and words that end the search for more. */
const LONGEST_BEFORE = 30;
const BEFORE =
  /(?:送到|寄到|寄往|发往|发到|住在|家住|位于|地址|搬到|搬去|来自|我家|他家|她家|改到|改成|换到|送货|住址|送|寄|住|到|在|是|去|往|至|为|了|的|请|从|于|和|与|跟|把|[^\p{Script=Han}\d ])(?=[^送寄住到在是去往至为了的请从于和与跟把]*$)/u;
const REGION = /省|自治区|市|区|县|旗|镇|乡|街道|开发区|新区/;

function chinese(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  for (const { index, 0: found } of text.matchAll(ROAD_NUMBER)) {
    const road = /^\p{Script=Han}+/u.exec(found)![0].replace(/[东南西北中]段?$/u, '');
    const from = Math.max(0, index - LONGEST_BEFORE);
    const before = text.slice(from, index);
    const cut = BEFORE.exec(before);
    const own = (cut ? before.slice(cut.index + cut[0].length) : before).replace(/^[ \d]+/, '');
    if (own === '' || NO_ROAD.test(own.slice(-2) + road)) continue;
    const isRoad = /[路街道巷]$|胡同$/.test(road.slice(0, 3)) || road.includes('路') || road.includes('街');
    let stop = index + found.length;
    let parts = 1;
    for (let more = WITHIN.exec(text.slice(stop, stop + 20)); more; more = WITHIN.exec(text.slice(stop, stop + 20))) {
      stop += more[0].length;
      parts++;
    }
    const room = ROOM.exec(text.slice(stop, stop + 8));
    if (room) {
      stop += room[0].length;
      parts++;
    }
    // a block alone may be a shop's or a stage of building
    if (!isRoad && parts < 2 && !REGION.test(own)) continue;
    spans.push(spanOf('address', index - own.length, stop));
  }
  return spans;
}

const ENGLISH =
  /(?<![\p{L}\d.,])\d{1,5}[A-Za-z]?,? (?:(?:[NSEW]\.?|North|South|East|West) )?(?:\p{L}[\p{L}'’.-]{0,20} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Way|Close|Crescent|Parkway|Pkwy|Highway|Hwy|Gardens|Grove|Row)\b\.?/giu;
/** Endings that are also words of every day: a capital must say that a name is meant. */
const EVERYDAY = /\b(?:Way|Close|Drive|Court|Place|Square|Row|Street|Road|Lane|Grove|Gardens|Terrace|Highway)\.?$/i;
const SMALL =
  /\b(?:the|a|an|in|on|of|to|from|my|our|this|that|and|or|for|at|by|with|is|was|are|per|more|orders?|items?|days?|minutes?|miles?|km|people|pcs|times|hours?|weeks?|years?|x|pieces?|customers?|no|all|any|other|same)\b/i;
const TAIL = /^(?:,? ?(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|Room|Rm|#)\.? ?[A-Za-z]?\d{0,5}[A-Za-z]?\b){1,2}/i;
const CITY =
  /^, ?\p{Lu}[\p{L}'’-]{1,25}(?: \p{Lu}[\p{L}'’-]{1,25})?(?:, ?[A-Z]{2})?(?: \d{5}(?:-\d{4})?| [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})?(?![\p{L}\d])/u;
const BOX = /\bP\.? ?O\.? ?Box \d{1,6}\b/gi;

function english(text: string): PersonalSpan[] {
  const spans = [...text.matchAll(BOX)].map(({ index, 0: found }) => spanOf('address', index, index + found.length));
  for (const { index, 0: found } of text.matchAll(ENGLISH)) {
    const words = found.replace(/^\d{1,5}[A-Za-z]?,? /, '').split(' ');
    const named = words.slice(0, -1).join(' ');
    if (SMALL.test(named)) continue;
    // "3 people waiting on Main Street": the name is what has capitals, or the whole is in small letters and short
    const capital = /^\p{Lu}/u.test(named) && words.slice(0, -1).every((word) => /^[\p{Lu}\d]/u.test(word));
    if (!capital && (words.length > 3 || (EVERYDAY.test(found) && !/ (?:street|road|lane)$/i.test(found)))) continue;
    let stop = index + found.length;
    stop += TAIL.exec(text.slice(stop, stop + 40))?.[0].length ?? 0;
    stop += CITY.exec(text.slice(stop, stop + 80))?.[0].length ?? 0;
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
