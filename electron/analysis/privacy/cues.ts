import { isAt, unitsOf } from './units.ts';
import { wordsAt } from './words.ts';

/** What the words before a number say that it is. */
export type Cue = 'phone' | 'residentId' | 'bankCard' | 'passport' | 'thing';

/** By what it says: Chinese words, and Latin ones, which are sought only where there are Latin letters. */
const WORDS: readonly (readonly [Cue, string, RegExp])[] = [
  [
    'phone',
    '电话|手机|座机|致电|拨打|来电|回电|传真|联系方式',
    /phone|mobile|whatsapp|\bcell\b|\btel\b|\bcall\b|\btext\b|\bfax\b|\bring\b|\bdial\b/gi,
  ],
  ['residentId', '身份证|证件|居民身份', /\bid card\b|national id|identity card/gi],
  [
    'bankCard',
    '银行卡|信用卡|储蓄卡|借记卡|卡号|银行账号|银行帐号',
    /\b(?:bank|credit|debit) card\b|card (?:no|number)\b/gi,
  ],
  ['passport', '护照|通行证', /passport/gi],
  [
    'thing',
    '订单|单号|运单|快递单|流水|交易号|条码|条形码|序列号|货号|型号|设备号|时间戳',
    /\border\b|\borders\b|invoice|tracking|parcel|transaction|\bsku\b|\bean\b|\bupc\b|\bisbn\b|\bimei\b|\bserial\b|timestamp|\bref\b|\bpo\b/gi,
  ],
];
const CHINESE = WORDS.map(([cue, words]) => ({ cue, wordAt: wordsAt(words.split('|')) }));
/** Characters with which a Chinese word of any of them begins. */
const BEGINS = unitsOf(WORDS.flatMap(([, words]) => words.split('|').map((word) => word[0])).join(''));
const LATIN = /[a-z]/i;
/** Words that may stand between what a number is called and the number. */
const BETWEEN = new Set(
  '号码 号 是 为 编号 号是 码 我的 is no nr num number on at me us him her them back to up or id code a the my and'.split(
    ' ',
  ),
);
/** Characters that may stand between the two. */
const FAR = 20;

/**
 * For each place of a text the word before it that says what a number there is; linear in the text, sought when first asked.
 * Places are asked for in nearly growing order: the last word before one is sought from the one before the last place.
 */
export function cuesIn(text: string): (at: number) => Cue | null {
  let found: readonly Said[] | null = null;
  let count = 0;
  return (at) => {
    found ??= saidIn(text);
    while (count < found.length && found[count]!.end <= at) count++;
    while (count > 0 && found[count - 1]!.end > at) count--;
    return count === 0 ? null : cueAfter(found[count - 1]!, text, at);
  };
}

/** What a word says of a place behind it: nothing if it is far or other words stand between. */
function cueAfter({ cue, end }: Said, text: string, at: number): Cue | null {
  if (at - end > FAR) return null;
  if (end === at) return cue;
  const gap = text.slice(end, at).toLowerCase();
  return gap.split(/[^\p{L}\d]/u).every((word) => word === '' || BETWEEN.has(word)) ? cue : null;
}

interface Said {
  readonly cue: Cue;
  readonly end: number;
}

/** All the words of a text that say what a number is, by where they end; no two end at one place. */
function saidIn(text: string): Said[] {
  const found = chineseIn(text);
  if (!LATIN.test(text)) return found;
  for (const [cue, , words] of WORDS)
    for (words.lastIndex = 0; words.test(text);) found.push({ cue, end: words.lastIndex });
  return found.sort((a, b) => a.end - b.end);
}

/** The Chinese ones: as an expression for each cue would find them from left to right, none over another of its cue. */
function chineseIn(text: string): Said[] {
  const found: Said[] = [];
  const free = CHINESE.map(() => 0);
  for (let at = 0; at < text.length; at++) {
    if (!isAt(BEGINS, text, at)) continue;
    for (let i = 0; i < CHINESE.length; i++) {
      const { cue, wordAt } = CHINESE[i]!;
      const length = at < free[i]! ? 0 : wordAt(text, at);
      if (length === 0) continue;
      free[i] = at + length;
      add(found, { cue, end: at + length });
    }
  }
  return found;
}

/** Adds a word: one of another cue that began before it may end behind it. */
function add(found: Said[], said: Said): void {
  let place = found.length;
  for (; place > 0 && found[place - 1]!.end > said.end; place--) found[place] = found[place - 1]!;
  found[place] = said;
}
