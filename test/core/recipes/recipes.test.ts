import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunResult } from '../../../shared/contract/recipes.ts';
import { type Bench, createBench, SAMPLE, threeGroups } from '../segments/bench.ts';
import fs from 'node:fs';

const open: Bench[] = [];
afterEach(async () => {
  for (const bench of open.splice(0)) await bench.close();
});
function fresh(): Bench {
  const bench = createBench({ lang: 'en' });
  open.push(bench);
  return bench;
}

const FOUR = ['segment', 'draft', { export: ['json'] }];
async function replay(path: string, recipe?: unknown, bench = fresh()): Promise<RunResult> {
  const file = basename(path);
  const files = { [file]: await bench.register(path) };
  return bench.client.call('recipes.run', { recipe: recipe ?? [{ import: file }, ...FOUR], files });
}
const timeless = ({ ms: _ms, ...rest }: RunResult) => rest;
interface Groups {
  k: number;
  verdict: string;
  features: { column: string; treatment: string; weight: number }[];
  silhouette: { value: number; sampled: boolean } | null;
  segments: { id: number; label: string; size: number; share: number }[];
}
const groupsOf = (result: RunResult) => result.segmentation as unknown as Groups;

function written(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  fs.writeFileSync(path, text);
  return path;
}

describe('a replay', () => {
  it('gives the shape that the command line prints, and twice the same bytes', async () => {
    const path = written(fresh().folder, 'members.csv', threeGroups(300));
    const first = await replay(path);
    const again = await replay(path);
    expect(JSON.stringify(timeless(again))).toBe(JSON.stringify(timeless(first)));
    expect(first.imports[0]).toMatchObject({
      file: 'members.csv',
      encoding: 'utf-8',
      delimiter: ',',
      read: 300,
      stored: 300,
      rejected: 0,
    });
    const columns = (first.imports[0] as { columns: { name: string; reason: string }[] }).columns;
    expect(Object.keys(columns[0]!)).toEqual([
      'name',
      'label',
      'unit',
      'type',
      'role',
      'dimension',
      'missing',
      'invalid',
      'distinct',
      'reason',
    ]);
    expect(columns.every(({ reason }) => reason.length > 3 && !reason.includes(':reason'))).toBe(true);
    const groups = groupsOf(first);
    expect(groups).toMatchObject({ k: 3, seed: 1, verdict: 'clear' });
    expect(groups.segments.map(({ size }) => size)).toEqual([150, 100, 50]);
    expect(groups.features).toContainEqual({ column: 'visits', label: 'visits', treatment: 'zscore', weight: 1 });
    expect(first.personas).toHaveLength(3);
    for (const persona of first.personas as {
      segment: number;
      claims: { field: string; basis: string; text: string; n: number | null }[];
    }[]) {
      expect(groups.segments.map(({ id }) => id)).toContain(persona.segment);
      const data = persona.claims.filter(({ basis }) => basis === 'data');
      expect(data.length).toBeGreaterThan(2);
      expect(data.every(({ text, n }) => text !== '' && n !== null && n > 0)).toBe(true);
    }
    expect(first.exports.map(({ format }) => format)).toEqual(['json', 'json', 'json']);
    expect(Object.keys(first.ms)).toEqual(['import', 'features', 'segment', 'draft', 'export']);
    expect(JSON.stringify(timeless(first))).not.toMatch(/1380000\d{4}/);
  });

  it('of the recipe of what was done gives what was done', async () => {
    const bench = fresh();
    const call = bench.client.call.bind(bench.client);
    const path = written(bench.folder, 'members.csv', threeGroups(300));
    await bench.importFile(path);
    const attributes = await call('customers.attributes', {});
    const id = (name: string) => attributes.find((attribute) => attribute.name === name)!.id;
    await call('customers.setAttribute', { id: id('age'), role: 'ignored' });
    await call('features.set', { attribute: id('spend'), weight: 2 });
    const { segments } = await call('segments.run', { k: 4, seed: 9 });
    await call('segments.rename', { segment: segments[0]!.id, name: 'Regulars' });
    await call('segments.recolour', { segment: segments[0]!.id, colour: 6 });
    await call('segments.merge', { segments: [segments[1]!.id, segments[3]!.id] });
    await call('segments.exclude', { segment: segments[2]!.id, excluded: true });
    const done = (await call('segments.current', {}))!;
    const recipe = await call('recipes.current', {});
    expect(recipe.steps.map(({ step }) => step)).toEqual(['import', 'features', 'segment']);
    expect(JSON.stringify(recipe)).not.toMatch(/1380000\d{4}/);
    expect(await call('recipes.check', { text: JSON.stringify(recipe) })).toEqual(recipe);

    // a step that names no method is one by k-means, and one that names it says the same
    const steps = recipe.steps.map((step) => (step.step === 'segment' ? { ...step, method: 'kmeans' } : step));
    const other = fresh();
    await replay(path, { ...recipe, steps }, other);
    const redone = (await other.client.call('segments.current', {}))!;
    expect(redone.recipe).toEqual(done.recipe);
    expect(redone.by).toEqual(done.by);
    expect(redone.segments).toEqual(done.segments);
    expect(await other.client.call('recipes.current', {})).toEqual({ ...recipe, name: 'w' });
  });

  it('names a missing file, an unknown column and a missing group', async () => {
    const path = written(fresh().folder, 'members.csv', threeGroups(120));
    const found = { code: 'not_found' };
    await expect(replay(path, [{ import: 'other.csv' }])).rejects.toMatchObject(found);
    const features = { step: 'features', columns: [{ column: 'none', use: false }] };
    await expect(replay(path, [{ import: 'members.csv' }, features])).rejects.toMatchObject({
      ...found,
      message: 'No column named none',
    });
    const segment = { step: 'segment', k: 2, segments: [{ rank: 5, name: 'x' }] };
    await expect(replay(path, [{ import: 'members.csv' }, segment])).rejects.toMatchObject(found);
  });

  it('of a file without anything to cluster on says so and drafts nothing', async () => {
    const rows = Array.from({ length: 130 }, (_, i) => `王小${i},1380000${1000 + i}`);
    const result = await replay(written(fresh().folder, 'names.csv', `name,phone\n${rows.join('\n')}\n`));
    expect(result.segmentation).toMatchObject({ verdict: 'none', k: 0, segments: [] });
    expect([result.personas, result.exports]).toEqual([[], []]);
  });

  it('of the sample study gives its four groups and four cards', async () => {
    const result = await replay(join(SAMPLE, 'members.csv'));
    expect(groupsOf(result)).toMatchObject({ k: 4, verdict: 'clear' });
    expect(result.personas).toHaveLength(4);
  });
});
