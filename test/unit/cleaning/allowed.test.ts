import { describe, expect, it } from 'vitest';
import { qualityOf } from '../../../electron/analysis/cleaning/quality.ts';
import type { CleanTable } from '../../../electron/analysis/cleaning/table.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { contextOf, tableOf, type Written } from './support.ts';

const judge = (table: CleanTable, allowed: Record<string, readonly string[]>) =>
  qualityOf(table, contextOf(table), {
    kind: 'customers',
    mapping: {},
    importedAt: '2024-06-01T00:00:00.000Z',
    allowed,
  });
const findings = (column: Written, list: readonly string[]) =>
  judge(tableOf([column]), { [column.name]: list }).findings.filter(({ key }) => key.startsWith('allowed'));
/** Values outside of a column, as [rows, different values]; null: none. */
const outside = (column: Written, list: readonly string[]) => {
  const [finding] = findings(column, list);
  return finding ? [finding.count, finding.rule.values?.['count']] : null;
};

describe('values that the data dictionary lists', () => {
  it('name those outside with their rows, the most frequent first, and change nothing', () => {
    const cells = ['Single', 'Married', 'Alone', 'YOLO', 'YOLO', null, 'Absurd', 'Married'];
    const table = tableOf([{ name: 'Marital_Status', type: 'category', cells }]);
    const { findings: found, parts } = judge(table, { maritalstatus: ['Single', 'Married'] });
    const finding = found.find(({ key }) => key === 'allowed:Marital_Status')!;
    expect(finding).toMatchObject({ part: 'validity', column: 'Marital_Status', count: 4, of: 8, step: null });
    expect([...finding.rows()]).toEqual([0, 0, 1, 1, 1, 0, 1, 0]);
    expect(sayIn('en', finding.rule)).toBe(
      'Marital_Status: 3 values are not in the data dictionary: “YOLO” in 2 rows, “Absurd” in 1 row, and “Alone” in 1 row',
    );
    expect(sayIn('zh-CN', finding.rule)).toBe(
      '“Marital_Status”有 3 个值不在数据字典中：“YOLO”2 行、“Absurd”1 行和“Alone”1 行',
    );
    expect(parts.validity).toMatchObject({ of: 7, bad: 4 });
    expect(table.columns[0]!.values).toContain('YOLO');
  });

  it('are met by codes, by what codes mean, in any width and case', () => {
    const sex = (cells: Written['cells'], type: Written['type'] = 'category'): Written => ({
      name: 'sex',
      type,
      cells,
    });
    expect(outside(sex(['男', '女', '女']), ['1=男', '2=女'])).toBeNull();
    expect(outside(sex([1, 2, 2, 3], 'number'), ['1=男', '2=女'])).toEqual([1, 1]);
    expect(outside(sex(['1', '2', '9', '9']), ['1：男', '2：女'])).toEqual([2, 1]);
    expect(outside(sex(['m', 'Ｆ', 'F ']), ['M - male', 'F - female'])).toBeNull();
    expect(outside(sex(['male', 'other']), ['male (1)', 'female (2)'])).toEqual([1, 1]);
  });

  it('may be ranges of numbers, shares and days, with or without an end', () => {
    const score = (cells: Written['cells'], more: Written['more'] = {}): Written => ({
      name: 'score',
      type: 'number',
      cells,
      more,
    });
    expect(outside(score([0, 5, 10, 11, -1]), ['0-10'])).toEqual([2, 2]);
    expect(outside(score([0, 5, 10, 98]), ['0 to 10', '98=not known'])).toBeNull();
    expect(outside(score([0, 1, 2]), ['>0'])).toEqual([1, 1]);
    expect(outside(score([-3, 1, 2]), ['≥ 0', '-3'])).toBeNull();
    expect(outside(score([0.12, 0.5, 1.2], { format: { percent: true } }), ['0~100%'])).toEqual([1, 1]);
    expect(outside(score([0.12, 0.5, 1.2], { format: { percent: true } }), ['0-1'])).toEqual([1, 1]);
    const day: Written = { name: 'day', type: 'date', cells: ['2024-01-05', '2023-12-31', '2024-02-01T10:00:00'] };
    expect(outside(day, ['2024-01-01 to 2024-12-31'])).toEqual([1, 1]);
  });

  it('hold each answer of a cell with several, and both words of a yes or no', () => {
    const reasons = ['price; taste', 'taste', 'price;colour'];
    expect(outside({ name: 'why', type: 'text', cells: reasons }, ['Price', 'Taste'])).toEqual([1, 1]);
    const joined: Written = {
      name: 'joined',
      type: 'boolean',
      cells: [1, 0, 1],
      more: { format: { boolean: ['否', '是'] } },
    };
    expect(outside(joined, ['是', '否'])).toBeNull();
    expect(outside(joined, ['1=yes', '0=no'])).toBeNull();
    expect(outside(joined, ['是'])).toEqual([1, 1]);
  });

  it('are said to be in other words where no value is listed, which counts for nothing', () => {
    const cells = ['low', 'high', 'low'];
    const table = tableOf([{ name: 'level', type: 'category', cells }]);
    const { findings: found, parts } = judge(table, { level: ['a text of one word'] });
    expect(found.map(({ key, count }) => [key, count])).toEqual([['allowedNone:level', 3]]);
    expect(sayIn('en', found[0]!.rule)).toBe(
      'level: none of its values is in the data dictionary, which may say them in other words: “low” in 2 rows and “high” in 1 row',
    );
    expect(sayIn('zh-CN', found[0]!.rule)).toBe(
      '“level”没有一个值在数据字典中，字典可能用了别的写法：“low”2 行和“high”1 行',
    );
    expect(parts.validity).toMatchObject({ value: 1, bad: 0 });
  });

  it('never show a personal value in full, whichever column it stands in', () => {
    const phones: Written = {
      name: 'tel',
      type: 'text',
      cells: ['13812345678', '13912345678', 'none'],
      more: { role: 'personal', personal: 'phone' },
    };
    const note: Written = { name: 'how', type: 'category', cells: ['call 13812345678', 'mail'] };
    for (const column of [phones, note]) {
      const said = JSON.stringify(findings(column, ['none', 'mail']).map(({ rule }) => rule));
      expect(said).toContain('cleaning:example');
      expect(said).not.toContain('12345678');
    }
  });

  it('name four values and count the others', () => {
    const cells = ['a', 'b', 'c', 'd', 'e', 'f', 'ok'];
    const [finding] = findings({ name: 'x', type: 'category', cells }, ['ok']);
    expect(sayIn('en', finding!.rule)).toBe(
      'x: 6 values are not in the data dictionary: “a” in 1 row, “b” in 1 row, “c” in 1 row, and “d” in 1 row; 2 more',
    );
    expect(outside({ name: 'x', type: 'category', cells }, [])).toBeNull();
  });

  it('are not named twice where another rule is broken too', () => {
    const cells = [20, 30, 130, 40, 50];
    const table = tableOf([{ name: 'age', type: 'number', cells }]);
    const { findings: found, parts } = judge(table, { age: ['18-99'] });
    expect(found.map(({ key, count }) => [key, count])).toEqual([['allowed:age', 1]]);
    expect(parts.validity.bad).toBe(1);
  });

  it('are not sought under the names that every object has', () => {
    for (const name of ['constructor', 'tostring', '__proto__'])
      expect(judge(tableOf([{ name, type: 'category', cells: ['x1', 'x2'] }]), {}).findings).toEqual([]);
  });
});
