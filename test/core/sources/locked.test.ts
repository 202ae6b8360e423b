import fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockedBookOf } from '../../fixtures/files/lockedBook.ts';
import { lockedZipOf } from '../../fixtures/files/lockedZip.ts';
import { bookOf } from '../../fixtures/files/workbook.ts';
import { failure, startWorkbench, type Workbench } from '../copies/workbench.ts';
import { scan } from './canaries.ts';

/** Of the shape that {@link scan} looks for, in every file, cell and packed cell. */
const SECRET = 'qsecretone@tee.example';
const WRONG = 'qwrongword@tee.example';
const rows = Array.from({ length: 150 }, (_, i) => [`M${String(1000 + i)}`, String(20 + (i % 50)), String(i * 7)]);
const HEAD = ['member', 'age', 'spend'];
const BOOK = lockedBookOf(bookOf({ sheets: [{ name: 'members', rows: [HEAD, ...rows] }] }), SECRET, {
  kind: 'agile',
  bits: 256,
  hash: 'SHA512',
  spins: 2000,
});
const csv = (first: number) =>
  `${HEAD.join(',')}\n${rows.map(([id, age, spend]) => [id, age, Number(spend) + first].join(',')).join('\n')}\n`;
const locked = (first: number) =>
  lockedZipOf([
    { name: 'members.csv', data: csv(first), how: { kind: 'aes', bits: 256, version: 2 }, password: SECRET },
  ]);

describe('a password', () => {
  let bench: Workbench;
  const give = async (name: string, bytes: Uint8Array) => {
    const path = join(bench.home, name);
    fs.writeFileSync(path, bytes);
    return bench.registered(path);
  };
  beforeAll(async () => {
    bench = startWorkbench();
    await bench.client.call('workspace.create', { name: 'Locked' });
  });
  afterAll(async () => {
    await bench.close();
    fs.rmSync(bench.home, { recursive: true, force: true });
  });

  it('is asked for by look, plan and import, and a wrong one is a sentence', async () => {
    const { client } = bench;
    const fileId = await give('members.xlsx', BOOK);
    const needed = { code: 'password', key: 'sources:password.needed', details: { kind: 'needed' } };
    const wrong = { code: 'password', key: 'sources:password.wrong', details: { kind: 'wrong' } };
    expect(await failure(client.call('sources.inspect', { fileId }))).toEqual(needed);
    expect(await failure(client.call('sources.import', { fileId }))).toEqual(needed);
    expect(await failure(client.call('sources.inspect', { fileId, password: WRONG }))).toEqual(wrong);
    expect(await failure(client.call('sources.import', { fileId, password: WRONG }))).toEqual(wrong);
    const looked = await client.call('sources.inspect', { fileId, password: SECRET });
    expect(looked).toMatchObject({ format: 'xlsx', read: 150, storable: 150, sheet: { value: 'members' } });
    const receipt = await client.call('sources.import', { fileId, password: SECRET });
    expect(receipt).toMatchObject({ stored: 150, rejected: 0, hash: looked.hash });
    const again = await client.call('sources.inspect', { fileId, password: SECRET });
    expect(again.known).toMatchObject({ sourceId: receipt.sourceId, how: 'hash' });

    const next = await give('members.zip', locked(1));
    expect(await failure(client.call('sources.plan', { fileId: next, into: receipt.sourceId }))).toEqual(needed);
    const plan = await client.call('sources.plan', { fileId: next, into: receipt.sourceId, password: SECRET });
    expect(plan.modes.update).toMatchObject({ refused: null, updated: 150, added: 0 });
    const updated = await client.call('sources.import', {
      fileId: next,
      into: receipt.sourceId,
      mode: 'update',
      password: SECRET,
    });
    expect(updated).toMatchObject({ mode: 'update', updated: 150, customers: 150 });
  });

  it('stands in no recipe, and a replay asks for it by the name of the file', async () => {
    const { client } = bench;
    const recipe = await client.call('recipes.current', {});
    expect(recipe.steps.filter(({ step }) => step === 'import').length).toBeGreaterThan(0);
    expect(JSON.stringify(recipe)).not.toContain('tee.example');
    await client.call('workspace.create', { name: 'Replayed' });
    const files = { 'members.xlsx': await give('again.xlsx', BOOK) };
    const short = { version: 1, steps: [{ step: 'import', file: 'members.xlsx' }] };
    const asked = { code: 'password', key: 'recipes:error.password', details: { file: 'members.xlsx' } };
    expect(await failure(client.call('recipes.run', { recipe: short, files }))).toEqual(asked);
    expect(await failure(client.call('recipes.run', { recipe: short, files, password: WRONG }))).toEqual(asked);
    const { imports } = await client.call('recipes.run', { recipe: short, files, password: SECRET });
    expect(imports).toMatchObject([{ file: 'members.xlsx', stored: 150 }]);
  });

  it('of a form that is refused is not told in the refusal', async () => {
    const fileId = await give('third.xlsx', BOOK);
    const error: unknown = await bench.client
      .call('sources.inspect', { fileId, password: SECRET.repeat(60) })
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ envelope: { code: 'invalid_input' } });
    expect(JSON.stringify((error as { envelope: unknown }).envelope)).not.toContain('tee.example');
  });

  it('stands in no workspace, copy, log, audit trail or list of jobs, and not in the clear file', async () => {
    const { client, home } = bench;
    await client.call('workspace.makeCopy', {});
    const told = [await client.call('workspace.jobs', {}), await client.call('sources.list', {})];
    expect(JSON.stringify(told)).not.toContain('tee.example');
    // while it is open, with its log, and closed
    const values = new Set([SECRET, WRONG]);
    expect(scan(home, values)).toEqual(new Map());
    expect(
      fs.readdirSync(home, { recursive: true }).filter((name) => String(name).endsWith('.persona-wal')).length,
    ).toBeGreaterThan(0);
    await bench.close();
    expect(scan(home, values)).toEqual(new Map());
    // and the scan finds one where it is
    fs.writeFileSync(join(home, 'note.txt'), `the password is ${SECRET}`);
    expect(scan(home, values)).toEqual(new Map([['note.txt', 1]]));
    bench = startWorkbench({ home });
  });
});
