import { allHan, isHanAt } from './han.ts';
import { type PersonalSpan, spanOf } from './spans.ts';
import { DOUBLE_SURNAMES, SURNAMES } from './surnames.ts';

/** Forms of address that stand behind a Chinese name; all are of two characters. */
const TITLE =
  /先生|女士|小姐|太太|老师|经理|阿姨|叔叔|大哥|大姐|师傅|主任|医生|大夫|教授|律师|店长|老板|同学|总监|会计|护士/g;
/** Family names of one character (1), and those that are also small words or begin common words (2): a longer name is not sought from these. */
const FIRST = new Uint8Array(0x10000);
for (const name of SURNAMES) FIRST[name.charCodeAt(0)] = 1;
for (const name of '于和向时应常全成都就当从由与同对经安高金项商方平万温余及连过别明单')
  if (SURNAMES.has(name)) FIRST[name.charCodeAt(0)] = 2;
const isFirst = (text: string, at: number): boolean => FIRST[text.charCodeAt(at)]! > 0;
/** What stands before a form of address and is no name. */
const NO_NAMES = new Set(
  '高级 项目 安全 金融 全体 成都 万达 方案 商务 温州 安徽 金牌 时尚 成人 单位 平面 平台 常务 通用 连锁 经纪 向导 单身 美容 施工 车间 钢琴 古筝 舞蹈 祝福'.split(
    ' ',
  ),
);

/** How many characters before a place are a name; 0: none. */
function nameBefore(text: string, stop: number): number {
  if (!isHanAt(text, stop - 1)) return 0;
  for (const length of [4, 3, 2]) if (isDouble(text, stop - length) && allHan(text, stop - length, stop)) return length;
  let short = 0;
  for (const length of [3, 2, 1]) {
    const start = stop - length;
    if (start < 0 || !isFirst(text, start) || !allHan(text, start, stop)) continue;
    const word = text.slice(start, stop);
    if (length > 1 && (NO_NAMES.has(word.slice(0, 2)) || NO_NAMES.has(word.slice(-2)))) continue;
    // 王方女士 is one name, 和方女士 is not
    const small = FIRST[text.charCodeAt(start)] === 2 && (isHanAt(text, start - 1) || isFirst(word, 1));
    if (!small) return length;
    short = length;
  }
  return short;
}

const DOUBLE: ReadonlySet<string> = new Set(DOUBLE_SURNAMES);
const DOUBLE_FIRST: ReadonlySet<number> = new Set(DOUBLE_SURNAMES.map((name) => name.charCodeAt(0)));
const isDouble = (text: string, start: number): boolean =>
  DOUBLE_FIRST.has(text.charCodeAt(start)) && DOUBLE.has(text.slice(start, start + 2));

function addressedChinese(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  for (TITLE.lastIndex = 0; TITLE.test(text);) {
    const to = TITLE.lastIndex;
    const length = nameBefore(text, to - 2);
    if (length > 0) spans.push({ kind: 'name', start: to - 2 - length, stop: to - 2, from: to - 2 - length, to });
  }
  return spans;
}

/**
 * Whether one of some words of one or two characters stands at a place. By the first character: at most places no word is
 * looked up at all.
 */
function wordsAt(words: string): (text: string, at: number) => boolean {
  const begins = new Uint8Array(0x10000);
  const pairs = new Set<string>();
  for (const word of words.split('|')) {
    begins[word.charCodeAt(0)]! |= word.length;
    if (word.length === 2) pairs.add(word);
  }
  return (text, at) => {
    const code = at < text.length ? begins[text.charCodeAt(at)]! : 0;
    return (code & 1) !== 0 || ((code & 2) !== 0 && pairs.has(text.slice(at, at + 2)));
  };
}

/** Words that announce whose name comes. */
const CALLED =
  /(联系人|收货人|收件人|经手人|介绍人|负责人|推荐人|紧急联系人|姓名|本人|我叫|我是|联系|致电|转交|转告|找|问)[:： ]{0,3}(?=\p{Script=Han})/gu;
/** Words of which one names a person for sure; so does a colon behind any. */
const SURE = /(?:人|姓名|我叫|转交|转告|[:：]) {0,3}$/;
/** The last characters of such words: most places are told by these alone. */
const SURE_LAST = '人名叫交告:： ';
const isSure = (text: string, at: number): boolean =>
  SURE_LAST.includes(text.charAt(at - 1)) && SURE.test(text.slice(Math.max(0, at - 5), at));
/** What begins with a family name and is none. */
const NO_PERSON = wordsAt(
  '方式|方便|方面|方法|方案|时间|时候|时请|成功|成都|安排|安装|安全|商家|商户|商城|商务|应该|应当|全部|全家|都是|都不|金额|高级|平台|平时|万一|温馨|于是|和我|和你|和他|和她|项目|单位|单号|经理|向我|祝您|游客|包裹|包装|包括|车间|车主|白天|房东|房间|店员|于|和|与|及',
);
const AFTER_WORDS = wordsAt(
  '先生|女士|小姐|老师|经理|的|在|电话|手机|取|收|来|去|说|问|拿|送|寄|退|换|买|付|签|领|提货|发货|下单|核对|处理|沟通|商量|确认|预约|安排|他|她|已|要|会|想|不|没|有|和|及|与|吧|了|吗',
);
const HAN = /^\p{Script=Han}/u;
/** A Han character outside of the common plane is two units, of which neither tells by itself. */
const isRareHan = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xd800 && HAN.test(text.slice(at, at + 2));
/** What may stand behind a name: the end, what is no Chinese character, or one of these words. */
const endsName = (text: string, at: number): boolean =>
  AFTER_WORDS(text, at) || !(isHanAt(text, at) || isRareHan(text, at));

function calledChinese(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  for (CALLED.lastIndex = 0; CALLED.test(text);) {
    const start = CALLED.lastIndex;
    const length = nameFrom(text, start);
    if (length > 0) spans.push(spanOf('name', start, start + length));
  }
  return spans;
}

/** A form of address behind a family name: it is found from there. */
const TITLE_NEXT = wordsAt('先生|女士|小姐|太太|老师|经理');

/** How many characters from a place on are a name. */
function nameFrom(text: string, start: number): number {
  const double = isDouble(text, start);
  if (!double && !isFirst(text, start)) return 0;
  const least = double ? 3 : 2;
  if (TITLE_NEXT(text, start + least - 1) || NO_PERSON(text, start)) return 0;
  for (let length = least; length <= least + 1; length++)
    if (allHan(text, start, start + length) && endsName(text, start + length)) return length;
  if (!allHan(text, start, start + least + 1)) return 0;
  return double || isSure(text, start) ? least + 1 : 0;
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

/** The words of a name up to the first that is none. */
function nameIn(start: number, words: string): PersonalSpan | null {
  let stop = start;
  for (const { index, 0: word } of words.matchAll(/[^ \t]+/g)) {
    if (COMMON.has(word.toLowerCase().replace(/['’.].*$/u, ''))) break;
    stop = start + index + word.replace(/['’]s$|[.'’-]{1,3}$/u, '').length;
  }
  return stop > start ? spanOf('name', start, stop) : null;
}

function inEnglish(text: string): PersonalSpan[] {
  // titles and the words before a name are of Latin letters: most Chinese texts have none
  if (!/[a-z]/i.test(text)) return [];
  const titled = [...text.matchAll(TITLED)].flatMap(({ index, 0: found, 1: name, 2: small }) => {
    const words = (name ?? small)!;
    const span = nameIn(index + found.length - words.length, words);
    return span ? [{ ...span, from: index }] : [];
  });
  const called = [...text.matchAll(AFTER_WORD)].flatMap(({ index, 0: found, 1: name }) => {
    // the flag that lets the words be in any case does so for the name too
    if (!/^\p{Lu}/u.test(name!)) return [];
    const capital = /^(?:\p{Lu}[\p{L}'’-]*[ \t]?)+/u.exec(name!)![0].trimEnd();
    return nameIn(index + found.length - name!.length, capital) ?? [];
  });
  return [...titled, ...called];
}

/**
 * Names next to a form of address, and behind words that announce a name. A bare name in running text has no form of its own
 * and is not found.
 * @param text as `folded` gives it
 */
export const namesIn = (text: string): PersonalSpan[] => [
  ...addressedChinese(text),
  ...calledChinese(text),
  ...inEnglish(text),
];
