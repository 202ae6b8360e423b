import { hasHan, isHanAt } from './han.ts';
import { type PersonalSpan, spanOf } from './spans.ts';
import { isAt, isLetterAt, runStop, unitsOf } from './units.ts';
import { wordsAt, wordsBefore } from './words.ts';

/** Words with which the name of a road, an estate or a building ends; none begins with another. */
const ROAD = wordsAt(
  '路|街|大道|巷|胡同|大街|弄堂|村|小区|花园|公寓|大厦|广场|新村|家园|苑|庭|府|城|园|中心|号院'.split('|'),
);
const DIRECTION = unitsOf('东南西北中');
const DIGIT = unitsOf('0123456789');
const NUMERAL = unitsOf('一二三四五六七八九十百');
/** What a number counts: behind a road, and within a block, where a word of a business may not follow. */
const HOUSE = wordsAt('号楼|号院|号|弄|栋|幢|座|单元|楼|室|巷|支弄|组'.split('|'));
const PART = wordsAt('号楼|号院|号|弄|栋|幢|座|单元|楼|室|层|支弄|户|房'.split('|'));
const BUSINESS = unitsOf('线店码门口');
/** Parts of one address: no more are sought, so that one place of a text is read so many times at most. */
const MOST_PARTS = 8;
const ROOM = /[ ]?\d{3,4}(?:室|房)?(?!\d|[-.:年月日元块件个次])/y;
const ROOM_BEGINS = unitsOf(' 0123456789');
/** What stands before the last character of the name of a road, or of a city, in which nobody lives. */
const NO_ROAD = wordsBefore('思|线|网|套|一|走|赶|迷|半|顺|电|回|销|门|逛|上|这条|那条|铁|同'.split('|'));
const NO_CITY = wordsBefore('微信|双|进|出|商|本|在|全'.split('|'));
/** Han characters before the road that may belong to it, and words that end the search for more. */
const LONGEST_BEFORE = 30;
/** Characters behind which an address begins (1), and the last ones of words of two that are so (2). */
const ENDING = unitsOf('送寄住到在是去往至为了的请从于和与跟把');
/** What stands before them in such words: 地址, 来自, 我家, 改成, 送货. */
const FIRST: Readonly<Record<string, string>> = { 址: '地住', 自: '来', 家: '我他她', 成: '改', 货: '送' };
for (const char of Object.keys(FIRST)) ENDING[char.charCodeAt(0)] = 2;
const REGION = /省|自治区|市|区|县|旗|镇|乡|街道|开发区|新区/;
const [BLANK, HYPHEN] = [32, 45];

/** Chinese addresses: a road with a house number, or a block, and what is in it; the words before it are sought backwards. */
export function chineseAddresses(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  if (!hasHan(text)) return spans;
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const stop = roadStop(text, at);
    if (stop === at) continue;
    const start = startBefore(text, at, last);
    // what stands at once behind an address is more of it
    const span = start < at || spans.at(-1)?.stop === at ? addressAt(text, start, at, stop) : null;
    if (span) spans.push(span);
    last = stop;
    at = stop - 1;
  }
  return spans;
}

/**
 * Where a road with a house number ends, or a block with its number; its start if there is none at the place:
 *
 *     (?:路|街|…)[ ]?(?:[东南西北中]段?[ ]?)?(?:\d{1,5}(?:-\d{1,4})?[A-Za-z]?|[一二三四五六七八九十百]{1,4})[ ]?(?:号|弄|…)
 *
 * It is read from left to right, since what may be left out begins with no character that what follows can begin with.
 */
export function roadStop(text: string, start: number): number {
  const road = ROAD(text, start);
  if (road === 0) return start;
  let number = behindBlank(text, start + road);
  if (isAt(DIRECTION, text, number)) {
    number++;
    if (text[number] === '段') number++;
    number = behindBlank(text, number);
  }
  const stop = numberStop(text, number);
  if (stop === number) return start;
  const house = behindBlank(text, stop);
  const length = HOUSE(text, house);
  return length === 0 ? start : house + length;
}

const behindBlank = (text: string, at: number): number => (text.charCodeAt(at) === BLANK ? at + 1 : at);

/** Where the number of a house ends, `\d{1,5}(?:-\d{1,4})?[A-Za-z]?` or numerals; its start if there is none. */
function numberStop(text: string, start: number): number {
  let stop = runStop(DIGIT, text, start, start + 5);
  if (stop === start) return runStop(NUMERAL, text, start, start + 4);
  if (text.charCodeAt(stop) === HYPHEN && isAt(DIGIT, text, stop + 1)) stop = runStop(DIGIT, text, stop + 1, stop + 5);
  return isLetterAt(text, stop) ? stop + 1 : stop;
}

/**
 * Where a part of an address ends, 3栋 or 2单元 or A座; its start if there is none:
 *
 *     (?:[A-Za-z]|\d{1,5}(?:-\d{1,4})?[A-Za-z]?|[一二三四五六七八九十百]{1,4})(?:号楼|号|弄|…)(?![线店码门口])
 */
export function partStop(text: string, start: number): number {
  const number = isLetterAt(text, start) ? start + 1 : numberStop(text, start);
  const length = number === start ? 0 : PART(text, number);
  if (length === 0) return start;
  if (!isAt(BUSINESS, text, number + length)) return number + length;
  // of 3号楼店 the number is a part: no word of a business follows it at once
  return length === 2 && text[number] === '号' ? number + 1 : start;
}

/** Where the number of a room ends; its start if there is none. */
function roomStop(text: string, start: number): number {
  if (!isAt(ROOM_BEGINS, text, start)) return start;
  ROOM.lastIndex = start;
  return ROOM.test(text) ? ROOM.lastIndex : start;
}

/** Where what stands between the last road and this one and may belong to it begins: Han characters with digits and blanks among them. */
function startBefore(text: string, road: number, last: number): number {
  const least = Math.max(last, road - LONGEST_BEFORE);
  let at = road;
  for (; at > least; at--) {
    const code = text.charCodeAt(at - 1);
    const digit = (code >= 48 && code <= 57) || code === BLANK;
    if (!digit && !isHanAt(text, at - 1)) break;
    const ends = ENDING[code];
    if (ends === 1 || (ends === 2 && at > 1 && FIRST[text[at - 1]!]!.includes(text[at - 2]!))) break;
  }
  while (at < road && text.charCodeAt(at) <= 57) at++;
  return at;
}

/** The address with a road and its number at `[road, number)` and the words before it, or null if nobody lives there. */
function addressAt(text: string, start: number, road: number, number: number): PersonalSpan | null {
  const name = nameStop(text, road, number);
  if (isNoRoad(text, Math.max(start, road - 2), name)) return null;
  let parts = 1;
  let stop = number;
  for (let next = partStop(text, stop); next > stop && parts < MOST_PARTS; next = partStop(text, stop)) {
    stop = next;
    parts++;
  }
  const room = roomStop(text, stop);
  // a block alone may be a shop's or a stage of building
  const sure = start === road || parts > 1 || room > stop || isRoad(text, road, name);
  return sure || REGION.test(text.slice(start, road)) ? spanOf('address', start, room) : null;
}

/** Where the name of a road ends: its Han characters without a direction, 路 of 路东段5号. */
function nameStop(text: string, road: number, number: number): number {
  let stop = road;
  while (stop < number && isHanAt(text, stop)) stop++;
  const direction = text[stop - 1] === '段' ? stop - 2 : stop - 1;
  return direction > road && isAt(DIRECTION, text, direction) ? direction : stop;
}

/** Whether a name is a word of every day: 线路, 逛街, 商城. */
function isNoRoad(text: string, least: number, stop: number): boolean {
  const last = text[stop - 1];
  if (last === '城') return NO_CITY(text, stop - 1, least);
  return (last === '路' || last === '街') && NO_ROAD(text, stop - 1, least);
}

/** Whether a name says that it is a road's. */
function isRoad(text: string, start: number, stop: number): boolean {
  for (let at = start; at < stop; at++) if (text[at] === '路' || text[at] === '街') return true;
  const third = Math.min(stop, start + 3);
  const last = text[third - 1];
  return last === '道' || last === '巷' || (last === '同' && third - 2 >= start && text[third - 2] === '胡');
}
