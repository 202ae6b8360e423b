import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowReader } from '../../../electron/formats/rows.ts';
import { rawOf, fileOf } from './data.ts';
import { readRfc4180 } from './rfc4180.ts';

const RUNS = process.env['FULL'] ? 100_000 : 2000;

type Newline = '\n' | '\r\n' | '\r';
const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'b', '1', '"', ',', ';', '\t', '|', '\n', '\r\n', ' ', '中', '𠮷'),
    maxLength: 8,
  }),
  fc.constantFrom('', '=1', '"', '""', 'a"b', 'x\ny', ' lead'),
);
const table = fc.record({
  rows: fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 }),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom<Newline>('\n', '\r\n', '\r'),
  quoteAll: fc.boolean(),
  end: fc.boolean(),
  cuts: fc.array(fc.nat(200), { maxLength: 4 }),
});

function write(rows: string[][], delimiter: string, newline: string, quoteAll: boolean): string {
  return rows
    .map((row) =>
      row
        .map((text) =>
          quoteAll || /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text,
        )
        .join(delimiter),
    )
    .join(newline);
}

describe('rows against a second reader (R23)', () => {
  it(`gives the same records on ${RUNS} random tables, however the text is cut`, () => {
    fc.assert(
      fc.property(table, ({ rows, delimiter, newline, quoteAll, end, cuts }) => {
        const clean = rows.map((row) => row.map((text) => (newline === '\r' ? text.replaceAll('\n', '') : text)));
        const text = write(clean, delimiter, newline, quoteAll) + (end ? newline : '');
        const expected = readRfc4180(text, delimiter, newline);
        const reader = new RowReader({ delimiter, quote: '"' }, newline);
        const got: string[][] = [];
        let rejected = 0;
        let at = 0;
        for (const cut of [...cuts.map((c) => c % (text.length + 1)).sort((a, b) => a - b), text.length]) {
          const final = cut === text.length && at !== text.length;
          if (cut <= at && !final) continue;
          const block = reader.push(text.slice(at, cut), final);
          got.push(...block.rows);
          rejected += block.rejected.length;
          at = cut;
        }
        expect(rejected).toBe(0);
        expect(got).toEqual(expected);
      }),
      { numRuns: RUNS },
    );
  });

  it('reads = stored + rejected, and the raw text is never lost', () => {
    const line = fc
      .string({ unit: fc.constantFrom('a', '1', '"', ',', ' '), minLength: 1, maxLength: 14 })
      .filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const reader = new RowReader({ delimiter: ',', quote: '"' }, '\n');
        reader.width = 3;
        const { rows, lines: at, rejected } = reader.push(lines.join('\n'), true);
        const covered = new Set([...at, ...rejected.map((row) => row.line)]);
        // every line begins a row, is rejected, or lies inside a quoted field of a row
        const inside = rows.reduce((n, row) => n + row.join('').split('\n').length - 1, 0);
        expect(covered.size + inside).toBeGreaterThanOrEqual(lines.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('an unclosed quote costs its own line only', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `${i},name ${i},"note ${i}"`);
    rows[20] = '20,name 20,"never closed';
    const { facts, rows: stored } = await rawOf(fileOf(`id,name,note\n${rows.join('\n')}\n`));
    expect(facts.read).toBe(50);
    expect(stored).toHaveLength(49);
    expect(facts.rejected).toEqual([
      { line: 22, reason: { key: 'sources:rejected.unclosed' }, raw: '20,name 20,"never closed' },
    ]);
  });

  it('an unclosed quote at the very end does too', async () => {
    const { facts, rows } = await rawOf(fileOf('a,b\n1,2\n3,"4\n5,6\n'));
    expect(rows).toEqual([
      ['1', '2'],
      ['5', '6'],
    ]);
    expect(facts.rejected.map((row) => row.line)).toEqual([3]);
  });

  it('keeps line numbers behind quoted line breaks and mixed line ends', async () => {
    const { facts, rows } = await rawOf(fileOf('a,b\r\n1,"x\ny"\r\n2\n3,4\r\n5,6,7\n'));
    expect(rows).toEqual([
      ['1', 'x\ny'],
      ['3', '4'],
    ]);
    expect(facts.rejected.map(({ line, reason }) => [line, reason.key])).toEqual([
      [4, 'sources:rejected.tooFew'],
      [6, 'sources:rejected.tooMany'],
    ]);
    expect(facts.read).toBe(4);
  });

  it('rejects rows with NUL and bytes that cannot be decoded, and only those', async () => {
    const nul = await rawOf(fileOf(`a,b\n1,2\n3,\u00004\n${'5,6\n'.repeat(200)}`));
    expect(nul.facts.rejected).toMatchObject([{ line: 3, reason: { key: 'sources:rejected.nul' } }]);
    const bytes = Buffer.concat([
      Buffer.from(`姓名,城市\n${'林晓,上海\n'.repeat(40)}`),
      Buffer.from([0xe6, 0x9e, 0x2c, 0x31, 0x0a]),
      Buffer.from('陈静,北京\n'),
    ]);
    const damaged = await rawOf(fileOf(bytes));
    expect(damaged.facts.encoding).toBe('utf-8');
    expect(damaged.facts.rejected).toMatchObject([{ line: 42, reason: { key: 'sources:rejected.undecodable' } }]);
    expect(damaged.rows.flat().join('')).not.toContain('\ufffd');
  });
});
