/**
 * The till's order lines: one order in sixteen of 18 months, so that a member's number of orders and their amounts follow
 * the visits and the basket of the members' file.
 */
import { CATEGORIES, SHOPS, zip } from './english.ts';
import { groups } from './groups.ts';
import type { Cell, Sheet } from './office.ts';
import { serial } from './office.ts';
import { DAY, Dirt, FROM, fullWidth, isoDay, partsOf, poisson, TO, two } from './person.ts';
import type { Edition, Person } from './person.ts';
import { createRandom, type Random } from './random.ts';
import { categories, shops } from './words.ts';

export const ORDERS_HEADER: Readonly<Record<Edition, readonly string[]>> = {
  zh: [
    '订单号',
    '会员号',
    '下单时间',
    '渠道',
    '门店',
    '品类',
    '商品',
    '数量',
    '单价',
    '优惠金额',
    '实付金额',
    '退款金额',
  ],
  en: [
    'Order no.',
    'Member ID',
    'Ordered at',
    'Channel',
    'Store',
    'Category',
    'Item',
    'Quantity',
    'Unit price',
    'Discount',
    'Paid',
    'Refunded',
  ],
};
const COLUMNS = [
  'order',
  'member',
  'time',
  'channel',
  'store',
  'category',
  'item',
  'quantity',
  'price',
  'discount',
  'paid',
  'refund',
] as const;
type Column = (typeof COLUMNS)[number];

/** One order in so many is in the file. */
export const EVERY = 16;
const WALK_INS = 420;
const ORPHANS = 96;
const SPACES = ' ';

const CHANNELS = ['门店', '小程序自提', '外卖平台', '企业订购'] as const;
const CHANNEL_WORDS = zip(CHANNELS, ['Store', 'App pick-up', 'Delivery platform', 'Office order']);
/** By group: how often an order is delivered or for an office; the rest is ahead by the app or in the store. */
const DELIVERED = [0.12, 0.06, 0.1, 0.03];
const OFFICE = [0.02, 0, 0, 0.05];

/** Two items a category: name, English name, price. */
const ITEMS: readonly (readonly [string, string, number])[] = [
  ...([
    ['招牌奶茶 中杯', 'Classic milk tea M', 16],
    ['招牌奶茶 大杯', 'Classic milk tea L', 19],
    ['乌龙奶茶 三分糖', 'Oolong milk tea 30%', 17],
    ['乌龙奶茶 无糖', 'Oolong milk tea 0%', 17],
    ['芋泥波波 中杯', 'Taro boba M', 15],
    ['芋泥波波 大杯', 'Taro boba L', 18],
    ['杨枝甘露', 'Mango pomelo sago', 20],
    ['杨枝甘露 轻乳', 'Mango pomelo sago light', 21],
    ['手打柠檬茶', 'Hand-shaken lemon tea', 13],
    ['鸭屎香柠檬茶', 'Dancong lemon tea', 15],
    ['满杯鲜橙', 'Fresh orange cup', 17],
    ['多肉葡萄', 'Grape cup', 18],
    ['冰淇淋红茶', 'Ice cream black tea', 12],
    ['抹茶冰淇淋', 'Matcha ice cream', 14],
    ['儿童鲜奶 小杯', 'Fresh milk for children S', 11],
    ['草莓鲜奶 小杯', 'Strawberry milk S', 13],
    ['芝士茉莉', 'Cheese jasmine', 19],
    ['芝士乌龙', 'Cheese oolong', 19],
    ['茉莉清茶', 'Jasmine tea', 18],
    ['白茶壶泡', 'White tea pot', 36],
    ['凤凰单丛 壶泡', 'Phoenix Dancong pot', 36],
    ['单丛 50g', 'Dancong 50 g', 42],
    ['肉桂 壶泡', 'Rougui pot', 38],
    ['水仙 50g', 'Shuixian 50 g', 46],
    ['明前龙井 壶泡', 'First-picking Longjing pot', 38],
    ['龙井 50g', 'Longjing 50 g', 48],
    ['双人茶点套餐', 'Tea and pastry for two', 44],
    ['单人茶点套餐', 'Tea and pastry for one', 32],
  ] as const),
];

/** A line of the file; words are given by index. */
interface Line {
  order: string;
  member: string;
  time: number;
  channel: number;
  store: number;
  category: number;
  item: number;
  quantity: number;
  price: number;
  discount: number;
  paid: number;
  refund: number;
}

export interface Orders {
  readonly sheets: Readonly<Record<Edition, readonly Sheet[]>>;
  readonly lines: number;
  readonly orders: number;
  /** lines without a member number; lines whose number no member has */
  readonly walkIns: number[];
  readonly orphans: number[];
  readonly refunds: number[];
  /** member numbers of customers who stopped coming, and their last possible day */
  readonly lapsed: Record<string, string>;
  /** what is true by member: orders and paid minus refunded, in fen */
  readonly byMember: Record<string, { orders: number; net: number; last: string }>;
  readonly dirt: Dirt;
}

/** Make the order lines. */
export function makeOrders(people: readonly Person[], seed: number): Orders {
  const random = createRandom(seed + 2);
  const lapsed: Record<string, string> = {};
  const drafts: { time: number; lines: Line[] }[] = [];
  for (const person of people) {
    const stops = random.unit() < 0.09 && person.registered < TO - 300 * DAY ? TO - random.int(130, 260) * DAY : TO;
    if (stops < TO) lapsed[person.number] = isoDay(stops);
    const from = Math.max(FROM, person.registered);
    const year = Math.max(20, Math.min(365, (TO - person.registered) / DAY));
    const count = poisson(random, (person.visits / EVERY) * ((stops - from) / DAY / year));
    for (let i = 0; i < count; i++) drafts.push(order(random, person, from, stops, person.number));
  }
  const anyone = (member: string) => drafts.push(order(random, random.pick(people), FROM, TO, member));
  for (let i = 0; i < WALK_INS; i++) anyone('');
  for (let i = 0; i < ORPHANS; i++) anyone(`00${random.int(7001, 7060)}`);
  drafts.sort((a, b) => a.time - b.time);
  const lines = drafts.flatMap((draft, i) =>
    draft.lines.map((line) => ({
      ...line,
      order: `${isoDay(draft.time).replaceAll('-', '')}${two(i % 97)}${String(i).padStart(5, '0')}`,
    })),
  );
  const byMember: Orders['byMember'] = {};
  let last = '';
  for (const { member, order: number, paid, refund, time } of lines) {
    if (member === '') continue;
    const known = (byMember[member] ??= { orders: 0, net: 0, last: '' });
    if (number !== last) known.orders++;
    known.net += Math.round((paid - refund) * 100);
    known.last = isoDay(time);
    last = number;
  }
  const { rows, dirt } = spoiled(random, lines);
  const rowsWhere = (test: (line: Line) => boolean): number[] =>
    rows.flatMap(({ line }, i) => (test(line) ? [i + 1] : []));
  return {
    sheets: { zh: sheetsOf(rows, 'zh'), en: sheetsOf(rows, 'en') },
    lines: rows.length,
    orders: drafts.length,
    walkIns: rowsWhere((line) => line.member === ''),
    orphans: rowsWhere((line) => line.member.startsWith('007')),
    refunds: rowsWhere((line) => line.refund > 0),
    lapsed,
    byMember,
    dirt,
  };
}

function order(
  random: Random,
  person: Person,
  from: number,
  to: number,
  member: string,
): { time: number; lines: Line[] } {
  const group = groups[person.group]!;
  const time = moment(random, person, from, to);
  const bought = random.unit() < person.coupon ? random.int(3, 8) : 0;
  const target = person.basket * Math.exp(0.12 * random.normal());
  const count = Math.max(1, Math.min(person.group === 2 ? 3 : 2, Math.round((target / 22) * random.unit() + 0.4)));
  const channel = channelOf(random, person);
  const store = random.unit() < 0.8 ? person.shop : random.weighted(group.shops);
  const drawn = Array.from({ length: count }, () => {
    const category = random.unit() < 0.6 ? person.category : random.weighted(group.categories);
    return { category, item: category * 2 + random.int(0, 1), refunded: random.unit() < 0.022 };
  });
  // a till prints an item once, with how many were bought
  const sold = drawn.filter(({ item }, i) => drawn.findIndex((other) => other.item === item) === i);
  const lines = sold.map(({ category, item, refunded }, i): Line => {
    const discount = i === 0 ? bought : 0;
    const share = target / sold.length + discount;
    const list = ITEMS[item]![2];
    const quantity = Math.max(1, Math.min(8, Math.round(share / list)));
    const price = Math.max(list * 0.7, Math.min(list * 1.3, Math.round((share / quantity) * 2) / 2));
    const rounded = Math.round(price * 2) / 2;
    const paid = Math.max(1, rounded * quantity - discount);
    const refund = refunded ? paid : 0;
    return {
      order: '',
      member,
      time,
      channel,
      store,
      category,
      item,
      quantity,
      price: rounded,
      discount,
      paid,
      refund,
    };
  });
  return { time, lines };
}

/** Hours of 早 午 傍晚 夜. */
const HOURS = [
  [7.5, 10.5],
  [11.5, 14.5],
  [17.3, 19.5],
  [20, 22.4],
] as const;

function moment(random: Random, person: Person, from: number, to: number): number {
  const days = Math.floor((to - from) / DAY);
  let day = from + random.int(0, days - 1) * DAY;
  // people on their way home come on working days, families at weekends
  const wanted = person.group === 0 ? 0.75 : person.group === 2 ? 0.8 : 0;
  const weekend = (time: number): boolean => [0, 6].includes(new Date(time).getUTCDay());
  if (random.unit() < wanted)
    while (weekend(day) !== (person.group === 2)) {
      day += DAY;
      if (day >= to) day = from;
      if (days < 7) break;
    }
  const [low, high] = HOURS[random.unit() < 0.82 ? person.time : random.int(0, 3)]!;
  return day + Math.floor((low + (high - low) * random.unit()) * 3600) * 1000;
}

function channelOf(random: Random, person: Person): number {
  const chance = random.unit();
  if (chance < OFFICE[person.group]!) return 3;
  if (chance < OFFICE[person.group]! + DELIVERED[person.group]!) return 2;
  return random.unit() < person.ahead ? 1 : 0;
}

type Row = { line: Line; said: Partial<Record<Column, (edition: Edition, plain: Cell) => Cell>> };

/** Lines as they are written: some twice, some cells damaged. Rows are 1-based. */
function spoiled(random: Random, lines: readonly Line[]): { rows: Row[]; dirt: Dirt } {
  const dirt = new Dirt();
  const twice = new Set(random.shuffled(lines.map((_, i) => i)).slice(0, 26));
  const rows: Row[] = [];
  lines.forEach((line, i) => {
    rows.push({ line, said: {} });
    if (!twice.has(i)) return;
    rows.push({ line, said: {} });
    dirt.add('order', 'line twice', rows.length);
  });
  const doubled = new Set(dirt.columns['order']!['line twice']!.flatMap((row) => [row - 1, row - 2]));
  const plant = (
    column: Column,
    what: string,
    count: number,
    change: (plain: Cell, edition: Edition, line: Line) => Cell,
    fits: (line: Line) => boolean = () => true,
  ): void => {
    const free = rows.flatMap((row, i) =>
      !doubled.has(i) && row.said[column] === undefined && fits(row.line) ? [i] : [],
    );
    const places = random.shuffled(free).slice(0, count);
    for (const i of places.sort((a, b) => a - b)) {
      const { line, said } = rows[i]!;
      said[column] = (edition, plain) => change(plain, edition, line);
      dirt.add(column, what, i + 1);
    }
  };
  const known = (line: Line): boolean => line.member !== '';
  plant('member', 'number without its zeros', 140, (plain) => Number(plain), known);
  plant('member', 'trailing spaces', 60, (plain) => `${String(plain)}${SPACES}`, known);
  plant('time', 'date as text', 120, (_, __, { time }) => {
    const [y, m, d, h, min] = partsOf(time);
    return `${y}/${m}/${d} ${h}:${two(min)}`;
  });
  plant('time', 'date in words', 40, (_, edition, { time }) => {
    const [y, m, d, h, min] = partsOf(time);
    return edition === 'zh' ? `${y}年${m}月${d}日 ${h}:${two(min)}` : `${y}-${two(m)}-${two(d)} ${h}:${two(min)}:00`;
  });
  plant('time', 'serial number', 30, (_, __, { time }) => serial(time));
  plant('channel', 'alias', 90, (_, edition, line) => ALIASES[edition][line.channel]!);
  plant('channel', 'missing', 45, () => null);
  plant('category', 'trailing spaces', 70, (plain) => `${String(plain)}${SPACES}`);
  plant('category', 'missing', 36, () => null);
  plant('quantity', 'full-width digits', 48, (plain) => fullWidth(String(plain)));
  plant('quantity', 'impossible', 3, () => 9999);
  plant('quantity', 'missing', 22, () => null);
  plant('paid', 'with a currency sign', 80, (plain, edition) => `${edition === 'zh' ? '￥' : '¥'}${String(plain)}`);
  plant('paid', 'missing', 18, () => null);
  return { rows, dirt };
}

const ALIASES: Readonly<Record<Edition, readonly string[]>> = {
  zh: ['到店', '小程序 自提', '外卖', '企业团购'],
  en: ['In store', 'app pickup', 'Delivery', 'Office'],
};

function sheetsOf(rows: readonly Row[], edition: Edition): Sheet[] {
  const zh = edition === 'zh';
  const header = ORDERS_HEADER[edition];
  const word = (list: readonly string[], words: ReadonlyMap<string, string>, index: number): string =>
    zh ? list[index]! : words.get(list[index]!)!;
  const body = rows.map(({ line, said }) => {
    const plain: Record<Column, Cell> = {
      ...line,
      member: line.member === '' ? null : line.member,
      time: { time: line.time },
      channel: word(CHANNELS, CHANNEL_WORDS, line.channel),
      store: word(shops, SHOPS, line.store),
      category: word(categories, CATEGORIES, line.category),
      item: ITEMS[line.item]![zh ? 0 : 1],
      refund: line.refund === 0 ? null : line.refund,
      discount: line.discount === 0 ? null : line.discount,
    };
    return COLUMNS.map((column) => {
      const change = said[column];
      return change ? change(edition, plain[column]) : plain[column];
    });
  });
  const title = zh ? '一盏茶 收银系统 订单明细' : 'One Cup Tea, till, order lines';
  const period = `${isoDay(FROM)} – ${isoDay(TO - DAY)}`;
  const notes = zh
    ? ['说明', '每十六单抽取一单', '金额单位：元', '退款金额为空表示未退款']
    : ['Notes', 'One order in sixteen', 'Amounts in yuan', 'No amount refunded: not refunded'];
  return [
    {
      name: zh ? '订单明细' : 'Order lines',
      rows: [[`${title} ${period}`], header, ...body],
      merged: ['A1:L1'],
      widths: [18, 10, 17, 14, 20, 18, 24, 8, 8, 10, 10, 10],
    },
    { name: zh ? '说明' : 'Notes', rows: notes.map((note) => [note]), merged: [], widths: [40] },
  ];
}
