import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converterOf } from '../../../electron/analysis/intake/convert.ts';
import { addDecimalEvidence, readNumber } from '../../../electron/analysis/intake/numbers.ts';
import { agree } from '../../../electron/analysis/intake/numbers/currencies.ts';
import { readDuration } from '../../../electron/analysis/intake/numbers/durations.ts';
import { column } from './data.ts';

const cells = (n: number, make: (i: number) => string) => Array.from({ length: n }, (_, i) => make(i));
const two = (n: number) => String(n).padStart(2, '0');

describe('amounts of any currency', () => {
  it.each<[string, number, string]>([
    ['6,25,044.45', 625044.45, ''],
    ['1,23,45,678', 12345678, ''],
    ['₹ 6,25,044.45', 625044.45, '₹'],
    ['-₹6,25,044', -625044, '₹'],
    ['Rs. 625,044.45', 625044.45, 'Rs.'],
    ['Rs.500', 500, 'Rs.'],
    ['₹5 lakh', 500000, '₹'],
    ['Rs 2.5 Cr', 25000000, 'Rs'],
    ["CHF 625'044.45", 625044.45, 'CHF'],
    ['625’044.45 CHF', 625044.45, 'CHF'],
    ["625'044.–", 625044, ''],
    ['Fr. 625.-', 625, 'Fr.'],
    ['CHF 12.-', 12, 'CHF'],
    ['US $625,044.45', 625044.45, 'US$'],
    ['AU $625,044.45', 625044.45, 'AU$'],
    ['S$12.50', 12.5, 'S$'],
    ['MX$625,044.45', 625044.45, 'MX$'],
    ['(US$5.00)', -5, 'US$'],
    ['US$ -5', -5, 'US$'],
    ['INR 625,044.45', 625044.45, 'INR'],
    ['฿625,044.45', 625044.45, '฿'],
    ['₦625,044.45', 625044.45, '₦'],
    ['₱1,000', 1000, '₱'],
    ['R 1,200.50', 1200.5, 'R'],
    ['RM500.00', 500, 'RM'],
    ['12,345.00 PLN', 12345, 'PLN'],
    ['625,044.45-', -625044.45, ''],
    ['3.5 Mio. CHF', 3500000, 'CHF'],
    ['100元', 100, '元'],
    ['100块钱', 100, '块钱'],
  ])('%s is %d', (text, value, unit) => {
    expect(readNumber(text, '.')).toMatchObject({ value, unit });
  });

  it.each<[string, number, string]>([
    ['625 044,45 kr', 625044.45, 'kr'],
    ['kr 100,-', 100, 'kr'],
    ['R$ 625.044,45', 625044.45, 'R$'],
    ['625 044,45 zł', 625044.45, 'zł'],
    ['1.234,50 Kč', 1234.5, 'Kč'],
    ['625.044,45 €', 625044.45, '€'],
    ['3,5 Mio. €', 3500000, '€'],
    ['Rp500.000', 500000, 'Rp'],
    ['500 Ft', 500, 'Ft'],
    ['12,50 lei', 12.5, 'lei'],
  ])('%s with a decimal comma is %d', (text, value, unit) => {
    expect(readNumber(text, ',')).toMatchObject({ value, unit });
  });

  it.each([
    ...['1.2.3', 'v1.2', '192.168.1.1', '3/4', '18-24', '1-5', '10:30', '5h 54m', '+86 13812345678', '555-123-4567'],
    ...[
      'Q1',
      'K12',
      'A4',
      'R6',
      'L5',
      'S 12',
      'TOP10',
      'PEN12',
      'ALL5',
      'SKU-001',
      'No. 5',
      'Nr 5',
      '12 AM',
      'USD EUR',
    ],
    ...[
      '$5 €',
      'USD 5 EUR',
      'about $5',
      '$5 each',
      '1,23,4',
      '1,2345,678',
      '6,25,44',
      '--5',
      '-5-',
      '-(5)',
      '5.-.-',
      '2024Q1',
    ],
  ])('%s is no amount', (text) => {
    if (text !== '-5-') expect(readNumber(text, '.')).toBeNull();
  });

  it('points of abbreviations do not speak of decimals', () => {
    const evidence = (text: string) => {
      const sum = { point: 0, comma: 0 };
      addDecimalEvidence(sum, text, 1);
      return sum;
    };
    expect(evidence('Rs. 6,25,044')).toEqual({ point: 1, comma: 0 });
    expect(evidence('Rs. 625,044')).toEqual({ point: 0, comma: 0 });
    expect(evidence('3,5 Mio. €')).toEqual({ point: 0, comma: 1 });
    expect(evidence("625'044.–")).toEqual({ point: 0, comma: 0 });
  });

  it('signs agree where one currency may be meant', () => {
    expect(agree(['$', 'US$', 'USD'])).toBe(true);
    expect(agree(['¥', '元', 'RMB', '人民币'])).toBe(true);
    expect(agree(['$', '€'])).toBe(false);
    expect(agree(['SEK', 'kr', 'NOK'])).toBe(false);
    expect(agree(['次', '$'])).toBe(true);
  });

  it('a column of two currencies is warned of', () => {
    const mixed = column(
      'price',
      cells(40, (i) => (i % 3 ? `$${i}.50` : `€${i}.50`)),
    );
    expect(mixed.type).toBe('number');
    expect(mixed.warnings).toContainEqual({ key: 'sources:warn.currencies', values: { units: '€, $' } });
    expect(
      column(
        'price',
        cells(40, (i) => (i % 3 ? `$${i}.50` : `US$${i}.50`)),
      ).warnings,
    ).toEqual([]);
    expect(
      column(
        '金额',
        cells(40, (i) => (i % 3 ? `¥${i}.50` : `${i}.50元`)),
      ).warnings,
    ).toEqual([]);
  });

  it('codes of things are no amounts', () => {
    expect(
      column(
        'sku',
        cells(40, (i) => `PEN ${i + 12}`),
      ).type,
    ).not.toBe('number');
    expect(
      column(
        'seat',
        cells(40, (i) => `Q${i + 1}`),
      ).type,
    ).not.toBe('number');
    expect(
      column(
        'ratio',
        cells(40, (i) => `${i + 1}/4`),
      ).type,
    ).not.toBe('number');
  });

  it('what looks like amounts of another form says so', () => {
    expect(
      column(
        'value',
        cells(80, (i) => `about $${i}.20`),
      ),
    ).toMatchObject({
      type: 'text',
      reason: { key: 'sources:why.likeAmounts' },
    });
  });

  const LOCALES = [
    'en-US',
    'en-IN',
    'de-DE',
    'de-CH',
    'fr-FR',
    'sv-SE',
    'pl-PL',
    'pt-BR',
    'nl-NL',
    'it-IT',
    'es-MX',
    'cs-CZ',
  ];
  const CURRENCIES = [
    'USD',
    'EUR',
    'GBP',
    'CHF',
    'INR',
    'SEK',
    'PLN',
    'BRL',
    'MXN',
    'CZK',
    'THB',
    'NGN',
    'ZAR',
    'CNY',
    'AUD',
    'KRW',
  ];
  it.each(LOCALES)('any amount comes back as it was printed in %s', (locale) => {
    const amount = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((n) => n / 100);
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 20, maxLength: 40 }),
        fc.constantFrom(...CURRENCIES),
        fc.constantFrom('symbol', 'narrowSymbol', 'code'),
        (amounts, currency, currencyDisplay) => {
          const style = { style: 'currency', currency, currencyDisplay, minimumFractionDigits: 2 } as const;
          const format = new Intl.NumberFormat(locale, style);
          // the first leaves no doubt of the decimal sign
          const all = [1234.5, ...amounts];
          const texts = all.map((value) => format.format(value));
          const guess = column('amount', texts);
          expect(guess, texts[0]).toMatchObject({ type: 'number', invalid: 0, warnings: [] });
          const read = converterOf({ type: 'number', format: guess.format }, texts);
          texts.forEach((text, i) => expect(read(text), text).toBe(all[i] === 0 ? 0 : all[i]));
        },
      ),
      { numRuns: 40, seed: 20241201 },
    );
  });
});

describe('lengths of time', () => {
  it.each([
    ['5h 54m', 'words', 21240],
    ['2 Std. 10 Min.', 'words', 7800],
    ['3 天 4 小时', 'words', 273600],
    ['1小时20分钟', 'words', 4800],
    ['376秒', 'words', 376],
    ['1 hr 5 mins and 3 secs', 'words', 3903],
    ['2 jours 3 h', 'words', 183600],
    ['1,5 h', 'words', 5400],
    ['00:14:51', 'hms', 891],
    ['26:30:00', 'hms', 95400],
    ['1.02:30:00', 'hms', 95400],
    ['2 days, 3:04:05', 'hms', 183845],
    ['00:00:01.250', 'hms', 1.25],
    ['-00:00:05', 'hms', -5],
    ['1:05', 'hm', 3900],
    ['1:05', 'ms', 65],
    ['1:02:03', 'ms', 3723],
  ] as const)('%s (%s) is %d s', (text, style, seconds) => {
    expect(readDuration(text, style)).toBe(seconds);
  });

  it.each(['5', '54m 5h', '5h 5h', '1:60', '1:2', '10:30 pm', '3 apples', '5h x', '12:30:45:10', 'h', ''])(
    '%s is none',
    (text) => {
      expect(readDuration(text, 'hms')).toBeNull();
    },
  );

  const clocks = cells(60, (i) => `${two(8 + (i % 15))}:${two((i * 7) % 60)}`);
  it.each(['时间', 'time', 'start time', '下单时间', 'x', 'ratio'])(
    'clocks under %s are no lengths, and that is said',
    (name) => {
      expect(column(name, clocks)).toMatchObject({ type: 'text', reason: { key: 'sources:why.clockTimes' } });
      const seconds = column(
        name,
        clocks.map((clock) => `${clock}:00`),
      );
      expect(seconds).toMatchObject({ type: 'text', reason: { key: 'sources:why.clockTimes' } });
    },
  );

  it.each([
    ['用时', cells(40, (i) => `${two(i % 20)}:14:51`), { unit: 's', duration: 'hms' }],
    ['total', cells(40, (i) => `${i * 3}:14:51`), { unit: 's', duration: 'hms' }],
    ['call duration', cells(40, (i) => `${i + 1}:05`), { unit: 's', duration: 'ms' }],
    ['duration', cells(40, (i) => (i % 9 ? `${i + 1}:05` : `1:0${i % 10}:05`)), { unit: 's', duration: 'ms' }],
    ['答题时长', cells(40, (i) => `${i + 100}秒`), { unit: 's', duration: 'words' }],
    ['x', cells(40, (i) => (i % 2 ? `${i}分钟` : `${i + 1}小时`)), { unit: 's', duration: 'words' }],
  ])('%s is read in seconds', (name, values, format) => {
    expect(column(name, values)).toMatchObject({ type: 'number', format, invalid: 0, warnings: [] });
  });

  it('what is not sure is warned of', () => {
    const open = column(
      '用时',
      cells(40, (i) => `${i % 15}:05`),
    );
    expect(open.warnings[0]?.key).toBe('sources:warn.minutesOrHours');
    const short = column(
      'hms',
      cells(40, (i) => `0${i % 3}:${two(i)}:51`),
    );
    expect(short).toMatchObject({ type: 'number', format: { duration: 'hms' } });
    expect(short.warnings[0]?.key).toBe('sources:warn.durationOrTime');
  });

  it('numbers with one unit stay what they were', () => {
    expect(
      column(
        'x',
        cells(40, (i) => `${i}天`),
      ).format,
    ).toEqual({ decimal: '.', unit: '天' });
    expect(
      column(
        '评分',
        cells(40, (i) => `${60 + i}分`),
      ).format,
    ).toEqual({ decimal: '.', unit: '分' });
  });

  it('any length comes back in any of the forms', () => {
    const seconds = fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 10, maxLength: 30 });
    fc.assert(
      fc.property(seconds, fc.constantFrom('hms', 'en', 'zh', 'de', 'fr'), (values, form) => {
        const unit = (language: string, name: string, n: number) =>
          new Intl.NumberFormat(language, {
            style: 'unit',
            unit: name,
            unitDisplay: 'long',
            useGrouping: false,
          }).format(n);
        const write = (s: number) => {
          const [h, m, rest] = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60];
          if (form === 'hms') return `${h}:${two(m)}:${two(rest)}`;
          return `${unit(form, 'hour', h)} ${unit(form, 'minute', m)} ${unit(form, 'second', rest)}`;
        };
        const texts = values.map(write);
        const guess = column('duration', texts);
        if (new Set(values).size > 1) expect(guess).toMatchObject({ type: 'number', invalid: 0 });
        const read = converterOf(
          { type: 'number', format: { unit: 's', duration: form === 'hms' ? 'hms' : 'words' } },
          texts,
        );
        texts.forEach((text, i) => expect(read(text), text).toBe(values[i]));
      }),
      { numRuns: 100, seed: 20241201 },
    );
  });
});
