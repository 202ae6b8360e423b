import { describe, expect, it } from 'vitest';
import { isoDate, readDate, readSerial, type DateOrder } from '../../../electron/analysis/intake/dates.ts';
import { column } from './data.ts';

const iso = (text: string, order: DateOrder = 'dmy') => {
  const date = readDate(text, order);
  return date && isoDate(date, true);
};

describe('dates as people write them', () => {
  it.each([
    ['2024-03-05', '2024-03-05'],
    ['2024/3/5', '2024-03-05'],
    ['2024.3.5', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['２０２４年３月５日', '2024-03-05'],
    ['2024年3月5日 14:05', '2024-03-05T14:05:00'],
    ['20240305', '2024-03-05'],
    ['2024-03-05 08:26:00', '2024-03-05T08:26:00'],
    ['2024-03-05T08:26:00Z', '2024-03-05T08:26:00'],
    ['2024-03-05T08:26:00.123+08:00', '2024-03-05T08:26:00'],
    ['2020/2/21 0:00', '2020-02-21T00:00:00'],
    ['2024/3/5 下午 2:05', '2024-03-05T14:05:00'],
    ['03-05-2024', '2024-05-03'],
    ['05.03.24', '2024-03-05'],
    ['4 Sep 2012', '2012-09-04'],
    ['04-Sep-12', '2012-09-04'],
    ['Sep 4, 2012', '2012-09-04'],
    ['15th September, 2013', '2013-09-15'],
    ['29/02/2024', '2024-02-29'],
  ])('%s is %s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it('reads the month first when told', () => {
    expect(iso('03-05-2024', 'mdy')).toBe('2024-03-05');
    expect(iso('13/05/2024', 'mdy')).toBeNull();
  });

  it.each([
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '32/01/2024',
    '12345',
    '99999999',
    '2024',
    '2024-03',
    'May',
    '10:30',
    '2024-03-05 25:00',
    '1.2.3',
  ])('%s is no date', (text) => {
    expect(iso(text)).toBeNull();
  });

  it('reads Excel serials around the leap day that never was', () => {
    const serial = (text: string) => isoDate(readSerial(text)!, true);
    expect(serial('45356')).toBe('2024-03-05');
    expect(serial('45356.5')).toBe('2024-03-05T12:00:00');
    expect(readSerial('100')).toBeNull();
  });

  it('decides day or month first on the whole column', () => {
    const sure = column('Dt_Customer', ['04-09-2012', '08-03-2014', '21-08-2013']);
    expect(sure).toMatchObject({ type: 'date', format: { dateOrder: 'dmy' }, warnings: [] });
    const american = column('date', ['04/09/2012', '08/23/2014']);
    expect(american).toMatchObject({ type: 'date', format: { dateOrder: 'mdy' }, warnings: [] });
    const unsure = column('date', ['04-09-2012', '08-03-2014']);
    expect(unsure.type).toBe('date');
    expect(unsure.warnings[0]?.key).toBe('sources:warn.ambiguousDates');
  });

  it('takes serials for dates only where the header or real dates say so', () => {
    expect(column('注册日期', ['45356', '45357', '2024/3/5'])).toMatchObject({
      type: 'date',
      format: { excelSerial: true },
    });
    expect(column('注册日期', ['45356', '45357', '45390'])).toMatchObject({ type: 'date' });
    expect(column('积分', ['45356', '45357', '45390']).type).toBe('number');
  });
});
