import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/frames.ts';
import { openSource } from '../../../electron/formats/source.ts';
import { hashOf } from '../../../electron/formats/files.ts';
import type { Reading } from '../../../electron/formats/locked/password.ts';
import { lockedBookOf } from '../../fixtures/files/lockedBook.ts';
import { bookOf } from '../../fixtures/files/workbook.ts';
import { zipOf } from '../../fixtures/files/zip.ts';
import { fileOf, rawOf } from './data.ts';

const rows = Array.from({ length: 400 }, (_, i) => [`会员${String(i)}`, String(i * 3)]);
const BOOK = bookOf({ sheets: [{ name: '会员', rows: [['name', 'points'], ...rows] }] });
type How = Parameters<typeof lockedBookOf>[2];
const WAYS: [string, How][] = [
  ['standard, 128 bits', { kind: 'standard', bits: 128 }],
  ['standard, 192 bits', { kind: 'standard', bits: 192 }],
  ['standard, 256 bits', { kind: 'standard', bits: 256 }],
  ['agile, 128 bits, SHA-1', { kind: 'agile', bits: 128, hash: 'SHA1' }],
  ['agile, 192 bits, SHA-256', { kind: 'agile', bits: 192, hash: 'SHA256' }],
  ['agile, 256 bits, SHA-384', { kind: 'agile', bits: 256, hash: 'SHA384' }],
  ['agile, 256 bits, SHA-512, turned 100,000 times', { kind: 'agile', bits: 256, hash: 'SHA512', spins: 100_000 }],
];
const outcome = async (bytes: Uint8Array, read: Reading = {}): Promise<string> => {
  try {
    const found = await rawOf(fileOf(bytes), read);
    return `read ${String(found.rows.length)} ${JSON.stringify(found.rows.at(-1))}`;
  } catch (error) {
    if (!(error instanceof AppError)) return String(error);
    return `${error.code} ${error.said.key.replace('sources:', '')}`;
  }
};
const WHOLE = 'read 400 ["会员399","1197"]';

describe.each(WAYS)('a workbook under %s', (_, how) => {
  it('asks for its password, says that one is wrong, opens with the right one', async () => {
    const bytes = lockedBookOf(BOOK, 'Pässwort 秘密 🔑', how);
    expect(await outcome(bytes)).toBe('password password.needed');
    expect(await outcome(bytes, { password: 'Passwort' })).toBe('password password.wrong');
    const path = fileOf(bytes);
    const found = await rawOf(path, { password: 'Pässwort 秘密 🔑' });
    expect(found.facts).toMatchObject({ format: 'xlsx', sheet: '会员', columns: ['name', 'points'], stored: 400 });
    expect(found.rows).toEqual(rows);
    // the hash is of the file as it lies there
    const table = await openSource(path, { password: 'Pässwort 秘密 🔑' }, () => undefined);
    expect(table.scan).toMatchObject({ bytes: bytes.length, hash: hashOf(path, () => undefined) });
  });

  it('opens by itself where Excel has set its own password', async () => {
    expect(await outcome(lockedBookOf(BOOK, 'VelvetSweatshop', how))).toBe(WHOLE);
    expect(await outcome(lockedBookOf(BOOK, 'VelvetSweatshop', how), { password: 'anything' })).toBe(WHOLE);
  });
});

describe('a locked workbook', () => {
  const quick: How = { kind: 'agile', bits: 256, hash: 'SHA512', spins: 10 };

  it('any password and any cell come back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
        fc.array(fc.stringMatching(/^[a-zäöü\u4e00-\u9fa5]{1,30}$/), { minLength: 2, maxLength: 200 }),
        async (password, words) => {
          const book = bookOf({
            sheets: [{ name: 's', rows: [['n', 'word'], ...words.map((w, i) => [String(i), w])] }],
          });
          const found = await rawOf(fileOf(lockedBookOf(book, password, quick)), { password, headerRow: 1 });
          expect(found.rows).toEqual(words.map((word, i) => [String(i), word]));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('one changed byte is refused or told, and gives no other rows', async () => {
    const whole = lockedBookOf(BOOK, 'pass', quick);
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const bytes = Buffer.from(whole);
        bytes[place]! ^= change;
        const found = await outcome(bytes, { password: 'pass' });
        if (found !== WHOLE) expect(found).toMatch(/^(?:unsupported_file unsupported|password password)\.\w+$/);
        seen.add(found);
      }),
      { numRuns: 400 },
    );
    expect(seen).toContain('unsupported_file unsupported.lockedDamaged');
    // what the password is checked against is a part of the file
    const checked = whole.indexOf('encryptedVerifierHashValue="') + 30;
    whole[checked] = whole[checked] === 65 ? 66 : 65;
    expect(await outcome(whole, { password: 'pass' })).toBe('password password.wrong');
  });

  it('that has its password turned without end is refused at once', async () => {
    const info = lockedBookOf(BOOK, 'pass', { ...quick, spins: 11 });
    // the number stands in the text: a longer one in place of the blank and the next attribute's name is not needed
    const text = info.toString('latin1').replace('spinCount="11" saltSize="16"', 'spinCount="10000001"        ');
    const begun = performance.now();
    expect(await outcome(Buffer.from(text, 'latin1'), { password: 'pass' })).toBe(
      'unsupported_file unsupported.lockedSpin',
    );
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('can be cancelled while its password is turned', async () => {
    const stop = new AppError('cancelled', { key: 'sources:literal' });
    let looks = 0;
    const slow = lockedBookOf(BOOK, 'pass', { ...quick, spins: 60_000 });
    const opening = openSource(fileOf(slow), { password: 'pass' }, () => {
      if (++looks > 3) throw stop;
    });
    await expect(opening).rejects.toBe(stop);
  });

  it('without a code over its bytes is read, by another cipher refused by name', async () => {
    expect(await outcome(lockedBookOf(BOOK, 'pass', { ...quick, unsigned: true }), { password: 'pass' })).toBe(WHOLE);
    const other = Buffer.from(
      lockedBookOf(BOOK, 'pass', quick).toString('latin1').replaceAll('"AES"', '"DES"'),
      'latin1',
    );
    expect(await outcome(other, { password: 'pass' })).toBe('unsupported_file unsupported.lockedHow');
    const text = lockedBookOf(
      zipOf([
        { name: 'word/document.xml', data: '<d/>' },
        { name: '[Content_Types].xml', data: '<t/>' },
      ]),
      'pass',
      quick,
    );
    expect(await outcome(text, { password: 'pass' })).toBe('unsupported_file unsupported.docx');
  });

  it('in an archive is offered, and asked for when it is chosen or alone', async () => {
    const locked = lockedBookOf(BOOK, 'pass', quick);
    const alone = zipOf([{ name: 'members.xlsx', data: locked }]);
    expect(await outcome(alone)).toBe('password password.needed');
    expect(await outcome(alone, { password: 'other' })).toBe('password password.wrong');
    expect(await outcome(alone, { password: 'pass' })).toBe(WHOLE);
    const both = zipOf([
      { name: 'members.xlsx', data: locked },
      { name: 'small.csv', data: 'a,b\n1,2\n3,4\n' },
    ]);
    const { facts } = await rawOf(fileOf(both));
    expect(facts).toMatchObject({ sheet: 'small.csv', sheets: ['members.xlsx', 'small.csv'] });
    expect(facts.notes).toContainEqual({
      key: 'sources:note.folderLeft',
      values: { file: 'members.xlsx', reason: { key: 'sources:password.needed' } },
    });
    expect(await outcome(both, { sheet: 'members.xlsx' })).toBe('password password.needed');
    expect(await outcome(both, { sheet: 'members.xlsx', password: 'pass' })).toBe(WHOLE);
  });
});
