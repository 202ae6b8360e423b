import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolveIdentities } from '../../../electron/analysis/identity/resolve.ts';
import type { IdentityDecision } from '../../../electron/analysis/identity/types.ts';
import type { ColumnType } from '../../../shared/domain.ts';
import { hasData, realFile } from '../../support/data.ts';
import { chinese, type Made, pairwise, persons, publications, shopCustomers, sourceOf } from './generate.ts';

const solve = (made: Made, decisions: IdentityDecision[] = []) => {
  const result = resolveIdentities([sourceOf(made)], { decisions });
  return { result, ...pairwise(result.customers[0]!, made.entities) };
};

describe('duplicates in made data', () => {
  it.each([
    ['one duplicate each', persons({ originals: 400, duplicates: 400 }), 0.99],
    ['few duplicates', persons({ originals: 1500, duplicates: 100, seed: 21 }), 0.98],
    [
      'up to nine duplicates with up to eight slips',
      persons({ originals: 400, duplicates: 900, most: 9, slips: 8 }),
      0.98,
    ],
    ['Chinese names in traditional, pinyin and swapped', chinese({ originals: 900, duplicates: 250 }), 0.96],
  ])('%s', (_, made, least) => {
    expect(solve(made).f1).toBeGreaterThanOrEqual(least);
  });

  it('finds publications in two ways of writing', () => {
    const { precision, recall } = solve(publications({ originals: 700, duplicates: 300 }));
    expect(precision).toBeGreaterThanOrEqual(0.97);
    expect(recall).toBeGreaterThanOrEqual(0.8);
  });

  it.each([41, 42, 43])('2,000 customers of a shop, two hundred pairs of namesakes among them (%i)', (seed) => {
    const { precision, recall } = solve(shopCustomers(seed));
    expect(precision).toBeGreaterThanOrEqual(0.995);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it.each([
    ['persons', persons({ originals: 3000, duplicates: 0 })],
    ['Chinese persons', chinese({ originals: 3000, duplicates: 0 })],
    ['publications', publications({ originals: 1500, duplicates: 0 })],
  ])('merges under 0.2 %% where there are none: %s', (_, made) => {
    const { result } = solve(made);
    expect(result.report.merged).toBeLessThan(made.rows.length * 0.002);
  });

  it('links two lists of the same persons that share no key', () => {
    const made = persons({ originals: 500, duplicates: 500, seed: 9 });
    const seen = new Set<number>();
    const sides: [number[], number[]] = [[], []];
    made.entities.forEach((entity, i) => {
      sides[seen.has(entity) ? 1 : 0].push(i);
      seen.add(entity);
    });
    const [a, b] = sides.map((rows, s) =>
      sourceOf(
        { ...made, rows: rows.map((r) => made.rows[r]!), entities: rows.map((r) => made.entities[r]!) },
        { id: s + 1 },
      ),
    );
    const result = resolveIdentities([a!, b!], { decisions: [] });
    const groups = Int32Array.from([...result.customers[0]!, ...result.customers[1]!]);
    const entities = sides.flatMap((rows) => rows.map((r) => made.entities[r]!));
    expect(pairwise(groups, entities).f1).toBeGreaterThan(0.98);
    expect(result.report.matchRate).toBeGreaterThan(0.95);
  });

  it('does not merge profiles that nothing identifies', () => {
    const rows = Array.from({ length: 400 }, (_, i) => [
      String(i + 1),
      20 + (i % 30),
      i % 2 === 0 ? 'f' : 'm',
      30 + (i % 50),
    ]);
    const made: Made = {
      names: ['CustomerID', 'Age', 'Gender', 'Score'],
      types: ['identifier', 'number', 'category', 'number'],
      rows,
      entities: rows.map((_, i) => i),
    };
    const { result } = solve(made);
    expect(result.count).toBe(400);
    expect(result.model).toBeNull();
  });

  it('explains every merge by fields and weights', () => {
    const { result } = solve(persons({ originals: 200, duplicates: 100 }));
    const merged = result.pairs.filter(({ state }) => state === 'merged');
    expect(merged.length).toBeGreaterThanOrEqual(result.report.merged);
    for (const pair of merged) {
      expect(pair.fields.length).toBeGreaterThan(4);
      expect(pair.fields.some(({ weight, likeness }) => weight > 3 && likeness !== 'missing')).toBe(true);
      expect(pair.score).toBeGreaterThan(0.9);
    }
  });

  it('obeys what a person decided, both ways', () => {
    const made = persons({ originals: 60, duplicates: 30 });
    const free = solve(made).result;
    const merged = free.pairs.find(({ state }) => state === 'merged')!;
    const [one, other] = [1, 2].map((row) => ({ source: 1, row }));
    const strangers = free.customers[0]![0] !== free.customers[0]![1];
    expect(strangers).toBe(true);
    const { result } = solve(made, [
      { a: merged.a, b: merged.b, same: false },
      { a: one!, b: other!, same: true },
    ]);
    const of = (row: number) => result.customers[0]![row - 1];
    expect(of(merged.a.row)).not.toBe(of(merged.b.row));
    expect(of(1)).toBe(of(2));
  });

  it('asks and does not merge where several things are under one roof', () => {
    const streets = ['harbour', 'mill', 'orchard', 'chapel', 'station', 'castle', 'bridge', 'meadow'];
    const plain = Array.from({ length: 80 }, (_, i) => [
      `k${String(i)}`,
      `${streets[i % 8]!} ${'abcdefghij'[Math.floor(i / 8)]!.repeat(4)} kitchen`,
      `${String(10 + i)} ${streets[(i * 3) % 8]!} lane`,
      `020 7946 ${String(1000 + i * 37)}`,
    ]);
    // a hotel with a café and a dining room, each twice as two guides write it
    const roof = ['200 peachtree street', '020 7946 9999'];
    const rows = [
      ...plain,
      ['h1', 'grand meridian cafe', ...roof],
      ['h2', 'grand meridian dining room', ...roof],
      ['h3', 'cafe grand meridian', ...roof],
      ['h4', 'dining room grand meridian', ...roof],
    ];
    const result = resolveIdentities(
      [
        sourceOf({
          names: ['id', 'name', 'address', 'phone'],
          types: ['identifier', 'text', 'text', 'identifier'],
          rows,
          entities: rows.map((_, i) => i),
        }),
      ],
      { decisions: [] },
    );
    const [cafe, dining, again, room] = result.customers[0]!.slice(-4);
    expect(cafe).not.toBe(dining);
    expect(cafe).not.toBe(room);
    expect([again, room]).toEqual([cafe, dining]);
    expect(result.report.review).toBeGreaterThan(0);
  });

  it('does not chain two customers through a record between them', () => {
    const base = persons({ originals: 300, duplicates: 100 });
    const person = ['maria', 'kowalski', '12', 'goldfinch circuit', null, 'bittern', '3200', 'vic'];
    const rows = [
      ...base.rows,
      ['x1', ...person, '1950-02-03', '1112223'],
      ['x2', ...person, null, null],
      ['x3', ...person.map((value) => (value === 'maria' ? 'peter' : value)), '1991-11-27', '9998887'],
    ];
    const result = resolveIdentities([sourceOf({ ...base, rows, entities: rows.map((_, i) => i) })], { decisions: [] });
    const [x1, , x3] = result.customers[0]!.slice(-3);
    expect(x1).not.toBe(x3);
  });

  it('asks and does not merge where a household shares a phone', () => {
    const base = chinese({ originals: 300, duplicates: 60 });
    const home = '浙江省杭州市西湖区文三路88号3幢601室';
    const rows = [
      ...base.rows,
      ['h1', '陈国强', '13911112222', '1962-05-01', home, '男'],
      ['h2', '林雨桐', '139-1111-2222', '1990-08-17', home, '女'],
    ];
    const result = resolveIdentities([sourceOf({ ...base, rows, entities: rows.map((_, i) => i) })], { decisions: [] });
    const [one, two] = result.customers[0]!.slice(-2);
    expect(one).not.toBe(two);
  });
});

/** A plain file without quotes, all cells as text. */
function read(path: string, separator: string): string[][] {
  const text = readFileSync(realFile(path), 'utf8');
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(separator).map((cell) => cell.trim()));
}

function made([head = [], ...rows]: string[][], types: Record<string, ColumnType>, entities: number[]): Made {
  return {
    names: head,
    types: head.map((name) => types[name] ?? 'text'),
    rows: rows.map((row) => head.map((_, c) => row[c] || null)),
    entities,
  };
}

describe.skipIf(!hasData)('duplicates in real files, without hints', () => {
  it('FEBRL dataset 1: F1 at least 0.97, precision at least 0.995', () => {
    const rows = read('febrl/dataset1.csv', ',');
    const entities = rows.slice(1).map(([id]) => Number(/^rec-(\d+)-/.exec(id!)![1]));
    const table = made(rows, { rec_id: 'identifier', date_of_birth: 'date', state: 'category' }, entities);
    const result = resolveIdentities([sourceOf(table)], { decisions: [] });
    const { precision, recall, f1 } = pairwise(result.customers[0]!, entities);
    expect(f1).toBeGreaterThanOrEqual(0.97);
    expect(precision).toBeGreaterThanOrEqual(0.995);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  /** The restaurants, with what each is: the same group is the same restaurant. */
  function restaurants() {
    const [head = [], ...rows] = read('er_restaurant_dirty/restaurantProfiles.csv', '|');
    const group = new Map(rows.map(([id]) => [Number(id), Number(id)]));
    const doubles = read('er_restaurant_dirty/duplicates.csv', '|').map((pair) => pair.map(Number) as [number, number]);
    for (const [a, b] of doubles) if (group.has(b)) group.set(b, group.get(a)!);
    return { head, rows, doubles, of: ([id]: string[]) => group.get(Number(id))! };
  }
  const KINDS: Record<string, ColumnType> = { id: 'identifier', city: 'category' };

  it('restaurants: F1 at least 0.93, precision at least 0.995', () => {
    const { head, rows, of } = restaurants();
    const entities = rows.map(of);
    const result = resolveIdentities([sourceOf(made([head, ...rows], KINDS, entities))], { decisions: [] });
    const { precision, recall, f1 } = pairwise(result.customers[0]!, entities);
    expect(f1).toBeGreaterThanOrEqual(0.93);
    expect(precision).toBeGreaterThanOrEqual(0.995);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it('restaurants in two lists with numbers of their own: precision at least 0.95', () => {
    const { head, rows, doubles, of } = restaurants();
    const second = new Set(doubles.map(([, b]) => b));
    const first = new Set(doubles.map(([a]) => a));
    const place = ([id]: string[], i: number) => (second.has(Number(id)) ? 1 : first.has(Number(id)) ? 0 : i % 2);
    const lists = [0, 1].map((side) => rows.filter((row, i) => place(row, i) === side));
    const sources = lists.map((list, side) => {
      const own = list.map((row, i) => [`${'AB'[side]!}${String(i + 1)}`, ...row.slice(1)]);
      return sourceOf(made([head, ...own], KINDS, list.map(of)), { id: side + 1 });
    });
    const { customers } = resolveIdentities(sources, { decisions: [] });
    const { precision, recall } = pairwise(Int32Array.from([...customers[0]!, ...customers[1]!]), lists.flat().map(of));
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it('Northwind customers: nobody is merged', () => {
    const rows = read('northwind/customers.csv', ',').filter((row) => row.length === 11);
    const result = resolveIdentities(
      [
        sourceOf(
          made(
            rows,
            {},
            rows.slice(1).map((_, i) => i),
          ),
        ),
      ],
      { decisions: [] },
    );
    expect(result.report.merged).toBe(0);
  });
});
