/** The members of the sample study: the customer file that the other files speak of. */
import { ENGLISH_HEADER, ENGLISH_LAST, inEnglish } from './english.ts';
import { groups, type Group } from './groups.ts';
import { createRandom, type Random } from './random.ts';
import { categories, givenOne, givenRare, givenTwo, jobs, remarks, shops, surnames } from './words.ts';

export const HEADER = [
  '会员号',
  '姓名',
  '手机',
  '性别',
  '出生日期',
  '职业',
  '常去门店',
  '注册日期',
  '近一年到店',
  '客单价',
  '近一年消费额',
  '主要时段',
  '提前下单占比',
  '用券率',
  '常点品类',
  '茶兴趣',
  '分享次数',
  '备注',
] as const;
type Column = (typeof HEADER)[number];
const at = (column: Column): number => HEADER.indexOf(column);

/** 1-based lines of the file with one column too few; the last line opens a quote and never closes it. */
export const SHORT_LINES = [412, 1087] as const;

export interface Study {
  /** the storable rows in file order, as written in the file before quoting */
  rows: string[][];
  /** the same before gaps and dirt were planted: what is true of the person */
  people: string[][];
  /** 1-based data row of each row in the file: the bad lines count */
  dataRows: number[];
  /** planted group of each row: index into groups */
  groups: number[];
  /** the whole file as text: header, rows and the three bad lines, each ended by CRLF */
  text: string;
  /** the same in English */
  english: string;
}

/** A line of the file: a customer, the customer at a bad line, or the one whose last quote stays open. */
interface Line {
  readonly kind: 'row' | 'short' | 'open';
  readonly cells: string[];
}

/** Make the study from a seed. */
export function generate(seed: number): Study {
  const random = createRandom(seed);
  const order = random.shuffled(groups.flatMap((group, index) => Array.from({ length: group.size }, () => index)));
  const phones = phoneNumbers(random, order.length + 3);
  let member = 417;
  const next = (group: number): string[] => customer(random, group, member++, phones.pop()!);
  const rows: string[][] = [];
  const dataRows: number[] = [];
  const lines: Line[] = [];
  for (const group of order) {
    // the header is line 1
    if (SHORT_LINES.some((line) => line === lines.length + 2))
      lines.push({ kind: 'short', cells: next(random.int(0, 3)) });
    const cells = next(group);
    rows.push(cells);
    lines.push({ kind: 'row', cells });
    dataRows.push(lines.length);
  }
  const people = rows.map((cells) => [...cells]);
  spoil(random, rows);
  const last = next(0);
  last[at('备注')] = '';
  lines.push({ kind: 'open', cells: last });
  return {
    rows,
    people,
    dataRows,
    groups: order,
    text: textOf(HEADER, lines, '下班顺路,说改天补填', (cells) => cells),
    english: textOf(ENGLISH_HEADER, lines, ENGLISH_LAST, inEnglish),
  };
}

function textOf(
  header: readonly string[],
  lines: readonly Line[],
  left: string,
  said: (cells: string[]) => string[],
): string {
  const filled = lines.map(({ kind, cells }) => {
    const own = said(cells);
    if (kind === 'open') return `${written(own)}"${left}`;
    return written(kind === 'short' ? shortened(own) : own);
  });
  return `${[header.join(','), ...filled].join('\r\n')}\r\n`;
}

function customer(random: Random, index: number, member: number, phone: string): string[] {
  const group = groups[index]!;
  const scale = random.unit() < group.buyers ? 1.8 : 1;
  const visits = Math.max(1, Math.min(214, Math.round(scale * lognormal(random, group.visits))));
  const basket = Math.round(scale * lognormal(random, group.basket) * 10) / 10;
  const spend = Math.round(visits * basket * Math.exp(0.06 * random.normal()));
  const age = random.int(...group.age);
  const born = { year: 2024 - age, month: random.int(1, 12), day: random.int(1, 28) };
  const cells: Record<Column, string> = {
    会员号: String(member).padStart(6, '0'),
    姓名: personName(random),
    手机: phone,
    性别: ['女', '男', '未填'][random.weighted(group.gender)]!,
    出生日期: `${born.year}年${born.month}月${born.day}日`,
    职业: random.unit() < 0.064 ? '' : jobs[random.weighted(group.jobs)]!,
    常去门店: shops[random.weighted(group.shops)]!,
    注册日期: registration(random, group),
    近一年到店: String(visits),
    客单价: basket.toFixed(random.unit() < 0.5 || basket % 1 !== 0 ? 1 : 0),
    近一年消费额: money(random, spend),
    主要时段: ['早', '午', '傍晚', '夜'][random.weighted(group.time)]!,
    提前下单占比: percent(random, group.ahead),
    用券率: percent(random, group.coupon),
    常点品类: categories[random.weighted(group.categories)]!,
    茶兴趣: String(random.weighted(group.interest) + 1),
    分享次数: String(Math.min(46, Math.floor(lognormal(random, group.shares)))),
    备注: random.unit() < 0.62 ? remark(random, index) : '',
  };
  return HEADER.map((column) => cells[column]);
}

const lognormal = (random: Random, [median, spread]: readonly [number, number]): number =>
  median * Math.exp(spread * random.normal());

function personName(random: Random): string {
  const last = random.unit() < 0.35 ? '' : random.pick(givenTwo);
  return random.pick(surnames) + last + random.pick(random.unit() < 0.006 ? givenRare : givenOne);
}

/** Valid in form, invented on sight: the four digits after the operator's three are 0000 in all of them. */
function phoneNumbers(random: Random, count: number): string[] {
  const prefixes = ['133', '135', '136', '137', '138', '139', '150', '152', '157', '176', '181', '186', '188', '189'];
  const endings = random.shuffled(Array.from({ length: 10000 }, (_, i) => String(i).padStart(4, '0')));
  return endings.slice(0, count).map((ending) => `${random.pick(prefixes)}0000${ending}`);
}

/** Two ways in one column: 2024/3/5, and the serial number that a spreadsheet keeps for it. */
function registration(random: Random, group: Group): string {
  const years = group.age[0] < 20 ? 3 : 5.5;
  const days = Math.floor((1 - random.unit() * random.unit()) * years * 365);
  const date = new Date(Date.UTC(2024, 9, 20 - days));
  if (random.unit() < 0.38) return String(25569 + date.getTime() / 86400000);
  return `${date.getUTCFullYear()}/${date.getUTCMonth() + 1}/${date.getUTCDate()}`;
}

/** Three ways in one column: ￥1,264, 428 and 1.2万. The short form is used where it changes the amount by at most 5 %. */
function money(random: Random, yuan: number): string {
  const short = Math.round(yuan / 1000) / 10;
  const close = short > 0 && Math.abs(short * 10000 - yuan) <= 0.05 * yuan;
  if (close && (yuan >= 6000 || random.unit() < 0.06)) return `${short.toFixed(1)}万`;
  if (random.unit() < 0.25) return String(yuan);
  return `￥${String(yuan).replace(/\B(?=(\d{3})+$)/g, ',')}`;
}

function percent(random: Random, [mean, spread]: readonly [number, number]): string {
  return `${Math.round(100 * Math.min(1, Math.max(0, mean + spread * random.normal())))}%`;
}

function remark(random: Random, group: number): string {
  const own = random.shuffled(remarks.byGroup[group]!);
  const said = [own[0]!];
  if (random.unit() < 0.6) said.push(own[1]!);
  if (random.unit() < 0.7) said.push(random.pick(remarks.anyone));
  const text = said.join('；');
  return random.unit() < 0.02 ? text + random.pick(remarks.cheers) : text;
}

/** Gaps, full-width digits and impossible values, at places drawn once. */
function spoil(random: Random, rows: string[][]): void {
  const places = (count: number): number[] => random.shuffled(rows.map((_, i) => i)).slice(0, count);
  const blank = (column: Column, count: number): void => {
    for (const i of places(count)) rows[i]![at(column)] = '';
  };
  blank('手机', 9);
  blank('出生日期', 31);
  blank('客单价', 12);
  blank('近一年消费额', 25);
  blank('主要时段', 38);
  blank('提前下单占比', 21);
  blank('用券率', 17);
  blank('常点品类', 14);
  blank('茶兴趣', 44);
  for (const column of ['近一年到店', '客单价', '茶兴趣', '手机'] as const)
    for (const i of places(6)) rows[i]![at(column)] = fullWidth(rows[i]![at(column)]!);
  for (const i of places(4)) rows[i]![at('手机')] = rows[i]![at('手机')]!.slice(0, 10);
  const [first, second] = places(2);
  rows[first!]![at('用券率')] = '112%';
  rows[second!]![at('用券率')] = '140%';
}

const fullWidth = (text: string): string =>
  text.replace(/[0-9.]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

/** A line that lost the value of 分享次数 together with its comma. */
const shortened = (cells: string[]): string[] => cells.toSpliced(at('分享次数'), 1);

const written = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
