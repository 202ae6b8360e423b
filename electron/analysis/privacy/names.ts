import { type PersonalSpan, spanOf } from './spans.ts';
import { DOUBLE_SURNAMES, SURNAMES } from './surnames.ts';

/** Forms of address that stand behind a Chinese name. */
const TITLE =
  /先生|女士|小姐|太太|老师|经理|阿姨|叔叔|大哥|大姐|师傅|主任|医生|大夫|教授|律师|店长|老板|同学|总监|会计|护士/g;
/** Family names that are also small words or begin common words: a longer name is not sought from them. */
const SMALL_WORDS = new Set('于和向时应常全成都就当从由与同对经安高金项商方平万温余及连过别明单');
/** What stands before a form of address and is no name. */
const NO_NAMES = new Set(
  '高级 项目 安全 金融 全体 成都 万达 方案 商务 温州 安徽 金牌 时尚 成人 单位 平面 平台 常务 通用 连锁 经纪 向导 单身 美容 施工 车间 钢琴 古筝 舞蹈 祝福'.split(
    ' ',
  ),
);

const isHan = (char: string | undefined): boolean => char !== undefined && /\p{Script=Han}/u.test(char);

/** How many characters before a place are a name; 0: none. */
function nameBefore(text: string, stop: number): number {
  if (!isHan(text[stop - 1])) return 0;
  for (const length of [4, 3, 2]) if (isDouble(text, stop - length) && allHan(text, stop - length, stop)) return length;
  let short = 0;
  for (const length of [3, 2, 1]) {
    const start = stop - length;
    if (start < 0 || !SURNAMES.has(text[start]!) || !allHan(text, start, stop)) continue;
    const word = text.slice(start, stop);
    if (NO_NAMES.has(word) || NO_NAMES.has(word.slice(0, 2)) || NO_NAMES.has(word.slice(-2))) continue;
    // 王方女士 is one name, 和方女士 is not
    const small = SMALL_WORDS.has(text[start]!) && (isHan(text[start - 1]) || SURNAMES.has(word[1] ?? ''));
    if (!small) return length;
    short = length;
  }
  return short;
}

const isDouble = (text: string, start: number): boolean => DOUBLE.has(text.slice(start, start + 2));
const DOUBLE: ReadonlySet<string> = new Set(DOUBLE_SURNAMES);

function allHan(text: string, start: number, stop: number): boolean {
  for (let i = start; i < stop; i++) if (!isHan(text[i])) return false;
  return start >= 0;
}

function addressedChinese(text: string): PersonalSpan[] {
  return [...text.matchAll(TITLE)].flatMap(({ index, 0: title }) => {
    const length = nameBefore(text, index);
    return length === 0
      ? []
      : [{ kind: 'name' as const, start: index - length, stop: index, from: index - length, to: index + title.length }];
  });
}

/** Words that announce whose name comes. */
const CALLED =
  /(联系人|收货人|收件人|经手人|介绍人|负责人|推荐人|紧急联系人|姓名|本人|我叫|我是|联系|致电|转交|转告|找|问)([:： ]{0,3})(?=\p{Script=Han})/gu;
/** Words of which one names a person for sure. */
const SURE = /人$|姓名|我叫|转交|转告/;
/** What begins with a family name and is none. */
const NO_PERSON =
  /^(?:方式|方便|方面|方法|方案|时间|时候|时请|成功|成都|安排|安装|安全|商家|商户|商城|商务|应该|应当|全部|全家|都是|都不|金额|高级|平台|平时|万一|温馨|于是|和我|和你|和他|和她|项目|单位|单号|经理|向我|祝您|游客|包裹|包装|包括|车间|车主|白天|房东|房间|店员|于|和|与|及)/u;
const AFTER_NAME =
  /^(?:$|[^\p{Script=Han}]|先生|女士|小姐|老师|经理|的|在|电话|手机|取|收|来|去|说|问|拿|确认|预约|安排)/u;

function calledChinese(text: string): PersonalSpan[] {
  return [...text.matchAll(CALLED)].flatMap(({ index, 0: found, 1: word, 2: sign }) => {
    const start = index + found.length;
    const length = nameFrom(text, start, SURE.test(word!) || sign!.trim() !== '');
    return length === 0 ? [] : [spanOf('name', start, start + length)];
  });
}

/** A form of address behind a family name: it is found from there. */
const TITLE_NEXT = /^(?:先生|女士|小姐|太太|老师|经理)/;

/** How many characters from a place on are a name. */
function nameFrom(text: string, start: number, sure: boolean): number {
  const double = isDouble(text, start);
  if (!double && !SURNAMES.has(text[start]!)) return 0;
  const rest = text.slice(start, start + 8);
  const least = double ? 3 : 2;
  if (TITLE_NEXT.test(rest.slice(least - 1)) || NO_PERSON.test(rest)) return 0;
  for (let length = least; length <= least + 1; length++)
    if (allHan(text, start, start + length) && AFTER_NAME.test(rest.slice(length))) return length;
  if (!sure && !double) return 0;
  return allHan(text, start, start + least + 1) ? least + 1 : 0;
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
    stop = start + index + word.replace(/['’]s$|[.'’-]+$/u, '').length;
  }
  return stop > start ? spanOf('name', start, stop) : null;
}

function inEnglish(text: string): PersonalSpan[] {
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
