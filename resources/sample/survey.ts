/** A customer survey: six statements on a scale in words, reasons to come (several), two ratings, an open question. */
import {
  csvOf,
  DAY,
  Dirt,
  fullWidth,
  isoDay,
  isoTime,
  partsOf,
  two,
  type Both,
  type Edition,
  type Person,
} from './person.ts';
import { serial } from './office.ts';
import { createRandom, type Random } from './random.ts';

const MEMBERS = 400;
const TWICE = 14;
const UNKNOWN = 12;
const NO_NUMBER = 34;

/** Between the answers of a multiple choice. */
export const CHOICE_SIGN: Readonly<Record<Edition, string>> = { zh: '┋', en: '; ' };

/** The scale of the statements, lowest first, and of satisfaction. */
export const AGREE: readonly Both[] = words(
  ['非常不同意', '不同意', '一般', '同意', '非常同意'],
  ['Strongly disagree', 'Disagree', 'Neutral', 'Agree', 'Strongly agree'],
);
const SATISFIED: readonly Both[] = words(
  ['非常不满意', '不满意', '一般', '满意', '非常满意'],
  ['Very dissatisfied', 'Dissatisfied', 'Neutral', 'Satisfied', 'Very satisfied'],
);

/** A statement and how much each planted group agrees: mean of 1 to 5. */
const STATEMENTS: readonly { said: Both; means: readonly number[] }[] = [
  {
    said: word('排队超过十分钟我会离开', 'I leave when the queue takes over ten minutes'),
    means: [4.6, 2.7, 3.1, 2.2],
  },
  { said: word('有优惠券我才会下单', 'I only order with a coupon'), means: [2.1, 4.6, 3.0, 1.4] },
  { said: word('我在意饮品的糖分和咖啡因', 'I mind sugar and caffeine in drinks'), means: [3.1, 2.2, 4.6, 3.0] },
  {
    said: word('我想知道茶叶的产地和年份', 'I want to know where and when the tea was picked'),
    means: [2.0, 1.7, 2.4, 4.7],
  },
  { said: word('我愿意为更好的茶多付钱', 'I would pay more for better tea'), means: [2.6, 1.6, 2.9, 4.6] },
  { said: word('我希望店里有孩子坐的地方', 'I want a place for children in the store'), means: [1.8, 1.6, 4.5, 1.9] },
];

/** Reasons to come and how often each group names them. */
const REASONS: readonly { said: Both; shares: readonly number[] }[] = [
  { said: word('顺路', 'On my way'), shares: [0.86, 0.3, 0.2, 0.22] },
  { said: word('有优惠', 'Discounts'), shares: [0.2, 0.9, 0.35, 0.05] },
  { said: word('带家人', 'With the family'), shares: [0.05, 0.04, 0.88, 0.12] },
  { said: word('茶好', 'Good tea'), shares: [0.2, 0.1, 0.25, 0.92] },
  { said: word('环境好', 'Nice place'), shares: [0.12, 0.35, 0.4, 0.5] },
  { said: word('朋友推荐', 'Friends recommend it'), shares: [0.15, 0.42, 0.2, 0.1] },
];

/** The first name of a place is how it should be written. */
const PLACES: readonly (readonly Both[])[] = [
  [word('上海市', 'Shanghai'), word('上海', 'Shanghai City'), word('沪', 'SH')],
  [word('浙江省', 'Zhejiang'), word('浙江', 'Zhejiang Province'), word('浙', 'ZJ')],
  [word('江苏省', 'Jiangsu'), word('江苏', 'Jiangsu Province'), word('苏', 'JS')],
  [word('内蒙古自治区', 'Inner Mongolia'), word('内蒙古', 'Nei Mongol'), word('内蒙', 'NMG')],
];

/** What each group writes into the open question. */
const REMARKS: readonly (readonly Both[])[] = [
  words(
    ['提前下单后到店就能取最好', '晚高峰出杯太慢，等不了', '希望小程序记住我的甜度', '地铁口那家排队总是很长'],
    [
      'Best when it is ready as I arrive',
      'Too slow at rush hour, I cannot wait',
      'The app should remember my sweetness',
      'The queue at the metro store is always long',
    ],
  ),
  words(
    ['没有券就去隔壁', '满减门槛能不能低一点', '希望恢复学生证折扣', '和室友拼单，配送费太贵'],
    [
      'Without a coupon I go next door',
      'Could the discount start lower',
      'Please bring back the student discount',
      'We order together, delivery is too expensive',
    ],
  ),
  words(
    ['希望标出每杯的含糖量', '有没有孩子能喝的无咖啡因饮品', '周末没有位子，孩子没地方坐', '想要小杯，孩子喝不完'],
    [
      'Please print the sugar of every cup',
      'Is there anything without caffeine for children',
      'No seats at weekends, nowhere for the children',
      'A small cup please, children leave half of it',
    ],
  ),
  words(
    ['今年的头采什么时候到', '水温偏高，把单丛泡苦了', '想参加品鉴会', '希望写明山场和年份'],
    [
      'When does the first picking arrive',
      'The water is too hot and makes the Dancong bitter',
      'I would join a tasting',
      'Please name the mountain and the year',
    ],
  ),
];

const HEADER: Readonly<Record<Edition, readonly string[]>> = {
  zh: [
    '答卷编号',
    '提交时间',
    '会员号',
    '年龄',
    '所在省市',
    ...STATEMENTS.map(({ said }) => said.zh),
    '来店原因(多选)',
    '总体满意度',
    '推荐意愿(0-10)',
    '还有什么想说的',
  ],
  en: [
    'Response',
    'Submitted',
    'Member ID',
    'Age',
    'Province',
    ...STATEMENTS.map(({ said }) => said.en),
    'Reasons to come',
    'Satisfaction overall',
    'Would recommend (0-10)',
    'Anything else',
  ],
};
/** The header of the survey. */
export const SURVEY_HEADER = HEADER;
const AT = {
  time: 1,
  member: 2,
  age: 3,
  place: 4,
  first: 5,
  reasons: 11,
  satisfied: 12,
  recommend: 13,
  open: 14,
} as const;

export interface Survey {
  readonly text: Both;
  readonly rows: number;
  /** data rows whose member number nobody has; data rows without one */
  readonly orphans: number[];
  readonly withoutNumber: number[];
  /** data rows that answer for a member who answered before, with the earlier row */
  readonly again: { readonly row: number; readonly earlier: number }[];
  /** data row to member number, where it is known */
  readonly members: Record<string, string>;
  readonly statements: readonly Both[];
  readonly dirt: Dirt;
}

/** Make the survey. */
export function makeSurvey(people: readonly Person[], seed: number): Survey {
  const random = createRandom(seed + 3);
  const picked = random.shuffled(people).slice(0, MEMBERS + NO_NUMBER);
  const answers = [
    ...picked.map((person, i) => ({ person, number: i < MEMBERS ? person.number : '' })),
    ...picked.slice(0, TWICE).map((person) => ({ person, number: person.number })),
    ...Array.from({ length: UNKNOWN }, (_, i) => ({ person: random.pick(people), number: `00${8801 + i * 7}` })),
  ];
  const order = random.shuffled(answers);
  const dirt = new Dirt();
  const rows: Both[][] = [];
  const [orphans, withoutNumber]: [number[], number[]] = [[], []];
  const again: { row: number; earlier: number }[] = [];
  const members: Record<string, string> = {};
  const seen = new Map<string, number>();
  // between 8 and 23 o'clock
  const times = order
    .map(() => Date.UTC(2024, 8, 2) + random.int(0, 45) * DAY + random.int(8 * 3600, 23 * 3600) * 1000)
    .sort((a, b) => a - b);
  for (const [i, { person, number }] of order.entries()) {
    const row = i + 1;
    if (number === '') withoutNumber.push(row);
    else if (number.startsWith('008')) orphans.push(row);
    else {
      members[row] = number;
      const earlier = seen.get(number);
      if (earlier !== undefined) again.push({ row, earlier });
      else seen.set(number, row);
    }
    rows.push(answer(random, person, number, row, times[i]!));
  }
  spoil(random, rows, times, dirt);
  const text = (edition: Edition): string =>
    csvOf([HEADER[edition], ...rows.map((cells) => cells.map((cell) => cell[edition]))]);
  const statements = STATEMENTS.map(({ said }) => said);
  return {
    text: { zh: text('zh'), en: text('en') },
    rows: rows.length,
    orphans,
    withoutNumber,
    again,
    members,
    statements,
    dirt,
  };
}

function answer(random: Random, person: Person, number: string, row: number, time: number): Both[] {
  const level = (mean: number): number => Math.max(1, Math.min(5, Math.round(mean + 0.75 * random.normal())));
  const reasons = REASONS.filter(({ shares }) => random.unit() < shares[person.group]!);
  const chosen = reasons.length > 0 ? reasons : [REASONS[person.group]!];
  const mood = level(3.7);
  const remark = random.unit() < 0.46 ? random.pick(REMARKS[person.group]!) : word('', '');
  const joined = (edition: Edition): string => chosen.map(({ said }) => said[edition]).join(CHOICE_SIGN[edition]);
  return [
    alike(`R${String(row).padStart(4, '0')}`),
    alike(isoTime(time)),
    alike(number),
    alike(String(2024 - person.birth[0])),
    PLACES[random.weighted([46, 34, 17, 3])]![random.weighted([52, 38, 10])]!,
    ...STATEMENTS.map(({ means }) => AGREE[level(means[person.group]!) - 1]!),
    { zh: joined('zh'), en: joined('en') },
    SATISFIED[mood - 1]!,
    alike(String(Math.max(0, Math.min(10, mood * 2 + random.int(-2, 1))))),
    remark,
  ];
}

function spoil(random: Random, rows: Both[][], times: readonly number[], dirt: Dirt): void {
  const touched = new Set<string>();
  const plant = (
    at: number,
    what: string,
    count: number,
    change: (cell: string, edition: Edition, row: number) => string,
  ): void => {
    const fits = rows.flatMap((cells, i) => (cells[at]!.zh !== '' && !touched.has(`${i}/${at}`) ? [i] : []));
    for (const i of random.shuffled(fits).slice(0, count)) {
      touched.add(`${i}/${at}`);
      const cell = rows[i]![at]!;
      rows[i]![at] = { zh: change(cell.zh, 'zh', i), en: change(cell.en, 'en', i) };
      dirt.add(HEADER.zh[at]!, what, i + 1);
    }
  };
  plant(AT.time, 'date with slashes', 70, (_, __, i) => {
    const [y, m, d, h, min] = partsOf(times[i]!);
    return `${y}/${m}/${d} ${h}:${two(min)}`;
  });
  plant(AT.time, 'date without time', 24, (_, __, i) => isoDay(times[i]!));
  plant(AT.time, 'serial number', 16, (_, __, i) => String(serial(Math.floor(times[i]! / DAY) * DAY)));
  plant(AT.member, 'trailing spaces', 18, (cell) => `${cell} `);
  plant(AT.member, 'full-width digits', 9, fullWidth);
  plant(AT.age, 'full-width digits', 12, fullWidth);
  plant(AT.age, 'with a unit', 15, (cell, edition) => (edition === 'zh' ? `${cell}岁` : `${cell} years`));
  plant(AT.age, 'impossible', 7, () => '199');
  plant(AT.age, 'negative', 2, () => '-1');
  plant(AT.age, 'missing', 21, () => '');
  plant(AT.place, 'trailing spaces', 14, (cell) => `${cell}\u3000`);
  plant(AT.place, 'missing', 11, () => '');
  for (let i = 0; i < STATEMENTS.length; i++) plant(AT.first + i, 'missing', 4 + i, () => '');
  plant(AT.satisfied, 'missing', 9, () => '');
  plant(AT.recommend, 'impossible', 3, () => '11');
  plant(AT.recommend, 'missing', 10, () => '');
}

/** Cells of the column of places that are not written in full, by spelling. */
export function placeAliases(text: string, edition: Edition): Record<string, number> {
  const full = new Set(PLACES.map(([name]) => name![edition]));
  const counts: Record<string, number> = {};
  for (const line of text.split('\r\n').slice(1)) {
    const cell = line.split(',')[AT.place]?.trim();
    if (cell && !full.has(cell)) counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

function word(zh: string, en: string): Both {
  return { zh, en };
}
function words(zh: readonly string[], en: readonly string[]): Both[] {
  return zh.map((text, i) => word(text, en[i]!));
}
function alike(text: string): Both {
  return { zh: text, en: text };
}
