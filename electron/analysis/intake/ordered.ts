/** Words and bands with a known order, so that a category can be treated as one. */
const SCALES: string[][] = [
  ['低', '中', '高'],
  ['很低', '低', '中', '高', '很高'],
  ['较低', '低', '中', '较高', '高'],
  ['小', '中', '大'],
  ['差', '中', '良', '优'],
  ['不及格', '及格', '良好', '优秀'],
  ['从不', '很少', '偶尔', '有时', '经常', '总是'],
  ['非常不满意', '不满意', '一般', '满意', '非常满意'],
  ['很不满意', '不满意', '一般', '满意', '很满意'],
  ['非常不同意', '不同意', '一般', '中立', '同意', '非常同意'],
  ['普通', '银卡', '金卡', '铂金', '钻石'],
  ['普通会员', '银卡会员', '金卡会员', '铂金会员', '钻石会员'],
  ['铜卡', '银卡', '金卡', '白金卡', '钻石卡'],
  ['文盲', '小学', '初中', '中专', '高中', '大专', '本科', '硕士', '博士'],
  ['初中及以下', '高中', '中专', '高中/中专', '大专', '本科', '硕士', '硕士及以上', '博士'],
  ['low', 'medium', 'high'],
  ['very low', 'low', 'medium', 'high', 'very high'],
  ['small', 'medium', 'large', 'extra large'],
  ['xs', 's', 'm', 'l', 'xl', 'xxl'],
  ['never', 'rarely', 'occasionally', 'sometimes', 'often', 'usually', 'always'],
  [
    'never',
    'once a year',
    'every six months',
    'every three months',
    'once a month',
    'once a week',
    'more than once a week',
    'every day',
  ],
  ['never', 'yearly', 'quarterly', 'monthly', 'weekly', 'daily'],
  ['never', 'rarely', 'occasionally', 'sometimes', 'yearly', 'quarterly', 'monthly', 'weekly', 'often', 'daily'],
  ['从不', '很少', '偶尔', '每年', '每季度', '每月', '每周', '经常', '每天'],
  ...[
    'january february march april may june july august september october november december',
    'jan feb mar apr may jun jul aug sep oct nov dec',
    '一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月',
    '1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月',
  ].map((months) => months.split(' ')),
  ['never', 'annually', 'quarterly', 'every 3 months', 'monthly', 'fortnightly', 'bi-weekly', 'weekly', 'daily'],
  ['strongly disagree', 'disagree', 'neutral', 'neither agree nor disagree', 'agree', 'strongly agree'],
  ['very dissatisfied', 'dissatisfied', 'neutral', 'satisfied', 'very satisfied'],
  ['very poor', 'poor', 'fair', 'average', 'good', 'very good', 'excellent'],
  // a second cycle is the master of Bologna
  ['basic', 'graduation', '2n cycle', '2nd cycle', 'master', 'phd'],
  [
    'primary',
    'secondary',
    'high school',
    'some college',
    'associate',
    'college',
    'bachelor',
    "bachelor's",
    'graduate',
    'master',
    "master's",
    'phd',
    'doctorate',
  ],
  ['bronze', 'silver', 'gold', 'platinum', 'diamond'],
];
/** At most this many levels are put in order. */
const MOST = 60;
/** No level that is known has more characters. */
const LONGEST = 80;

/**
 * The order of a column's values where one is known: words of a scale, age or amount bands (18–24, 25以下, 60+), or
 * answers with their number attached (`I hate it!-5` … `I love it!+5`). Null when there is none.
 */
export function orderOf(values: readonly string[]): string[] | null {
  if (values.length < 3 || values.length > MOST || values.some((value) => value.length > LONGEST)) return null;
  return orderedWords(values) ?? orderedDegrees(values) ?? orderedBands(values) ?? orderedAnswers(values);
}

/** A level that stands outside any order: it does not spoil one, and goes last. */
const OUTSIDE = new Set([
  '未填',
  '未知',
  '其他',
  '其它',
  '不详',
  '保密',
  'other',
  'others',
  'unknown',
  "don't know",
  'prefer not to say',
  'not stated',
]);
const split = (values: readonly string[]) => ({
  inside: values.filter((value) => !OUTSIDE.has(value.trim().toLowerCase())),
  outside: values.filter((value) => OUTSIDE.has(value.trim().toLowerCase())),
});

function orderedWords(values: readonly string[]): string[] | null {
  const { inside, outside } = split(values);
  if (inside.length < 3) return null;
  for (const scale of SCALES) {
    const ranks = inside.map((value) => scale.indexOf(value.trim().toLowerCase()));
    if (ranks.every((rank) => rank >= 0) && new Set(ranks).size === ranks.length)
      return [
        ...[...inside].sort((a, b) => scale.indexOf(a.trim().toLowerCase()) - scale.indexOf(b.trim().toLowerCase())),
        ...outside,
      ];
  }
  return null;
}

/** How much of something: of one thing, from nothing to all of it. */
const DEGREES = [
  ['not at all', 'not'],
  ['hardly', 'barely'],
  ['slightly', 'a little', 'a bit', 'mildly'],
  ['somewhat', 'moderately', 'fairly', 'rather'],
  ['quite', 'mostly'],
  ['very', 'highly', 'strongly'],
  ['extremely', 'completely', 'totally'],
];

/** Degrees of one adjective: not at all, slightly, somewhat, very concerned. */
function orderedDegrees(values: readonly string[]): string[] | null {
  const { inside, outside } = split(values);
  if (inside.length < 3) return null;
  const of = new Set<string>();
  const ranked = inside.map((value) => {
    const text = value
      .trim()
      .toLowerCase()
      .replace(/^not (.+) at all$/, 'not at all $1');
    const rank = DEGREES.findIndex((words) => words.some((word) => text.startsWith(`${word} `)));
    const word = DEGREES[rank]?.find((one) => text.startsWith(`${one} `)) ?? '';
    of.add(text.slice(word.length).trim());
    return { value, rank };
  });
  if (of.size !== 1 || ranked.some(({ rank }) => rank < 0)) return null;
  if (new Set(ranked.map(({ rank }) => rank)).size !== ranked.length) return null;
  return [...ranked.sort((a, b) => a.rank - b.rank).map(({ value }) => value), ...outside];
}

const BAND =
  /^(?:less than|more than|under|below|over|above|up to|低于|高于)?[^\d]{0,3}(\d{1,9})[^\d]{0,4}(?:[-–—~至到][^\d]{0,3}(\d{1,9}))?[^\d]{0,8}$/i;
const BELOW = /以下|under|below|less|未满|^[<≤]/i;
const ABOVE = /以上|over|above|more|\+|older|^[>≥]/i;

function orderedBands(values: readonly string[]): string[] | null {
  const { inside, outside } = split(values);
  if (inside.length < 3) return null;
  let bands = 0;
  const keyed: { value: string; at: number }[] = [];
  for (const value of inside) {
    const match = value.length <= 30 ? BAND.exec(value.trim().replaceAll(',', '')) : null;
    if (!match) return null;
    const low = Number(match[1]);
    const below = BELOW.test(value);
    const above = ABOVE.test(value);
    if (match[2] !== undefined || below || above) bands++;
    keyed.push({ value, at: below ? low - 0.5 : above ? low + 0.25 : low });
  }
  // 1, 2, 3, 4, 5+: whole numbers one after the other, and the last is open
  const counted =
    bands === 1 &&
    ABOVE.test(inside.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).at(-1)!) &&
    inside.every((value) => /^\d{1,2}\s?(?:\+|以上|个?及以上|or more)?$/i.test(value.trim())) &&
    Math.max(...keyed.map(({ at }) => at)) - Math.min(...keyed.map(({ at }) => at)) < inside.length;
  if (bands < inside.length * 0.6 && !counted) return null;
  return [...keyed.sort((a, b) => a.at - b.at).map((k) => k.value), ...outside];
}

const ANSWER = /^(.{0,40}?)\s*[:(=]?\s*([+-]?\d{1,2})\)?$/;

/** Integers of which one or two wear words: the ends of a scale. */
function orderedAnswers(values: readonly string[]): string[] | null {
  const keyed: { value: string; at: number }[] = [];
  let worded = 0;
  for (const value of values) {
    const match = value.length <= 45 ? ANSWER.exec(value.trim()) : null;
    if (!match) return null;
    if (match[1] !== '') worded++;
    keyed.push({ value, at: Number(match[2]) });
  }
  if (worded === 0 || worded > 3 || new Set(keyed.map((k) => k.at)).size !== keyed.length) return null;
  return keyed.sort((a, b) => a.at - b.at).map((k) => k.value);
}
