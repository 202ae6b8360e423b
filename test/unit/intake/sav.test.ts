import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/frames.ts';
import { savOf, type TestSav } from '../../fixtures/files/sav.ts';
import { zipOf } from '../../fixtures/files/zip.ts';
import { fileOf, rawOf } from './data.ts';

const read = async (file: TestSav) => rawOf(fileOf(savOf(file)));
const refusal = async (bytes: Uint8Array): Promise<string> => {
  try {
    await rawOf(fileOf(bytes));
    return 'read';
  } catch (error) {
    return error instanceof AppError ? error.said.key : String(error);
  }
};
/** The cells of a column of numbers shown by a format. */
const shown = async (format: number, values: (number | null)[]) => {
  const { rows } = await read({ variables: [{ name: 'X', format }], rows: values.map((value) => [value]) });
  return rows.map(([cell]) => cell);
};
/** Seconds from the first day of the calendar to a moment. */
const since = (moment: string): number => Date.parse(`${moment}Z`) / 1000 + 12_219_379_200;

const SURVEY: TestSav = {
  variables: [
    { name: 'ID', long: '会员号' },
    {
      name: 'Q1',
      long: 'q1_satisfied',
      label: 'How satisfied are you?',
      labels: [
        [1, '不满意'],
        [2, '满意'],
        [9, '拒答'],
      ],
      missing: [9],
    },
    { name: 'CITY', long: '城市', width: 30 },
    {
      name: 'GENDER',
      width: 1,
      labels: [
        ['f', 'female'],
        ['m', 'male'],
      ],
    },
    { name: 'SPENT', range: [900, 999], missing: [-1] },
  ],
  rows: [
    [1001, 1, '北京市海淀区中关村', 'f', 12.5],
    [1002, 2, '', 'm', null],
    [1003, 9, 'Oslo', 'x', 950],
    [1004, 3, '上海', '', -1],
    [1005, null, 'Łódź', 'f', 0.1],
  ],
  encoding: 'UTF-8',
};
const ROWS = [
  ['1001', '不满意', '北京市海淀区中关村', 'female', '12.5'],
  ['1002', '满意', '', 'male', ''],
  ['1003', '', 'Oslo', 'x', ''],
  ['1004', '3', '上海', '', ''],
  ['1005', '', 'Łódź', 'female', '0.1'],
];

describe('a file of SPSS', () => {
  it.each<[string, Partial<TestSav>]>([
    ['as it is', {}],
    ['in codes', { compression: 'codes' }],
    ['in packed blocks', { compression: 'blocks' }],
    ['of the other byte order', { big: true }],
    ['of the other byte order, in codes', { big: true, compression: 'codes' }],
    ['of the other byte order, in packed blocks', { big: true, compression: 'blocks' }],
    ['that does not say how many cases it has', { cases: -1, compression: 'codes' }],
  ])('%s', async (_, how) => {
    const { facts, rows } = await read({ ...SURVEY, ...how });
    expect(rows).toEqual(ROWS);
    expect(facts).toMatchObject({
      format: 'sav',
      columns: ['会员号', 'q1_satisfied', '城市', 'GENDER', 'SPENT'],
      read: 5,
      stored: 5,
    });
    expect(facts.notes).toEqual([
      { key: 'sources:note.savLabels', values: { n: 1, labels: 'q1_satisfied: How satisfied are you?' } },
      { key: 'sources:note.savMissing', values: { column: 'q1_satisfied', n: 1, codes: '9 (拒答)' } },
      { key: 'sources:note.savMissing', values: { column: 'SPENT', n: 2, codes: '950, -1' } },
    ]);
  });

  it('shows numbers by their formats', async () => {
    expect(await shown(5, [1, 0.1, -3, 13800138000, null, 1e-7])).toEqual([
      '1',
      '0.1',
      '-3',
      '13800138000',
      '',
      '0.0000001',
    ]);
    for (const format of [20, 23, 38, 39])
      expect(await shown(format, [since('2024-03-05T00:00:00'), since('1950-12-31T00:00:00')])).toEqual([
        '2024-03-05',
        '1950-12-31',
      ]);
    expect(await shown(22, [since('2024-03-05T08:09:10'), since('2024-03-05T08:09:10') + 0.25])).toEqual([
      '2024-03-05T08:09:10',
      '2024-03-05T08:09:10.250',
    ]);
    expect(await shown(21, [3661, -59.5, 100 * 3600])).toEqual(['01:01:01', '-00:00:59.500', '100:00:00']);
    expect(await shown(31, [12.5])).toEqual(['12.5%']);
    // beyond the last date there is: the number
    expect(await shown(20, [1e17])).toEqual(['100000000000000000']);
  });

  it('puts very long texts together, Chinese across every border', async () => {
    const text = '长文本'.repeat(100);
    const end = 'z'.repeat(600);
    for (const compression of ['none', 'codes', 'blocks'] as const) {
      const { facts, rows } = await read({
        variables: [{ name: 'A' }, { name: 'OPEN', long: 'open_answer', width: 1000 }, { name: 'B', width: 3 }],
        rows: [
          [1, text, 'x'],
          [2, end, 'y'],
          [3, '', 'z'],
        ],
        compression,
        encoding: 'UTF-8',
      });
      expect(facts.columns).toEqual(['A', 'open_answer', 'B']);
      expect(rows).toEqual([
        ['1', text, 'x'],
        ['2', end, 'y'],
        ['3', '', 'z'],
      ]);
    }
  });

  it('labels and missing values of long texts', async () => {
    const { facts, rows } = await read({
      variables: [
        {
          name: 'BRAND',
          width: 12,
          labels: [
            ['starbucks', '星巴克'],
            ['none', '没有'],
          ],
          missing: ['none'],
        },
      ],
      rows: [['starbucks'], ['none'], ['other']],
    });
    expect(rows).toEqual([['星巴克'], [''], ['other']]);
    expect(facts.notes).toEqual([
      { key: 'sources:note.savMissing', values: { column: 'BRAND', n: 1, codes: 'none (没有)' } },
    ]);
  });

  it('codes of one label stay apart', async () => {
    const { rows } = await read({
      variables: [
        {
          name: 'X',
          labels: [
            [1, 'yes'],
            [2, 'yes'],
            [3, 'no'],
          ],
        },
      ],
      rows: [[1], [2], [3]],
    });
    expect(rows).toEqual([['yes [1]'], ['yes [2]'], ['no']]);
  });

  it.each<[string, Partial<TestSav>, string]>([
    ['the encoding that is named', { encoding: 'GBK' }, 'gb18030'],
    ['that of the code page', { page: 936 }, 'gb18030'],
    ['what the bytes say', {}, 'gb18030'],
  ])('texts in %s', async (_, how, encoding) => {
    const gbk = new Map([
      ['城市', 'b3c7cad0'],
      ['北京', 'b1b1bea9'],
      ['X=城市', '583db3c7cad0'],
    ]);
    const encode = (text: string) => (gbk.has(text) ? Buffer.from(gbk.get(text)!, 'hex') : Buffer.from(text));
    const { facts, rows } = await read({
      variables: [{ name: 'X', long: '城市', width: 8, label: '北京' }],
      rows: [['北京'], ['Oslo']],
      encode,
      ...how,
    });
    expect(facts).toMatchObject({ columns: ['城市'], encoding });
    expect(rows).toEqual([['北京'], ['Oslo']]);
  });

  it('rejects rows with bytes that are no text, and says which', async () => {
    const { facts, rows } = await read({
      variables: [{ name: 'X', width: 8 }],
      rows: [['a'], ['bad'], ['c']],
      encoding: 'UTF-8',
      encode: (text) => (text === 'bad' ? Buffer.from([0x62, 0xff]) : Buffer.from(text)),
    });
    expect(rows).toEqual([['a'], ['c']]);
    expect(facts.rejected).toEqual([{ line: 2, reason: { key: 'sources:rejected.undecodable' }, raw: '\ufffd' }]);
  });

  it('is read in an archive', async () => {
    const { facts, rows } = await rawOf(fileOf(zipOf([{ name: '问卷.sav', data: savOf(SURVEY) }])));
    expect(facts).toMatchObject({ format: 'sav', sheet: '问卷.sav' });
    expect(rows).toEqual(ROWS);
  });

  it('of many cases is read in blocks', async () => {
    const rows = Array.from({ length: 2500 }, (_, i) => [i, i % 2 === 0 ? 'even' : 'odd']);
    const made = await read({ variables: [{ name: 'N' }, { name: 'T', width: 6 }], rows, compression: 'blocks' });
    expect(made.rows).toEqual(rows.map(([n, text]) => [String(n), text]));
  });
});

describe('files made to harm', () => {
  const files = (['none', 'codes', 'blocks'] as const).map((compression) => savOf({ ...SURVEY, compression }));
  const outcomeOf = async (bytes: Uint8Array) => {
    const begun = performance.now();
    const outcome = await refusal(bytes);
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(outcome).toMatch(/^(?:read|sources:unsupported\.\w+)$/);
    return outcome;
  };

  it('cut anywhere: refused', async () => {
    for (const bytes of files)
      for (let length = 200; length < bytes.length - 24; length += 7)
        expect(await outcomeOf(bytes.subarray(0, length)), String(length)).not.toBe('read');
  });

  it('with any byte changed: refused, or read', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, place, change) => {
        const bytes = Buffer.from(files[which % files.length]!);
        bytes[place % bytes.length]! ^= change;
        outcomes.add(await outcomeOf(bytes));
      }),
      { numRuns: 600 },
    );
    expect(outcomes).toContain('sources:unsupported.savDamaged');
  });

  it('more columns than can be stored are refused, however many labels they share', async () => {
    const variables = Array.from({ length: 2000 }, (_, i) => ({ name: `V${String(i)}` }));
    expect(await refusal(savOf({ variables, rows: [] }))).toBe('sources:unsupported.tooManyColumns');
  });

  it('a block that claims more than it may is not unpacked', async () => {
    const bytes = Buffer.from(files[2]!);
    bytes.writeInt32LE(2 ** 30, bytes.length - 8);
    expect(await refusal(bytes)).toBe('sources:unsupported.savSize');
  });
});

describe.skipIf(!hasForeign())('a second opinion', () => {
  it('R reads the same file in the same way', () => {
    const path = fileOf(savOf({ ...SURVEY, compression: 'codes' }));
    const script = 'x <- foreign::read.spss(commandArgs(TRUE)[1], to.data.frame=TRUE); write.csv(x, row.names=FALSE)';
    const csv = execFileSync('Rscript', ['-e', script, path], { encoding: 'utf8' });
    expect(csv).toContain('female');
    expect(csv.trim().split('\n')).toHaveLength(6);
  });
});

function hasForeign(): boolean {
  try {
    execFileSync('Rscript', ['-e', 'library(foreign)'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
