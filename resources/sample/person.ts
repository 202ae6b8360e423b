/** The people behind the members' file, as the other files need them: what is true, without gaps and dirt. */
import { personName } from './english.ts';
import { HEADER, type Study } from './members.ts';
import type { Random } from './random.ts';
import { categories, shops } from './words.ts';

/** The two editions of every file. */
export type Edition = 'zh' | 'en';
/** A word in both editions. */
export type Both = Readonly<Record<Edition, string>>;

/** A member. */
export interface Person {
  readonly number: string;
  /** 1-based data row in members.csv */
  readonly row: number;
  readonly group: number;
  readonly name: string;
  readonly english: string;
  readonly phone: string;
  readonly gender: string;
  readonly birth: readonly [year: number, month: number, day: number];
  /** day of registration, milliseconds UTC */
  readonly registered: number;
  readonly visits: number;
  readonly basket: number;
  /** shares of 0 to 1 */
  readonly ahead: number;
  readonly coupon: number;
  /** 早 午 傍晚 夜 */
  readonly time: number;
  readonly shop: number;
  readonly category: number;
  readonly interest: number;
}

/** First and last moment of the orders: 18 months. */
export const FROM = Date.UTC(2023, 4, 1);
export const TO = Date.UTC(2024, 10, 1);
export const DAY = 86_400_000;

/** The members of a study, in file order. */
export function peopleOf(study: Study): Person[] {
  return study.people.map((cells, i) => {
    const cell = (name: (typeof HEADER)[number]): string => cells[HEADER.indexOf(name)]!;
    const [year, month, day] = cell('出生日期').match(/\d+/g)!.map(Number);
    return {
      number: cell('会员号'),
      row: study.dataRows[i]!,
      group: study.groups[i]!,
      name: cell('姓名'),
      english: personName(cell('姓名')),
      phone: cell('手机'),
      gender: cell('性别'),
      birth: [year!, month!, day!],
      registered: dayOf(cell('注册日期')),
      visits: Number(cell('近一年到店')),
      basket: Number(cell('客单价')),
      ahead: Number.parseInt(cell('提前下单占比')) / 100,
      coupon: Number.parseInt(cell('用券率')) / 100,
      time: ['早', '午', '傍晚', '夜'].indexOf(cell('主要时段')),
      shop: shops.findIndex((shop) => shop === cell('常去门店')),
      category: categories.findIndex((category) => category === cell('常点品类')),
      interest: Number(cell('茶兴趣')),
    };
  });
}

function dayOf(cell: string): number {
  const parts = cell.split('/').map(Number);
  return parts.length === 1 ? (parts[0]! - 25569) * DAY : Date.UTC(parts[0]!, parts[1]! - 1, parts[2]);
}

/** A count with this mean (Knuth's product of uniforms; means stay below 20 here). */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let n = 0;
  for (let product = random.unit(); product > limit; product *= random.unit()) n++;
  return n;
}

export const two = (n: number): string => String(n).padStart(2, '0');
/** Year, month, day, hour, minute, second of a moment, UTC. */
export function partsOf(time: number): [number, number, number, number, number, number] {
  const date = new Date(time);
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
}
/** 2024-03-05 and 2024-03-05 14:05:09. */
export const isoDay = (time: number): string => {
  const [y, m, d] = partsOf(time);
  return `${y}-${two(m)}-${two(d)}`;
};
export const isoTime = (time: number): string => {
  const [, , , h, min, s] = partsOf(time);
  return `${isoDay(time)} ${two(h)}:${two(min)}:${two(s)}`;
};

export const fullWidth = (text: string): string =>
  text.replace(/[0-9.]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

/** Delimited text: CRLF, quotes where they are needed. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (row) => row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',') + '\r\n',
    )
    .join('');

/** Counts of planted dirt by column, and where: 1-based data rows. */
export class Dirt {
  readonly columns: Record<string, Record<string, number[]>> = {};
  add(column: string, what: string, row: number): void {
    const kinds = (this.columns[column] ??= {});
    (kinds[what] ??= []).push(row);
  }
}
