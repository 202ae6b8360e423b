import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/frames.ts';
import {
  decimal,
  LOGICAL,
  packed,
  parquetOf,
  time,
  timestamp,
  type TestParquet,
  type TestPart,
  type TestValue,
} from '../../fixtures/files/parquet.ts';
import { varint, zigzag } from '../../fixtures/files/thrift.ts';
import { fileOf, rawOf } from './data.ts';

const read = async (file: TestParquet) => rawOf(fileOf(parquetOf(file)));
const refusal = async (bytes: Uint8Array): Promise<string> => {
  try {
    await rawOf(fileOf(bytes));
    return 'read';
  } catch (error) {
    return error instanceof AppError ? error.said.key : String(error);
  }
};
/** The cells of a column of its own. */
const cells = async (part: Omit<TestPart, 'name'>, values: TestValue[], more: Partial<TestParquet> = {}) => {
  const { rows } = await read({ schema: [{ name: 'x', ...part }], leaves: [values], rows: values.length, ...more });
  return rows.map(([cell]) => cell);
};
const text = { type: 'bytes', logical: LOGICAL.string } as const;
const PEOPLE: TestParquet = {
  schema: [
    { name: '客户号', type: 'int64' },
    { name: 'name', is: 'optional', ...text },
    { name: 'amount', is: 'optional', type: 'int64', logical: decimal(12, 2), converted: 5, scale: 2 },
    { name: 'member', is: 'optional', type: 'boolean' },
  ],
  leaves: [
    [9007199254740993n, 2n, 3n, 4n, 5n],
    ['王芳', null, '', '李雷', 'Ann, "B"'],
    [1230n, -5n, null, 100n, 0n],
    [true, false, null, true, null],
  ],
  rows: 5,
};
const ROWS = [
  ['9007199254740993', '王芳', '12.30', 'true'],
  ['2', '', '-0.05', 'false'],
  ['3', '', '', ''],
  ['4', '李雷', '1.00', 'true'],
  ['5', 'Ann, "B"', '0.00', ''],
];

describe('a table of Parquet', () => {
  it.each<[string, Partial<TestParquet>]>([
    ['as it is', {}],
    ['snappy', { codec: 'snappy' }],
    ['gzip', { codec: 'gzip' }],
    ['zstd', { codec: 'zstd' }],
    ['in groups of rows', { groupRows: 2 }],
    ['in short pages', { pageRows: 2 }],
    ['in pages of the second version', { v2: true, codec: 'snappy', pageRows: 3 }],
  ])('%s', async (_, how) => {
    const { facts, rows } = await read({ ...PEOPLE, ...how });
    expect(facts).toMatchObject({
      format: 'parquet',
      columns: ['客户号', 'name', 'amount', 'member'],
      headerLine: 0,
      read: 5,
      stored: 5,
      notes: [],
    });
    expect(rows).toEqual(ROWS);
  });

  it('by a dictionary, in several pages and groups', async () => {
    const city = ['北京', 'Oslo', null, '北京', 'Rome', 'Oslo', '北京'];
    const how = { dictionary: true, pageRows: 3, groupRows: 5, codec: 'gzip' } as const;
    expect(await cells({ is: 'optional', ...text }, city, how)).toEqual(city.map((cell) => cell ?? ''));
  });

  it('prints numbers digit by digit', async () => {
    expect(await cells({ type: 'int64' }, [-9223372036854775808n, 9223372036854775807n])).toEqual([
      '-9223372036854775808',
      '9223372036854775807',
    ]);
    expect(await cells({ type: 'int64', converted: 14 }, [-1n])).toEqual(['18446744073709551615']);
    expect(await cells({ type: 'int32', converted: 13 }, [-1, 7])).toEqual(['4294967295', '7']);
    expect(await cells({ type: 'int32', logical: decimal(9, 3) }, [1, -1, 1500, 0])).toEqual([
      '0.001',
      '-0.001',
      '1.500',
      '0.000',
    ]);
    expect(await cells({ type: 'int32', logical: decimal(9, 0) }, [42])).toEqual(['42']);
    const wide = [Buffer.from('0102030405060708090a0b0c0d0e0f10', 'hex'), Buffer.from('ff'.repeat(16), 'hex')];
    expect(await cells({ type: 'fixed', length: 16, logical: decimal(38, 4) }, wide)).toEqual([
      '133967375519815834904458130722849.1536',
      '-0.0001',
    ]);
    expect(
      await cells({ type: 'bytes', logical: decimal(9, 2) }, [Buffer.from([0x04, 0xce]), Buffer.from([0xfb])]),
    ).toEqual(['12.30', '-0.05']);
    expect(await cells({ type: 'float' }, [0.1, 16777216, 1e-7, NaN])).toEqual(['0.1', '16777216', '0.0000001', 'NaN']);
    expect(await cells({ type: 'double' }, [0.1, 12.3, 1e21, -0])).toEqual([
      '0.1',
      '12.3',
      '1000000000000000000000',
      '0',
    ]);
    const half = { struct: { 15: { struct: {} } } };
    const halves = [0x3c00, 0x2e66, 0xfc00, 0x0001].map((bits) => Buffer.from([bits & 255, bits >> 8]));
    expect(await cells({ type: 'fixed', length: 2, logical: half }, halves)).toEqual([
      '1',
      '0.099976',
      '-Infinity',
      '0.000000059605',
    ]);
  });

  it('prints days, moments and times as their types mean them', async () => {
    expect(await cells({ type: 'int32', logical: LOGICAL.date }, [19787, -1, 0])).toEqual([
      '2024-03-05',
      '1969-12-31',
      '1970-01-01',
    ]);
    const ms = [1709626150000n, 1709626150120n, -1n];
    expect(await cells({ type: 'int64', logical: timestamp(1, true) }, ms)).toEqual([
      '2024-03-05T08:09:10Z',
      '2024-03-05T08:09:10.120Z',
      '1969-12-31T23:59:59.999Z',
    ]);
    expect(await cells({ type: 'int64', logical: timestamp(2, false) }, [1709626150000001n])).toEqual([
      '2024-03-05T08:09:10.000001',
    ]);
    expect(await cells({ type: 'int64', logical: timestamp(3, true) }, [1709626150000000001n])).toEqual([
      '2024-03-05T08:09:10.000000001Z',
    ]);
    expect(await cells({ type: 'int64', converted: 10 }, [1709626150000000n])).toEqual(['2024-03-05T08:09:10Z']);
    expect(await cells({ type: 'int96' }, [(2460375n << 64n) | 29350000000000n])).toEqual(['2024-03-05T08:09:10']);
    expect(await cells({ type: 'int32', logical: time(1, false) }, [29350000, 1])).toEqual([
      '08:09:10',
      '00:00:00.001',
    ]);
    // beyond the last date there is: the number
    expect(await cells({ type: 'int64', logical: timestamp(1, true) }, [8640000001000000n])).toEqual([
      '8640000001000000',
    ]);
  });

  it('prints identifiers, members of enumerations and bytes', async () => {
    const uuid = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
    expect(await cells({ type: 'fixed', length: 16, logical: LOGICAL.uuid }, [uuid])).toEqual([
      '00112233-4455-6677-8899-aabbccddeeff',
    ]);
    expect(await cells({ type: 'bytes', logical: LOGICAL.enumeration }, ['GOLD'])).toEqual(['GOLD']);
    const { facts, rows } = await read({
      schema: [{ name: 'old', type: 'bytes' }],
      leaves: [['文字', Buffer.from([1, 2, 255])]],
      rows: 2,
    });
    expect(rows).toEqual([['文字'], ['0x0102ff']]);
    expect(facts.notes).toEqual([{ key: 'sources:note.parquetBytes', values: { n: 1, columns: 'old' } }]);
  });

  it('rejects rows with bytes that are no text, and says which', async () => {
    const { facts, rows } = await read({
      schema: [{ name: 'x', ...text }],
      leaves: [['a', Buffer.from([0x61, 0xff]), 'b\0', 'c', '\ufffd']],
      rows: 5,
    });
    expect(rows).toEqual([['a'], ['c'], ['\ufffd']]);
    expect(facts).toMatchObject({ read: 5, stored: 3 });
    expect(facts.rejected).toEqual([
      { line: 2, reason: { key: 'sources:rejected.undecodable' }, raw: 'a\ufffd' },
      { line: 3, reason: { key: 'sources:rejected.nul' }, raw: 'b\0' },
    ]);
  });
});

describe('values written in other ways', () => {
  const differences = (first: bigint, least: bigint, width: number, rest: number[], count: number) =>
    Buffer.concat([
      varint(128),
      varint(4),
      varint(count),
      zigzag(first),
      ...(rest.length === 0 ? [] : [zigzag(least), Buffer.from([width, 0, 0, 0]), bits(rest, width, 32)]),
    ]);
  const bits = (values: number[], width: number, count: number) => {
    const padded = [...values, ...Array<number>(count - values.length).fill(0)];
    return packed(padded, width).subarray(1);
  };

  it('as differences', async () => {
    // 7, 5, 8, 8: differences -2, 3, 0
    const encode = () => ({ encoding: 5, body: differences(7n, -2n, 3, [0, 5, 2], 4) });
    expect(await cells({ type: 'int64' }, [7, 5, 8, 8], { encode })).toEqual(['7', '5', '8', '8']);
    expect(await cells({ type: 'int32' }, [7, 5, 8, 8], { encode })).toEqual(['7', '5', '8', '8']);
  });

  it('as lengths before bytes, and by shared beginnings', async () => {
    const lengths = differences(2n, -1n, 2, [2, 0], 3);
    const plain = () => ({ encoding: 6, body: Buffer.concat([lengths, Buffer.from('abcdefg')]) });
    expect(await cells(text, ['ab', 'cde', 'fg'], { encode: plain })).toEqual(['ab', 'cde', 'fg']);
    const shared = differences(0n, 0n, 2, [2, 1], 3);
    const begun = () => ({ encoding: 7, body: Buffer.concat([shared, lengths, Buffer.from('abcdefg')]) });
    expect(await cells(text, ['ab', 'abcde', 'abcfg'], { encode: begun })).toEqual(['ab', 'abcde', 'abcfg']);
  });

  it('as bytes of one place together', async () => {
    const body = Buffer.from([1, 2, 0, 1, 0, 0, 0, 0]);
    expect(await cells({ type: 'int32' }, [1, 258], { encode: () => ({ encoding: 9, body }) })).toEqual(['1', '258']);
  });

  it('as runs', async () => {
    const body = Buffer.concat([Buffer.from([2, 0, 0, 0]), varint(6), Buffer.from([1])]);
    expect(await cells({ type: 'boolean' }, [true, true, true], { encode: () => ({ encoding: 3, body }) })).toEqual([
      'true',
      'true',
      'true',
    ]);
  });

  it('in a way that is unknown is refused by name', async () => {
    const encode = () => ({ encoding: 10, body: Buffer.alloc(8) });
    const bytes = parquetOf({ schema: [{ name: 'x', type: 'int32' }], leaves: [[1]], rows: 1, encode });
    expect(await refusal(bytes)).toBe('sources:unsupported.parquetEncoding');
  });
});

describe('cells with parts', () => {
  it('structures become columns with dotted names', async () => {
    const { facts, rows } = await read({
      schema: [
        {
          name: 'home',
          is: 'optional',
          children: [
            { name: 'city', is: 'optional', ...text },
            { name: 'geo', children: [{ name: 'lat', type: 'double' }] },
          ],
        },
      ],
      leaves: [
        { entries: [{ def: 2, value: 'Oslo' }, { def: 1 }, { def: 0 }] },
        { entries: [{ def: 1, value: 59.9 }, { def: 1, value: 1.5 }, { def: 0 }] },
      ],
      rows: 3,
    });
    expect(facts.columns).toEqual(['home.city', 'home.geo.lat']);
    expect(facts.notes).toEqual([]);
    expect(rows).toEqual([
      ['Oslo', '59.9'],
      ['', '1.5'],
      ['', ''],
    ]);
  });

  const tags: TestPart = {
    name: 'tags',
    is: 'optional',
    logical: LOGICAL.list,
    converted: 3,
    children: [{ name: 'list', is: 'repeated', children: [{ name: 'element', is: 'optional', ...text }] }],
  };

  it.each([1, 2, 100])('lists of plain values stand in one cell, in pages of %d', async (pageRows) => {
    const { facts, rows } = await read({
      schema: [tags],
      leaves: [
        {
          entries: [
            { def: 3, value: 'a' },
            { def: 3, rep: 1, value: 'b' },
            { def: 0 },
            { def: 1 },
            { def: 3, value: 'c' },
            { def: 2, rep: 1 },
          ],
        },
      ],
      rows: 4,
      pageRows,
    });
    expect(rows).toEqual([['a; b'], [''], [''], ['c; ']]);
    expect(facts.notes).toEqual([{ key: 'sources:note.parquetNested', values: { n: 1, columns: 'tags' } }]);
  });

  it('lists of structures and maps are JSON, exact decimals and long numbers as texts', async () => {
    const { rows } = await read({
      schema: [
        {
          name: 'items',
          logical: LOGICAL.list,
          converted: 3,
          children: [
            {
              name: 'list',
              is: 'repeated',
              children: [
                {
                  name: 'element',
                  children: [
                    { name: 'id', type: 'int64' },
                    { name: 'price', is: 'optional', type: 'int64', logical: decimal(9, 2) },
                  ],
                },
              ],
            },
          ],
        },
        {
          name: 'more',
          is: 'optional',
          converted: 1,
          children: [
            {
              name: 'key_value',
              is: 'repeated',
              children: [
                { name: 'key', ...text },
                { name: 'value', is: 'optional', type: 'int32' },
              ],
            },
          ],
        },
      ],
      leaves: [
        {
          entries: [{ def: 1, value: 9007199254740993n }, { def: 1, rep: 1, value: 2 }, { def: 0 }],
        },
        { entries: [{ def: 2, value: 1230n }, { def: 1, rep: 1 }, { def: 0 }] },
        { entries: [{ def: 2, value: '__proto__' }, { def: 2, rep: 1, value: 'b' }, { def: 0 }] },
        { entries: [{ def: 3, value: 1 }, { def: 2, rep: 1 }, { def: 0 }] },
      ],
      rows: 2,
    });
    expect(rows).toEqual([
      ['[{"id":"9007199254740993","price":"12.30"},{"id":2,"price":null}]', '{"__proto__":1,"b":null}'],
      ['', ''],
    ]);
  });
});

describe('columns that cannot be read', () => {
  const two = (chunk: TestParquet['chunk'], more: Partial<TestParquet> = {}): TestParquet => ({
    schema: [
      { name: 'a', type: 'int32' },
      { name: 'b', type: 'int32' },
    ],
    leaves: [
      [1, 2],
      [3, 4],
    ],
    rows: 2,
    ...(chunk ? { chunk } : {}),
    ...more,
  });

  it.each([
    ['of an unknown codec', { meta: { 4: { i32: 3 } } }, { key: 'sources:parquet.codec', values: { codec: 'LZO' } }],
    ['in another file', { own: { 1: { text: 'other.parquet' } } }, { key: 'sources:parquet.elsewhere' }],
    ['encrypted', { own: { 8: { struct: {} } } }, { key: 'sources:parquet.encrypted' }],
  ])('%s: left out and said', async (_, made, reason) => {
    const { facts, rows } = await read(two((leaf) => (leaf === 1 ? made : {})));
    expect(facts.columns).toEqual(['a']);
    expect(rows).toEqual([['1'], ['2']]);
    expect(facts.notes).toEqual([{ key: 'sources:note.parquetLeft', values: { column: 'b', reason } }]);
  });

  it('all of them: refused', async () => {
    expect(await refusal(parquetOf(two(undefined, { codec: 'lzo' })))).toBe('sources:unsupported.parquetNoColumns');
  });
});

describe('files made to harm', () => {
  it('a text that begins with the same letters is a text', async () => {
    const { facts, rows } = await rawOf(fileOf('PAR1,PAR2\n1,2\n3,4\n'));
    expect(facts).toMatchObject({ format: 'csv', columns: ['PAR1', 'PAR2'] });
    expect(rows).toHaveLength(2);
  });

  it('an encrypted one is refused by name', async () => {
    const bytes = parquetOf(PEOPLE);
    bytes.write('PARE', 0);
    bytes.write('PARE', bytes.length - 4);
    expect(await refusal(bytes)).toBe('sources:unsupported.parquetEncrypted');
  });

  it('rows beyond what a file of its size can hold, runs and lists without end', async () => {
    const bytes = parquetOf({ ...PEOPLE, footer: { 3: { i64: 10n ** 15n } } });
    expect(await refusal(bytes)).toBe('sources:unsupported.parquetRows');
    const long = Buffer.concat([Buffer.from([5, 0, 0, 0]), varint(2 ** 34), Buffer.from([1])]);
    const encode = () => ({ encoding: 3, body: long });
    expect(await cells({ type: 'boolean' }, [true, true], { encode })).toEqual(['true', 'true']);
    const footer = Buffer.concat([Buffer.from([0x19, 0xfc]), varint(30_000_000), Buffer.from([0])]);
    const end = Buffer.alloc(8);
    end.writeUInt32LE(footer.length);
    end.write('PAR1', 4);
    expect(await refusal(Buffer.concat([Buffer.from('PAR1\0'), footer, end]))).toBe(
      'sources:unsupported.parquetDamaged',
    );
  });

  const files: TestParquet[] = [
    PEOPLE,
    { ...PEOPLE, codec: 'snappy', v2: true, groupRows: 2 },
    { ...PEOPLE, codec: 'gzip', dictionary: false, pageRows: 2 },
    { schema: [{ name: 'x', is: 'optional', ...text }], leaves: [['a', 'b', 'a', null]], rows: 4, dictionary: true },
  ];
  const outcomeOf = async (bytes: Uint8Array) => {
    const begun = performance.now();
    const outcome = await refusal(bytes);
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(outcome).toMatch(/^(?:read|sources:unsupported\.\w+)$/);
    return outcome;
  };

  it('cut anywhere: refused', async () => {
    for (const file of files) {
      const bytes = parquetOf(file);
      // before the first header ends, there are only letters
      for (let length = 40; length < bytes.length; length += 5)
        expect(await outcomeOf(bytes.subarray(0, length))).not.toBe('read');
    }
  });

  it('with any byte changed: refused, or read', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (which, place, change) => {
        const bytes = parquetOf(files[which % files.length]!);
        bytes[place % bytes.length]! ^= change;
        outcomes.add(await outcomeOf(bytes));
      }),
      { numRuns: 600 },
    );
    expect(outcomes).toContain('sources:unsupported.parquetDamaged');
  });

  it('with any type or field of its description taken for another: refused, or read', async () => {
    // the two halves of the byte before a field: how far its number is from the last one, and its type
    const changes = [
      ...Array.from({ length: 15 }, (_, i) => i + 1),
      ...Array.from({ length: 15 }, (_, i) => (i + 1) * 16),
    ];
    const whole = parquetOf(files[0]!);
    const from = whole.length - 8 - whole.readUInt32LE(whole.length - 8);
    for (let at = from; at < whole.length - 8; at++)
      for (const change of changes) {
        const bytes = Buffer.from(whole);
        bytes[at]! ^= change;
        await outcomeOf(bytes);
      }
  });
});

describe.skipIf(!hasPandas())('a second opinion', () => {
  it('pandas reads the same file in the same way', () => {
    const path = fileOf(parquetOf({ ...PEOPLE, codec: 'snappy' }));
    const script = 'import pandas,sys; print(pandas.read_parquet(sys.argv[1]).to_csv(index=False))';
    const csv = execFileSync('python3', ['-c', script, path], { encoding: 'utf8' });
    expect(csv).toContain('9007199254740993,王芳,12.30,True');
    expect(csv).toContain('2,,-0.05,False');
  });
});

function hasPandas(): boolean {
  try {
    execFileSync('python3', ['-c', 'import pandas, pyarrow'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
