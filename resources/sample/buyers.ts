/**
 * The buyers of the web shop: a second customers file without a common key for everyone. Most buyers are members, written
 * differently; some come twice.
 */
import { zip } from './english.ts';
import { csvOf, Dirt, fullWidth, isoDay, TO, DAY, two, type Both, type Edition, type Person } from './person.ts';
import { createRandom, type Random } from './random.ts';
import { givenOne, givenTwo, surnames } from './words.ts';

export const BUYERS_HEADER: Readonly<Record<Edition, readonly string[]>> = {
  zh: ['买家编号', '收货人', '手机号码', '会员号', '生日', '省市', '收货地址', '首单日期', '下单次数', '累计金额'],
  en: [
    'Buyer no.',
    'Recipient',
    'Phone number',
    'Member ID',
    'Birthday',
    'Region',
    'Delivery address',
    'First order',
    'Orders',
    'Total spent',
  ],
};
const COLUMNS = ['id', 'name', 'phone', 'member', 'birthday', 'region', 'address', 'first', 'orders', 'spent'] as const;
type Column = (typeof COLUMNS)[number];
type Buyer = Record<Column, Both>;

const MEMBERS = 300;
const STRANGERS = 48;
const TWICE = 32;

/** How a name can be written otherwise; `same` leaves it. */
const NAME_WAYS = ['same', 'traditional', 'pinyin', 'swapped', 'title', 'typo'] as const;
const PHONE_WAYS = ['same', 'hyphens', 'spaces', 'country', 'fullWidth', 'missing', 'other'] as const;
type NameWay = (typeof NAME_WAYS)[number];
type PhoneWay = (typeof PHONE_WAYS)[number];

/** Two rows that are one person. `differs`: what is written differently, by kind. */
export interface Pair {
  readonly row: number;
  readonly with: { readonly file: 'members' | 'buyers'; readonly row: number; readonly number: string | null };
  readonly differs: readonly string[];
}

export interface Buyers {
  readonly text: Both;
  readonly rows: number;
  readonly pairs: Pair[];
  /** data rows of people who are not members */
  readonly strangers: number[];
  /** data rows with a member number that the members' file does not have: the person's second number */
  readonly secondNumbers: number[];
  readonly dirt: Dirt;
}

/** Simplified to traditional, for the characters of the word lists that differ. */
const TRADITIONAL = new Map(
  [
    ...'陈陳吴吳黄黃孙孫马馬罗羅郑鄭谢謝韩韓冯馮于於萧蕭邓鄧许許吕呂苏蘇卢盧蒋蔣贾賈阎閻叶葉余餘钟鍾汪汪',
    ...'谭譚邹鄒陆陸顾顧龙龍万萬悦悅宁寧静靜杨楊艳艷杰傑涛濤红紅兰蘭凤鳳洁潔恺愷丽麗刚剛华華萍萍磊磊语語诗詩',
    ...'晓曉志誌泽澤书書云雲远遠',
  ]
    .join('')
    .match(/../gu)!
    .map((pair) => [[...pair][0]!, [...pair][1]!] as const),
);

const REGIONS: readonly Both[][] = [
  [both('浙江省杭州市', 'Hangzhou, Zhejiang'), both('浙江杭州', 'Zhejiang Hangzhou'), both('杭州', 'Hangzhou')],
  [both('上海市', 'Shanghai'), both('上海', 'Shanghai City'), both('沪', 'SH')],
  [both('江苏省苏州市', 'Suzhou, Jiangsu'), both('江苏 苏州', 'Jiangsu Suzhou'), both('苏州市', 'Suzhou')],
];
const STREETS = zip(
  ['文三路', '湖滨路', '人民路', '梧桐巷', '滨江大道', '学院路'],
  ['Wensan Road', 'Hubin Road', 'Renmin Road', 'Wutong Lane', 'Binjiang Avenue', 'Xueyuan Road'],
);

/** Make the file. */
export function makeBuyers(people: readonly Person[], seed: number): Buyers {
  const random = createRandom(seed + 1);
  const dirt = new Dirt();
  const picked = random.shuffled(people.filter((person) => /^1\d{10}$/.test(person.phone))).slice(0, MEMBERS);
  type Plan = { person: Person | null; again: boolean };
  const plans: Plan[] = [
    ...picked.map((person) => ({ person, again: false })),
    ...Array.from({ length: STRANGERS }, () => ({ person: null, again: false })),
    ...picked.slice(0, TWICE).map((person) => ({ person, again: true })),
  ];
  const order = random.shuffled(plans);
  const seen = new Map<Person, number>();
  const rows: Buyer[] = [];
  const pairs: Pair[] = [];
  const strangers: number[] = [];
  const secondNumbers: number[] = [];
  for (const { person } of order) {
    const row = rows.length + 1;
    if (person === null) {
      strangers.push(row);
      rows.push(stranger(random, row));
      continue;
    }
    const { buyer, differs, second } = member(random, person, row);
    if (second) secondNumbers.push(row);
    rows.push(buyer);
    pairs.push({ row, with: { file: 'members', row: person.row, number: person.number }, differs });
    const earlier = seen.get(person);
    if (earlier !== undefined) pairs.push({ row, with: { file: 'buyers', row: earlier, number: null }, differs: [] });
    else seen.set(person, row);
  }
  spoil(random, rows, dirt);
  const text = (edition: Edition): string =>
    csvOf([BUYERS_HEADER[edition], ...rows.map((buyer) => COLUMNS.map((column) => buyer[column][edition]))]);
  return { text: { zh: text('zh'), en: text('en') }, rows: rows.length, pairs, strangers, secondNumbers, dirt };
}

function member(random: Random, person: Person, row: number): { buyer: Buyer; differs: string[]; second: boolean } {
  const nameWay = NAME_WAYS[random.weighted([46, 14, 12, 10, 8, 10])]!;
  const known = random.unit();
  // without a number and with another name something has to tell who it is
  const phoneWay = PHONE_WAYS[random.weighted(known < 0.45 ? [24, 20, 14, 14, 8, 10, 10] : [34, 26, 16, 16, 8, 0, 0])]!;
  const second = known > 0.93;
  const birthWay = random.weighted([62, 30, 8]);
  const number = known < 0.45 ? person.number : second ? `1${two(random.int(10, 99))}${person.number.slice(-3)}` : '';
  const place = where(random, person.number.length + person.birth[2]);
  const [year, month, day] = person.birth;
  const slipped = birthWay === 2 && day <= 12 && day !== month;
  const birthday =
    birthWay === 1 ? '' : slipped ? `${year}-${two(day)}-${two(month)}` : `${year}-${two(month)}-${two(day)}`;
  const buyer: Buyer = {
    id: alike(`W${String(1000 + row)}`),
    name: { zh: nameIn(random, person.name, nameWay, person.english), en: englishName(person.english, nameWay) },
    phone: alike(phoneIn(random, person.phone, phoneWay)),
    member: alike(number),
    birthday: alike(birthday),
    ...place,
    ...bought(random, person.basket),
  };
  const differs = [
    ...(nameWay === 'same' ? [] : [`name:${nameWay}`]),
    ...(phoneWay === 'same' ? [] : [`phone:${phoneWay}`]),
    ...(second ? ['member:second'] : number === '' ? ['member:missing'] : []),
    ...(birthday === '' ? ['birthday:missing'] : slipped ? ['birthday:slipped'] : []),
  ];
  return { buyer, differs, second };
}

function stranger(random: Random, row: number): Buyer {
  const name = random.pick(surnames) + random.pick(givenTwo) + random.pick(givenOne);
  // 1111 where members have 0000: nobody's number is drawn twice
  const phone = `1${random.pick(['37', '58', '72', '80'])}1111${String(1000 + row)}`;
  return {
    id: alike(`W${String(1000 + row)}`),
    name: { zh: name, en: strangerName(random) },
    phone: alike(phone),
    member: alike(''),
    birthday: alike(random.unit() < 0.5 ? '' : isoDay(Date.UTC(random.int(1965, 2005), random.int(0, 11), 15))),
    ...where(random, row),
    ...bought(random, 25),
  };
}

const strangerName = (random: Random): string =>
  `${random.pick(['Olive', 'Ravi', 'Greta', 'Pedro', 'Ines', 'Tomas', 'Nadia', 'Hugo'])} ${random.pick(['Brandt', 'Okafor', 'Silva', 'Novak', 'Haas', 'Moreau', 'Lindqvist', 'Costa'])}`;

function nameIn(random: Random, name: string, way: NameWay, english: string): string {
  const chars = [...name];
  switch (way) {
    case 'traditional':
      return chars.map((char) => TRADITIONAL.get(char) ?? char).join('');
    case 'pinyin':
      return english.split(' ').toReversed().join(' ');
    case 'swapped':
      return [...chars.slice(1), chars[0]!].join('');
    case 'title':
      return `${name}${random.unit() < 0.5 ? '女士' : '先生'}`;
    case 'typo':
      return chars.with(-1, random.pick(givenOne)).join('');
    default:
      return name;
  }
}

function englishName(english: string, way: NameWay): string {
  const [given = '', surname = ''] = english.split(' ');
  switch (way) {
    case 'traditional':
      return english.toUpperCase();
    case 'pinyin':
      return `${given[0]!}. ${surname}`;
    case 'swapped':
      return `${surname} ${given}`;
    case 'title':
      return `Ms ${english}`;
    case 'typo':
      return `${given.slice(0, -1)} ${surname}`;
    default:
      return english;
  }
}

function phoneIn(random: Random, phone: string, way: PhoneWay): string {
  const [a, b, c] = [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)];
  switch (way) {
    case 'hyphens':
      return `${a}-${b}-${c}`;
    case 'spaces':
      return `${a} ${b} ${c}`;
    case 'country':
      return `+86 ${phone}`;
    case 'fullWidth':
      return fullWidth(phone);
    case 'missing':
      return '';
    case 'other':
      return `1652222${String(random.int(1000, 9999))}`;
    default:
      return phone;
  }
}

function where(random: Random, of: number): { region: Both; address: Both } {
  const region = random.pick(REGIONS[of % REGIONS.length]!);
  const [street, english] = random.pick([...STREETS]);
  const [number, room] = [random.int(1, 380), random.int(101, 2604)];
  const first = REGIONS[of % REGIONS.length]![0]!;
  return {
    region,
    address: both(`${first.zh}${street}${number}号${room}室`, `${number} ${english}, Apt ${room}, ${first.en}`),
  };
}

function bought(random: Random, basket: number): { first: Both; orders: Both; spent: Both } {
  const time = TO - random.int(20, 720) * DAY;
  const orders = 1 + Math.floor(4 * random.unit() * random.unit());
  const spent = Math.round(orders * basket * (1.4 + random.unit()));
  return { first: alike(isoDay(time)), orders: alike(String(orders)), spent: both(`￥${spent}`, `¥${spent}`) };
}

function spoil(random: Random, rows: Buyer[], dirt: Dirt): void {
  const plant = (
    column: Column,
    what: string,
    count: number,
    change: (cell: string, edition: Edition) => string,
    fits: (cell: string) => boolean = (cell) => cell !== '',
  ): void => {
    const places = rows.flatMap((row, i) => (fits(row[column].zh) ? [i] : []));
    for (const i of random.shuffled(places).slice(0, count)) {
      const old = rows[i]![column];
      rows[i] = { ...rows[i]!, [column]: both(change(old.zh, 'zh'), change(old.en, 'en')) };
      dirt.add(column, what, i + 1);
    }
  };
  const iso = (cell: string): boolean => /^\d{4}-\d\d-\d\d$/.test(cell);
  plant('name', 'trailing spaces', 14, (cell) => `${cell}  `);
  plant('region', 'trailing spaces', 9, (cell) => `${cell} `);
  plant('orders', 'full-width digits', 11, fullWidth);
  plant('spent', 'missing', 8, () => '');
  plant('birthday', 'impossible year', 3, (cell) => `18${cell.slice(2)}`, iso);
  plant('first', 'date with slashes', 40, (cell) => cell.split('-').map(Number).join('/'), iso);
  const inWords = (cell: string, edition: Edition): string => {
    const [y, m, d] = cell.split('-').map(Number);
    return edition === 'zh' ? `${y}年${m}月${d}日` : `${d} ${MONTHS[m! - 1]!} ${y}`;
  };
  plant('first', 'date in words', 12, inWords, iso);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function alike(text: string): Both {
  return { zh: text, en: text };
}
function both(zh: string, en: string): Both {
  return { zh, en };
}
