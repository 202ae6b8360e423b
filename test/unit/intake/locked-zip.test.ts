import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/frames.ts';
import type { Reading } from '../../../electron/formats/locked/password.ts';
import { bookOf } from '../../fixtures/files/workbook.ts';
import { lockedZipOf, type How } from '../../fixtures/files/lockedZip.ts';
import { fileOf, rawOf } from './data.ts';

const WAYS: [string, How][] = [
  ['the old encryption', { kind: 'zipCrypto' }],
  ['AES of 128 bits', { kind: 'aes', bits: 128, version: 1 }],
  ['AES of 192 bits', { kind: 'aes', bits: 192, version: 2 }],
  ['AES of 256 bits', { kind: 'aes', bits: 256, version: 2 }],
];
const ORDERS = `order,customer,total\n${Array.from({ length: 30 }, (_, i) => `A${String(i)},C${String(i % 7)},${String(i)}.50`).join('\n')}\n`;
const bill = (how: How, password: string | Uint8Array = '秘密 88') =>
  lockedZipOf([
    { name: '账单/订单.csv', data: ORDERS, how, password },
    { name: '账单/说明.csv', data: 'k,v\n1,2\n', how, password, stored: true },
  ]);
const outcome = async (bytes: Uint8Array, read: Reading = {}): Promise<string> => {
  try {
    const { rows } = await rawOf(fileOf(bytes), read);
    return `read ${JSON.stringify(rows)}`;
  } catch (error) {
    if (!(error instanceof AppError)) return String(error);
    return `${error.code} ${error.said.key.replace('sources:', '')}`;
  }
};

describe.each(WAYS)('an archive locked with %s', (_, how) => {
  it('asks for its password, says that one is wrong, opens with the right one', async () => {
    const bytes = bill(how);
    expect(await outcome(bytes)).toBe('password password.needed');
    expect(await outcome(bytes, { password: '秘密 89' })).toMatch(/^password password\.wrong(?:OrDamaged)?$/);
    const { facts, rows } = await rawOf(fileOf(bytes), { password: '秘密 88' });
    expect(facts).toMatchObject({
      sheet: '账单/订单.csv',
      sheets: ['账单/订单.csv', '账单/说明.csv'],
      columns: ['order', 'customer', 'total'],
      stored: 30,
    });
    expect(rows[29]).toEqual(['A29', 'C1', '29.50']);
    const other = await rawOf(fileOf(bytes), { password: '秘密 88', sheet: '账单/说明.csv' });
    expect(other.rows).toEqual([['1', '2']]);
  });

  it('that was written with the code page of Windows or with Latin-1', async () => {
    // 秘密 in GBK, and ü in Latin-1
    expect(await outcome(bill(how, Buffer.from('c3d8c3dc', 'hex')), { password: '秘密' })).toMatch(/^read/);
    expect(await outcome(bill(how, Buffer.from('fc', 'hex')), { password: 'ü' })).toMatch(/^read/);
  });

  it('any password and any content come back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        fc.array(fc.tuple(fc.nat(), fc.stringMatching(/^[a-z\u4e00-\u9fa5]{1,20}$/)), { minLength: 2, maxLength: 40 }),
        fc.boolean(),
        async (password, rows, stored) => {
          const data = `number,word\n${rows.map((row) => row.join(',')).join('\n')}\n`;
          const bytes = lockedZipOf([{ name: 'a.csv', data, how, password, stored }]);
          const found = await rawOf(fileOf(bytes), { password, headerRow: 1, delimiter: ',' });
          expect(found.rows).toEqual(rows.map(([n, word]) => [String(n), word]));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('one changed byte is refused or told, and gives no other rows', async () => {
    const whole = lockedZipOf([{ name: 'a.csv', data: ORDERS, how, password: 'pass' }]);
    const read = await outcome(whole, { password: 'pass' });
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const bytes = Buffer.from(whole);
        bytes[place]! ^= change;
        const found = await outcome(bytes, { password: 'pass' });
        if (found !== read) expect(found).toMatch(/^(?:unsupported_file unsupported|password password)\.\w+$/);
        seen.add(found);
      }),
      { numRuns: 300 },
    );
    expect(seen).toContain(
      how.kind === 'aes' ? 'unsupported_file unsupported.lockedDamaged' : 'password password.wrongOrDamaged',
    );
  });
});

describe('an archive with parts of several kinds', () => {
  const how: How = { kind: 'aes', bits: 256, version: 2 };

  it('is read without a question where no table is locked', async () => {
    const bytes = lockedZipOf([
      { name: 'orders.csv', data: ORDERS, how: null },
      { name: 'licence.txt', data: 'secret', how, password: 'x' },
      { name: 'photo.png', data: Buffer.from('89504e470d0a1a0a00', 'hex'), how, password: 'x' },
    ]);
    expect((await rawOf(fileOf(bytes))).facts).toMatchObject({ sheet: 'orders.csv', stored: 30 });
  });

  it('says which tables another password locks', async () => {
    const bytes = lockedZipOf([
      { name: 'orders.csv', data: ORDERS, how, password: 'one' },
      { name: 'other.csv', data: 'a,b\n1,2\n3,4\n', how, password: 'two' },
    ]);
    const { facts } = await rawOf(fileOf(bytes), { password: 'one' });
    expect(facts).toMatchObject({ sheet: 'orders.csv', sheets: ['orders.csv'] });
    expect(facts.notes).toContainEqual({
      key: 'sources:note.folderLeft',
      values: { file: 'other.csv', reason: { key: 'sources:password.otherPassword' } },
    });
    expect(await outcome(bytes, { password: 'two' })).toBe('read [["1","2"],["3","4"]]');
    expect(await outcome(bytes, { password: 'three' })).toBe('password password.wrong');
  });

  it('a workbook in it is read too, and an office file with locked parts is refused by name', async () => {
    const book = bookOf({
      sheets: [
        {
          name: 's',
          rows: [
            ['a', 'b'],
            ['1', 'x'],
            ['2', 'y'],
          ],
        },
      ],
    });
    const bytes = lockedZipOf([{ name: 'b.xlsx', data: book, how, password: 'x' }]);
    expect(await outcome(bytes, { password: 'x' })).toBe('read [["1","x"],["2","y"]]');
    const strange = lockedZipOf([
      { name: '[Content_Types].xml', data: '<Types/>', how, password: 'x' },
      { name: 'xl/workbook.xml', data: '<workbook/>', how, password: 'x' },
    ]);
    expect(await outcome(strange, { password: 'x' })).toBe('unsupported_file unsupported.zipEncrypted');
  });
});

describe.skipIf(!has('7z'))('a second opinion', () => {
  it.each([
    ['-mem=ZipCrypto', 'pass word'],
    ['-mem=AES128', 'pass word'],
    ['-mem=AES192', 'Pass#1'],
    ['-mem=AES256', 'a longer ~ password with 40 characters !'],
  ])('what 7-Zip writes with %s is read', async (way, password) => {
    const folder = fs.mkdtempSync(`${tmpdir()}/zip-`);
    try {
      fs.writeFileSync(`${folder}/orders.csv`, ORDERS);
      execFileSync('7z', ['a', '-tzip', `-p${password}`, way, 'a.zip', 'orders.csv'], { cwd: folder });
      const bytes = fs.readFileSync(`${folder}/a.zip`);
      expect(await outcome(bytes)).toBe('password password.needed');
      expect(await outcome(bytes, { password: `${password}x` })).toMatch(/^password password\.wrong/);
      const { facts, rows } = await rawOf(fileOf(bytes), { password });
      expect(facts.stored).toBe(30);
      expect(rows[29]).toEqual(['A29', 'C1', '29.50']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('what is written here 7-Zip reads', () => {
    const folder = fs.mkdtempSync(`${tmpdir()}/zip-`);
    try {
      for (const [, how] of WAYS) {
        fs.writeFileSync(`${folder}/a.zip`, bill(how, 'pass'));
        expect(execFileSync('7z', ['t', '-ppass', 'a.zip'], { cwd: folder, encoding: 'utf8' })).toContain(
          'Everything is Ok',
        );
      }
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

function has(program: string): boolean {
  try {
    execFileSync(program, ['--help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
