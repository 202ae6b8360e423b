import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { type Bench, createBench, numbers, threeGroups } from './bench.ts';

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

const now = async ({ client }: Bench): Promise<Segmentation> => (await client.call('segments.current', {}))!;
const looks = ({ segments }: Segmentation) =>
  segments.map(({ id, name, colour, excluded }) => ({ id, name, colour, excluded })).sort((a, b) => a.id - b.id);
const linesOf = (text: string): string[] => text.trimEnd().split('\n');
/** What a person made of segments and cards, as it is stored. */
const kept = ({ core }: Bench) =>
  (['segment', 'segmentation', 'persona', 'feature', 'setting'] as const).map((table) =>
    core.session().db.all(`SELECT * FROM ${table} ORDER BY 1`),
  );

/** Three groups, the largest named, the second and the third merged and coloured, one feature left out by hand. */
async function worked(on: Bench, text = threeGroups(300)): Promise<Segmentation> {
  const { client } = on;
  await on.importText(text);
  const age = (await client.call('customers.attributes', {})).find(({ name }) => name === 'age')!;
  await client.call('features.set', { attribute: age.id, use: false });
  const { segments } = await client.call('segments.run', { k: 3 });
  const [a, b, c] = segments.map(({ id }) => id) as [number, number, number];
  await client.call('segments.rename', { segment: a, name: 'Regulars' });
  await client.call('segments.recolour', { segment: b, colour: 8 });
  await client.call('segments.merge', { segments: [b, c] });
  await client.call('segments.exclude', { segment: b, excluded: true });
  return now(on);
}

const orders = (customers: number): string => {
  const next = numbers(5);
  const rows = Array.from({ length: customers * 2 }, (_, i) => {
    const member = `M${String((i % customers) + 1).padStart(5, '0')}`;
    return `A${String(10_000 + i)},${member},2024-0${String(1 + (i % 9))}-15,${(20 + next() * 80).toFixed(2)}`;
  });
  return `order_no,member,order_date,amount\n${rows.join('\n')}\n`;
};

describe('segments when the table in view changes', () => {
  it('live on through a first join: ids, names, colours, merges, exclusions, features; cards can be told anew', async () => {
    bench = createBench();
    const before = await worked(bench);
    const { client } = bench;
    const [card] = await client.call('personas.draft', { segments: [before.segments[0]!.id] });
    await bench.importText(orders(300));
    const report = await client.call('customers.build', {});
    expect(report.customers.count).toBe(300);
    const after = await now(bench);
    expect(looks(after)).toEqual(looks(before));
    expect(after.segments.map(({ size }) => size)).toEqual(before.segments.map(({ size }) => size));
    expect([after.stale, after.n, after.verdict]).toEqual([false, 300, before.verdict]);
    expect(after.placed!.said.map((said) => sayIn('en', said)).join('\n')).toMatch(
      /0 changed segment, 0 are new, 0 are gone, the other 300 stayed$/,
    );
    expect(report.skipped.map(({ key }) => key)).toContain('segments:carried.all');
    // what a person said of a feature holds for the joined table
    const age = (await client.call('features.list', {})).find(({ column }) => column === 'age')!;
    expect([age.use, age.edited]).toEqual([false, true]);
    // attributes of the join are told of the segments, as those of the file were
    const found = await client.call('segments.differences', { segment: after.segments[0]!.id, limit: 50 });
    expect(found.map(({ column }) => column)).toContain('spend');
    const plot = await client.call('segments.scatter', {});
    expect(new Set(plot!.segment)).toEqual(new Set([before.segments[0]!.id]));
    const [fresh] = await client.call('personas.refresh', { ids: [card!.id] });
    expect([fresh!.segment, fresh!.stale, fresh!.n, fresh!.total]).toEqual([card!.segment, false, 150, 300]);
    // every figure is measured again, by the name of its attribute; one may hold no longer beside so many new attributes
    const statuses = fresh!.fields.flatMap(({ claims }) =>
      claims.flatMap(({ basis, status }) => (basis === 'data' ? status : [])),
    );
    expect(statuses.length).toBeGreaterThan(5);
    expect(statuses.filter((status) => status === 'stale')).toEqual([]);
    expect(statuses.filter((status) => status === 'supported').length).toBeGreaterThanOrEqual(statuses.length - 1);
  });

  it('live on through a newer file: who moved, came and went is counted, and an undo gives everything back', async () => {
    bench = createBench();
    const text = threeGroups(300);
    const before = await worked(bench, text);
    const stored = kept(bench);
    const [header, ...rows] = linesOf(text);
    // ten of the largest group become like the second, the last six go, four come who are like the largest
    const groups = rows.map((row, i) => ({ row, group: i % 6 < 3 ? 0 : i % 6 < 5 ? 1 : 2 }));
    let left = 10;
    const next = groups.slice(0, 294).map(({ row, group }) => {
      const [member, phone, , spend, , age] = row.split(',');
      return group === 0 && left-- > 0 ? [member, phone, '50.00', spend, 'web', age].join(',') : row;
    });
    const more = [1, 2, 3, 4].map((i) => `N0000${String(i)},1390000100${String(i)},10.00,900.00,shop,30`);
    const receipt = await bench.importText([header, ...next, ...more].join('\n'));
    expect(receipt.notes.map((said) => sayIn('zh-CN', said))).toContain(
      '2 个分群延续：按原来的模型重新归入 304 位客户，名称、颜色与卡片不变',
    );
    const { client } = bench;
    const after = await now(bench);
    expect(looks(after)).toEqual(looks(before));
    // an update keeps customers that the newer file does not name
    expect([after.n, after.stale]).toEqual([304, false]);
    expect(sayIn('zh-CN', after.placed!.said[0]!)).toMatch(/10 位换了组，4 位新增，0 位不再出现，其余 290 位不变$/);
    const size = (id: number, of: Segmentation) => of.segments.find((one) => one.id === id)!.size;
    const [largest, other] = before.segments.map(({ id }) => id) as [number, number];
    expect(size(largest, after)).toBe(size(largest, before) - 10 + 4);
    expect(size(other, after)).toBe(size(other, before) + 10);
    await client.call('workspace.undo', {});
    expect(kept(bench)).toEqual(stored);
    expect(await now(bench)).toEqual(before);
    await client.call('workspace.redo', {});
    expect(await now(bench)).toEqual(after);
  });

  it('count customers unlike any group and name values that the model had never seen', async () => {
    bench = createBench();
    const text = threeGroups(300);
    await worked(bench, text);
    const far = ['X00001,13900002001,500.00,900.00,shop,30', 'X00002,13900002002,10.00,900.00,kiosk,30'];
    await bench.importText([...linesOf(text), ...far].join('\n'));
    const after = await now(bench);
    const said = after.placed!.said.map((one) => sayIn('en', one));
    expect(said[0]).toMatch(/0 changed segment, 2 are new, 0 are gone/);
    expect(said.some((one) => /^2 customers are unlike|^1 customer is unlike/.test(one))).toBe(true);
    expect(said.at(-1)).toBe(
      '“channel” has values the model had never seen (kiosk): 1 customer was placed without them',
    );
  });

  it('stay where they are, and say why, when an attribute of the model is gone', async () => {
    bench = createBench();
    const text = threeGroups(300);
    const before = await worked(bench, text);
    const { client } = bench;
    const path = join(bench.folder, 'newer.csv');
    writeFileSync(path, text.replace('spend', 'turnover'));
    await client.call('sources.import', { fileId: await bench.register(path), mode: 'replace' });
    const after = await now(bench);
    expect(looks(after)).toEqual(looks(before));
    expect([after.stale, after.placed]).toEqual([true, null]);
    expect(sayIn('en', after.staleWhy!)).toMatch(/their model uses spend, which the new data does not have/);
  });

  it('say so when a column holds another kind of values now', async () => {
    bench = createBench();
    const text = threeGroups(300);
    const before = await worked(bench, text);
    await bench.importText(orders(300));
    const { client } = bench;
    await client.call('customers.build', {});
    const words = linesOf(text).map((line, i) => {
      const cells = line.split(',');
      if (i > 0) cells[2] = ['few', 'some', 'many'][i % 3]!;
      return cells.join(',');
    });
    const path = join(bench.folder, 'words.csv');
    writeFileSync(path, words.join('\n'));
    const into = (await client.call('sources.list', {})).find(({ kind }) => kind === 'customers')!;
    await client.call('sources.import', { fileId: await bench.register(path), mode: 'replace', into: into.sourceId });
    const report = await client.call('customers.build', {});
    const after = await now(bench);
    expect(looks(after)).toEqual(looks(before));
    const said = report.skipped.find(({ key }) => key === 'segments:carried.changed');
    expect(sayIn('zh-CN', said!)).toMatch(/^分群没有延续：visits 的类型变了/);
    expect(after.stale).toBe(true);
  });

  it('still wait for a new model when a person had changed the features before', async () => {
    bench = createBench();
    await worked(bench);
    const { client } = bench;
    const visits = (await client.call('customers.attributes', {})).find(({ name }) => name === 'visits')!;
    await client.call('features.set', { attribute: visits.id, use: false });
    expect((await now(bench)).staleWhy?.key).toBe('segments:stale.features');
    await bench.importText(orders(300));
    await client.call('customers.build', {});
    const after = await now(bench);
    expect([after.stale, after.n, after.placed !== null]).toEqual([true, 300, true]);
  });

  it('are the same segments when another clustering finds them again: cards and names stay with them', async () => {
    bench = createBench();
    const before = await worked(bench);
    const { client } = bench;
    const largest = before.segments.find(({ name }) => name === 'Regulars')!;
    const [card] = await client.call('personas.draft', { segments: [largest.id] });
    await client.call('personas.change', {
      id: card!.id,
      rev: card!.rev,
      change: { do: 'rename', name: 'Lin' },
    });
    const stored = kept(bench);
    const again = await client.call('segments.run', { k: 3, seed: 9 });
    const found = again.segments.find(({ id }) => id === largest.id)!;
    expect([found.name, found.colour, found.size]).toEqual(['Regulars', largest.colour, largest.size]);
    // the two that had been merged are found apart: the larger goes on, the smaller is new
    const merged = before.segments.find(({ excluded }) => excluded)!;
    expect(again.segments.find(({ id }) => id === merged.id)).toMatchObject({ colour: 8, size: 100 });
    expect(again.segments).toHaveLength(3);
    const drafted = await client.call('personas.draft', {});
    const all = await client.call('personas.list', {});
    expect(drafted.map(({ id }) => id)).toContain(card!.id);
    expect(all.filter(({ segment }) => segment === largest.id)).toHaveLength(1);
    for (let i = 0; i < 2; i++) await client.call('workspace.undo', {});
    expect(kept(bench)).toEqual(stored);
  });
});
