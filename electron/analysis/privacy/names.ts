import { allHan, isHanAt } from './han.ts';
import { type PersonalSpan, spanOf } from './spans.ts';
import { DOUBLE_SURNAMES, SURNAMES } from './surnames.ts';
import { isAt, unitAt, unitsOf } from './units.ts';
import { wordsAt } from './words.ts';

/** Forms of address that stand behind a Chinese name; all are of two characters. */
const TITLE =
  /先生|女士|小姐|太太|老师|经理|阿姨|叔叔|大哥|大姐|师傅|主任|医生|大夫|教授|律师|店长|老板|同学|总监|会计|护士/g;
/** Family names of one character (1), and those that are also small words or begin common words (2): a longer name is not sought from these. */
const FIRST = unitsOf([...SURNAMES].join(''));
for (const name of '于和向时应常全成都就当从由与同对经安高金项商方平万温余及连过别明单')
  if (SURNAMES.has(name)) FIRST[name.charCodeAt(0)] = 2;
const isFirst = (text: string, at: number): boolean => isAt(FIRST, text, at);
/** What stands before a form of address and is no name. */
const noNameAt = wordsAt(
  '高级 项目 安全 金融 全体 成都 万达 方案 商务 温州 安徽 金牌 时尚 成人 单位 平面 平台 常务 通用 连锁 经纪 向导 单身 美容 施工 车间 钢琴 古筝 舞蹈 祝福'.split(
    ' ',
  ),
);
const doubleAt = wordsAt(DOUBLE_SURNAMES);

/** How many characters before a place are a name; 0: none. */
function nameBefore(text: string, stop: number): number {
  if (!isHanAt(text, stop - 1)) return 0;
  for (let length = 4; length >= 2; length--)
    if (doubleAt(text, stop - length) > 0 && allHan(text, stop - length, stop)) return length;
  let short = 0;
  for (let length = 3; length >= 1; length--) {
    const start = stop - length;
    if (!isFirst(text, start) || !allHan(text, start, stop)) continue;
    if (length > 1 && isNoName(text, start, stop)) continue;
    // 王方女士 is one name, 和方女士 is not
    const small =
      FIRST[unitAt(text, start)] === 2 && (isHanAt(text, start - 1) || (length > 1 && isFirst(text, start + 1)));
    if (!small) return length;
    short = length;
  }
  return short;
}

/** Whether what stands before a form of address is, by its first or last two characters, no name. */
const isNoName = (text: string, start: number, stop: number): boolean =>
  noNameAt(text, start) > 0 || noNameAt(text, stop - 2) > 0;

/** Adds the Chinese names before a form of address. */
function addAddressed(text: string, spans: PersonalSpan[]): void {
  for (TITLE.lastIndex = 0; TITLE.test(text);) {
    const to = TITLE.lastIndex;
    const length = nameBefore(text, to - 2);
    if (length > 0) spans.push({ kind: 'name', start: to - 2 - length, stop: to - 2, from: to - 2 - length, to });
  }
}

/** Words that announce whose name comes. */
const CALLED =
  /(?:联系人|收货人|收件人|经手人|介绍人|负责人|推荐人|紧急联系人|姓名|本人|我叫|我是|联系|致电|转交|转告|找|问)[:： ]{0,3}(?=\p{Script=Han})/gu;
/** Words of which one names a person for sure; so does a colon behind any. */
const SURE = /(?:人|姓名|我叫|转交|转告|[:：]) {0,3}$/;
/** The last characters of such words: most places are told by these alone. */
const SURE_LAST = unitsOf('人名叫交告:： ');
const isSure = (text: string, at: number): boolean =>
  isAt(SURE_LAST, text, at - 1) && SURE.test(text.slice(Math.max(0, at - 5), at));
/** What begins with a family name and is none. */
const noPersonAt = wordsAt(
  '方式|方便|方面|方法|方案|时间|时候|时请|成功|成都|安排|安装|安全|商家|商户|商城|商务|应该|应当|全部|全家|都是|都不|金额|高级|平台|平时|万一|温馨|于是|和我|和你|和他|和她|项目|单位|单号|经理|向我|祝您|游客|包裹|包装|包括|车间|车主|白天|房东|房间|店员|于|和|与|及'.split(
    '|',
  ),
);
/** What may stand behind a name, as the end and what is no Chinese character may. */
const afterWordAt = wordsAt(
  '先生|女士|小姐|老师|经理|的|在|电话|手机|取|收|来|去|说|问|拿|送|寄|退|换|买|付|签|领|提货|发货|下单|核对|处理|沟通|商量|确认|预约|安排|他|她|已|要|会|想|不|没|有|和|及|与|吧|了|吗'.split(
    '|',
  ),
);
const HAN = /^\p{Script=Han}/u;
/** A Han character outside of the common plane is two units, of which neither tells by itself. */
const isRareHan = (text: string, at: number): boolean =>
  (unitAt(text, at) & 0xfc00) === 0xd800 && HAN.test(text.slice(at, at + 2));
/** Adds the Chinese names behind words that announce one. */
function addCalled(text: string, spans: PersonalSpan[]): void {
  for (CALLED.lastIndex = 0; CALLED.test(text);) {
    const start = CALLED.lastIndex;
    const length = nameFrom(text, start);
    if (length > 0) spans.push(spanOf('name', start, start + length));
  }
}

/** A form of address behind a family name: it is found from there. */
const titleAt = wordsAt('先生|女士|小姐|太太|老师|经理'.split('|'));

/** How many characters from a place on are a name. */
function nameFrom(text: string, start: number): number {
  const double = doubleAt(text, start) > 0;
  if (!double && !isFirst(text, start)) return 0;
  const least = double ? 3 : 2;
  if (titleAt(text, start + least - 1) > 0 || noPersonAt(text, start) > 0) return 0;
  const han = hanFrom(text, start, least + 2);
  for (let length = least; length <= least + 1 && length <= han; length++)
    if (afterWordAt(text, start + length) > 0 || (length === han && !isRareHan(text, start + length))) return length;
  return han > least && (double || isSure(text, start)) ? least + 1 : 0;
}

/** How many Han characters stand from a place on, at most so many. */
function hanFrom(text: string, start: number, most: number): number {
  let count = 0;
  while (count < most && isHanAt(text, start + count)) count++;
  return count;
}

/** A title and up to three words with a capital; the title may be in small letters, and then one word follows. */
const TITLED =
  /\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Madam|Sir)\b\.?[ \t]{1,2}(\p{Lu}[\p{L}'’-]{0,30}\.?(?:[ \t]\p{Lu}[\p{L}'’-]{0,30}){0,2})|\b(?:mr|mrs|ms|MR|MRS|MS)\.?[ \t]{1,2}(\p{L}[\p{L}'’-]{1,30})/gu;
const AFTER_WORD =
  /\b(?:contact|call|calling|attn|attention|ask for|asked for|speak to|spoke to|speak with|spoke with|talked to|c\/o|met with|contact person|recipient|receiver)\b[:.]?[ \t]{1,3}(?:(?:with|is|to)[ \t])?(\p{Lu}[\p{Ll}'’-][\p{L}'’-]{0,30}(?:[ \t]\p{Lu}[\p{L}'’-]{0,30}){0,2})/giu;
/** Words with a capital that are no names of persons. */
const COMMON = new Set(
  'us me him her them the a an our your my this that all customer customers support service services sales team center centre back before after when if and or for at on in by from to it again first please thanks thank no not now number numbers person details info information form page email phone mobile form office store shop manager reception desk help monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today tomorrow yesterday word excel english chinese price prices payment delivery order orders is was will should can he she they we i you said says called wants came same once only about waiting'.split(
    ' ',
  ),
);

const NAME_BLANKS = unitsOf(' \t');
const SIGNS = unitsOf(".'’-");
const APOSTROPHES = unitsOf("'’");
/** What ends a word as `COMMON` has it: the sign of It's and No. */
const BARE_ENDS = unitsOf(".'’");
const [SMALL_S, LONGEST_COMMON] = [115, Math.max(...[...COMMON].map((word) => word.length))];

/** Where a name ends whose words stand in `[start, stop)`: behind the last before the first word that is none; its start if there is none. */
function nameStop(text: string, start: number, stop: number): number {
  let end = start;
  for (let at = start; at < stop; at++) {
    if (isAt(NAME_BLANKS, text, at)) continue;
    const word = at;
    while (at < stop && !isAt(NAME_BLANKS, text, at)) at++;
    if (isCommon(text, word, at)) break;
    end = bareStop(text, word, at);
  }
  return end;
}

/** Whether a word is, without what follows a sign in it, a common one. */
function isCommon(text: string, start: number, stop: number): boolean {
  let end = start;
  while (end < stop && !isAt(BARE_ENDS, text, end)) end++;
  return end - start <= LONGEST_COMMON && COMMON.has(text.slice(start, end).toLowerCase());
}

/** Where a word ends without `['’]s$|[.'’-]{1,3}$`. */
function bareStop(text: string, start: number, stop: number): number {
  if (unitAt(text, stop - 1) === SMALL_S && stop - 2 >= start && isAt(APOSTROPHES, text, stop - 2)) return stop - 2;
  const least = Math.max(start, stop - 3);
  let end = stop;
  while (end > least && isAt(SIGNS, text, end - 1)) end--;
  return end;
}

/** The words with a capital at the beginning of a text. */
const CAPITALS = /^(?:\p{Lu}[\p{L}'’-]*[ \t]?)+/u;

/** Adds the English names of a text to those that are found already. */
function addEnglish(text: string, spans: PersonalSpan[]): void {
  // titles and the words before a name are of Latin letters: most Chinese texts have none
  if (!/[a-z]/i.test(text)) return;
  TITLED.lastIndex = 0;
  for (let match = TITLED.exec(text); match; match = TITLED.exec(text)) {
    const to = TITLED.lastIndex;
    const start = to - (match[1] ?? match[2])!.length;
    const stop = nameStop(text, start, to);
    if (stop > start) spans.push({ kind: 'name', start, stop, from: match.index, to: stop });
  }
  AFTER_WORD.lastIndex = 0;
  for (let match = AFTER_WORD.exec(text); match; match = AFTER_WORD.exec(text)) {
    const start = AFTER_WORD.lastIndex - match[1]!.length;
    // the flag that lets the words be in any case does so for the name too
    const capitals = CAPITALS.exec(match[1]!)?.[0].length ?? 0;
    const stop = nameStop(text, start, start + capitals);
    if (stop > start) spans.push(spanOf('name', start, stop));
  }
}

/**
 * Names next to a form of address, and behind words that announce a name. A bare name in running text has no form of its own
 * and is not found.
 * @param text as `folded` gives it
 */
export function namesIn(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  addAddressed(text, spans);
  addCalled(text, spans);
  addEnglish(text, spans);
  return spans;
}
