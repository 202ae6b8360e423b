import fs from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/frames.ts';
import { shapeOf } from '../../../electron/formats/json/shape.ts';
import { JsonWalker } from '../../../electron/formats/json/walker.ts';
import { table } from '../../fixtures/generators/csv.ts';
import { DATA, hasData } from '../../support/data.ts';
import { fileOf, rawOf } from './data.ts';

const read = async (text: string | Uint8Array) => rawOf(fileOf(text));
const refusal = async (text: string) => {
  try {
    await read(text);
    return null;
  } catch (error) {
    return error instanceof AppError ? error.said : String(error);
  }
};

describe('what counts as JSON', () => {
  it.each([
    ['[{"a":1}]', 'document'],
    ['  [\n  {"a": 1}\n]', 'document'],
    ['{"a":1}\n{"a":2}\n', 'lines'],
    ['{"data":[{"a":1}]}', 'document'],
    ['{\n "data": [\n {"a":1}]}', 'document'],
    ['[]', 'document'],
    ['id,name\n1,one\n', null],
    ['{x},y\n1,2\n', null],
    ['[id],[name]\n1,2\n', null],
    ['{"a"},{"b"}\n1,2\n', null],
  ])('%j is %s', (text, shape) => {
    expect(shapeOf(text, true)).toBe(shape);
  });
});

describe('records', () => {
  it('flattens objects, joins lists of plain values and keeps other lists as JSON', async () => {
    const { facts, rows } = await read(
      '[{"id":"007","at":{"city":"上海","geo":{"lat":31.2}},"tags":["a","b",3],"items":[{"sku":1}],"vip":true,"note":null},{"id":"008","later":1e-7}]',
    );
    expect(facts).toMatchObject({ format: 'json', read: 2, stored: 2 });
    expect(facts.columns).toEqual(['id', 'at.city', 'at.geo.lat', 'tags', 'items', 'vip', 'note', 'later']);
    expect(rows).toEqual([
      ['007', '上海', '31.2', 'a; b; 3', '[{"sku":1}]', 'true', '', ''],
      ['008', '', '', '', '', '', '', '0.0000001'],
    ]);
  });

  it('keeps long digits, names such as __proto__, and two names that flatten to one', async () => {
    const { facts, rows } = await read(
      '[{"id":110101199003072316,"__proto__":"x","constructor":{"prototype":1},"a.b":1,"a":{"b":2},"":"no name"}]',
    );
    expect(facts.columns).toEqual(['id', '__proto__', 'constructor.prototype', 'a.b', 'a.b (2)', '#6']);
    expect(rows).toEqual([['110101199003072316', 'x', '1', '1', '2', 'no name']]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('takes the list with the most records out of a document', async () => {
    const { facts, rows } = await read(
      '{"total": 2, "meta": {"names": ["a"]}, "page": {"orders": [{"n":1},{"n":2}]}, "other": [{"x":1}]}',
    );
    expect(rows).toEqual([['1'], ['2']]);
    expect(facts.notes).toContainEqual({
      key: 'sources:note.jsonLists',
      values: { list: 'page.orders', n: 2, others: 1 },
    });
  });

  it('adds columns of later records', async () => {
    const records = Array.from({ length: 2000 }, (_, i) => (i === 1900 ? { id: i, late: 'x' } : { id: i }));
    for (const text of [JSON.stringify(records), records.map((record) => JSON.stringify(record)).join('\r\n')]) {
      const { facts, rows } = await read(text);
      expect(facts).toMatchObject({ columns: ['id', 'late'], read: 2000, stored: 2000 });
      expect(rows[1900]).toEqual(['1900', 'x']);
    }
  });

  it('reads GB18030 and UTF-16 too', async () => {
    const { rows } = await read(Buffer.from('\ufeff[{"城市":"上海"}]', 'utf16le'));
    expect(rows).toEqual([['上海']]);
  });
});

describe('wrong records', () => {
  it('are rejected with their line, and the others are read', async () => {
    const { facts, rows } = await read('{"a":1}\n{"a":2,}\n5\n\n{"a":3}\n');
    expect(rows).toEqual([['1'], ['3']]);
    expect(facts.read).toBe(4);
    expect(facts.rejected.map(({ line, raw }) => [line, raw])).toEqual([
      [2, '{"a":2,}'],
      [3, '5'],
    ]);
    expect(facts.rejected.map(({ reason }) => reason.key)).toEqual([
      'sources:rejected.jsonAt',
      'sources:rejected.notRecord',
    ]);
    const list = await read('[{"a":1},\n{"a":tru},\n[1],\n{"a":3}]');
    expect(list.rows).toEqual([['1'], ['3']]);
    expect(list.facts.rejected.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('end the reading with line and place where nothing after them can be told', async () => {
    expect(await refusal('[{"a":1}\n{"a":2}]')).toEqual({
      key: 'sources:unsupported.json',
      values: { line: 2, column: 1 },
    });
    expect(await refusal('[{"a":1},\n{"a":"2}]')).toEqual({ key: 'sources:unsupported.jsonEnd', values: { line: 2 } });
    expect(await refusal('[{"a":1}')).toEqual({ key: 'sources:unsupported.jsonEnd', values: { line: 1 } });
    expect((await refusal('[]')) as { key: string }).toMatchObject({ key: 'sources:unsupported.jsonShape' });
    expect(await refusal(`[{${Array.from({ length: 2001 }, (_, i) => `"c${String(i)}":1`).join(',')}}]`)).toMatchObject(
      {
        key: 'sources:unsupported.tooManyColumns',
      },
    );
    const deep = (n: number) => `[{"a":1},{"a":${'['.repeat(n)}${']'.repeat(n)}},{"a":3}]`;
    expect(await refusal(deep(100_000).slice(0, -100))).toMatchObject({ key: 'sources:unsupported.jsonEnd' });
    expect((await read(deep(100_000))).facts).toMatchObject({ read: 3, stored: 2 });
  });
});

describe('the walker', () => {
  it('cuts the same elements whatever the pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        (records, sizes, nested) => {
          const text = JSON.stringify(nested ? { meta: { x: [1] }, list: records } : records, null, sizes[0]! % 3);
          const found: string[] = [];
          const walker = new JsonWalker((element) => {
            if (element.path === (nested ? 'list' : '')) found.push(element.text);
          });
          for (let at = 0, i = 0; at < text.length; i++) {
            const size = sizes[i % sizes.length]!;
            walker.push(text.slice(at, at + size));
            at += size;
          }
          walker.end();
          expect(found.map((one) => JSON.parse(one) as unknown)).toEqual(JSON.parse(JSON.stringify(records)));
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });
});

describe('a table as JSON', () => {
  it('is the table as CSV', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'a,b', 'say "hi"', 'two\nlines', '007', '1e3', '北京', ' lead', '=1+1'),
      fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'ab1,";\t客 ') }),
    );
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, async (body) => {
        // a line of nothing is no row
        const filled = body.map((cells, i) => [`K${String(i)}`, ...cells]);
        const head = ['key', 'a', 'b', 'c'];
        const records = filled.map((cells) => Object.fromEntries(cells.map((text, c) => [head[c]!, text])));
        const json = await rawOf(fileOf(JSON.stringify(records)));
        const csv = await rawOf(fileOf(table(head, filled)), { headerRow: 1, delimiter: ',' });
        expect(json.facts.columns).toEqual(csv.facts.columns);
        expect(json.rows).toEqual(csv.rows);
        expect(csv.rows).toEqual(filled);
      }),
      { numRuns: 150, seed: 11 },
    );
  });
});

describe.skipIf(!hasData)('the JSON of csv-spectrum', () => {
  const folder = join(DATA, 'torture/csv-spectrum');
  const names = hasData ? fs.readdirSync(join(folder, 'json')).map((name) => name.replace('.json', '')) : [];
  it.each(names)('%s.json is its CSV', async (name) => {
    const json = await rawOf(join(folder, 'json', `${name}.json`));
    const csv = fs.readdirSync(join(folder, 'csvs')).find((file) => file === `${name}.csv`)!;
    const table = await rawOf(join(folder, 'csvs', csv), { headerRow: 1, delimiter: ',' });
    expect(json.facts.columns).toEqual(table.facts.columns);
    expect(json.rows).toEqual(table.rows);
  });
});
