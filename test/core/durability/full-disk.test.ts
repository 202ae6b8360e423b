import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fill, type SmallDisk, smallDisk } from '../../support/small-disk.ts';
import { attempt, closedState, faults, type Kind, kinds, open, prepare, stateOf, trackedOf } from './operations.ts';

let folder: string;
let disk: SmallDisk | null;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'pwb-full-'));
  disk = smallDisk(join(folder, 'disk'), 12);
});
afterEach(() => {
  disk?.release();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** These keep nothing in the workspace but their row of the audit trail; preferences are no matter of the workspace at all. */
const UNTRACKED = new Set<Kind>(['cleaning.run', 'personas.export', 'workspace.saveCopy', 'workspace.setPreferences']);

/** These only read; their row of the audit trail waits until there is room. */
const READING = new Set<Kind>(['personas.export']);

/** FULL=1: with room for some of the operations too. */
const LEFT = process.env['FULL'] === '1' ? [0, 64, 600] : [0, 64];

describe.each(LEFT)('a disk of 12 MB that is full but for %i KB', { timeout: 300_000 }, (left) => {
  test('ends every kind of operation with its reason, and each works when there is room again', async (context) => {
    if (!disk) return context.skip();
    const home = join(disk.path, 'home');
    const filler = join(disk.path, 'filler');
    await prepare(home);
    const opened = open(home);
    const tracked = trackedOf(opened.db);
    expect(tracked).toContain('persona');
    const acknowledged: Partial<Record<Kind, number>> = {};
    const before = closedCounts(home, tracked);

    fill(filler);
    fs.truncateSync(filler, fs.statSync(filler).size - left * 1024);
    const failed: Kind[] = [];
    for (const kind of kinds) {
      const state = stateOf(opened.db, tracked);
      const code = await attempt(opened, kind);
      expect(['ok', 'disk_full'], kind).toContain(code);
      if (code === 'ok') acknowledged[kind] = (acknowledged[kind] ?? 0) + 1;
      else {
        failed.push(kind);
        expect(stateOf(opened.db, tracked), `${kind} failed and left something`).toEqual(state);
      }
      if (code === 'ok' && !UNTRACKED.has(kind))
        expect(stateOf(opened.db, tracked), `${kind} did nothing`).not.toEqual(state);
    }
    // an import asks for room beforehand
    expect(failed).toContain('sources.import');
    if (left === 0) expect(failed).toEqual(kinds.filter((kind) => !READING.has(kind)));
    for (const kind of READING) expect(acknowledged[kind], `${kind} needs no room`).toBe(1);
    const jobs = await opened.client.call('workspace.jobs', {});
    expect(jobs.length).toBeGreaterThan(0);
    expect(jobs.filter(({ state }) => state === 'running')).toEqual([]);

    fs.rmSync(filler);
    for (const kind of failed) {
      expect(await attempt(opened, kind), `${kind}, once there was room`).toBe('ok');
      acknowledged[kind] = (acknowledged[kind] ?? 0) + 1;
    }
    expect(faults(opened.db)).toEqual([]);

    fill(filler);
    const last = stateOf(opened.db, tracked);
    await opened.close();
    fs.rmSync(filler);
    const again = open(home);
    expect(stateOf(again.db, tracked)).toEqual(last);
    expect(faults(again.db)).toEqual([]);
    await again.close();
    const { ok } = closedState(join(home, 'w.persona'), tracked);
    for (const kind of kinds)
      if (kind !== 'workspace.setPreferences')
        expect((ok[kind] ?? 0) - (before[kind] ?? 0), `rows of the audit trail for ${kind}`).toBe(acknowledged[kind]);
  });
});

const closedCounts = (home: string, tracked: string[]) => closedState(join(home, 'w.persona'), tracked).ok;
