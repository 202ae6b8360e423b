import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converterOf } from '../../../electron/analysis/intake/convert.ts';
import { isoDate, looksLikeDate, readDate, type DateOrder } from '../../../electron/analysis/intake/dates.ts';
import { looksNumeric } from '../../../electron/analysis/intake/numbers.ts';
import { column } from './data.ts';

const iso = (text: string, order: DateOrder = 'dmy') => {
  const date = readDate(text, order);
  return date && isoDate(date, true);
};
const two = (n: number) => String(n).padStart(2, '0');
const cells = (n: number, make: (i: number) => string) => Array.from({ length: n }, (_, i) => make(i));

describe('dates in words, with zones and of other calendars', () => {
  it.each([
    ['2024-01-03 08:03:28.000000+00', '2024-01-03T08:03:28'],
    ['2024-01-03 08:03:28+08', '2024-01-03T08:03:28'],
    ['2024-01-03 08:03:28.5-05:30', '2024-01-03T08:03:28'],
    ['2024-01-03 08:03:28 UTC+8', '2024-01-03T08:03:28'],
    ['2024-01-03 08:03 America/New_York', '2024-01-03T08:03:00'],
    ['2024-01-03T08:03:28+01:00[Europe/Paris]', '2024-01-03T08:03:28'],
    ['20240103080328', '2024-01-03T08:03:28'],
    ['202401030803', '2024-01-03T08:03:00'],
    ['20240103T080328Z', '2024-01-03T08:03:28'],
    ['民國113年1月3日', '2024-01-03'],
    ['中華民國99年12月31日', '2010-12-31'],
    ['令和6年1月3日', '2024-01-03'],
    ['令和元年5月1日', '2019-05-01'],
    ['平成31年4月30日', '2019-04-30'],
    ['昭和64年1月7日', '1989-01-07'],
    ['Wed, 03 Jan 2024 08:03:28 GMT', '2024-01-03T08:03:28'],
    ['Wed Jan 03 08:03:28 +0000 2024', '2024-01-03T08:03:28'],
    ['Wed Jan  3 08:03:28 CST 2024', '2024-01-03T08:03:28'],
    ['Wed Jan 03 2024 08:03:28 GMT+0800 (China Standard Time)', '2024-01-03T08:03:28'],
    ['Jan 3, 2024 8:03:28 AM PST', '2024-01-03T08:03:28'],
    ['Jan 3, 2024, 12:03 AM', '2024-01-03T00:03:00'],
    ['Jan 3, 2024 12:03 p.m.', '2024-01-03T12:03:00'],
    ['Jan 3, 2024 at 8:03 PM', '2024-01-03T20:03:00'],
    ['Wednesday, January 3, 2024', '2024-01-03'],
    ['Thursday, 4th of January 2024', '2024-01-04'],
    ['January 3th, 2024', '2024-01-03'],
    ['Jan-03-24', '2024-01-03'],
    ["3 Jan '24", '2024-01-03'],
    ['2024-Jan-03', '2024-01-03'],
    ['03Jan2024:08:03:28', '2024-01-03T08:03:28'],
    ['03/Jan/2024:08:03:28 +0800', '2024-01-03T08:03:28'],
    ['08:03 03/01/2024', '2024-01-03T08:03:00'],
    ['03.01.2024 08:03 Uhr', '2024-01-03T08:03:00'],
    ['Mittwoch, 3. Januar 2024', '2024-01-03'],
    ['Mi., 3. März 2024 um 8:03 Uhr', '2024-03-03T08:03:00'],
    ['3 janv. 2024', '2024-01-03'],
    ['1er févr. 2024', '2024-02-01'],
    ['mercredi 3 août 2024 à 08h03', '2024-08-03T08:03:00'],
    ['mar. 2 janv. 2024', '2024-01-02'],
    ['miércoles, 3 de enero de 2024', '2024-01-03'],
    ['3 gennaio 2024 alle ore 8:03', '2024-01-03T08:03:00'],
    ['3 de março de 2024 às 08:03', '2024-03-03T08:03:00'],
    ['quarta-feira, 3 de janeiro de 2024', '2024-01-03'],
    ['woensdag 3 mrt 2024 om 08:03 uur', '2024-03-03T08:03:00'],
    ['3 января 2024 г. 08:03', '2024-01-03T08:03:00'],
    ['2024/01/03 8:03:28 PM GMT+8', '2024-01-03T20:03:28'],
    ['2024/01/03 下午8:03:28 [GMT+8]', '2024-01-03T20:03:28'],
    ['2024/01/03 下午8:03:28 格林尼治', null],
    ['2024-01-03 星期三', '2024-01-03'],
    ['周三 2024-01-03 08:03', '2024-01-03T08:03:00'],
    ['2024年1月3日（星期三）下午3时5分', '2024-01-03T15:05:00'],
    ['2024年1月3日(水) 15:05', '2024-01-03T15:05:00'],
    ['北京时间2024-01-03 08:03', '2024-01-03T08:03:00'],
    ['/Date(1704269008000)/', '2024-01-03T08:03:28'],
    ['/Date(1704269008000+0800)/', '2024-01-03T08:03:28'],
    ['/Date(-86400000)/', '1969-12-31T00:00:00'],
  ])('%s is %s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it('the order is asked for where the clock comes first or a zone follows', () => {
    expect(iso('08:03 03/01/2024', 'mdy')).toBe('2024-03-01T08:03:00');
    expect(iso('03/01/2024 08:03 EST', 'mdy')).toBe('2024-03-01T08:03:00');
    expect(iso('13/01/2024 08:03 EST', 'mdy')).toBeNull();
  });

  it.each([
    ...['1.2.3', 'v1.2.3', 'R6.1.3', '113/01/03', '3/4', '18-24', '1-5', '192.168.1.1', '10.0.0.255', '555-123-4567'],
    ...[
      '+1 (415) 555-0123',
      '0171-1234567',
      '10:30',
      '08:03:28',
      '2024-W01',
      'Jan 03',
      '1月3日',
      '2024年1月',
      '2024Q1',
    ],
    ...['Room 3 Jan 24', 'PO 2024-01-03', 'Mar 3 24', '1 of 2 at 3', 'A-2024-01-03', 'Monday', 'May', 'Friday 13'],
    ...['SKU 20240103', '20241303080328', '20240103250328', '12345678901234', '99999999999999', '令和6年13月3日'],
    ...[
      '民國113年2月30日',
      'Wed, 32 Jan 2024',
      '3 Foo 2024',
      '/Date(x)/',
      '08:03 09:04 03/01/2024',
      '2024-01-03 (draft)',
    ],
    ...['Order of 3 Jan 2024 and 4 Jan 2024', '2.50 EUR', '1,234.50', '3 4 2024', '2024 01 03 04', '20240103-0803'],
  ])('%s is no date', (text) => {
    for (const order of ['dmy', 'mdy', 'ymd'] as const) expect(iso(text, order)).toBeNull();
  });

  it('bare stamps do not make a header of values', () => {
    expect(looksLikeDate('20240103080328')).toBe(false);
    expect(looksNumeric('Jan-03-24')).toBe(false);
  });
});

describe('a column of dates', () => {
  it.each([
    [
      'with the year first',
      '下单日期',
      cells(60, (i) => `2${2 + (i % 3)}-${two((i % 12) + 1)}-${two((i % 28) + 1)}`),
      'ymd',
    ],
    [
      'with the day first',
      'date',
      cells(60, (i) => `${two((i % 28) + 1)}-${two((i % 12) + 1)}-2${2 + (i % 3)}`),
      'dmy',
    ],
    [
      'with the month first',
      'date',
      cells(60, (i) => `${two((i % 12) + 1)}/${two((i % 28) + 1)}/2${2 + (i % 3)}`),
      'mdy',
    ],
    ['of births, year first', 'when', cells(60, (i) => `${40 + i}-${two((i % 12) + 1)}-${two((i % 28) + 1)}`), 'ymd'],
    ['of births, day first', 'when', cells(60, (i) => `${two((i % 28) + 1)}.${two((i % 12) + 1)}.${40 + i}`), 'dmy'],
  ] as const)('of two digits %s', (_, name, values, order) => {
    expect(column(name, values)).toMatchObject({
      type: 'date',
      format: { dateOrder: order },
      warnings: [],
      invalid: 0,
    });
  });

  it('that leaves open where the year is says so', () => {
    const guess = column('date', ['01-02-03', '02-03-04', '03-04-05', '04-05-06']);
    expect(guess.type).toBe('date');
    expect(guess.warnings[0]?.key).toBe('sources:warn.ambiguousYear');
  });

  it('of the Republic of China is read so where all of it speaks for it', () => {
    const roc = column(
      '日期',
      cells(40, (i) => `${95 + (i % 20)}/${(i % 12) + 1}/${(i % 28) + 1}`),
    );
    expect(roc).toMatchObject({ type: 'date', format: { calendar: 'roc' }, invalid: 0 });
    const digits = column(
      '交易日期',
      cells(40, (i) => `113${two((i % 12) + 1)}${two((i % 28) + 1)}`),
    );
    expect(digits).toMatchObject({ type: 'date', format: { calendar: 'roc' }, invalid: 0 });
    expect(converterOf({ type: 'date', format: { calendar: 'roc' } }, [])('1130103')).toBe('2024-01-03');
    // one cell among others is none
    const mixed = column('日期', [...cells(40, (i) => `2024/1/${(i % 28) + 1}`), '113/01/03']);
    expect(mixed.format.calendar).toBeUndefined();
    expect(mixed).toMatchObject({ type: 'date', invalid: 1 });
    expect(
      column(
        'part',
        cells(40, (i) => `113-0${(i % 9) + 1}-${two((i % 28) + 1)}`),
      ).type,
    ).not.toBe('date');
    expect(
      column(
        '会员号',
        cells(40, (i) => `113${two((i % 12) + 1)}${two((i % 28) + 1)}`),
      ).type,
    ).not.toBe('date');
  });

  it('of eras in letters is read so under a header of dates only', () => {
    const values = cells(40, (i) => `R${(i % 5) + 1}.${(i % 12) + 1}.${(i % 28) + 1}`);
    expect(column('購入日', values)).toMatchObject({ type: 'date', format: { calendar: 'japanese' }, invalid: 0 });
    expect(column('version', values).type).not.toBe('date');
    expect(converterOf({ type: 'date', format: { calendar: 'japanese' } }, [])('H31.4.30')).toBe('2019-04-30');
  });

  it('of stamps is none of orders', () => {
    const stamps = cells(40, (i) => `2024010308${two(i)}28`);
    expect(column('paid_time', stamps)).toMatchObject({ type: 'date', invalid: 0 });
    expect(column('order', stamps).type).toBe('identifier');
    expect(column('订单编号', stamps).type).toBe('identifier');
  });

  it('whose days of the week are others is warned of', () => {
    const wrong = column(
      'date',
      cells(28, (i) => `2024-01-${two(i + 1)} 星期三`),
    );
    expect(wrong.type).toBe('date');
    expect(wrong.warnings).toContainEqual({ key: 'sources:warn.weekdays', values: { n: 24 } });
    const right = column('date', ['周三 2024-01-03', '周四 2024-01-04', '周五 2024-01-05']);
    expect(right).toMatchObject({ type: 'date', warnings: [] });
  });

  it('with clocks of several zones is warned of; summer and winter of a place are one', () => {
    const zones = (a: string, b: string) =>
      column(
        'date',
        cells(30, (i) => `2024-01-${two((i % 28) + 1)} 08:00:00${i % 2 ? a : b}`),
      ).warnings;
    expect(zones('+08:00', 'Z')).toEqual([
      { key: 'sources:warn.zonesAs', values: { zones: '+00:00, +08:00', zone: '+00:00' } },
    ]);
    expect(zones(' PST', ' PDT')).toEqual([]);
    expect(zones('Z', '+00')).toEqual([]);
    expect(zones(' EST', ' PST')).toHaveLength(1);
  });

  it('of months, quarters and weeks alone is a category in order', () => {
    const months = column(
      'month',
      cells(60, (i) => `2024年${((i * 7) % 12) + 1}月`),
    );
    expect(months.type).toBe('category');
    expect(months.levels).toEqual(cells(12, (i) => `2024年${i + 1}月`));
    const quarters = column(
      'quarter',
      cells(60, (i) => `Q${((i * 3) % 4) + 1} ${2023 + (i % 2)}`),
    );
    expect(quarters.levels).toEqual(['Q1 2023', 'Q3 2023', 'Q2 2024', 'Q4 2024']);
    const named = column(
      'period',
      cells(60, (i) => ['Mar 2024', 'Jan 2024', 'Dez 2023'][i % 3]!),
    );
    expect(named.levels).toEqual(['Dez 2023', 'Jan 2024', 'Mar 2024']);
  });

  it('in a form that is not known says so', () => {
    for (const values of [
      cells(300, (i) => `the ${(i % 28) + 1} Jan, about ${i}:00`),
      cells(300, (i) => `${(i % 12) + 1}月${(i % 28) + 1}日`),
      cells(300, (i) => `${['Jan', 'Feb', 'Mar'][i % 3]} ${two((i % 28) + 1)}`),
    ]) {
      const guess = column('time', values);
      if (guess.type === 'text') expect(guess.reason.key).toBe('sources:why.likeDates');
      expect(guess.type).not.toBe('date');
    }
    const guess = column(
      'when',
      cells(80, (i) => `${['Jan', 'Feb', 'Mar'][i % 3]} ${two((i % 28) + 1)}`),
    );
    expect(guess).toMatchObject({ type: 'text', reason: { key: 'sources:why.likeDates' } });
  });
});

describe('any dates in any of the forms', () => {
  const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2029-12-31'), noInvalidDate: true });
  const intl = (language: string, options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });
    return (date: Date) => format.format(date);
  };
  const eras = (date: Date) => `民國${date.getUTCFullYear() - 1911}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  const parts = (date: Date) => [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()] as const;
  const long = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  const short = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const forms: Record<string, (date: Date) => string> = {
    rfc: (date) => date.toUTCString(),
    json: (date) => date.toISOString(),
    postgres: (date) => `${date.toISOString().slice(0, 19).replace('T', ' ')}.000000+00`,
    basic: (date) => date.toISOString().replace(/[-:]|\.\d+/g, ''),
    stamp: (date) => date.toISOString().replace(/\D/g, '').slice(0, 14),
    instant: (date) => `/Date(${date.getTime()})/`,
    ebay: (date) =>
      `${intl('en', { month: 'short' })(date)}-${two(date.getUTCDate())}-${two(date.getUTCFullYear() % 100)}`,
    weekday: (date) => `${date.toISOString().slice(0, 10)} ${intl('zh', { weekday: 'long' })(date)}`,
    before: (date) => `${intl('zh', { weekday: 'short' })(date)} ${date.toISOString().slice(0, 10)}`,
    first: (date) => `08:03 ${date.toISOString().slice(0, 10).replaceAll('-', '/')}`,
    roc: eras,
    slashes: (date) => `${parts(date)[0] - 1911}/${two(parts(date)[1])}/${two(parts(date)[2])}`,
    ...Object.fromEntries(
      ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl', 'ru', 'tr'].flatMap((language) => [
        [`${language} long`, intl(language, long)],
        [`${language} short`, intl(language, short)],
      ]),
    ),
    zh: intl('zh', long),
    ja: intl('ja', long),
    reiwa: intl('ja-u-ca-japanese', { dateStyle: 'long' }),
    english: intl('en', { dateStyle: 'full', timeStyle: 'short' }),
    british: intl('en-GB', { dateStyle: 'full', timeStyle: 'long' }),
    german: intl('de', { dateStyle: 'full', timeStyle: 'medium' }),
  };

  it.each(Object.keys(forms))('%s comes back to the same day', (name) => {
    const form = forms[name]!;
    fc.assert(
      fc.property(fc.array(day, { minLength: 20, maxLength: 40 }), (dates) => {
        // years of the Republic had three digits from 2011 on
        const written = name === 'slashes' ? dates.filter((date) => date.getUTCFullYear() > 2010) : dates;
        if (written.length < 3) return;
        const texts = written.map(form);
        const guess = column('日期', texts);
        expect(guess).toMatchObject({ type: 'date', invalid: 0 });
        expect(guess.warnings).toEqual([]);
        const read = converterOf({ type: 'date', format: guess.format }, texts);
        texts.forEach((text, i) =>
          expect(String(read(text)).slice(0, 10), text).toBe(written[i]!.toISOString().slice(0, 10)),
        );
      }),
      { numRuns: 15, seed: 20241201 },
    );
  });
});
