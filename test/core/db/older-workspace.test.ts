import fs from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SegmentationBody } from '../../../electron/db/areas/segments/form.ts';
import { loadCurrent } from '../../../electron/core/areas/segments/body.ts';
import { resources, translatorOf } from '../../../shared/locales/index.ts';
import { startWorkbench, type Workbench } from '../copies/workbench.ts';

/** A workspace as version 0.1 left it (test/fixtures/workspace-0.1/make.js). */
const FILE = join(import.meta.dirname, '../../fixtures/workspace-0.1/workspace.persona.gz');

let bench: Workbench;
beforeAll(async () => {
  bench = startWorkbench();
  const path = join(bench.home, 'old.persona');
  fs.writeFileSync(path, gunzipSync(fs.readFileSync(FILE)), { mode: 0o600 });
  await bench.client.call('workspace.open', { fileId: await bench.registered(path) });
});
afterAll(async () => {
  await bench.close();
  fs.rmSync(bench.home, { recursive: true, force: true });
});

test('a workspace of version 0.1 opens with its sources, customers, segments, cards, notes and views', async () => {
  const { client } = bench;
  expect(await client.call('workspace.info', {})).toMatchObject({ name: 'Made by 0.1', customers: 120, segments: 2 });
  const sources = await client.call('sources.list', {});
  expect(sources.map(({ name, kind }) => [name, kind])).toEqual([
    ['orders.csv', 'orders'],
    ['members.csv', 'customers'],
  ]);
  expect(await client.call('customers.table', {})).toMatchObject({
    // orders are counted by other rules than those of 0.1, which is said
    stale: { key: 'customers:stale.derive' },
    sources: 2,
  });
  const segmentation = await client.call('segments.current', {});
  expect(segmentation).toMatchObject({ by: { method: 'kmeans', k: 2 }, stale: false });
  expect(segmentation!.segments.map(({ size }) => size).toSorted((a, b) => a - b)).toEqual([60, 60]);
  expect((await client.call('segments.scatter', {}))?.customer).toHaveLength(120);
  const cards = await client.call('personas.list', {});
  expect(cards.map(({ name }) => name)).toContain('Kept by hand');
  const card = await client.call('personas.get', { id: cards[0]!.id });
  expect(card.fields.flatMap(({ claims }) => claims).length).toBeGreaterThan(5);
  expect((await client.call('notes.list', {})).notes).toHaveLength(1);
  expect(await client.call('explore.views', {})).toMatchObject([{ name: 'Visits' }]);
});

test('its history can be read, gone through to the beginning and back, and every entry has a name', async () => {
  const { client } = bench;
  const { entries, redo } = await client.call('workspace.history', {});
  expect(entries.length).toBeGreaterThanOrEqual(9);
  expect(redo?.values).toEqual({ name: 'Renamed once' });
  for (const lang of ['en', 'zh-CN'] as const)
    for (const { label } of entries) {
      const key = label.key.replace(':', '.').split('.');
      const found = key.reduce<unknown>(
        (at, part) => (at as Record<string, unknown> | undefined)?.[part],
        resources[lang],
      );
      // a name with forms of number has no entry of its own
      expect(found !== undefined || translatorOf(lang).exists(label.key, { count: 2 }), label.key).toBe(true);
    }
  const cards = await client.call('personas.list', {});
  let steps = 0;
  while ((await client.call('workspace.undo', {})).label !== null) steps++;
  expect(steps).toBeGreaterThanOrEqual(8);
  expect(await client.call('sources.list', {})).toEqual([]);
  for (let i = 0; i < steps; i++) await client.call('workspace.redo', {});
  expect(await client.call('personas.list', {})).toEqual(cards);
});

test('a segmentation of version 0.1 is read as one made now would be', async () => {
  const { client, core } = bench;
  const { db } = core.session();
  const bodyNow = () => loadCurrent(db)!.body;
  const old = bodyNow();
  await client.call('segments.run', { k: 2 });
  const made = bodyNow();
  // yes and no weigh less than they did, days of the week are ordered, and the verdict rests on something else: figures
  // differ, the form does not
  const form = (body: SegmentationBody) => ({
    ...Object.fromEntries(
      Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? 'list' : typeof value]),
    ),
    by: Object.keys(body.by).sort(),
    features: body.by.features.map((feature) => Object.keys(feature).sort()),
    figures: body.figures.map((each) => Object.keys(each).sort()),
    options: body.by.options,
    leftOut: body.leftOut,
  });
  expect(form(old)).toEqual(form(made));
  expect(old.separation).toBeNull();
  await client.call('workspace.undo', {});
});

test('what was found goes on: another segmentation, another card', async () => {
  const { client } = bench;
  expect(await client.call('segments.run', { k: 3 })).toMatchObject({ by: { k: 3 } });
  expect((await client.call('personas.draft', {})).length).toBeGreaterThan(0);
});
