import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/frames.ts';
import { fileOf, rawOf } from './data.ts';

const read = async (value: unknown) => rawOf(fileOf(typeof value === 'string' ? value : JSON.stringify(value)));
const refusal = async (value: unknown) => {
  try {
    const { facts, rows } = await read(value);
    return { columns: facts.columns, rows };
  } catch (error) {
    return error instanceof AppError ? error.said.key : String(error);
  }
};

describe('extended JSON', () => {
  it('is its plain values under the plain names', async () => {
    const { facts, rows } = await read(
      [
        {
          _id: { $oid: '65a0f0' },
          visits: { $numberInt: '5' },
          total: { $numberLong: '9007199254740993' },
          score: { $numberDouble: '1e-7' },
          paid: { $numberDecimal: '12.50' },
          lastSeen: { $date: { $numberLong: '1700000000000' } },
          joined: { $date: '2024-01-02T03:04:05Z' },
          born: { $date: 86_400_000 },
          tags: [{ $oid: 'a' }, { $oid: 'b' }],
          at: { seen: { $date: { $numberLong: '-1' } } },
        },
        { _id: { $oid: '65a0f1' } },
      ]
        .map((record) => JSON.stringify(record))
        .join('\n'),
    );
    expect(facts.columns).toEqual([
      '_id',
      'visits',
      'total',
      'score',
      'paid',
      'lastSeen',
      'joined',
      'born',
      'tags',
      'at.seen',
    ]);
    expect(rows).toEqual([
      [
        '65a0f0',
        '5',
        '9007199254740993',
        '0.0000001',
        '12.50',
        '2023-11-14T22:13:20.000Z',
        '2024-01-02T03:04:05Z',
        '1970-01-02T00:00:00.000Z',
        'a; b',
        '1969-12-31T23:59:59.999Z',
      ],
      ['65a0f1', '', '', '', '', '', '', '', '', ''],
    ]);
    expect(await refusal({ tags: [{ $oid: 'a' }, { $oid: 'b' }] })).toBe('sources:unsupported.jsonShape');
  });

  it('leaves what only looks like it', async () => {
    const { facts, rows } = await read([{ a: { $oid: 1 }, b: { $other: 'x' }, c: { $oid: 'y', z: 1 } }]);
    expect(facts.columns).toEqual(['a.$oid', 'b.$other', 'c.$oid', 'c.z']);
    expect(rows).toEqual([['1', 'x', 'y', '1']]);
  });
});

describe('records under their keys', () => {
  it('are a row each, wherever they lie', async () => {
    const users = { '-N"1': { name: 'Ada', at: { city: 'Rome' } }, '-N2': { name: 'Bo', key: 7 }, '': { name: 'Cy' } };
    for (const [value, list] of [
      [users, ''],
      [{ users }, 'users'],
      [{ total: 3, data: { users } }, 'data.users'],
    ] as const) {
      const { facts, rows } = await read(JSON.stringify(value, null, 1));
      expect(facts.columns).toEqual(['key', 'name', 'at.city', 'key (2)']);
      expect(rows).toEqual([
        ['-N"1', 'Ada', 'Rome', ''],
        ['-N2', 'Bo', '', '7'],
        ['', 'Cy', '', ''],
      ]);
      const key = list === '' ? 'sources:note.jsonMapTop' : 'sources:note.jsonMap';
      expect(facts.notes).toEqual([{ key, values: { list, n: 3, column: 'key' } }]);
    }
  });

  it('are told from other objects', async () => {
    // values under row numbers are columns, not records
    expect(await refusal({ name: { 0: 'a', 1: 'b' }, age: { 0: 1, 1: 2 } })).toBe('sources:unsupported.jsonShape');
    expect(await refusal({ name: ['a', 'b'], age: [1, 2] })).toBe('sources:unsupported.jsonShape');
    expect(await refusal({ shop: { id: 1 }, owner: { mail: 'x' } })).toBe('sources:unsupported.jsonShape');
    expect(await refusal({ a: { $date: 'x' }, b: { $date: 'y' } })).toBe('sources:unsupported.jsonShape');
    expect(await refusal({ id: 1, name: 'x' })).toBe('sources:unsupported.jsonShape');
  });

  it('win over lists in them, and lose to a longer list beside them', async () => {
    const users = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [
        `u${String(i)}`,
        { name: 'x', orders: i === 3 ? [{ n: 1 }, { n: 2 }] : [] },
      ]),
    );
    const { facts, rows } = await read({ users });
    expect(rows).toHaveLength(12);
    expect(facts.notes).toEqual([
      { key: 'sources:note.jsonMap', values: { list: 'users', n: 12, column: 'key' } },
      {
        key: 'sources:note.jsonInnerTable',
        values: {
          said: { key: 'sources:note.jsonInnerSame', values: { column: 'orders', n: 1, least: 2, most: 2 } },
          column: 'orders',
        },
      },
    ]);
    const beside = await read({ users, events: Array.from({ length: 20 }, (_, i) => ({ i })) });
    expect(beside.rows).toHaveLength(20);
    expect(beside.facts.notes).toContainEqual({
      key: 'sources:note.jsonLists',
      values: { list: 'events', n: 20, others: 1 },
    });
  });

  it('that are none are rejected', async () => {
    const users = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`u${String(i)}`, { name: 'x' }]));
    const { facts, rows } = await read({ users: { ...users, count: 40 } });
    expect(rows).toHaveLength(40);
    expect(facts.rejected.map(({ reason, raw }) => [reason.key, raw])).toEqual([['sources:rejected.notRecord', '40']]);
  });

  it('are read whatever the pieces, and without holding them', async () => {
    const path = fileOf('{"users":{');
    const wide = 'x'.repeat(600);
    for (let from = 0; from < 40_000; from += 1000)
      fs.appendFileSync(
        path,
        Array.from(
          { length: 1000 },
          (_, i) => `${from + i === 0 ? '' : ','}"k${String(from + i)}":{"n":${String(from + i)},"t":"${wide}"}`,
        ).join(''),
      );
    fs.appendFileSync(path, '}}');
    const { facts, rows } = await rawOf(path);
    expect(facts).toMatchObject({ read: 40_000, stored: 40_000 });
    expect(rows[39_999]!.slice(0, 2)).toEqual(['k39999', '39999']);
  }, 30_000);
});

describe('rows that are lists', () => {
  it('take their names from a list beside them', async () => {
    for (const value of [
      {
        columns: ['id', 'name'],
        index: [0, 1],
        data: [
          [1, 'a'],
          ['007', null],
        ],
      },
      {
        fields: [{ id: 'id' }, { id: 'name' }],
        records: [
          [1, 'a'],
          ['007', null],
        ],
      },
      {
        rows: [
          [1, 'a'],
          ['007', null],
        ],
        header: ['id', 'name'],
        total: 2,
      },
      {
        result: {
          schema: ['id', 'name'],
          values: [
            [1, 'a'],
            ['007', null],
          ],
        },
      },
    ]) {
      const { facts, rows } = await read(value);
      expect(facts.columns).toEqual(['id', 'name']);
      expect(rows).toEqual([
        ['1', 'a'],
        ['007', ''],
      ]);
      expect(facts.notes.map(({ key }) => key)).toEqual(['sources:note.jsonRows']);
    }
  });

  it('take their names from the first of them', async () => {
    const rows = [
      ['id', 'name', 'n'],
      ['1', 'a', 5],
      ['2', 'b'],
      ['3', 'c', 7, ''],
      ['4', 'd', 8, 'x'],
    ];
    for (const value of [rows, { rows }, { range: 'A1:C4', values: rows }]) {
      const { facts, rows: cells } = await read(value);
      expect(facts.columns).toEqual(['id', 'name', 'n', '#4']);
      expect(cells).toEqual([
        ['1', 'a', '5', ''],
        ['2', 'b', '', ''],
        ['3', 'c', '7', ''],
        ['4', 'd', '8', 'x'],
      ]);
      expect(facts.notes).toContainEqual(expect.objectContaining({ key: 'sources:note.jsonRowsFirst' }));
    }
  });

  it('without names are refused', async () => {
    expect(
      await refusal([
        [1, 2],
        [3, 4],
      ]),
    ).toBe('sources:unsupported.jsonShape');
    expect(
      await refusal({
        shape: [
          [1, 2],
          [3, 4],
        ],
        title: 'x',
      }),
    ).toBe('sources:unsupported.jsonShape');
  });
});

describe('lists of records in records', () => {
  it('are told of with how many there are', async () => {
    const { facts, rows } = await read([
      { id: 1, at: { lines: [{ a: 1 }] } },
      { id: 2, at: { lines: [{ a: 1 }, { a: 2 }, { a: 3 }] } },
      { id: 3, at: { lines: [] } },
    ]);
    expect(rows.map((row) => row[1])).toEqual(['[{"a":1}]', '[{"a":1},{"a":2},{"a":3}]', '']);
    expect(facts.notes).toEqual([
      {
        key: 'sources:note.jsonInnerTable',
        values: {
          said: { key: 'sources:note.jsonInner', values: { column: 'at.lines', n: 2, least: 1, most: 3 } },
          column: 'at.lines',
        },
      },
    ]);
  });
});

describe('any shape of one table', () => {
  it('gives the same rows', async () => {
    const cell = fc.oneof(fc.constantFrom('', 'a "b"', '客户', 'x\ny', '007'), fc.string({ maxLength: 5 }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 3, maxLength: 9 }), async (body) => {
        const rows = body.map((cells, i) => [`K${String(i)}`, ...cells.map((text) => text.replaceAll('\0', ''))]);
        const records = rows.map(([, a, b]) => ({ a, b }));
        const map = Object.fromEntries(rows.map(([key], i) => [key, records[i]]));
        const kept = rows.map((row) => row.map((text) => text!));
        expect((await read({ of: map })).rows).toEqual(kept);
        expect((await read({ columns: ['key', 'a', 'b'], data: rows })).rows).toEqual(kept);
        expect((await read(rows.map(([key, a, b]) => ({ key, a, b })))).rows).toEqual(kept);
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});
