import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRawTable } from '../../../electron/formats/raw.ts';
import { sourceHash, sourceSize, type SourcePath } from '../../../electron/formats/source.ts';

const root = fs.mkdtempSync(join(tmpdir(), 'folder-unit-'));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
let made = 0;

function folderOf(files: Record<string, string | Uint8Array>): string {
  const folder = join(root, String(made++));
  fs.mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) fs.writeFileSync(join(folder, name), content);
  return folder;
}
async function read(path: SourcePath) {
  const table = await readRawTable(path);
  const rows: string[][] = [];
  for await (const row of table.rows) rows.push(row);
  return { facts: table.facts, rows };
}

describe('a folder of files of one shape', () => {
  it('reads them in order, columns by their names, and says which file a row is from', async () => {
    const { facts, rows } = await read(
      folderOf({
        'orders-10.csv': 'id,amount,city\n5,50,上海\n',
        'orders-2.csv': 'id,amount,city\n1,10,北京\n2,20,广州\n',
        // another order, another delimiter, another encoding
        'orders-3.csv': Buffer.from([
          ...Buffer.from('city;id;amount\n'),
          0xc9,
          0xee,
          0xdb,
          0xda,
          ...Buffer.from(';3;30\n'),
        ]),
        '.hidden.csv': 'id,amount,city\n9,9,9\n',
        'readme.md': 'not a table',
      }),
    );
    expect(facts).toMatchObject({ format: 'folder', read: 4, stored: 4, columns: ['id', 'amount', 'city', 'file'] });
    expect(rows).toEqual([
      ['1', '10', '北京', 'orders-2.csv'],
      ['2', '20', '广州', 'orders-2.csv'],
      ['3', '30', '深圳', 'orders-3.csv'],
      ['5', '50', '上海', 'orders-10.csv'],
    ]);
  });

  it('names the files that do not fit, and whose rejected rows are whose', async () => {
    const { facts, rows } = await read(
      folderOf({
        'a.csv': 'id,name\n1,one\n2,two\n3,three,too many\n',
        'b.csv': 'id,name\n4,four\n',
        'c.csv': 'id,title\n5,five\n',
        'd.csv': '',
      }),
    );
    expect(rows.map((row) => row[2])).toEqual(['a.csv', 'a.csv', 'b.csv']);
    expect(facts.read).toBe(4);
    expect(facts.rejected).toMatchObject([
      { line: 4, reason: { key: 'sources:rejected.inFile', values: { file: 'a.csv' } } },
    ]);
    const left = facts.notes.filter(({ key }) => key === 'sources:note.folderLeft');
    expect(left.map(({ values }) => values?.['file']).sort()).toEqual(['c.csv', 'd.csv']);
    expect(left).toContainEqual({
      key: 'sources:note.folderLeft',
      values: { file: 'c.csv', reason: { key: 'sources:folder.other', values: { missing: 'name', columns: 'title' } } },
    });
  });

  it('takes a list of files under the names they were given', async () => {
    const folder = folderOf({ x1: 'id,file\n1,a\n', x2: 'id,file\n2,b\n' });
    const list = [
      { path: join(folder, 'x2'), name: '二月.csv' },
      { path: join(folder, 'x1'), name: '一月.csv' },
    ];
    const { facts, rows } = await read(list);
    expect(facts.columns).toEqual(['id', 'file', 'file (2)']);
    expect(new Set(rows.map((row) => row[2]))).toEqual(new Set(['一月.csv', '二月.csv']));
    expect(sourceSize(list)).toBe(24);
    expect(sourceHash(list, () => undefined)).toBe(sourceHash([...list].reverse(), () => undefined));
  });

  it('refuses a folder without tables', async () => {
    await expect(read(folderOf({ 'readme.md': 'x' }))).rejects.toMatchObject({
      said: { key: 'sources:unsupported.folderEmpty' },
    });
  });
});
