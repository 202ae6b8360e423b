import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/frames.ts';
import type { Reading } from '../../../electron/formats/locked/password.ts';
import { biffOf, record, type XlsBook } from '../../fixtures/files/biff.ts';
import { lockedOldBookOf, passOf } from '../../fixtures/files/lockedOldBook.ts';
import { fileOf, rawOf } from './data.ts';

type Way = Parameters<typeof passOf>[1];
const WAYS: [string, Way][] = [
  ['RC4 of 40 bits', 'rc4'],
  ['RC4 of Windows, 40 bits', { kind: 'windows', bits: 40 }],
  ['RC4 of Windows, 128 bits', { kind: 'windows', bits: 128 }],
];
const ROWS = Array.from({ length: 700 }, (_, i) => [`会员${String(i)}`, i * 3]);
const locked = (password: string, way: Way, sheets: XlsBook['sheets']): Buffer =>
  lockedOldBookOf(biffOf({ sheets, ahead: record(0x002f, passOf(password, way)) }), password, way);
const book = (password: string, way: Way) =>
  locked(password, way, [
    { name: '会员', rows: [['name', 'points'], ...ROWS] },
    { name: 'other', rows: [['a'], ['b']] },
  ]);
const outcome = async (bytes: Uint8Array, read: Reading = {}): Promise<string> => {
  try {
    const found = await rawOf(fileOf(bytes), read);
    return `read ${String(found.rows.length)} ${JSON.stringify(found.rows.at(-1))}`;
  } catch (error) {
    if (!(error instanceof AppError)) return String(error);
    return `${error.code} ${error.said.key.replace('sources:', '')}`;
  }
};
const WHOLE = 'read 700 ["会员699","2097"]';

describe.each(WAYS)('a workbook up to 2003 under %s', (_, way) => {
  it('asks for its password, says that one is wrong, opens with the right one', async () => {
    const bytes = book('Pässwort 秘密', way);
    expect(await outcome(bytes)).toBe('password password.needed');
    expect(await outcome(bytes, { password: 'Passwort' })).toBe('password password.wrong');
    const { facts, rows } = await rawOf(fileOf(bytes), { password: 'Pässwort 秘密' });
    expect(facts).toMatchObject({ format: 'xls', sheet: '会员', sheets: ['会员', 'other'], stored: 700 });
    expect(rows).toEqual(ROWS.map(([name, points]) => [name, String(points)]));
  });

  it('opens by itself where Excel has set its own password', async () => {
    expect(await outcome(book('VelvetSweatshop', way))).toBe(WHOLE);
  });

  it('any password and any cell come back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
        fc.array(fc.stringMatching(/^[a-z\u4e00-\u9fa5]{1,30}$/), { minLength: 2, maxLength: 80 }),
        async (password, words) => {
          const bytes = locked(password, way, [{ name: 's', rows: [['n', 'word'], ...words.map((w, i) => [i, w])] }]);
          const found = await rawOf(fileOf(bytes), { password, headerRow: 1 });
          expect(found.rows).toEqual(words.map((word, i) => [String(i), word]));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a locked workbook up to 2003', () => {
  // nothing in this format sums up its cells: what a changed byte does there cannot be told, but it never stops the program
  it('one changed byte is read or refused', async () => {
    const whole = book('pass', 'rc4');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const bytes = Buffer.from(whole);
        bytes[place]! ^= change;
        expect(await outcome(bytes, { password: 'pass' })).toMatch(
          /^(?:read |unsupported_file unsupported\.|password password\.)/,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('under a mask of two bytes is refused by name', async () => {
    const bytes = lockedOldBookOf(
      biffOf({ sheets: [{ name: 's', rows: ROWS }], ahead: record(0x002f, [0, 0, 1, 2, 3, 4]) }),
      'x',
      'rc4',
    );
    expect(await outcome(bytes, { password: 'x' })).toBe('unsupported_file unsupported.encrypted');
  });
});
