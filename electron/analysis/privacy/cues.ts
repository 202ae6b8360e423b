/** What the words before a number say that it is. */
export type Cue = 'phone' | 'residentId' | 'bankCard' | 'passport' | 'thing';

/** By what it says: Chinese words, and Latin ones, which are sought only where there are Latin letters. */
const WORDS: readonly (readonly [Cue, RegExp, RegExp])[] = [
  [
    'phone',
    /电话|手机|座机|致电|拨打|来电|回电|传真|联系方式/g,
    /phone|mobile|whatsapp|\bcell\b|\btel\b|\bcall\b|\btext\b|\bfax\b|\bring\b|\bdial\b/gi,
  ],
  ['residentId', /身份证|证件|居民身份/g, /\bid card\b|national id|identity card/gi],
  [
    'bankCard',
    /银行卡|信用卡|储蓄卡|借记卡|卡号|银行账号|银行帐号/g,
    /\b(?:bank|credit|debit) card\b|card (?:no|number)\b/gi,
  ],
  ['passport', /护照|通行证/g, /passport/gi],
  [
    'thing',
    /订单|单号|运单|快递单|流水|交易号|条码|条形码|序列号|货号|型号|设备号|时间戳/g,
    /\border\b|\borders\b|invoice|tracking|parcel|transaction|\bsku\b|\bean\b|\bupc\b|\bisbn\b|\bimei\b|\bserial\b|timestamp|\bref\b|\bpo\b/gi,
  ],
];
const LATIN = /[a-z]/i;
/** Words that may stand between what a number is called and the number. */
const BETWEEN = new Set(
  '号码 号 是 为 编号 号是 码 我的 is no nr num number on at me us him her them back to up or id code a the my and'.split(
    ' ',
  ),
);
/** Characters that may stand between the two. */
const FAR = 20;

/** For each place of a text the word before it that says what a number there is; linear in the text, sought when first asked. */
export function cuesIn(text: string): (at: number) => Cue | null {
  let found: Said[] | null = null;
  return (at) => {
    found ??= saidIn(text);
    let low = 0;
    let high = found.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (found[middle]!.end <= at) low = middle + 1;
      else high = middle;
    }
    const before = found[low - 1];
    if (!before || at - before.end > FAR) return null;
    if (before.end === at) return before.cue;
    const gap = text.slice(before.end, at).toLowerCase();
    return gap.split(/[^\p{L}\d]/u).every((word) => word === '' || BETWEEN.has(word)) ? before.cue : null;
  };
}

interface Said {
  readonly cue: Cue;
  readonly end: number;
}

function saidIn(text: string): Said[] {
  const found: Said[] = [];
  const latin = LATIN.test(text);
  for (const [cue, chinese, english] of WORDS)
    for (const words of latin ? [chinese, english] : [chinese])
      for (words.lastIndex = 0; words.test(text);) found.push({ cue, end: words.lastIndex });
  return found.sort((a, b) => a.end - b.end);
}
