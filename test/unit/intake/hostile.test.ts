import fc from 'fast-check';
import fs from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/frames.ts';
import { findPersonal } from '../../../electron/analysis/intake/personal.ts';
import { readDate } from '../../../electron/analysis/intake/dates.ts';
import { addDecimalEvidence, looksNumeric } from '../../../electron/analysis/intake/numbers.ts';
import { orderOf } from '../../../electron/analysis/intake/ordered.ts';
import { dimensionOf } from '../../../electron/analysis/intake/dimensions.ts';
import { uniqueNames } from '../../../electron/analysis/intake/header.ts';
import { isMissing } from '../../../electron/analysis/intake/missing.ts';
import { nextRecord } from '../../../electron/analysis/intake/records.ts';
import { guessDialect } from '../../../electron/analysis/intake/dialect.ts';
import { isFormulaLike } from '../../../shared/csv.ts';
import { maskPersonal } from '../../../shared/values.ts';
import { DATA, hasData } from '../../support/data.ts';
import { column, fileOf, profile, profileText, rawOf } from './data.ts';

describe('headers (R20)', () => {
  it('__proto__ and its like are plain names and lose nothing', () => {
    Object.freeze(Object.prototype);
    const { facts } = profileText('__proto__,constructor,toString,polluted\n1,2,3,4\n5,6,7,8\n', { headerRow: 1 });
    expect(facts.columns.map((c) => c.name)).toEqual(['__proto__', 'constructor', 'toString', 'polluted']);
    expect(facts.preview[0]!.cells).toEqual(['1', '2', '3', '4']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
  it('repeated and empty ones get names', () => {
    expect(uniqueNames(['a', ' a ', '', 'a (2)', '', '\u3000b\u3000'], 7)).toEqual([
      'a',
      'a (2)',
      '#3',
      'a (2) (2)',
      '#5',
      'b',
      '#7',
    ]);
  });
  it('long ones and emoji survive', () => {
    const long = 'x'.repeat(10_240);
    const { facts } = profileText(`${long},🙂\na,b\nc,d\n`, { headerRow: 1 });
    expect(facts.columns.map((c) => c.name)).toEqual([long, '🙂']);
  });
});

describe('digits that are names (R24)', () => {
  it('long digit strings and leading zeros come out as they went in', () => {
    const digits = fc.oneof(fc.stringMatching(/^0\d{1,10}$/), fc.stringMatching(/^[1-9]\d{11,24}$/));
    fc.assert(
      fc.property(fc.array(digits, { minLength: 2, maxLength: 20 }), (cells) => {
        const { facts, columns } = profileText(`值\n${cells.join('\n')}\n`, { headerRow: 1 });
        expect(['identifier', 'text', 'category']).toContain(columns[0]!.type);
        if (columns[0]!.role !== 'personal') expect(facts.preview.map((row) => row.values[0])).toEqual(cells);
      }),
      { numRuns: 150 },
    );
  });
  it('warns of numbers that a spreadsheet has damaged', () => {
    const guess = column('证件号', ['1.10105E+17', '3.20105E+17', '4.40301E+17']);
    expect(guess.type).toBe('identifier');
    expect(guess.warnings.map((w) => w.key)).toContain('sources:warn.damagedIds');
  });
});

describe('attack strings (R21)', () => {
  const attacks = [
    '1,'.repeat(50_000),
    '"'.repeat(100_000),
    '1.'.repeat(50_000),
    ' '.repeat(100_000),
    `${'a@'.repeat(50_000)}`,
    'a'.repeat(100_000),
    '0'.repeat(100_000),
    `${'=+-'.repeat(33_000)}`,
    '省市路'.repeat(33_000),
    '1 '.repeat(50_000),
    `${'-1'.repeat(50_000)}`,
    `2024-${'0'.repeat(100_000)}`,
    '"a\n'.repeat(33_000),
    '1-'.repeat(50_000),
  ];
  it.each(attacks.map((text) => [text.slice(0, 6), text]))('%j… repeated is dealt with in linear time', (_, text) => {
    const work = () => {
      readDate(text, 'dmy');
      looksNumeric(text);
      addDecimalEvidence({ point: 0, comma: 0 }, text, 1);
      findPersonal('姓名', [{ text, count: 1 }], 1, 1);
      findPersonal('phone', [{ text, count: 1 }], 1, 1);
      orderOf([text, 'b', 'c']);
      dimensionOf(text);
      isMissing(text);
      isFormulaLike(text);
      maskPersonal(text, 'phone');
      nextRecord(text, 0, { delimiter: ',', quote: '"', final: true, width: 3, loneCr: false });
    };
    work();
    let best = Infinity;
    for (let i = 0; i < 5; i++) {
      const started = performance.now();
      work();
      best = Math.min(best, performance.now() - started);
    }
    // 100 KB through eleven functions; each alone stays far below 10 ms
    expect(best).toBeLessThan(110);
  });
  it('a file of unclosed quotes is read in linear time', () => {
    const time = (lines: number) => {
      const text = 'a,b,"c\n'.repeat(lines);
      const started = performance.now();
      guessDialect([text], false, {});
      const { facts } = profileText(text, { headerRow: 1 });
      expect(facts.read).toBe(facts.storable + facts.rejected);
      return performance.now() - started;
    };
    time(1000);
    expect(time(40_000)).toBeLessThan(20 * Math.max(20, time(10_000)));
  });
});

describe('files that are no tables (R27)', () => {
  const refused = async (bytes: string | Uint8Array): Promise<string> => {
    try {
      await rawOf(fileOf(bytes));
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).code).toBe('unsupported_file');
      return (error as AppError).said.key;
    }
    return 'accepted';
  };
  it('are named for what they are', async () => {
    expect(await refused('')).toBe('sources:unsupported.empty');
    expect(await refused('\n\n  \n')).toBe('sources:unsupported.blank');
    expect(await refused(Buffer.from('504b0304140000000800', 'hex'))).toBe('sources:unsupported.zipDamaged');
    expect(await refused('<html><table><tr><td>1</td></tr></table></html>')).toBe('sources:unsupported.html');
    expect(await refused('\ufeff<?xml version="1.0"?><Workbook/>')).toBe('sources:unsupported.xml');
    expect(await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('sources:unsupported.ole');
    expect(await refused('%PDF-1.7\n')).toBe('sources:unsupported.pdf');
    expect(await refused(Buffer.from('SQLite format 3\0'))).toBe('sources:unsupported.sqlite');
    expect(await refused(Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)))).toBe(
      'sources:unsupported.binary',
    );
  });
  it('a header without rows is a table without rows', () => {
    const { facts } = profileText('id,name,city\n');
    expect(facts).toMatchObject({ read: 0, storable: 0, rejected: 0 });
    expect(facts.columns.map((c) => c.name)).toEqual(['id', 'name', 'city']);
    expect(facts.notes.map((note) => note.key)).toContain('sources:note.noRows');
  });
});

describe.skipIf(!hasData)('the torture corpus', () => {
  const spectrum = join(DATA, 'torture/csv-spectrum/csvs');
  for (const name of hasData ? fs.readdirSync(spectrum) : [])
    it(`csv-spectrum ${name}`, async () => {
      const expected = JSON.parse(
        fs.readFileSync(join(spectrum, '../json', `${basename(name, '.csv')}.json`), 'utf8'),
      ) as Record<string, string>[];
      const { facts, rows } = await rawOf(join(spectrum, name));
      expect(rows.map((row) => Object.fromEntries(row.map((cell, i) => [facts.columns[i]!, cell])))).toEqual(expected);
      expect(facts.rejected).toEqual([]);
    });

  const goodtables = join(DATA, 'torture/goodtables/data');
  const files = hasData
    ? (fs.readdirSync(goodtables, { recursive: true }) as string[]).filter((file) => /\.(csv|xlsx?|zip|gz)$/.test(file))
    : [];
  it('goodtables: a table or a clear error, never a crash', () => {
    expect(files.length).toBeGreaterThan(60);
    for (const file of files)
      try {
        const { facts } = profile(join(goodtables, file));
        expect(facts.read, file).toBe(facts.storable + facts.rejected);
        expect(facts.columns.length, file).toBeGreaterThan(0);
      } catch (error) {
        expect(error, file).toBeInstanceOf(AppError);
        expect((error as AppError).code, file).toBe('unsupported_file');
      }
  });
  it('an empty path is an error of ours', () => {
    expect(() => profile(join(goodtables, 'no-such-file.csv'))).toThrowError(AppError);
    expect(fileOf('a')).toContain('.csv');
  });
});
