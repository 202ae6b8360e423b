import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { In } from '../../../shared/contract.ts';
import { savOf } from '../../fixtures/files/sav.ts';
import { type Bench, createBench } from '../segments/bench.ts';

let bench: Bench;
beforeEach(() => (bench = createBench({ threads: 2 })));
afterEach(async () => {
  await bench.close();
});

let files = 0;
const register = (text: string | Uint8Array, name = `file${String(++files)}.csv`) => {
  const path = join(bench.folder, name);
  fs.writeFileSync(path, text);
  return bench.register(path);
};
async function give(text: string | Uint8Array, options: Partial<In<'sources.import'>> = {}, name?: string) {
  return bench.client.call('sources.import', { fileId: await register(text, name), ...options });
}
const attributes = () => bench.client.call('customers.attributes', {});
const named = async () =>
  Object.fromEntries((await attributes()).map(({ name, label, unit }) => [name, [label, unit] as const]));

const LIST = `CustomerID,身高(cm),MntWines,total_spent,Gender\n${Array.from(
  { length: 40 },
  (_, i) => `${1000 + i},${150 + (i % 30)},${i * 7 + 0.5},${i * 31 + 0.25},${i % 2 ? 'F' : 'M'}`,
).join('\n')}\n`;

describe('what columns are called', () => {
  it('is proposed from the header, said by a person, and taken back by undo', async () => {
    await give(LIST);
    expect(await named()).toEqual({
      CustomerID: ['Customer ID', null],
      '身高(cm)': ['身高', 'cm'],
      MntWines: ['Mnt wines', null],
      total_spent: ['Total spent', null],
      Gender: ['Gender', null],
    });
    await bench.client.call('dictionary.describe', {
      name: 'MntWines',
      label: '葡萄酒消费',
      unit: '¥',
      meaning: '两年内买酒的钱',
    });
    expect((await named())['MntWines']).toEqual(['葡萄酒消费', '¥']);
    const { entries } = await bench.client.call('workspace.history', {});
    expect(entries[0]).toMatchObject({ label: { key: 'dictionary:edit.describe', values: { name: 'MntWines' } } });
    await bench.client.call('workspace.undo', {});
    expect((await named())['MntWines']).toEqual(['Mnt wines', null]);
    await bench.client.call('workspace.redo', {});
    expect((await named())['MntWines']).toEqual(['葡萄酒消费', '¥']);
    await bench.client.call('dictionary.describe', { name: 'MntWines', label: null, unit: '', meaning: null });
    expect((await named())['MntWines']).toEqual(['Mnt wines', null]);
  });

  it('refuses a name that another attribute has', async () => {
    await give(LIST);
    await expect(
      bench.client.call('dictionary.describe', { name: 'MntWines', label: 'Total spent' }),
    ).rejects.toMatchObject({
      envelope: { code: 'invalid_input', said: { key: 'dictionary:error.taken', values: { other: 'total_spent' } } },
    });
  });

  it('leaves data, segments and formulas as they are', async () => {
    await give(LIST);
    await bench.client.call('segments.run', { k: 2, seed: 3 });
    const page = () => bench.client.call('customers.page', { offset: 0, limit: 5 });
    const before = await page();
    const groups = await bench.client.call('segments.current', {});
    await bench.client.call('dictionary.describe', { name: 'MntWines', label: '葡萄酒消费', unit: '¥' });
    await bench.client.call('dictionary.setCurrency', { currency: 'EUR' });
    expect(await page()).toEqual(before);
    const after = await bench.client.call('segments.current', {});
    expect(after).toEqual(groups);
    expect(after).toMatchObject({ stale: false });
    const formula = '[MntWines] * 2';
    expect(await bench.client.call('derive.formulaCheck', { formula })).toMatchObject({ problem: null, n: 40 });
  });

  it('is one for columns that were joined into one attribute', async () => {
    await give('id,phone,性别\nA1,13800000001,女\nA2,13800000002,男\nA3,13800000003,女\n', {
      kind: 'customers',
      mode: 'new',
      mapping: { customer: 'id' },
    });
    await bench.client.call('dictionary.describe', { name: '性别', label: 'Sex' });
    await give('id,性别\nA1,女\nA4,男\nA5,男\n', { kind: 'customers', mode: 'new', mapping: { customer: 'id' } });
    await bench.client.call('customers.build', {});
    const labels = (await attributes()).filter(({ label }) => label === 'Sex');
    expect(labels.map(({ name }) => name)).toEqual(['性别']);
  });

  it('is what an SPSS file says of its variables', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => [i + 1, (i % 5) + 1]);
    await give(
      savOf({
        variables: [{ name: 'id' }, { name: 'q1', label: 'How satisfied are you?' }],
        rows,
      }),
      { mode: 'new' },
      'survey.sav',
    );
    expect((await named())['q1']).toEqual(['How satisfied are you?', null]);
  });
});

describe('the currency of the workspace', () => {
  it('is the unit of amounts without a sign, and can be none', async () => {
    await give(LIST);
    expect(await bench.client.call('dictionary.terms', {})).toEqual({ currency: null, terms: [], units: [] });
    await bench.client.call('dictionary.setCurrency', { currency: 'CNY' });
    expect(await named()).toMatchObject({
      MntWines: ['Mnt wines', '¥'],
      total_spent: ['Total spent', '¥'],
      Gender: ['Gender', null],
    });
    await bench.client.call('dictionary.setCurrency', { currency: '' });
    expect((await named())['MntWines']).toEqual(['Mnt wines', null]);
    await expect(bench.client.call('dictionary.setCurrency', { currency: 'XXQ' })).rejects.toMatchObject({
      envelope: { code: 'invalid_input' },
    });
  });
});

const DICTIONARY = '变量,含义,单位,取值\nMntWines,葡萄酒消费,元,\ngender,性别,,M=男；F=女\nRecency,最近购买,天,\n';

describe('a data dictionary', () => {
  it('is recognised, told before it is taken over, and undone as one edit', async () => {
    await give(LIST);
    const fileId = await register(DICTIONARY, '字典.csv');
    const told = await bench.client.call('dictionary.look', { fileId });
    expect(told).toMatchObject({ matched: 2, unnamed: ['CustomerID', '身高(cm)', 'total_spent'], changes: [] });
    expect(told?.entries.filter(({ known }) => !known).map(({ name }) => name)).toEqual(['Recency']);
    await bench.client.call('dictionary.apply', { fileId });
    expect(await named()).toMatchObject({ MntWines: ['葡萄酒消费', '元'], Gender: ['性别', null] });
    await bench.client.call('workspace.undo', {});
    expect(await named()).toMatchObject({ MntWines: ['Mnt wines', null], Gender: ['Gender', null] });
    await bench.client.call('workspace.redo', {});
    // a file that comes later and has a column the dictionary names
    await give('CustomerID,Recency\n1,3\n2,9\n3,12\n', { mode: 'new', kind: 'customers' });
    const { terms } = await bench.client.call('dictionary.terms', {});
    expect(terms).toEqual([
      { name: 'MntWines', label: '葡萄酒消费', unit: '元', meaning: '葡萄酒消费', values: null },
      { name: 'Gender', label: '性别', unit: null, meaning: '性别', values: ['M=男', 'F=女'] },
      { name: 'Recency', label: '最近购买', unit: '天', meaning: '最近购买', values: null },
    ]);
    expect((await bench.client.call('dictionary.look', { fileId }))?.entries.every(({ known }) => known)).toBe(true);
  });

  it('is not taken for one where it is a list of things', async () => {
    await give(LIST);
    const fileId = await register('name,description,unit,price\nTea,Green,cup,12\nCake,Sweet,piece,20\n');
    expect(await bench.client.call('dictionary.look', { fileId })).toBeNull();
    await expect(bench.client.call('dictionary.apply', { fileId })).rejects.toMatchObject({
      envelope: { said: { key: 'dictionary:error.none' } },
    });
  });

  it('leaves as CSV and comes back as it left', async () => {
    await give(LIST, {}, 'members.csv');
    await bench.client.call('dictionary.describe', {
      name: 'Gender',
      label: '性别',
      meaning: '填写的性别',
      values: ['M', 'F'],
    });
    const { name, csv } = await bench.client.call('dictionary.export', {});
    expect(name).toBe('data-dictionary.csv');
    const lines = csv.replace('\ufeff', '').trimEnd().split('\r\n');
    expect(lines[0]).toBe('Variable,Display name,Meaning,Unit,Allowed values,Files');
    expect(lines).toContain('身高(cm),身高,,cm,,members.csv');
    expect(lines).toContain('Gender,性别,填写的性别,,"M; F",members.csv');
    const before = await named();
    const told = await bench.client.call('dictionary.apply', { fileId: await register(csv) });
    expect(told).toMatchObject({ matched: 5, unnamed: [], changes: [] });
    expect(await named()).toEqual(before);
    expect((await bench.client.call('dictionary.terms', {})).terms.map((term) => term.name)).toEqual(['Gender']);
  });

  it('goes into the recipe and comes out of it', async () => {
    await give(LIST, {}, 'members.csv');
    await bench.client.call('dictionary.describe', { name: 'MntWines', label: '葡萄酒消费', unit: '元' });
    await bench.client.call('dictionary.setCurrency', { currency: 'CNY' });
    const recipe = await bench.client.call('recipes.current', {});
    expect(recipe.steps.filter(({ step }) => step === 'describe')).toEqual([
      { step: 'describe', currency: 'CNY', columns: [{ column: 'MntWines', label: '葡萄酒消费', unit: '元' }] },
    ]);
    await bench.client.call('workspace.create', { name: 'again' });
    const fileId = await register(LIST, 'again.csv');
    await bench.client.call('recipes.run', { recipe, files: { 'members.csv': fileId } });
    expect(await named()).toMatchObject({ MntWines: ['葡萄酒消费', '元'], total_spent: ['Total spent', '¥'] });
  });
});
