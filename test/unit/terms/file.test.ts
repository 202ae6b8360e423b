import { describe, expect, it } from 'vitest';
import { dictionaryColumns, entriesOf, valuesOf } from '../../../shared/terms/file.ts';

describe('a data dictionary file', () => {
  it('is known by its headers in both languages', () => {
    expect(dictionaryColumns(['变量', '含义', '单位', '取值'])).toEqual({
      name: 0,
      label: -1,
      meaning: 1,
      unit: 2,
      values: 3,
      sure: true,
    });
    expect(dictionaryColumns(['Variable', 'Label', 'Description', 'Unit', 'Allowed values'])).toMatchObject({
      name: 0,
      label: 1,
      meaning: 2,
      unit: 3,
      values: 4,
      sure: true,
    });
    expect(dictionaryColumns(['Field', 'Name', 'Description'])).toMatchObject({ name: 0, label: 1, meaning: 2 });
    // may as well be a list of products
    expect(dictionaryColumns(['name', 'description', 'unit', 'price'])).toMatchObject({ name: 0, sure: false });
    expect(dictionaryColumns(['Customer', 'Amount'])).toBeNull();
    expect(dictionaryColumns(['变量'])).toBeNull();
  });
  it('says of each name what it says, once', () => {
    const columns = dictionaryColumns(['字段', '含义', '单位', '取值'])!;
    const rows = [
      ['MntWines', '葡萄酒消费', '元', ''],
      ['Gender', '客户性别。由客户填写', '-', '1=男；2=女'],
      ['MntWines', '又一次', '', ''],
      ['', '没有名称', '', ''],
      ['Kidhome', '/', '个', '0,1,2'],
    ];
    expect(entriesOf(columns, rows)).toEqual([
      { name: 'MntWines', label: '葡萄酒消费', meaning: '葡萄酒消费', unit: '元', values: [] },
      { name: 'Gender', label: '', meaning: '客户性别。由客户填写', unit: '', values: ['1=男', '2=女'] },
      { name: 'Kidhome', label: '', meaning: '', unit: '个', values: ['0', '1', '2'] },
    ]);
    expect(valuesOf('低、中、高')).toEqual(['低', '中', '高']);
  });
});
