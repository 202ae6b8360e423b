import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { optionsForm } from '../../../electron/db/areas/sources/forms.ts';
import { firstOf } from '../../../electron/db/areas/sources/sources.ts';
import { writeStored } from '../../../electron/db/stored.ts';
import { type Bench, createBench, SAMPLE } from '../segments/bench.ts';

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

const FILES = ['members', 'buyers'];

it('a file that takes the place of an earlier one has its place among all sources', { timeout: 240_000 }, async () => {
  bench = createBench({ lang: 'en' });
  const { client, register } = bench;
  const file = (name: string) => join(SAMPLE, `${name}.en.csv`);
  const ids: number[] = [];
  for (const name of FILES)
    ids.push((await client.call('sources.import', { fileId: await register(file(name)) })).sourceId);
  const first = await client.call('customers.build', {});
  // twice, as a shop does month by month
  let into = ids[0]!;
  for (let i = 0; i < 2; i++) {
    const again = await client.call('sources.import', {
      fileId: await register(file('members')),
      mode: 'replace',
      into,
    });
    into = again.sourceId;
    const report = await client.call('customers.build', {});
    expect(report.customers).toEqual(first.customers);
    expect(report.sources.map(({ name, linked }) => [name, linked])).toEqual(
      first.sources.map(({ name, linked }) => [name, linked]),
    );
  }
  // and when the later ones are taken back
  while ((await client.call('sources.list', {})).every(({ sourceId }) => sourceId !== ids[0]))
    await client.call('workspace.undo', {});
  expect((await client.call('customers.build', {})).customers).toEqual(first.customers);
});

it('the place of a series is that of its first file, also of a workspace that names only the one before', () => {
  const stored = new Map(
    Object.entries({
      4: { into: 2 },
      7: { into: 4, first: 2 },
      8: { into: 6 },
      9: {},
      3: { into: 5 },
      5: { into: 3 },
    }).map(([id, options]) => [Number(id), writeStored(optionsForm, options)]),
  );
  const first = (id: number) => firstOf(id, (one) => stored.get(one));
  expect(first(9)).toBe(9);
  expect(first(4)).toBe(2);
  expect(first(7)).toBe(2);
  // of one that is gone for good its number is left
  expect(first(8)).toBe(6);
  // a file that somebody changed ends too
  expect([3, 5]).toContain(first(3));
});
