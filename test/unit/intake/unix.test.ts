import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converterOf } from '../../../electron/analysis/intake/convert.ts';
import { isoDate, readUnix } from '../../../electron/analysis/intake/dates.ts';
import { column, fileOf, profile } from './data.ts';

const FIRST = 1e9;
const LAST = 2.2e9;
/** Seconds since 1970 of orders in two years, each another time of day. */
const seconds = Array.from({ length: 200 }, (_, i) => 1_672_531_261 + i * 315_619);
const texts = (values: readonly number[]) => values.map(String);
const iso = (cell: string) => {
  const date = readUnix(cell);
  return date && isoDate(date, true);
};

describe('a count since 1970', () => {
  it.each([
    ['1000000000', '2001-09-09T01:46:40'],
    ['2200000000', '2039-09-18T23:06:40'],
    ['1709610960', '2024-03-05T03:56:00'],
    [' 1709610960 ', '2024-03-05T03:56:00'],
    ['１７０９６１０９６０', '2024-03-05T03:56:00'],
    ['1709610960.0', '2024-03-05T03:56:00'],
    ['1709610960.987654', '2024-03-05T03:56:00'],
    ['1709610960999', '2024-03-05T03:56:00'],
    ['1709164800', '2024-02-29T00:00:00'],
  ])('%s is %s in UTC', (cell, expected) => {
    expect(iso(cell)).toBe(expected);
  });

  it.each(['999999999', '0999999999', '2200000001', '999999999999', '2200000001000', '17096109600', '170961096012'])(
    '%s is none',
    (cell) => {
      expect(readUnix(cell)).toBeNull();
    },
  );

  it('comes back from what is stored, to the second', () => {
    const cell = fc.integer({ min: FIRST, max: LAST }).chain((second) =>
      fc.record({
        second: fc.constant(second),
        text: fc.oneof(
          fc.constant(String(second)),
          fc.integer({ min: 0, max: second === LAST ? 0 : 999 }).map((ms) => String(second * 1000 + ms)),
          fc.constant(`${second}.0`),
        ),
      }),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 40 }), (cells) => {
        const written = cells.map(({ text }) => text);
        const read = converterOf({ type: 'date', format: { unixTime: true } }, written);
        for (const { text, second } of cells) {
          const stored = String(read(text));
          expect(Date.parse(stored.length === 10 ? stored : `${stored}Z`) / 1000).toBe(second);
        }
      }),
      { numRuns: 1000, seed: 20241104 },
    );
  });

  it('proposes a date for every list of seconds under a header of a point in time', () => {
    const list = fc.uniqueArray(fc.integer({ min: 1_400_000_000, max: 1_800_000_000 }), {
      minLength: 30,
      maxLength: 60,
    });
    fc.assert(
      fc.property(list, fc.constantFrom('created_at', '时间', 'ts'), fc.boolean(), (values, header, milli) => {
        const cells = texts(values.map((value) => (milli ? value * 1000 : value)));
        expect(column(header, cells)).toMatchObject({ type: 'date', role: 'attribute', invalid: 0 });
      }),
      { numRuns: 60, seed: 20241104 },
    );
  });
});

describe('a column of them', () => {
  it.each([
    'time',
    'timestamp',
    'ts',
    'created',
    'createdAt',
    'paid_at',
    'date',
    'order_time',
    '时间',
    '下单时间',
    '时间戳',
  ])('%s: seconds and milliseconds are dates, and the reason says so', (header) => {
    for (const [scale, unit] of [
      [1, 'unixSeconds'],
      [1000, 'unixMilliseconds'],
    ] as const)
      expect(column(header, texts(seconds.map((value) => value * scale)))).toMatchObject({
        type: 'date',
        role: 'attribute',
        personal: null,
        format: { unixTime: true },
        invalid: 0,
        reason: { key: 'sources:why.date.unix', values: { unit: { key: `sources:dateStyle.${unit}` } } },
      });
  });

  it('gaps, and the .0 that they bring, do no harm', () => {
    const cells = texts(seconds).flatMap((cell, i) => (i % 9 === 0 ? [`${cell}.0`, 'NaN'] : [`${cell}.0`]));
    expect(column('created', cells)).toMatchObject({ type: 'date', format: { unixTime: true }, invalid: 0 });
  });

  it('stands beside written dates', () => {
    const cells = seconds.map((value, i) =>
      i % 20 === 0 ? String(value * 1000) : new Date(value * 1000).toISOString().slice(0, 19),
    );
    expect(column('time', cells)).toMatchObject({
      type: 'date',
      format: { unixTime: true },
      invalid: 0,
      distinct: cells.length,
      reason: { key: 'sources:why.date.withUnix' },
    });
  });

  it('the user may say so where the header does not', () => {
    const path = fileOf(`n,m\n${texts(seconds).join(',1\n')},1\n`);
    expect(profile(path).columns[0]!.type).toBe('number');
    const asked = profile(path, {}, [{ name: 'n', type: 'date' }]).columns[0];
    expect(asked).toMatchObject({ type: 'date', format: { unixTime: true }, invalid: 0 });
  });
});

describe('what is none stays what it was', () => {
  it.each([
    ['user_id', 'identifier'],
    ['timestamp_id', 'identifier'],
    ['订单编号', 'identifier'],
    ['amount', 'number'],
    ['total_time', 'number'],
    ['registered capital', 'number'],
    ['注册资本', 'number'],
    ['revenue_per_day', 'number'],
    ['views', 'number'],
    ['#3', 'number'],
  ])('%s is no date', (header, type) => {
    expect(column(header, texts(seconds)).type).toBe(type);
  });

  it('a telephone is a telephone', () => {
    const phones = seconds.map((value) => `138${String(value).slice(-8)}`);
    expect(column('手机', phones)).toMatchObject({ role: 'personal', personal: 'phone' });
    expect(column('contact phone time', texts(seconds)).type).not.toBe('date');
  });

  it('amounts that leave the range, other lengths and stamps of the calendar are numbers', () => {
    const pad = (n: number) => String(n).padStart(2, '0');
    const stamps = seconds.map((_, i) => `2024${pad((i % 12) + 1)}${pad((i % 28) + 1)}${pad(i % 24)}`);
    const short = seconds.map((_, i) => `19${pad((i % 12) + 1)}${pad((i % 28) + 1)}${pad(i % 24)}${pad(i % 60)}`);
    const wide = seconds.map((value, i) => value * ((i % 7) + 1));
    for (const cells of [stamps, short, texts(wide), texts(seconds.map((value) => value - 1_600_000_000))])
      expect(column('time', cells).type).not.toBe('date');
  });

  it('one cell of a column of other numbers makes no date of it', () => {
    expect(column('time', [...texts(seconds.map((_, i) => i * 3)), '1709610960']).type).toBe('number');
  });
});
