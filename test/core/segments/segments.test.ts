import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { type Bench, createBench, SAMPLE, threeGroups } from './bench.ts';

let bench: Bench;
afterEach(() => bench.close());

const without = ({ id: _id, createdAt: _at, ms: _ms, segments, ...rest }: Segmentation) => ({
  ...rest,
  segments: segments.map(({ id: _, ...segment }) => segment),
});
const members = () =>
  bench.core.session().db.all('SELECT customer_id, cluster, x, y FROM member ORDER BY segmentation_id, customer_id');

describe('a segmentation', () => {
  it('finds the planted groups, says so in both languages and keeps its recipe', async () => {
    bench = createBench();
    await bench.importText(threeGroups(300));
    const made = await bench.client.call('segments.run', {});
    expect(made.by.k).toBe(3);
    expect(made.verdict).toBe('clear');
    expect(made.segments.map(({ size }) => size)).toEqual([150, 100, 50]);
    expect(made.segments.map(({ colour }) => colour)).toEqual([1, 2, 3]);
    expect(made.recipe.options).toEqual({ k: 'auto', from: 2, to: 10, seed: 1, restarts: 10 });
    expect(made.recipe.input).toMatch(/^[0-9a-f]{64}$/);
    expect(made.by.candidates.length).toBeGreaterThanOrEqual(2);
    expect(made.by.candidates.filter(({ recommended }) => recommended).map(({ k }) => k)).toEqual([3]);
    const titles = made.segments.map(({ title }) => sayIn('en', title));
    expect(new Set(titles).size).toBe(3);
    for (const said of [made.headline, made.verdictSaid, ...made.by.candidates.map((c) => c.sentence)])
      for (const lang of ['en', 'zh-CN'] as const) expect(sayIn(lang, said)).not.toMatch(/\{\{|segments:/);
    expect(sayIn('zh-CN', made.headline)).toBe('客户分为 3 组：最大的一组占 50%，最小的占 17%');
    expect(made.reads.map(({ column }) => column).sort()).toEqual(['age', 'channel', 'spend', 'visits']);
    expect(made.by).toMatchObject({ method: 'kmeans', k: 3, seed: 1, from: 2, to: 10, restarts: 10 });
    expect(made.by.features.map(({ attribute, column }) => ({ attribute, column }))).toEqual(made.reads);
  });

  it('is the same to the last bit on any number of threads', async () => {
    const results: unknown[] = [];
    for (const threads of [1, 2, 5]) {
      bench = createBench({ threads });
      await bench.importText(threeGroups(260, 7));
      const made = await bench.client.call('segments.run', { seed: 3, threads });
      results.push({ made: without(made), members: members() });
      if (threads !== 5) await bench.close();
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('tells what makes a group different, with effect, interval and n', async () => {
    bench = createBench();
    await bench.importText(threeGroups(300));
    const { segments } = await bench.client.call('segments.run', { k: 3 });
    const found = await bench.client.call('segments.differences', { segment: segments[0]!.id });
    const strengths = found.map(({ effect }) => Math.abs(effect.value));
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    const spend = found.find(({ column }) => column === 'spend')!;
    expect(spend.effect.kind).toBe('d');
    expect(spend.value).toBeGreaterThan(850);
    expect(spend.value).toBeLessThan(950);
    expect(spend.interval[0]).toBeLessThan(spend.value);
    expect(spend.interval[1]).toBeGreaterThan(spend.value);
    expect([spend.n, spend.missing, spend.baseN]).toEqual([150, 0, 300]);
    const shop = found.find(({ column }) => column === 'channel')!;
    expect([shop.effect.kind, shop.level]).toEqual(['h', 'shop']);
    expect(found.every(({ p, effect }) => p !== null && p <= 0.05 && Math.abs(effect.value) >= 0.1)).toBe(true);
    expect(found.map(({ column }) => column)).not.toContain('phone');
    const comparison = await bench.client.call('segments.compare', { attribute: spend.attribute });
    expect(comparison!.groups.map(({ n }) => n)).toEqual([150, 100, 50, 300]);
    expect(comparison!.groups[0]!.box!.mean).toBeCloseTo(spend.value, 9);
    const heat = await bench.client.call('segments.heatmap', {});
    const column = heat!.attributes.findIndex(({ attribute }) => attribute === spend.attribute);
    expect(heat!.rows[0]!.values[column]).toBe(spend.effect.value);
  });

  it('shows points, axes in words and typical customers without personal data', async () => {
    bench = createBench({ lang: 'zh-CN' });
    await bench.importText(threeGroups(300));
    const { segments } = await bench.client.call('segments.run', { k: 3 });
    const plot = (await bench.client.call('segments.scatter', {}))!;
    expect([plot.x.length, plot.y.length, plot.segment.length, plot.customer.length]).toEqual([300, 300, 300, 300]);
    expect([...plot.x].every(Number.isFinite)).toBe(true);
    expect(plot.axes[0].explained).toBeGreaterThan(plot.axes[1].explained);
    expect(sayIn('zh-CN', plot.axes[0].low)).not.toBe(sayIn('zh-CN', plot.axes[0].high));
    const typical = await bench.client.call('segments.typical', { segment: segments[0]!.id, limit: 3 });
    expect(typical).toHaveLength(3);
    for (const one of typical) {
      expect(one.pseudonym).toMatch(/^C-\d{4}$/);
      expect(one.cells.map(({ column }) => column)).not.toContain('phone');
      expect(JSON.stringify(one)).not.toContain('138');
    }
  });

  it('renames, recolours, merges and excludes, and every step can be undone', async () => {
    bench = createBench();
    await bench.importText(threeGroups(300));
    const { segments } = await bench.client.call('segments.run', { k: 3 });
    const [a, b, c] = segments.map(({ id }) => id) as [number, number, number];
    const call = bench.client.call.bind(bench.client);
    const now = async () => (await call('segments.current', {}))!;
    await call('segments.rename', { segment: a, name: '  常客 ' });
    await call('segments.recolour', { segment: a, colour: 7 });
    await call('segments.exclude', { segment: c, excluded: true });
    expect((await now()).segments.map((s) => [s.name, s.colour, s.excluded])).toEqual([
      ['常客', 7, false],
      [null, 2, false],
      [null, 3, true],
    ]);
    expect((await call('segments.scatter', {}))!.x).toHaveLength(250);
    expect((await call('segments.heatmap', {}))!.rows).toHaveLength(2);
    await call('segments.merge', { segments: [b, a] });
    const merged = await now();
    expect(merged.segments.map((s) => [s.id, s.size])).toEqual([
      [b, 250],
      [c, 50],
    ]);
    const [difference] = await call('segments.differences', { segment: b, limit: 1 });
    expect(difference!.n + difference!.missing).toBe(250);
    expect((await call('segments.typical', { segment: b, limit: 4 })).map(({ pseudonym }) => pseudonym)).toHaveLength(
      4,
    );
    for (let i = 0; i < 4; i++) await call('workspace.undo', {});
    expect(await now()).toMatchObject({
      segments: segments.map(({ id, size }) => ({ id, size, name: null, excluded: false })),
    });
    await expect(call('segments.rename', { segment: 999, name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(call('segments.merge', { segments: [a, a] })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('takes another k as if it had been asked for, and keeps what was found', async () => {
    bench = createBench();
    await bench.importText(threeGroups(300));
    const first = await bench.client.call('segments.run', {});
    const chosen = await bench.client.call('segments.choose', { k: 2 });
    expect(chosen.by.k).toBe(2);
    expect(chosen.by.candidates).toEqual(first.by.candidates);
    expect(chosen.by.range).toEqual(first.by.range);
    const fixed = await bench.client.call('segments.run', { k: 2 });
    const { candidates, range } = fixed.by;
    expect(without(fixed)).toEqual({ ...without(chosen), by: { ...chosen.by, candidates, range } });
    expect(chosen.by.range.find(({ k }) => k === 2)).toMatchObject({
      inertia: chosen.by.inertia,
      stability: chosen.stability,
    });
  });

  it('keeps colour and name of a segment that a new run finds again', async () => {
    bench = createBench();
    await bench.importText(threeGroups(300));
    const { segments } = await bench.client.call('segments.run', { k: 3 });
    await bench.client.call('segments.recolour', { segment: segments[0]!.id, colour: 8 });
    await bench.client.call('segments.rename', { segment: segments[0]!.id, name: 'Regulars' });
    const again = await bench.client.call('segments.run', { k: 3, seed: 5 });
    expect(again.segments.map(({ colour, name }) => [colour, name])).toEqual([
      [8, 'Regulars'],
      [2, null],
      [3, null],
    ]);
  });

  it('goes stale when attributes or features change, and not otherwise', async () => {
    bench = createBench();
    await bench.importText(threeGroups(300));
    const { segments } = await bench.client.call('segments.run', { k: 3 });
    const call = bench.client.call.bind(bench.client);
    const why = async () => (await call('segments.current', {}))!.staleWhy?.key ?? null;
    await call('segments.rename', { segment: segments[0]!.id, name: 'x' });
    expect(await why()).toBeNull();
    const age = (await call('customers.attributes', {})).find(({ name }) => name === 'age')!;
    await call('features.set', { attribute: age.id, use: false });
    expect(await why()).toBe('segments:stale.features');
    await call('workspace.undo', {});
    expect(await why()).toBeNull();
    await call('customers.setAttribute', { id: age.id, role: 'ignored' });
    expect(await why()).toBe('segments:stale.attributes');
    await bench.importText(threeGroups(200, 9));
    // a newer file is placed by the model; what a person changed before it still waits for a new one
    expect(await why()).toBe('segments:stale.attributes');
    expect((await call('segments.current', {}))!.placed).not.toBeNull();
  });

  it('says when customers are too few, and still groups them when a number is asked for', async () => {
    bench = createBench();
    await bench.importText(threeGroups(60));
    const few = await bench.client.call('segments.run', {});
    expect([few.by.k, few.verdict, few.by.candidates.length]).toEqual([1, 'few', 0]);
    expect(few.segments.map(({ size, title }) => [size, sayIn('en', title)])).toEqual([[60, 'All customers']]);
    expect(await bench.client.call('segments.differences', { segment: few.segments[0]!.id })).toEqual([]);
    const asked = await bench.client.call('segments.run', { k: 3 });
    expect([asked.verdict, asked.segments.length]).toEqual(['few', 3]);
    await expect(bench.client.call('segments.run', { k: 50, seed: 2 })).resolves.toMatchObject({ by: { k: 50 } });
  });

  it('finds no clear groups in a cloud', async () => {
    bench = createBench();
    const rows = threeGroups(400).trim().split('\n').slice(1);
    const ages = rows.map((row) => row.split(',')[5]).filter((age) => age !== '');
    const cloud = ages.slice(0, 300).map((age, i) => `${i},${age},${ages[(i * 7 + 3) % 300]}`);
    await bench.importText(`no,age,partner_age\n${cloud.join('\n')}\n`);
    const made = await bench.client.call('segments.run', {});
    expect([made.verdict, made.by.k, made.segments.length]).toEqual(['none', 1, 1]);
    expect(made.by.candidates.every(({ recommended }) => !recommended)).toBe(true);
    expect(sayIn('zh-CN', made.headline)).toBe('300 位客户没有明显的分群');
  });

  it('refuses by name what cannot be clustered', async () => {
    bench = createBench();
    await expect(bench.client.call('segments.run', {})).rejects.toMatchObject({ code: 'not_found' });
    await bench.importText(
      `name,phone\n${Array.from({ length: 120 }, (_, i) => `王小${i},1380000${1000 + i}`).join('\n')}\n`,
    );
    await expect(bench.client.call('segments.run', {})).rejects.toMatchObject({ code: 'too_few' });
    expect(bench.core.session().db.value('SELECT count(*) FROM segmentation')).toBe(0);
  });

  it('leaves no rows when it is cancelled', async () => {
    bench = createBench();
    await bench.importText(threeGroups(3000));
    const stop = new AbortController();
    const running = bench.client.call(
      'segments.run',
      { restarts: 100 },
      { signal: stop.signal, onProgress: () => stop.abort() },
    );
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    const count = (table: string) => bench.core.session().db.value(`SELECT count(*) FROM ${table}`);
    expect([count('segmentation'), count('segment'), count('member')]).toEqual([0, 0, 0]);
  });
});

describe('the sample study', () => {
  it.each(['members.csv', 'members.en.csv'])('gives the four groups it was made of: %s', async (file) => {
    bench = createBench();
    await bench.importFile(join(SAMPLE, file));
    const made = await bench.client.call('segments.run', {});
    expect([made.by.k, made.verdict, made.n]).toEqual([4, 'clear', 2041]);
    const sizes = made.segments.map(({ size }) => size);
    [695, 583, 448, 315].forEach((planted, i) => expect(Math.abs(sizes[i]! - planted)).toBeLessThan(25));
  });
});
