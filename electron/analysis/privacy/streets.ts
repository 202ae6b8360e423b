import { isHanAt } from './han.ts';
import { type PersonalSpan, spanOf } from './spans.ts';
import { isAt, stopOf, unitAt, unitsOf } from './units.ts';
import { wordsBefore } from './words.ts';

/** A road with a house number, or a block and what is in it; the words before it are sought backwards. */
const ROAD_NUMBER =
  /(?:路|街|大道|巷|胡同|大街|弄堂|村|小区|花园|公寓|大厦|广场|新村|家园|苑|庭|府|城|园|中心|号院)[ ]?(?:[东南西北中]段?[ ]?)?(?:\d{1,5}(?:-\d{1,4})?[A-Za-z]?|[一二三四五六七八九十百]{1,4})[ ]?(?:号楼|号院|号|弄|栋|幢|座|单元|楼|室|巷|支弄|组)/g;
/** What may follow it: 3栋2单元501室, 5楼, A座1203. */
const PART =
  /(?:[A-Za-z]|\d{1,5}(?:-\d{1,4})?[A-Za-z]?|[一二三四五六七八九十百]{1,4})(?:号楼|号院|号|弄|栋|幢|座|单元|楼|室|层|支弄|户|房)(?![线店码门口])/y;
const PART_BEGINS = unitsOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789一二三四五六七八九十百');
const DIRECTION = unitsOf('东南西北中');
const SECTION = unitsOf('段');
/** Parts of one address: no more are sought, so that one place of a text is read so many times at most. */
const MOST_PARTS = 8;
const ROOM = /[ ]?\d{3,4}(?:室|房)?(?!\d|[-.:年月日元块件个次])/y;
const ROOM_BEGINS = unitsOf(' 0123456789');
const STREET = unitsOf('路街');
const CITY = unitsOf('城');
const LANE = wordsBefore(['道', '巷', '胡同']);
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
const BLANK = 32;

/** Chinese addresses: a road with a house number, or a block, and what is in it, and the words before it. */
export function chineseAddresses(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  let last = 0;
  let lastAddress = -1;
  ROAD_NUMBER.lastIndex = 0;
  for (let match = ROAD_NUMBER.exec(text); match; match = ROAD_NUMBER.exec(text)) {
    const road = match.index;
    const start = startBefore(text, road, last);
    last = ROAD_NUMBER.lastIndex;
    // what stands at once behind an address is more of it
    const span = start < road || lastAddress === road ? addressAt(text, start, road, last) : null;
    if (!span) continue;
    spans.push(span);
    lastAddress = span.stop;
  }
  return spans;
}

const partStop = (text: string, at: number): number => stopOf(PART, PART_BEGINS, text, at);

/** Where what stands between the last road and this one and may belong to it begins: Han characters with digits and blanks among them. */
function startBefore(text: string, road: number, last: number): number {
  const least = Math.max(last, road - LONGEST_BEFORE);
  let at = road;
  for (; at > least; at--) {
    const code = unitAt(text, at - 1);
    const digit = (code >= 48 && code <= 57) || code === BLANK;
    if (!digit && !isHanAt(text, at - 1)) break;
    const ends = ENDING[code];
    if (ends === 1 || (ends === 2 && at > 1 && FIRST[text[at - 1]!]!.includes(text[at - 2]!))) break;
  }
  while (at < road && unitAt(text, at) <= 57) at++;
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
  const room = stopOf(ROOM, ROOM_BEGINS, text, stop);
  // a block alone may be a shop's or a stage of building
  const sure = start === road || parts > 1 || room > stop || isRoad(text, road, name);
  return sure || REGION.test(text.slice(start, road)) ? spanOf('address', start, room) : null;
}

/** Where the name of a road ends: its Han characters without a direction, 路 of 路东段5号. */
function nameStop(text: string, road: number, number: number): number {
  let stop = road;
  while (stop < number && isHanAt(text, stop)) stop++;
  const direction = isAt(SECTION, text, stop - 1) ? stop - 2 : stop - 1;
  return direction > road && isAt(DIRECTION, text, direction) ? direction : stop;
}

/** Whether a name is a word of every day: 线路, 逛街, 商城. */
function isNoRoad(text: string, least: number, stop: number): boolean {
  if (isAt(STREET, text, stop - 1)) return NO_ROAD(text, stop - 1, least);
  return isAt(CITY, text, stop - 1) && NO_CITY(text, stop - 1, least);
}

/** Whether a name says that it is a road's. */
function isRoad(text: string, start: number, stop: number): boolean {
  for (let at = start; at < stop; at++) if (isAt(STREET, text, at)) return true;
  return LANE(text, Math.min(stop, start + 3), start);
}
