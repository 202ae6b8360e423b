import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { generate, SEED } from '../../../resources/sample/generate.ts';
import { BUYERS_HEADER } from '../../../resources/sample/buyers.ts';
import { ORDERS_HEADER } from '../../../resources/sample/orders.ts';
import { peopleOf, type Edition } from '../../../resources/sample/person.ts';
import { makeStudy } from '../../../resources/sample/study.ts';
import { AGREE, CHOICE_SIGN, SURVEY_HEADER } from '../../../resources/sample/survey.ts';
import { zip } from '../../../resources/sample/zip.ts';

const folder = fileURLToPath(new URL('../../../resources/sample/', import.meta.url));
const { files, truth } = makeStudy(SEED);
const people = peopleOf(generate(SEED));
const numbers = new Set(people.map(({ number }) => number));
const editions = ['zh', 'en'] as const;

/** The rows behind the header, read anew from the bytes. */
const table = (name: string, encoding: string): string[][] =>
  Papa.parse<string[]>(new TextDecoder(encoding).decode(files[name]!), { skipEmptyLines: true }).data.slice(1);
const buyers = { zh: table('buyers.csv', 'gb18030'), en: table('buyers.en.csv', 'utf-8') };
const survey = { zh: table('survey.csv', 'utf-8'), en: table('survey.en.csv', 'utf-8') };
const lines = {
  zh: new TextDecoder().decode(files['events.jsonl']).trimEnd().split('\n'),
  en: new TextDecoder().decode(files['events.en.jsonl']).trimEnd().split('\n'),
};
type Value = string | number | boolean | Date | null;
const sheets: Record<Edition, { name: string; rows: Value[][] }[]> = {
  zh: (await readXlsx(files['orders.xlsx']!)).sheets as { name: string; rows: Value[][] }[],
  en: (await readXlsx(files['orders.en.xlsx']!)).sheets as { name: string; rows: Value[][] }[],
};
const orders = { zh: sheets.zh[0]!.rows.slice(2), en: sheets.en[0]!.rows.slice(2) };
/** 1-based rows whose cell passes a test. */
const rowsWhere = <T>(rows: readonly T[][], column: number, passes: (cell: T) => boolean): number[] =>
  rows.flatMap((row, i) => (passes(row[column]!) ? [i + 1] : []));
const sorted = (rows: readonly number[]): number[] => rows.toSorted((a, b) => a - b);
const planted = (dirt: Record<string, Record<string, number[]>>, column: string, what: string): number[] =>
  sorted(dirt[column]![what]!);

describe('the committed files', () => {
  test('are what the generator writes, byte for byte, and under 3 MB', () => {
    let bytes = 0;
    for (const [name, made] of Object.entries(files)) {
      expect(readFileSync(join(folder, name)).equals(made), name).toBe(true);
      bytes += statSync(join(folder, name)).size;
    }
    expect(bytes).toBeLessThan(3_000_000);
    const notes = editions.map((edition) => readdirSync(join(folder, edition === 'zh' ? 'notes' : 'notes.en')).length);
    expect(notes).toEqual([12, 12]);
  });

  test('another seed makes others, the same seed the same', () => {
    const other = makeStudy(SEED + 1).files;
    const again = makeStudy(SEED).files;
    const changed = Object.keys(files).filter((name) => !Buffer.from(other[name]!).equals(files[name]!));
    expect(changed).toEqual(expect.arrayContaining(['buyers.csv', 'orders.xlsx', 'survey.csv', 'events.jsonl']));
    expect(Object.keys(files).filter((name) => !Buffer.from(again[name]!).equals(files[name]!))).toEqual([]);
  });

  test('the archive is a zip that the platform inflates', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 3000 }),
          fc.string({ unit: fc.constantFrom('a', 'b', '中'), maxLength: 3000 }),
        ),
        (content) => {
          const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
          const packed = zip([{ name: '名.bin', bytes }]);
          const view = new DataView(packed.buffer);
          const from = 30 + view.getUint16(26, true) + view.getUint16(28, true);
          const inflated = inflateRawSync(packed.subarray(from, from + view.getUint32(18, true)));
          expect(inflated.equals(bytes)).toBe(true);
        },
      ),
      { numRuns: 200, seed: SEED },
    );
  });
});

describe.each(editions)('%s', (edition) => {
  test('buyers: rows, pairs, strangers, second numbers and dirt are those of truth.json', () => {
    const rows = buyers[edition];
    const { pairs, strangers, secondNumbers, dirt } = truth.buyers;
    expect(rows).toHaveLength(truth.buyers.rows);
    expect(rows.every((row) => row.length === BUYERS_HEADER[edition].length)).toBe(true);
    const withMember = pairs.filter((pair) => pair.with.file === 'members');
    expect([withMember.length, pairs.length - withMember.length, strangers.length]).toEqual([332, 32, 48]);
    expect(sorted([...withMember.map(({ row }) => row), ...strangers])).toEqual(rows.map((_, i) => i + 1));
    for (const { row, with: other, differs } of withMember) {
      const person = people.find(({ number }) => number === other.number)!;
      const [, name, phone, number] = rows[row - 1]!;
      expect(other.row).toBe(person.row);
      // each can be told by its number or its phone
      const digits = phone!.normalize('NFKC').replace(/\D/g, '').slice(-11);
      expect(number === person.number || digits === person.phone).toBe(true);
      if (!differs.some((what) => what.startsWith('name:')))
        expect(name!.trim()).toBe(edition === 'zh' ? person.name : person.english);
    }
    for (const { row, with: other } of pairs.filter((pair) => pair.with.file === 'buyers')) {
      const member = (at: number) => withMember.find((pair) => pair.row === at)?.with.number;
      expect(member(row)).toBe(member(other.row));
    }
    expect(rowsWhere(rows, 3, (cell) => cell !== '' && !numbers.has(cell))).toEqual(sorted(secondNumbers));
    expect(rowsWhere(rows, 1, (cell) => cell.endsWith('  '))).toEqual(planted(dirt, 'name', 'trailing spaces'));
    expect(rowsWhere(rows, 8, (cell) => /[０-９]/.test(cell))).toEqual(planted(dirt, 'orders', 'full-width digits'));
    expect(rowsWhere(rows, 9, (cell) => cell === '')).toEqual(planted(dirt, 'spent', 'missing'));
    expect(rowsWhere(rows, 4, (cell) => cell.startsWith('18'))).toEqual(planted(dirt, 'birthday', 'impossible year'));
    expect(rowsWhere(rows, 7, (cell) => cell.includes('/'))).toEqual(planted(dirt, 'first', 'date with slashes'));
  });

  test('orders: a title over a header, dates as dates, and the planted dirt', () => {
    const [first, second] = sheets[edition];
    expect([first!.name, second!.name]).toEqual(truth.orders.sheets[edition]);
    expect(first!.rows[1]).toEqual(ORDERS_HEADER[edition]);
    expect(first!.rows[0]!.slice(1).every((cell) => cell === null)).toBe(true);
    const rows = orders[edition];
    const { dirt } = truth.orders;
    expect(rows).toHaveLength(truth.orders.lines);
    expect(new Set(rows.map((row) => row[0])).size).toBe(truth.orders.orders);
    expect(rowsWhere(rows, 1, (cell) => cell === null)).toEqual(truth.orders.walkIns);
    expect(rowsWhere(rows, 1, (cell) => /^0*7\d{3}$/.test(String(cell).trim()))).toEqual(truth.orders.orphans);
    expect(rowsWhere(rows, 1, (cell) => typeof cell === 'number')).toEqual(
      planted(dirt, 'member', 'number without its zeros'),
    );
    expect(rowsWhere(rows, 2, (cell) => typeof cell === 'string')).toEqual(
      sorted([...dirt['time']!['date as text']!, ...dirt['time']!['date in words']!]),
    );
    expect(rowsWhere(rows, 2, (cell) => typeof cell === 'number')).toEqual(planted(dirt, 'time', 'serial number'));
    expect(rowsWhere(rows, 7, (cell) => cell === 9999)).toEqual(planted(dirt, 'quantity', 'impossible'));
    expect(rowsWhere(rows, 7, (cell) => cell === null)).toEqual(planted(dirt, 'quantity', 'missing'));
    expect(rowsWhere(rows, 11, (cell) => cell !== null)).toEqual(truth.orders.refunds);
    expect(rowsWhere(rows, 3, (cell) => cell === null)).toEqual(planted(dirt, 'channel', 'missing'));
    for (const row of dirt['order']!['line twice']!) expect(rows[row - 1]).toEqual(rows[row - 2]);
    // an order holds an item once: no other lines are alike
    const sold = new Set<string>();
    const again = rows.flatMap((row, i) => {
      const one = JSON.stringify([row[0], row[6]]);
      return sold.size === sold.add(one).size ? [i + 1] : [];
    });
    expect(again).toEqual(planted(dirt, 'order', 'line twice'));
    const dates = rows.flatMap((row) => (row[2] instanceof Date ? [row[2].toISOString().slice(0, 10)] : []));
    expect([dates[0], dates.at(-1)]).toEqual(truth.period);
  });

  test('survey: the answers are words of the scales, and the planted dirt', () => {
    const rows = survey[edition];
    const { dirt } = truth.survey;
    const scale = AGREE.map((level) => level[edition]);
    expect(rows).toHaveLength(truth.survey.rows);
    const header = Papa.parse<string[]>(
      new TextDecoder().decode(files[edition === 'zh' ? 'survey.csv' : 'survey.en.csv']),
    ).data[0];
    expect(header).toEqual(SURVEY_HEADER[edition]);
    for (const row of rows) for (const cell of row.slice(5, 11)) expect(['', ...scale]).toContain(cell);
    expect(rows.filter((row) => row[11]!.includes(CHOICE_SIGN[edition])).length).toBeGreaterThan(200);
    expect(rowsWhere(rows, 2, (cell) => cell === '')).toEqual(truth.survey.withoutNumber);
    const member = (cell: string) => cell.normalize('NFKC').trim();
    expect(rowsWhere(rows, 2, (cell) => cell !== '' && !numbers.has(member(cell)))).toEqual(truth.survey.orphans);
    for (const { row, earlier } of truth.survey.again)
      expect(member(rows[row - 1]![2]!)).toBe(member(rows[earlier - 1]![2]!));
    expect(rowsWhere(rows, 3, (cell) => cell === '199')).toEqual(planted(dirt, '年龄', 'impossible'));
    expect(rowsWhere(rows, 3, (cell) => cell === '-1')).toEqual(planted(dirt, '年龄', 'negative'));
    expect(rowsWhere(rows, 3, (cell) => /[０-９]/.test(cell))).toEqual(planted(dirt, '年龄', 'full-width digits'));
    expect(rowsWhere(rows, 13, (cell) => cell === '11')).toEqual(planted(dirt, '推荐意愿(0-10)', 'impossible'));
    expect(Object.keys(truth.survey.aliases[edition]).length).toBeGreaterThan(5);
  });

  test('events: objects but for the broken lines', () => {
    const rows = lines[edition];
    expect(rows).toHaveLength(truth.events.rows);
    const read = rows.map((line) => {
      try {
        return Object.values(JSON.parse(line) as Record<string, unknown>);
      } catch {
        return null;
      }
    });
    const at = (passes: (values: unknown[], i: number) => boolean) =>
      read.flatMap((values, i) => (values !== null && passes(values, i) ? [i + 1] : []));
    expect(read.flatMap((values, i) => (values === null ? [i + 1] : []))).toEqual(truth.events.broken);
    expect(at((_, i) => rows[i] === rows[i - 1])).toEqual(truth.events.twice);
    expect(at((values) => values.length === 5)).toHaveLength(truth.events.anonymous);
    expect(at((values) => typeof values[0] === 'number')).toEqual(truth.events.epoch);
    expect(at((values) => values.length === 6 && !numbers.has(String(values[2])))).toEqual(truth.events.orphans);
  });

  test('notes: twelve in three formats, with consent, date, roles and the quotes of truth.json', () => {
    for (const note of truth.notes) {
      const text = textOf(files[note.file[edition]]!, note.format);
      const [year, month, day] = note.date.split('-').map(Number);
      expect(text).toContain(edition === 'zh' ? `${year}年${month}月${day}日` : note.date);
      for (const { text: quote } of note.quotes) expect(text).toContain(quote[edition]);
      if (note.member !== null) expect(text).toContain(note.member);
    }
    expect(new Set(truth.notes.map(({ format }) => format))).toEqual(new Set(['txt', 'md', 'docx']));
    expect(new Set(truth.notes.map(({ consent }) => consent)).size).toBe(4);
    const members = truth.notes.flatMap(({ member }) => (member === null ? [] : [member]));
    expect([members.length, new Set(members).size]).toEqual([11, 11]);
    expect(members.every((number) => numbers.has(number))).toBe(true);
  });
});

test('the English edition has no Chinese word', () => {
  const english = [...buyers.en, ...survey.en, ...orders.en, ...lines.en.map((line) => [line])].flat();
  expect(english.filter((cell) => /\p{Script=Han}/u.test(String(cell)))).toEqual([]);
  for (const note of truth.notes) expect(textOf(files[note.file.en]!, note.format)).not.toMatch(/\p{Script=Han}/u);
});

describe('the files agree with each other', () => {
  test('orders follow visits and basket of the members', () => {
    const by = new Map(Object.entries(truth.orders.byMember));
    for (const group of [0, 1, 2, 3]) {
      const members = people.filter((person) => person.group === group);
      const sum = (value: (person: (typeof people)[number]) => number) => members.reduce((n, p) => n + value(p), 0);
      const count = sum(({ number }) => by.get(number)?.orders ?? 0);
      const net = sum(({ number }) => by.get(number)?.net ?? 0) / 100;
      // 18 months of one order in so many; some registered late, some lapsed
      expect((count * truth.orders.every) / 1.5 / sum(({ visits }) => visits)).toBeGreaterThan(0.88);
      expect((count * truth.orders.every) / 1.5 / sum(({ visits }) => visits)).toBeLessThan(1.02);
      expect(Math.abs(net / count / (sum(({ basket }) => basket) / members.length) - 1)).toBeLessThan(0.12);
    }
  });

  test('nobody who lapsed ordered later, nobody ordered before joining', () => {
    const joined = new Map(people.map(({ number, registered }) => [number, registered]));
    for (const [i, row] of orders.zh.entries()) {
      const number = String(row[1] ?? '')
        .trim()
        .padStart(6, '0');
      const time = row[2];
      if (!(time instanceof Date) || !joined.has(number)) continue;
      expect(time.getTime(), `line ${i}`).toBeGreaterThanOrEqual(joined.get(number)!);
      const stopped = truth.orders.lapsed[number];
      if (stopped !== undefined) expect(time.toISOString() < stopped).toBe(true);
    }
  });

  test('each group agrees most with the statement of its need', () => {
    const group = new Map(people.map((person) => [person.number, person.group]));
    const level = new Map(AGREE.map(({ zh }, i) => [zh, i + 1]));
    const mean = (statement: number, of: number) => {
      const answers = survey.zh.flatMap((row, i) => {
        const number = truth.survey.members[String(i + 1)];
        const said = level.get(row[5 + statement]!);
        return number !== undefined && said !== undefined && group.get(number) === of ? [said] : [];
      });
      return answers.reduce((a, b) => a + b, 0) / answers.length;
    };
    for (const of of [0, 1, 2, 3]) {
      const means = [0, 1, 2, 3].map((other) => mean(of, other));
      expect(means.indexOf(Math.max(...means))).toBe(of);
      expect(means[of]! - Math.max(...means.toSpliced(of, 1))).toBeGreaterThan(0.8);
    }
  });
});

function textOf(bytes: Uint8Array, format: 'txt' | 'md' | 'docx'): string {
  if (format !== 'docx') return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  // the last of three entries is the document
  for (let entry = 0; ; entry++) {
    const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const to = from + view.getUint32(at + 18, true);
    if (entry === 2) {
      const xml = inflateRawSync(bytes.subarray(from, to)).toString('utf8');
      return xml.replace(/<[^>]+>/g, '\n').replaceAll('&quot;', '"');
    }
    at = to;
  }
}
