import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../../shared/contract/sources.ts';
import { AppError } from '../../../shared/frames.ts';
import { hashOf } from '../../../electron/formats/files.ts';
import { openSource } from '../../../electron/formats/source.ts';
import { readDirectory } from '../../../electron/formats/zip/directory.ts';
import { memberBytes, memberPath } from '../../../electron/formats/zip/member.ts';
import { xlsOf } from '../../fixtures/files/biff.ts';
import { odsOf } from '../../fixtures/files/ods.ts';
import { LOGICAL, parquetOf } from '../../fixtures/files/parquet.ts';
import { bookOf } from '../../fixtures/files/workbook.ts';
import { repeated, zipOf, type Part } from '../../fixtures/files/zip.ts';
import { hasData, realFile } from '../../support/data.ts';
import { fileOf, rawOf } from './data.ts';

const read = async (parts: Part[], options: ReadOptions = {}) => rawOf(fileOf(zipOf(parts)), options);
const refusal = async (bytes: Uint8Array, options: ReadOptions = {}): Promise<string> => {
  try {
    const { facts } = await rawOf(fileOf(bytes), options);
    return `read ${String(facts.sheet)}`;
  } catch (error) {
    return error instanceof AppError ? error.said.key : String(error);
  }
};
const ORDERS = `order,customer,total\n${Array.from({ length: 30 }, (_, i) => `A${String(i)},C${String(i % 7)},${String(i)}.50`).join('\n')}\n`;
const CUSTOMERS = 'customer,city\nC1,北京\nC2,Oslo\n';
const BOTH: Part[] = [
  { name: 'export/', data: '', stored: true },
  { name: 'export/customers.csv', data: CUSTOMERS },
  { name: 'export/orders.csv', data: ORDERS },
];

describe('an archive with tables', () => {
  it('the largest is read, the others are offered and said', async () => {
    const { facts, rows } = await read(BOTH);
    expect(facts).toMatchObject({
      format: 'csv',
      sheet: 'export/orders.csv',
      sheets: ['export/orders.csv', 'export/customers.csv'],
      columns: ['order', 'customer', 'total'],
      read: 30,
      stored: 30,
    });
    expect(rows[0]).toEqual(['A0', 'C0', '0.50']);
    expect(facts.notes).toContainEqual({ key: 'sources:note.archive', values: { n: 2, table: 'export/orders.csv' } });
  });

  it('another is read when it is asked for, and none that is not there', async () => {
    const { facts, rows } = await read(BOTH, { sheet: 'export/customers.csv' });
    expect(facts).toMatchObject({ sheet: 'export/customers.csv', columns: ['customer', 'city'], notes: [] });
    expect(rows).toEqual([
      ['C1', '北京'],
      ['C2', 'Oslo'],
    ]);
    expect(await refusal(zipOf(BOTH), { sheet: 'nope.csv' })).toBe('sources:error.noMember');
  });

  it('the only one is read without a word about others; hidden files are none', async () => {
    const { facts } = await read([
      { name: 'members.csv', data: CUSTOMERS },
      { name: '__MACOSX/._members.csv', data: 'x,y\n1,2\n' },
      { name: '.DS_Store', data: Buffer.from([0, 0, 0, 1]) },
      { name: 'data/.hidden.csv', data: ORDERS },
    ]);
    expect(facts).toMatchObject({ sheet: 'members.csv', sheets: ['members.csv'], notes: [] });
  });

  it.each<[string, Part, string, string[]]>([
    ['JSON', { name: 'a.json', data: '[{"k":"1","v":"x"},{"k":"2","v":"y"}]' }, 'json', ['k', 'v']],
    ['JSON Lines', { name: 'a.jsonl', data: '{"k":"1"}\n{"k":"2"}\n' }, 'jsonl', ['k']],
    [
      'a page',
      { name: 'a.xls', data: '<table><tr><th>k<th>v<tr><td>1<td>x<tr><td>2<td>y</table>' },
      'html',
      ['k', 'v'],
    ],
    ['UTF-16', { name: 'a.txt', data: Buffer.from('k\tv\n1\tx\n2\ty\n', 'utf16le') }, 'csv', ['k', 'v']],
    ['text without an ending, stored', { name: 'a', data: CUSTOMERS, stored: true }, 'csv', ['customer', 'city']],
    [
      'Parquet',
      {
        name: 'a.parquet',
        data: parquetOf({
          schema: [{ name: 'k', type: 'bytes', logical: LOGICAL.string }],
          leaves: [['1', '2']],
          rows: 2,
        }),
      },
      'parquet',
      ['k'],
    ],
  ])('%s in it', async (_, part, format, columns) => {
    const { facts, rows } = await read([part]);
    expect(facts).toMatchObject({ format, columns, sheet: part.name, stored: 2 });
    expect(rows).toHaveLength(2);
  });

  it('a workbook in it is offered with its sheets', async () => {
    const book = bookOf({
      sheets: [
        {
          name: '订单',
          rows: [
            ['k', 'n'],
            ['a', 1],
            ['b', 2],
            ['c', 3],
          ],
        },
        {
          name: 'two',
          rows: [
            ['x', 'y'],
            ['p', 'q'],
          ],
        },
      ],
    });
    const parts: Part[] = [
      { name: 'book.xlsx', data: book, stored: true },
      { name: 'small.csv', data: 'a,b\n1,2\n' },
    ];
    const first = await read(parts);
    expect(first.facts).toMatchObject({ format: 'xlsx', sheet: 'book.xlsx › 订单', stored: 3 });
    expect(first.facts.sheets).toEqual(['book.xlsx › 订单', 'book.xlsx › two', 'small.csv']);
    const second = await read(parts, { sheet: 'book.xlsx › two' });
    expect(second.rows).toEqual([['p', 'q']]);
    const csv = await read(parts, { sheet: 'small.csv' });
    expect(csv.facts.sheets).toEqual(['book.xlsx', 'small.csv']);
  });

  it('old workbooks and OpenDocument spreadsheets in it are read as by themselves', async () => {
    const rows = [['k', 'n'], ...Array.from({ length: 400 }, (_, i) => [`key ${String(i)} 客户`, i])];
    const sheets = [{ name: 'Lines', rows }];
    for (const [name, data] of [
      ['old.xls', xlsOf({ sheets })],
      ['open.ods', odsOf({ sheets })],
    ] as const) {
      const { facts, rows: found } = await read([
        { name, data, stored: true },
        { name: 'small.csv', data: 'a,b\n1,2\n' },
      ]);
      expect(facts).toMatchObject({ format: name.slice(-3), sheet: name, stored: 400 });
      expect(found).toEqual(rows.slice(1).map((row) => row.map(String)));
    }
  });

  it('names are read as UTF-8 where they are that, else as GB18030', async () => {
    const gbk = Buffer.from('bfcdbba72e637376', 'hex');
    const other = Buffer.from('b6a9b5a52e637376', 'hex');
    const stand = (bytes: Buffer) => 'x'.repeat(bytes.length - 4) + '.csv';
    const zip = zipOf([
      { name: stand(gbk), data: CUSTOMERS },
      { name: stand(other).replace('x', 'y'), data: ORDERS },
      { name: '会员.csv', data: 'a,b\n1,2\n' },
    ]);
    const put = (name: string, bytes: Buffer) => {
      for (let at = zip.indexOf(name); at >= 0; at = zip.indexOf(name, at + 1)) bytes.copy(zip, at);
    };
    put(stand(gbk), gbk);
    put(stand(other).replace('x', 'y'), other);
    const { facts } = await rawOf(fileOf(zip));
    expect(facts.sheets).toEqual(['订单.csv', '客户.csv', '会员.csv']);
  });

  it('says what is no table and what cannot be read, and goes on to the next', async () => {
    const { facts } = await read([
      { name: 'broken.json', data: `[{"a":1},${' '.repeat(5000)}` },
      { name: 'members.csv', data: CUSTOMERS },
      { name: 'dump.sql', data: 'INSERT INTO t VALUES (1);\n'.repeat(900) },
      { name: 'picture.png', data: Buffer.from('89504e470d0a1a0a00', 'hex') },
      { name: 'more.zip', data: zipOf([{ name: 'x.csv', data: 'a,b\n1,2\n' }]) },
      { name: 'datapackage.json', data: `{"resources":[{"name":"a"},{"name":"b"}],"x":"${'y'.repeat(4000)}"}` },
    ]);
    expect(facts).toMatchObject({ sheet: 'members.csv', sheets: ['members.csv'], stored: 2 });
    expect(facts.notes).toEqual([
      {
        key: 'sources:note.folderLeft',
        values: { file: 'broken.json', reason: { key: 'sources:unsupported.jsonEnd', values: { line: 1 } } },
      },
      { key: 'sources:note.folderLeft', values: { file: 'more.zip', reason: { key: 'sources:archive.nested' } } },
      {
        key: 'sources:note.archiveOthers',
        values: { n: 3, files: 'dump.sql, picture.png, datapackage.json' },
      },
    ]);
  });

  it('counts as the archive it is: size and sum are those of the file', async () => {
    const path = fileOf(zipOf(BOTH));
    const table = await openSource(path, {}, () => undefined);
    expect(table.scan).toMatchObject({ bytes: fs.statSync(path).size, hash: hashOf(path, () => undefined) });
    const ends: number[] = [];
    for await (const block of table.blocks()) ends.push(block.bytes);
    expect(ends.at(-1)).toBe(table.scan.bytes);
    // read again
    let rows = 0;
    for await (const block of table.blocks()) rows += block.rows.length;
    expect(rows).toBe(30);
  });

  it('writes nothing to the disk', async () => {
    const before = fs.readdirSync(tmpdir()).sort();
    await read([{ name: 'big.csv', data: `a,b\n${'1,2\n'.repeat(200_000)}` }]);
    const added = fs.readdirSync(tmpdir()).filter((name) => !before.includes(name));
    expect(added.filter((name) => !name.startsWith('intake-unit-') && /csv|zip|archive|member/.test(name))).toEqual([]);
  });

  it('can be cancelled', async () => {
    const stop = new AppError('cancelled', { key: 'sources:literal' });
    const opening = openSource(fileOf(zipOf(BOTH)), {}, () => {
      throw stop;
    });
    await expect(opening).rejects.toBe(stop);
  });
});

describe('archives that are refused', () => {
  it.each<[string, Part[], string]>([
    ['without a table', [{ name: 'a.png', data: Buffer.from('89504e470d0a1a0a00', 'hex') }], 'archiveEmpty'],
    ['with nothing', [], 'archiveEmpty'],
    ['with archives only', [{ name: 'a.zip', data: zipOf([{ name: 'a.csv', data: 'a,b\n1,2\n' }]) }], 'archiveNested'],
    ['locked in a way that is not known', [{ name: 'a.csv', data: 'a,b\n1,2\n', flags: 0x41 }], 'zipEncrypted'],
    ['with one broken table: for its own reason', [{ name: 'a.json', data: '[{"a":1},' }], 'jsonEnd'],
    [
      'that call another archive a workbook',
      [{ name: 'a.xlsx', data: zipOf([{ name: 'a.csv', data: 'a,b\n1,2\n' }]) }],
      'zipNested',
    ],
    [
      'that unpack to a thousand times their size',
      [{ name: 'a.csv', data: '', packed: repeated('a,b\n', '1,2\n'.repeat(2 ** 18), 64, '') }],
      'zipRatio',
    ],
    [
      'with too many files',
      Array.from({ length: 1001 }, (_, i) => ({ name: `${String(i)}.csv`, data: 'a,b\n' })),
      'archiveFiles',
    ],
  ])('%s', async (_, parts, kind) => {
    expect(await refusal(zipOf(parts))).toBe(`sources:unsupported.${kind}`);
  });

  it('with a table that memory does not hold', () => {
    const path = fileOf(zipOf([{ name: 'a.csv', data: 'a,b\n' }]));
    const [entry] = [...readDirectory(path).entries.values()];
    expect(memberBytes(memberPath(path, entry!))?.toString()).toBe('a,b\n');
    expect(() => memberBytes(memberPath(path, { ...entry!, unpacked: 300 << 20 }))).toThrow('zipMember');
    expect(() => memberBytes(memberPath(path, { ...entry!, crc: 1 }))).toThrow('zipDamaged');
  });

  it('cut or changed anywhere: refused, or read, at once', async () => {
    const whole = zipOf([...BOTH, { name: 'b.xlsx', data: bookOf({ sheets: [{ name: 's', rows: [['a'], ['b']] }] }) }]);
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 0, max: 255 }), async (place, change) => {
        const bytes = change === 0 ? whole.subarray(0, place % whole.length) : Buffer.from(whole);
        if (change !== 0) bytes[place % bytes.length]! ^= change;
        const begun = performance.now();
        const outcome = await refusal(bytes);
        expect(performance.now() - begun).toBeLessThan(1000);
        expect(outcome).toMatch(/^(?:read .*|sources:unsupported\.\w+)$/);
        outcomes.add(outcome);
      }),
      { numRuns: 400 },
    );
    expect(outcomes).toContain('sources:unsupported.zipDamaged');
    expect(outcomes).toContain('sources:unsupported.zipInconsistent');
  });
});

describe.skipIf(!hasData)('real archives', () => {
  it.each([
    ['northwind/northwind.zip', 'northwind/orders.csv', 6, 2155],
    ['torture/goodtables/data/hmt/zip_csv.zip', '20101029 Publication LSC Fund Data May v2.csv', 11, 960],
    ['torture/goodtables/data/datapackages/valid.zip', 'valid/data.csv', 2, 2],
  ])('%s', async (name, sheet, tables, stored) => {
    const { facts, rows } = await rawOf(realFile(name));
    expect(rows).toHaveLength(stored);
    expect(facts).toMatchObject({ sheet, stored });
    expect(facts.sheets).toHaveLength(tables);
  });
});

describe.skipIf(!hasZip())('a second opinion', () => {
  it('zip(1) writes what is read, its password is seen', async () => {
    const folder = fs.mkdtempSync(`${tmpdir()}/zip-`);
    try {
      fs.writeFileSync(`${folder}/orders.csv`, ORDERS);
      execFileSync('zip', ['-q', 'plain.zip', 'orders.csv'], { cwd: folder });
      execFileSync('zip', ['-q', '-P', 'secret', 'locked.zip', 'orders.csv'], { cwd: folder });
      expect((await rawOf(`${folder}/plain.zip`)).facts.stored).toBe(30);
      execFileSync('zip', ['-q', '-P', '秘密 ü', 'wide.zip', 'orders.csv'], { cwd: folder });
      for (const [name, password] of [
        ['locked', 'secret'],
        ['wide', '秘密 ü'],
      ]) {
        const path = `${folder}/${String(name)}.zip`;
        expect(await refusal(fs.readFileSync(path))).toBe('sources:password.needed');
        expect((await rawOf(path, { password })).facts.stored).toBe(30);
      }
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

function hasZip(): boolean {
  try {
    execFileSync('zip', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
