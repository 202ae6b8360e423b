import { describe, expect, it } from 'vitest';
import { hasData, realFile } from '../../support/data.ts';
import { profile, profileText } from '../../unit/intake/data.ts';

/** The columns and the first row of an export as platforms make them. */
function read(name: string) {
  const { facts, columns } = profile(realFile('field', name));
  const at = (column: string) => columns.findIndex((one) => one.name === column);
  return {
    facts,
    columns,
    guess: (column: string) => columns[at(column)]!,
    first: (column: string) => facts.preview[0]!.values[at(column)],
  };
}

describe('dates and amounts side by side', () => {
  it('each column is read by its own notation', () => {
    const lines = Array.from({ length: 80 }, (_, i) => {
      const day = new Date(Date.UTC(2022, 2, 1 + i * 11));
      const iso = day.toISOString().slice(0, 10);
      const [year, month, date] = iso.split('-') as [string, string, string];
      const roc = `${String(Number(year) - 1911)}/${month}/${date}`;
      return `C${String(i)},${year.slice(2)}-${month}-${date},${roc},${iso} 08:03:28+08,"Rs. ${String((i + 1) * 1000)}.50",${String(i + 1)}h 5m`;
    });
    const { facts, columns } = profileText(`id,ordered,roc_date,paid,total,stay\n${lines.join('\n')}\n`);
    expect(columns.map(({ type }) => type).slice(1)).toEqual(['date', 'date', 'date', 'number', 'number']);
    expect(facts.preview[0]!.values.slice(1)).toEqual([
      '2022-03-01',
      '2022-03-01',
      '2022-03-01T08:03:28',
      '1000.5',
      '3900',
    ]);
  });
});

describe.skipIf(!hasData)('dates and amounts in exports', () => {
  it('dates with two digits of the year first', () => {
    const { guess, first, columns } = read('06-yy-mm-dd.csv');
    expect(guess('下单日期')).toMatchObject({ type: 'date', format: { dateOrder: 'ymd' }, invalid: 0, warnings: [] });
    expect(first('下单日期')).toBe('2022-03-01T14:23:00');
    expect(columns).toHaveLength(4);
  });

  it('each notation of dates is a date of 3 January 2024 in the first row', () => {
    const { columns, first } = read('11-date-notations.csv');
    const dates = columns.filter(({ name }) => /_date$|^compact14_time$|^roc|^reiwa/.test(name));
    expect(dates.length).toBeGreaterThan(24);
    for (const { name, type, invalid, missing } of dates) {
      expect({ name, type, invalid, missing }).toEqual({ name, type: 'date', invalid: 0, missing: 0 });
      expect(first(name)?.slice(0, 10), name).toBe('2024-01-03');
    }
    for (const name of [
      'pg_date',
      'compact14_time',
      'rfc_date',
      'js_date',
      'ampm_pst_date',
      'gmt8_date',
      'aspnet_date',
    ])
      expect(first(name), name).toBe('2024-01-03T08:03:28');
    for (const name of ['at_date', 'time_first_date', 'dotted_time_date', 'est_date'])
      expect(first(name), name).toBe('2024-01-03T08:03:00');
  });

  it('months and quarters are levels in order, days without a year are said to be no known form', () => {
    const { guess } = read('11-date-notations.csv');
    expect(guess('cn_month')).toMatchObject({ type: 'category', reason: { key: 'sources:why.ordered' } });
    expect(guess('quarter')).toMatchObject({ type: 'category', reason: { key: 'sources:why.ordered' } });
    expect(guess('us_noyear').reason.key).toBe('sources:why.likeDates');
    expect(guess('cn_short_time').reason.key).toBe('sources:why.likeDates');
  });

  it('the time of an answer is mapped as its date', () => {
    const { facts, guess, first } = read('11-date-notations.google-forms.csv');
    expect(guess('Timestamp')).toMatchObject({ type: 'date', invalid: 0, warnings: [] });
    expect(first('Timestamp')).toBe('2024-01-03T08:25:51');
    expect(facts.mapping).toMatchObject({ date: 'Timestamp' });
  });

  it('each notation of amounts is a number', () => {
    const { columns, first, guess } = read('12-money-notations.csv');
    const others = new Set(['Customer ID', 'duration', 'hms', 'apos_num']);
    const amounts = columns.filter(({ name }) => !others.has(name));
    expect(amounts.length).toBeGreaterThan(20);
    const expected: Record<string, number> = { swissdash: 625044, k_eur: 735000, pct_space: 0.626 };
    for (const { name, type, invalid, warnings } of amounts) {
      expect({ name, type, invalid, warnings }).toEqual({ name, type: 'number', invalid: 0, warnings: [] });
      expect(Math.abs(Number(first(name))), name).toBe(expected[name] ?? 625044.45);
    }
    expect(guess('duration')).toMatchObject({ type: 'number', format: { unit: 's', duration: 'words' }, invalid: 0 });
    expect(first('duration')).toBe('21240');
    expect(guess('hms')).toMatchObject({ type: 'number', format: { unit: 's', duration: 'hms' }, invalid: 0 });
    expect(first('hms')).toBe('891');
  });
});
