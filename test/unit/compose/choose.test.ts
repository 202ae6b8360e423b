import { describe, expect, it } from 'vitest';
import { choose } from '../../../electron/analysis/compose/choose.ts';

/** A column that says these values of customers 1, 1, 1 … */
const of = (values: string[], importedAt = '2024-01-01') => ({
  values: [...new Set(values)],
  codes: Int32Array.from(values, (value) => [...new Set(values)].indexOf(value)),
  customers: new Int32Array(values.length).fill(1),
  importedAt,
});
const chosen = (columns: string[][], rule: 'trusted' | 'newest' | 'frequent') => {
  const { values, codes, conflicts } = choose(
    columns.map((values, i) => of(values, `2024-01-0${String(i + 1)}`)),
    1,
    rule,
    true,
  );
  return [values[codes[0]!], conflicts];
};

describe('the value of a customer', () => {
  it('is what one source says most often, and of equals the later', () => {
    expect(chosen([['York', 'York', 'York', 'Hull']], 'trusted')).toEqual(['York', 1]);
    expect(chosen([['York', 'Hull']], 'trusted')).toEqual(['Hull', 1]);
    expect(chosen([['York', 'York']], 'trusted')).toEqual(['York', 0]);
  });

  it('is settled between sources by trust, by time or by how often it is said', () => {
    const columns = [['York'], ['Hull', 'Hull'], ['Hull ', 'Ely']];
    expect(chosen(columns, 'trusted')).toEqual(['York', 1]);
    expect(chosen(columns, 'newest')).toEqual(['Ely', 1]);
    expect(chosen(columns, 'frequent')).toEqual(['Hull', 1]);
    // of equals the most trusted source stands
    expect(chosen([['York'], ['Hull']], 'frequent')).toEqual(['York', 1]);
  });

  it('is no conflict when only width, case or blanks differ', () => {
    expect(chosen([['ＹＯＲＫ '], ['york']], 'trusted')).toEqual(['ＹＯＲＫ ', 0]);
  });
});
