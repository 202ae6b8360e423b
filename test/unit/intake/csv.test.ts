import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvText, isFormulaLike } from '../../../shared/csv.ts';

describe('formula-safe CSV (R28)', () => {
  it.each([
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '  =1',
    '"=1',
    "'=1",
    "=cmd|'/c calc'!A1",
    '+2',
  ])('%j is disarmed', (text) => {
    expect(csvCell(text)).toMatch(/^"'/);
  });
  it.each([
    ['-5', '-5'],
    ['12.5', '12.5'],
    ['-1.5e-3', '-1.5e-3'],
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a;b', '"a;b"'],
    ['林晓', '林晓'],
  ])('%j is written %s', (text, written) => {
    expect(csvCell(text)).toBe(written);
  });
  it('numbers stay numbers, nothing stays nothing', () => {
    expect([csvCell(-5), csvCell(0.1), csvCell(null), csvCell(undefined), csvCell(NaN), csvCell(true)]).toEqual([
      '-5',
      '0.1',
      '',
      '',
      '',
      '1',
    ]);
  });
  it('no cell of any text begins with a sign that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (cells) => {
        const line = csvText([cells], { bom: false });
        expect(line.endsWith('\r\n')).toBe(true);
        for (const cell of cells) {
          const written = csvCell(cell);
          const inside = written.startsWith('"') ? written.slice(1) : written;
          if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(cell)) continue;
          expect(/^[\s"']*[=+\-@\t\r\n＝＋－＠]/.test(inside) && !inside.startsWith("'")).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });
  it('begins with a byte order mark and ends its lines with CRLF', () => {
    expect(
      csvText([
        ['a', 1],
        ['b', 2],
      ]),
    ).toBe('\ufeffa,1\r\nb,2\r\n');
    expect(isFormulaLike('2024-03-05')).toBe(false);
  });
});
