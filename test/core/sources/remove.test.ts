import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../electron/core/session.ts';
import { FORGETTING } from '../../../electron/db/areas/sources/removed.ts';
import { copiesFolder } from '../../../electron/db/copies/folder.ts';
import { openCopy } from '../../../electron/db/open.ts';
import { meta, setMeta } from '../../../electron/db/settings.ts';
import { forgetTasks } from '../../../electron/workers/areas/sources/forget.ts';
import { createBench, type Bench } from '../segments/bench.ts';
import { canaries, livedIn, scan } from './canaries.ts';

/** A removal of which nothing is left but the note that it has begun. */
const NOTHING = { sources: [], built: [], tables: [], segmentations: [], notes: [] };

/** Customers of the byte scan. */
const PEOPLE = 1800;

const outside = fs.mkdtempSync(join(tmpdir(), 'removed-'));
afterAll(() => {
  fs.rmSync(outside, { recursive: true, force: true });
});

describe('removing for good', () => {
  const made = canaries(PEOPLE);
  let bench: Bench;
  let ids: Awaited<ReturnType<typeof livedIn>>;
  beforeAll(async () => {
    bench = createBench({ threads: 2 });
    ids = await livedIn(bench.client, bench.register, outside, made);
    for (let i = 0; i < 2; i++) await bench.client.call('workspace.makeCopy', {});
  }, 240_000);
  afterAll(() => bench.close());

  it('is refused for what is in view', async () => {
    await expect(bench.client.call('sources.forget', { sourceIds: [ids.members], sure: true })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('keeps removed rows for undo, and says until when', async () => {
    const { client } = bench;
    await client.call('sources.remove', { sourceId: ids.members });
    await client.call('sources.remove', { sourceId: ids.orders });
    await client.call('notes.remove', { ids: ids.notes });
    const kept = await client.call('sources.removed', {});
    expect(kept.sources.map(({ name }) => name)).toEqual(['orders.csv', 'members.csv']);
    expect(kept.notes?.count).toBe(12);
    const days = (Date.parse(kept.sources[0]!.until) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);
  });

  it('takes every byte of 1,800 e-mails, names and phones out of every file', async () => {
    const { client, core, folder } = bench;
    expect(made.values.size).toBe(3 * PEOPLE);
    const before = scan(folder, made.values);
    expect(before.get('w.persona')).toBeGreaterThan(5000);
    const { copies } = await client.call('workspace.copies', {});
    expect(copies).toHaveLength(2);
    for (const { name } of copies) expect(before.get(name)).toBe(3 * PEOPLE);
    const sourceIds = [ids.members, ids.orders];
    const aside = ['w (backup).persona', 'w.persona-wal-set-aside-20260101-000000'];
    for (const name of aside) fs.writeFileSync(join(folder, name), '');
    const plan = await client.call('sources.forgetPlan', { sourceIds, notes: true });
    expect(plan).toMatchObject({ notes: 12, joined: 2, inView: false, copies: { count: 2 }, setAside: aside });
    expect(plan.cards).toBeGreaterThan(1);
    await client.call('sources.forget', { sourceIds, notes: true, sure: true });
    expect([...scan(folder, made.values)]).toEqual([]);
    // the older ones went; one without the rows was made
    expect((await client.call('workspace.copies', {})).copies).toMatchObject([{ reason: 'removal', good: true }]);
    const { db } = core.session();
    expect(db.column('PRAGMA integrity_check')).toEqual(['ok']);
    expect(db.value('SELECT count(*) FROM raw_block')).toBe(0);
    expect(fs.statSync(`${core.session().path}-wal`).size).toBeLessThan(100_000);
    expect(await client.call('sources.removed', {})).toEqual({ sources: [], notes: null });
  });

  it('leaves the cards, out of date, and their history; what led back to the data cannot be chosen', async () => {
    const { client, core } = bench;
    const cards = await client.call('personas.list', {});
    expect(cards.length).toBeGreaterThan(1);
    expect(cards.every(({ stale }) => stale)).toBe(true);
    expect(JSON.stringify(cards)).not.toContain('green tea');
    const { entries, undo } = await client.call('workspace.history', {});
    const gone = entries.filter((entry) => entry.gone);
    expect(gone.length).toBeGreaterThan(8);
    expect(new Set(gone.map(({ label }) => label.key))).toEqual(new Set(['edits:gone']));
    for (const { id } of gone)
      await expect(client.call('workspace.goto', { id })).rejects.toMatchObject({ code: 'refused' });
    // what can still be taken back is the draft of the cards; undo passes the others over
    const draft = entries.find(({ label }) => label.key === 'edits:personas_draft')!;
    expect(undo?.key).not.toBe('edits:gone');
    while ((await client.call('workspace.history', {})).entries.some(({ id, applied }) => id === draft.id && applied))
      await client.call('workspace.undo', {});
    expect(await client.call('personas.list', {})).toEqual([]);
    while ((await client.call('workspace.redo', {})).label !== null);
    expect(await client.call('personas.list', {})).toEqual(cards);
    expect(await client.call('sources.list', {})).toEqual([]);
    expect(core.session().db.column('PRAGMA integrity_check')).toEqual(['ok']);
    const audit = core.session().db.all("SELECT kind, outcome FROM audit WHERE op = 'sources.forget'");
    expect(audit).toContainEqual({ kind: 'job', outcome: 'ok' });
  });

  it('does not give the ids of what is gone to what comes', async () => {
    const receipt = await bench.importText('member,age\nA1,3\nA2,4\n');
    expect(receipt.sourceId).toBeGreaterThan(ids.orders);
  });
});

describe('a joined table', () => {
  const made = canaries(120, 5);
  let bench: Bench;
  let ids: Awaited<ReturnType<typeof livedIn>>;
  beforeAll(async () => {
    bench = createBench({ threads: 2 });
    ids = await livedIn(bench.client, bench.register, outside, made);
  }, 120_000);
  afterAll(() => bench.close());

  it('says that it holds rows of a source that was removed, and goes out of view with the last one', async () => {
    const { client } = bench;
    const seen = async () => ({
      info: await client.call('workspace.info', {}),
      table: await client.call('customers.table', {}),
      segments: (await client.call('segments.current', {}))?.id,
      stale: (await client.call('personas.list', {})).map(({ stale }) => stale),
    });
    const whole = await seen();
    expect(whole.table.stale).toBeNull();
    await client.call('sources.remove', { sourceId: ids.orders });
    const part = await seen();
    expect(part.info).toMatchObject({ customers: whole.info!.customers });
    expect(part.table.stale?.key).toBe('customers:stale.removed');
    expect(JSON.stringify(part.table.stale)).toContain('orders.csv');
    await client.call('sources.remove', { sourceId: ids.members });
    const none = await seen();
    expect(none.info).toMatchObject({ customers: 0, segments: 0, steps: { data: 'open', personas: 'attention' } });
    expect(none.table).toEqual({ report: null, stale: null, sources: 0 });
    expect(none.stale.length).toBeGreaterThan(0);
    expect(none.stale.every(Boolean)).toBe(true);
    await client.call('workspace.undo', {});
    expect((await seen()).table).toEqual(part.table);
    await client.call('workspace.undo', {});
    const back = await seen();
    expect({ ...back, info: back.info!.steps }).toEqual({ ...whole, info: whole.info!.steps });
  });

  it('goes for good with one of its sources; the other stays and comes into view', async () => {
    const { client, core } = bench;
    await client.call('sources.remove', { sourceId: ids.orders });
    const plan = await client.call('sources.forgetPlan', { sourceIds: [ids.orders] });
    expect(plan).toMatchObject({ inView: true, joined: 2, sources: [{ sourceId: ids.orders, rows: 240 }] });
    await client.call('sources.forget', { sourceIds: [ids.orders], sure: true });
    expect((await client.call('sources.list', {})).map(({ sourceId }) => sourceId)).toEqual([ids.members]);
    expect(await client.call('customers.table', {})).toMatchObject({ report: null, sources: 1 });
    const { attributes, total } = await client.call('customers.page', { offset: 0, limit: 5 });
    expect(attributes.length).toBe(8);
    expect(total).toBe(119);
    // the step that cleans the members was not touched and can still be taken back
    const steps = async () => (await client.call('cleaning.steps', { sourceId: ids.members })).steps;
    expect(await steps()).toHaveLength(1);
    while ((await steps()).length > 0) expect(await client.call('workspace.undo', {})).not.toEqual({ label: null });
    expect((await client.call('customers.page', { offset: 0, limit: 5 })).total).toBe(119);
    while ((await client.call('workspace.redo', {})).label !== null);
    expect(await steps()).toHaveLength(1);
    expect(await client.call('customers.build', {})).toMatchObject({ customers: { count: 119 } });
    expect(core.session().db.column('PRAGMA integrity_check')).toEqual(['ok']);
  });
});

describe('rewriting', () => {
  it('leaves nothing of deleted rows in pages that other rows were moved about in', async () => {
    const path = join(outside, 'pages.persona');
    const session = openSession(path, { name: 'pages' });
    const { db } = session;
    const secret = new Set<string>();
    db.transaction(() => {
      for (let edit = 1; edit <= 400; edit++) {
        db.run("INSERT INTO edit (id, op, label, at) VALUES (?, 'x', '{}', '')", edit);
        for (let seq = 0; seq < 4; seq++) {
          const name = `Quill${String.fromCharCode(97 + (edit % 26), 97 + Math.floor(edit / 26), 97 + seq)}pages`;
          if (edit % 2 === 0) secret.add(name);
          const image = `${name} ${'z'.repeat(20 + ((edit * 7 + seq * 13) % 300))}`;
          db.run("INSERT INTO edit_change VALUES (?, ?, 'persona', 1, NULL, ?)", edit, seq, image);
        }
      }
    });
    db.run('DELETE FROM edit_change WHERE edit_id % 2 = 0');
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    // SQLite overwrites deleted cells, but not the copies that stay where a page was split
    expect(scan(outside, secret).get('pages.persona')).toBeGreaterThan(0);
    await forgetTasks['forget.rewrite']({ path });
    expect([...scan(outside, secret)]).toEqual([]);
    expect(db.value('SELECT count(*) FROM edit_change')).toBe(800);
    session.close();
  });
});

describe('after thirty days', () => {
  it('what was removed goes for good at opening; what came back stays', async () => {
    const bench = createBench({ threads: 2 });
    try {
      const { client, core } = bench;
      const made = canaries(60, 3);
      const ids = await livedIn(client, bench.register, outside, made);
      await client.call('sources.remove', { sourceId: ids.members });
      await client.call('sources.remove', { sourceId: ids.orders });
      await client.call('workspace.undo', {});
      core.session().db.run("UPDATE removed SET at = '2026-01-01T00:00:00.000Z'");
      const { path } = core.session();
      await client.call('workspace.close', {});
      core.openPath(path, null);
      await core.jobs.idle(60_000);
      expect(await client.call('sources.removed', {})).toEqual({ sources: [], notes: null });
      expect((await client.call('sources.list', {})).map(({ sourceId }) => sourceId)).toEqual([ids.orders]);
      const names = [...made.values].filter((value) => value.startsWith('Quill'));
      // nine of the sixty are in notes, which nobody removed
      const inNotes = made.notes.map((text) => /Quill[a-z]{8}/.exec(text)![0]);
      expect(scan(bench.folder, new Set(names.filter((name) => !inNotes.includes(name)))).size).toBe(0);
      const jobs = await client.call('workspace.jobs', {});
      expect(jobs.find(({ op }) => op === 'sources.tidy')?.state).toBe('done');
    } finally {
      await bench.close();
    }
  }, 120_000);
});

describe('a saved view', () => {
  it('keeps no value of a column that goes for good, in view or in the history', async () => {
    const bench = createBench({ threads: 1 });
    try {
      const { client, core } = bench;
      const { sourceId } = await bench.importText(
        `member,city,age\n${Array.from({ length: 40 }, (_, i) => `A${String(i)},${i % 2 ? 'Oddtown Zq7' : 'Evenham Zq7'},${String(20 + i)}`).join('\n')}\n`,
      );
      const attributes = await client.call('customers.attributes', {});
      const id = (name: string) => attributes.find((one) => one.name === name)!.id;
      const filters = [{ kind: 'values' as const, attribute: id('city'), values: ['Oddtown Zq7'] }];
      const saved = await client.call('explore.saveView', { name: 'Odd', spec: { x: id('age'), filters } });
      await client.call('explore.renameView', { id: saved.id, name: 'Odder' });
      await client.call('sources.remove', { sourceId });
      await client.call('sources.forget', { sourceIds: [sourceId], sure: true });
      expect([...scan(bench.folder, new Set(['Oddtown Zq7', 'Evenham Zq7']))]).toEqual([]);
      expect(core.session().db.value('SELECT count(*) FROM saved_view')).toBe(1);
    } finally {
      await bench.close();
    }
  }, 60_000);
});

describe('a removal that is interrupted', () => {
  it('is finished at the next opening', async () => {
    const bench = createBench({ threads: 2 });
    const made = canaries(60, 4);
    try {
      const { client, core } = bench;
      const ids = await livedIn(client, bench.register, outside, made);
      await client.call('sources.remove', { sourceId: ids.members });
      await client.call('sources.remove', { sourceId: ids.orders });
      await client.call('notes.remove', { ids: ids.notes });
      const { path } = core.session();
      // the workspace is closed as soon as the removal cannot be taken back any more
      const ended = client
        .call('sources.forget', { sourceIds: [ids.members, ids.orders], notes: true, sure: true })
        .then(
          () => 'done',
          () => 'ended',
        );
      while (core.session().db.value<string>("SELECT value FROM meta WHERE key = 'forgetting'") === undefined)
        await new Promise((resolve) => setImmediate(resolve));
      core.closeSession();
      expect(await ended).toBe('ended');
      openSession(path, null).close();
      core.openPath(path, null);
      await core.jobs.idle(60_000);
      expect([...scan(bench.folder, made.values)]).toEqual([]);
      expect(await client.call('sources.removed', {})).toEqual({ sources: [], notes: null });
    } finally {
      await bench.close();
    }
  }, 120_000);

  it('is finished after a copy was brought back that holds it half done, and the restore is not disturbed', async () => {
    const bench = createBench({ threads: 1 });
    try {
      const { client, core } = bench;
      await bench.importText('member,age\nA1,3\nA2,4\n');
      const { name } = await client.call('workspace.makeCopy', {});
      const copy = openCopy(join(copiesFolder(core.session().path), name));
      copy.transaction(() => setMeta(copy, FORGETTING, JSON.stringify(NOTHING)));
      copy.close();
      expect((await client.call('workspace.restoreCopy', { name })).info).toMatchObject({ customers: 2 });
      await core.settled();
      expect(meta(core.session().db, FORGETTING)).toBe('');
    } finally {
      await bench.close();
    }
  }, 60_000);

  it('that ended leaves a copy with nothing to finish: bringing it back takes no other copy away', async () => {
    const bench = createBench({ threads: 1 });
    try {
      const { client, core } = bench;
      await bench.importText('member,age\nA1,3\nA2,4\n');
      const { sourceId } = await bench.importText('member,size\nA1,3\nA2,4\n');
      await client.call('sources.remove', { sourceId });
      await client.call('sources.forget', { sourceIds: [sourceId], sure: true });
      const [made] = (await client.call('workspace.copies', {})).copies;
      await client.call('workspace.makeCopy', {});
      await client.call('workspace.restoreCopy', { name: made!.name });
      await core.settled();
      expect((await client.call('workspace.copies', {})).copies.map(({ reason }) => reason)).toEqual([
        'asked',
        'removal',
      ]);
      expect(core.session().db.value("SELECT count(*) FROM audit WHERE op = 'sources.tidy'")).toBe(0);
    } finally {
      await bench.close();
    }
  }, 60_000);
});
