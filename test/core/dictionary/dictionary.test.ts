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

describe('names that are given to a file on its way in', () => {
  const TERMS = [
    { name: 'MntWines', label: '葡萄酒消费', unit: '元' },
    { name: 'Gender', meaning: '填写的性别' },
  ];

  it('go in with its rows, as one edit', async () => {
    await give(LIST, { terms: TERMS });
    expect((await named())['MntWines']).toEqual(['葡萄酒消费', '元']);
    const { entries } = await bench.client.call('workspace.history', {});
    expect(entries.map(({ label }) => label.key)).toEqual(['sources:edit.import']);
    await bench.client.call('workspace.undo', {});
    expect((await bench.client.call('dictionary.terms', {})).terms).toEqual([]);
    await bench.client.call('workspace.redo', {});
    const { terms } = await bench.client.call('dictionary.terms', {});
    expect(terms.map(({ name, label, unit, meaning }) => [name, label, unit, meaning])).toEqual([
      ['MntWines', '葡萄酒消费', '元', null],
      ['Gender', null, null, '填写的性别'],
    ]);
  });

  it('are gone with an import that is cancelled or refused', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `${i + 1},${i % 97},some text ${i % 1000}`);
    const fileId = await register(`id,MntWines,Gender\n${lines.join('\n')}\n`);
    const stop = new AbortController();
    const importing = bench.client.call('sources.import', { fileId, terms: TERMS }, { signal: stop.signal });
    setTimeout(() => {
      stop.abort();
    }, 30);
    await expect(importing).rejects.toMatchObject({ envelope: { code: 'cancelled' } });
    await expect(give('%PDF-1.7', { terms: TERMS })).rejects.toMatchObject({ envelope: { code: 'unsupported_file' } });
    expect(await bench.client.call('dictionary.terms', {})).toEqual({
      currency: null,
      terms: [],
      units: [],
      names: [],
    });
  });

  it('are refused before anything is read where another attribute has one', async () => {
    await give(LIST);
    await expect(
      give('id,drinks\n1,2\n', { mode: 'new', terms: [{ name: 'drinks', label: 'Total spent' }] }),
    ).rejects.toMatchObject({ envelope: { code: 'invalid_input', said: { key: 'dictionary:error.taken' } } });
    expect(await bench.client.call('sources.list', {})).toHaveLength(1);
  });
});

describe('values that a dictionary lists', () => {
  it('are held against every file that has the column, in the quality report', async () => {
    const list = (sexes: string[]) =>
      `CustomerID,gender\n${Array.from({ length: 12 }, (_, i) => `${1000 + i},${sexes[i % sexes.length]!}`).join('\n')}\n`;
    await give(list(['M', 'F', 'M', 'X']), { mode: 'new', kind: 'customers' }, 'first.csv');
    await give(list(['M', 'F']), { mode: 'new', kind: 'customers' }, 'second.csv');
    const allowed = async () => {
      const { sources } = await bench.client.call('cleaning.quality', {});
      return sources.map(({ name, findings }) => [
        name,
        findings.flatMap(({ key, count, rule, step }) => (key.startsWith('allowed') ? [[key, count, rule, step]] : [])),
      ]);
    };
    expect(await allowed()).toEqual([
      ['second.csv', []],
      ['first.csv', []],
    ]);
    await bench.client.call('dictionary.describe', { name: 'Gender', values: ['M=男', 'F=女'] });
    const rule = {
      key: 'cleaning:rule.allowed',
      values: {
        column: 'gender',
        count: 1,
        examples: {
          key: 'cleaning:names',
          values: { names: [{ key: 'cleaning:example', values: { value: 'X', count: 3 } }], more: 0 },
        },
      },
    };
    expect(await allowed()).toEqual([
      ['second.csv', []],
      ['first.csv', [['allowed:gender', 3, rule, null]]],
    ]);
    const first = (await bench.client.call('sources.list', {})).find(({ name }) => name === 'first.csv')!;
    const { rows, columns } = await bench.client.call('cleaning.finding', {
      sourceId: first.sourceId,
      key: 'allowed:gender',
    });
    const at = columns.findIndex(({ name }) => name === 'gender');
    expect(rows.map(({ id, cells }) => [id, cells[at]!.value])).toEqual([
      [4, 'X'],
      [8, 'X'],
      [12, 'X'],
    ]);
    // nothing is proposed that would change them
    const proposals = await bench.client.call('cleaning.proposals', { sourceId: first.sourceId });
    expect(proposals.filter(({ id }) => id.startsWith('allowed'))).toEqual([]);
  });
});

describe('a replay', () => {
  it('tells columns by their code names with what people read beside, and says the latter', async () => {
    const fileId = await register(LIST, 'members.csv');
    const result = await bench.client.call('recipes.run', {
      recipe: {
        version: 1,
        steps: [
          { step: 'import', file: 'members.csv' },
          { step: 'describe', currency: 'CNY', columns: [{ column: 'MntWines', label: 'Wine bought' }] },
          { step: 'segment', k: 2, seed: 3 },
          { step: 'draft' },
        ],
      },
      files: { 'members.csv': fileId },
      lang: 'en',
    });
    const [first] = result.imports as { columns: { name: string; label: string; unit: string | null }[] }[];
    expect(first!.columns.map(({ name, label, unit }) => [name, label, unit])).toEqual([
      ['CustomerID', 'Customer ID', null],
      ['身高(cm)', '身高', 'cm'],
      ['MntWines', 'Wine bought', '¥'],
      ['total_spent', 'Total spent', '¥'],
      ['Gender', 'Gender', null],
    ]);
    const { features } = result.segmentation as { features: { column: string; label: string }[] };
    expect(features.find(({ column }) => column === '身高(cm)')).toMatchObject({ label: '身高' });
    const texts = JSON.stringify(result.personas);
    expect(texts).toContain('Total spent');
    expect(texts).not.toContain('total_spent');
    expect(texts).not.toContain('MntWines');
  });
});

describe('the currency of the workspace', () => {
  it('is the unit of amounts without a sign, and can be none', async () => {
    await give(LIST);
    expect(await bench.client.call('dictionary.terms', {})).toEqual({
      currency: null,
      terms: [],
      units: [],
      names: [
        { name: 'CustomerID', label: 'Customer ID' },
        { name: '身高(cm)', label: '身高' },
        { name: 'MntWines', label: 'Mnt wines' },
        { name: 'total_spent', label: 'Total spent' },
      ],
    });
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
