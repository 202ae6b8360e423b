import { readFileSync } from 'node:fs';
import { kmeans } from 'ml-kmeans';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { encodeGb18030 } from '../../../resources/sample/gb18030.ts';
import { generate, HEADER, SEED, SHORT_LINES } from '../../../resources/sample/generate.ts';
import { ENGLISH_GROUPS, ENGLISH_HEADER } from '../../../resources/sample/english.ts';
import { groups } from '../../../resources/sample/groups.ts';
import { Recipe } from '../../../shared/recipe.ts';

const folder = new URL('../../../resources/sample/', import.meta.url);
const committed = readFileSync(new URL('members.csv', folder));
const study = generate(SEED);
const column = (name: (typeof HEADER)[number]): string[] => study.rows.map((row) => row[HEADER.indexOf(name)]!);

describe('the committed file', () => {
  test('is what the generator writes, byte for byte', () => {
    expect(committed.equals(encodeGb18030(study.text))).toBe(true);
  });

  test('decodes strictly as GB18030 and not as UTF-8', () => {
    expect(new TextDecoder('gb18030', { fatal: true }).decode(committed)).toBe(study.text);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(committed)).toThrow(TypeError);
  });

  test('has a header, 2,041 good rows and three bad lines where they are said to be', () => {
    const lines = study.text.split('\r\n');
    expect(lines.pop()).toBe('');
    expect(lines).toHaveLength(2045);
    expect(lines[0]).toBe(HEADER.join(','));
    const widths = lines.slice(0, -1).map((line) => Papa.parse<string[]>(line).data[0]!.length);
    expect(widths.flatMap((width, i) => (width === HEADER.length ? [] : [i + 1]))).toEqual([...SHORT_LINES]);
    expect(SHORT_LINES.map((line) => widths[line - 1])).toEqual([17, 17]);
    const good = lines.slice(1, -1).filter((_, i) => !SHORT_LINES.some((line) => line === i + 2));
    expect(good.map((line) => Papa.parse<string[]>(line).data[0])).toEqual(study.rows);
    expect(Papa.parse(lines.at(-1)!).errors.map((error) => error.code)).toContain('MissingQuotes');
  });
});

describe('the English twin', () => {
  const twin = readFileSync(new URL('members.en.csv', folder));
  const lines = study.english.split('\r\n').slice(0, -1);
  const good = lines
    .slice(1, -1)
    .filter((_, i) => !SHORT_LINES.some((line) => line === i + 2))
    .map((line) => Papa.parse<string[]>(line).data[0]!);
  const both = (name: (typeof ENGLISH_HEADER)[number]): [string, string][] => {
    const at = ENGLISH_HEADER.indexOf(name);
    return good.map((cells, i) => [study.rows[i]![at]!, cells[at]!]);
  };

  test('is what the generator writes: UTF-8 with a byte order mark', () => {
    expect(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(twin)).toBe(`\uFEFF${study.english}`);
  });

  test('has the same customers and the same bad lines', () => {
    expect([lines.length, good.length, ENGLISH_GROUPS.length]).toEqual([2045, 2041, groups.length]);
    expect(SHORT_LINES.map((line) => Papa.parse<string[]>(lines[line - 1]!).data[0]!.length)).toEqual([17, 17]);
    expect(good.every((cells) => cells.length === ENGLISH_HEADER.length)).toBe(true);
    expect(Papa.parse(lines.at(-1)!).errors.map((error) => error.code)).toContain('MissingQuotes');
  });

  test('says the same numbers and leaves the same gaps', () => {
    const number = (text: string) => {
      const plain = text.replace(/[¥￥,]/g, '');
      if (plain.endsWith('万')) return Math.round(Number.parseFloat(plain) * 10_000);
      return plain.endsWith('k') ? Number.parseFloat(plain) * 1000 : Number(plain);
    };
    expect(both('Yearly spend').filter(([zh, en]) => number(zh) !== number(en))).toEqual([]);
    expect(both('Yearly spend').filter(([, en]) => en.endsWith('k')).length).toBeGreaterThan(10);
    for (const same of ['Member ID', 'Registered', 'Yearly visits', 'Average basket', 'Coupon use', 'Shares'] as const)
      expect(both(same).filter(([zh, en]) => zh !== en)).toEqual([]);
    for (const name of ENGLISH_HEADER) expect(both(name).filter(([zh, en]) => (zh === '') !== (en === ''))).toEqual([]);
  });

  test('has no Chinese word left, and as many different words as the Chinese file', () => {
    expect(study.english).not.toMatch(/\p{Script=Han}/u);
    for (const name of ['Gender', 'Occupation', 'Usual store', 'Usual time', 'Favourite category', 'Notes'] as const)
      expect(new Set(both(name).map(([, en]) => en)).size).toBe(new Set(both(name).map(([zh]) => zh)).size);
    expect(both('Date of birth').every(([, en]) => en === '' || /^\d{4}-\d\d-\d\d$/.test(en))).toBe(true);
  });
});

describe('the planted dirt', () => {
  test('keys are unique and keep their leading zeros', () => {
    const keys = column('会员号');
    expect(keys[0]).toBe('000417');
    expect(new Set(keys).size).toBe(2041);
    expect(keys.every((key) => /^00\d{4}$/.test(key))).toBe(true);
  });

  test('telephone numbers are valid in form and invented on sight', () => {
    const phones = column('手机').map((phone) => phone.normalize('NFKC'));
    const valid = phones.filter((phone) => /^1[3-9]\d{9}$/.test(phone));
    expect(valid.every((phone) => phone.slice(3, 7) === '0000')).toBe(true);
    expect(phones.filter((phone) => phone === '')).toHaveLength(9);
    expect(phones.length - valid.length).toBeLessThanOrEqual(9 + 4);
  });

  test('columns mix the notations they are meant to mix', () => {
    const ways = (cells: string[], ...patterns: RegExp[]) =>
      patterns.map((pattern) => cells.some((cell) => pattern.test(cell)));
    expect(ways(column('近一年消费额'), /^￥\d,\d{3}$/, /^\d+\.\d万$/, /^\d{3}$/, /^$/)).not.toContain(false);
    expect(ways(column('注册日期'), /^20\d\d\/\d{1,2}\/\d{1,2}$/, /^4\d{4}$/)).not.toContain(false);
    expect(ways(column('近一年到店'), /^\d+$/, /^[０-９]+$/)).not.toContain(false);
    expect(column('用券率').filter((cell) => Number.parseInt(cell) > 100)).toHaveLength(2);
    expect(new Set(column('常去门店')).size).toBe(23);
    expect(new Set(column('常点品类').filter((cell) => cell !== '')).size).toBe(14);
  });
});

describe('the planted groups', () => {
  test('have the sizes the study is described with', () => {
    const sizes = groups.map((_, index) => study.groups.filter((group) => group === index).length);
    expect(sizes).toEqual([695, 583, 448, 315]);
  });

  test('come back from k-means on seven standardised numbers (adjusted Rand at least 0.9)', () => {
    const logs = (['近一年到店', '客单价', '近一年消费额', '分享次数'] as const).map((name) =>
      standardised(column(name), Math.log1p),
    );
    const plain = (['提前下单占比', '用券率', '茶兴趣'] as const).map((name) => standardised(column(name), (x) => x));
    const points = study.rows.map((_, i) => [...logs, ...plain].map((values) => values[i]!));
    const { clusters } = kmeans(points, 4, { seed: 1, initialization: 'kmeans++' });
    expect(adjustedRand(clusters, study.groups)).toBeGreaterThan(0.9);
  });

  test('another seed gives another file', () => {
    expect(generate(SEED + 1).text).not.toBe(study.text);
  });
});

test.each(['recipe.json', 'recipe.en.json'])('%s is valid', (name) => {
  const recipe = Recipe.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
  expect(recipe.steps.map((step) => step.step)).toEqual(['import', 'segment', 'draft', 'export']);
});

test('the encoder gives back every character of the basic plane that the decoder knows', () => {
  const codes = Array.from({ length: 0xe000 }, (_, code) => code).filter((code) => code < 0xd800);
  const text = `${String.fromCodePoint(...codes.slice(0, 0x7000))}${String.fromCodePoint(...codes.slice(0x7000))}🧋𠮷`;
  expect(new TextDecoder('gb18030', { fatal: true }).decode(encodeGb18030(text))).toBe(text);
  expect(() => encodeGb18030('\ud800')).toThrow(/U\+D800/);
});

function standardised(cells: string[], scale: (x: number) => number): number[] {
  const read = cells.map((cell) => {
    const text = cell.normalize('NFKC').replace(/[¥￥,%]/g, '');
    return text === '' ? Number.NaN : scale(text.endsWith('万') ? Number.parseFloat(text) * 10000 : Number(text));
  });
  const known = read.filter((x) => !Number.isNaN(x));
  const mean = known.reduce((a, b) => a + b, 0) / known.length;
  const sd = Math.sqrt(known.reduce((a, b) => a + (b - mean) ** 2, 0) / known.length);
  return read.map((x) => (Number.isNaN(x) ? 0 : (x - mean) / sd));
}

/** L. Hubert, P. Arabie, Comparing partitions, J. Classification 2, 1985. */
function adjustedRand(a: number[], b: number[]): number {
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const counted = (keys: (string | number)[]): number => {
    const counts = new Map<string | number, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts.values()].reduce((sum, n) => sum + pairs(n), 0);
  };
  const both = counted(a.map((x, i) => `${x}/${b[i]}`));
  const expected = (counted(a) * counted(b)) / pairs(a.length);
  return (both - expected) / ((counted(a) + counted(b)) / 2 - expected);
}
