import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSession } from '../../electron/core/session.ts';
import { doors, TRACKED } from '../../electron/db/areas/register.ts';
import { AREAS, areaCalled, STEPS, stepOf, VIEWS } from '../../shared/areas.ts';
import { contract } from '../../shared/contract.ts';
import { startWorkbench } from './copies/workbench.ts';

const folder = fs.mkdtempSync(join(tmpdir(), 'pwb-areas-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('every operation belongs to an area', () => {
  for (const op of Object.keys(contract)) expect(areaCalled(op.split('.')[0]!), op).toBeDefined();
});

test('every area with a view has a tab in its step, and no other has', () => {
  for (const step of STEPS) {
    const named = AREAS.filter((area) => area.step === step).map(({ name }) => name);
    expect(new Set<string>(VIEWS[step])).toEqual(new Set<string>(named));
    for (const view of VIEWS[step]) expect(stepOf(view)).toBe(step);
  }
});

test('every table of a workspace belongs to one area, which says whether it is edited', () => {
  const session = openSession(join(folder, 'w.persona'), { name: 'w' });
  try {
    const tables = session.db.column<string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    );
    const said = Object.values(doors).flatMap((door) => Object.keys(door.tables));
    expect(said.toSorted()).toEqual(tables);
  } finally {
    session.close();
  }
});

test('no edited table has a column that an image in the history would take for a version, or could not hold', () => {
  const session = openSession(join(folder, 'columns.persona'), { name: 'columns' });
  try {
    for (const table of TRACKED)
      for (const { name, type } of session.db.all<{ name: string; type: string }>(`PRAGMA table_info(${table})`)) {
        expect(name, table).not.toBe('version');
        expect(['INTEGER', 'REAL', 'TEXT'], `${table}.${name}`).toContain(type);
      }
  } finally {
    session.close();
  }
});

test('opening, renaming, undoing, copying and closing leave a row in the audit trail', async () => {
  const bench = startWorkbench();
  const { client } = bench;
  const { path } = await client.call('workspace.create', { name: 'Seen' });
  await client.call('workspace.rename', { name: 'Seen again' });
  await client.call('workspace.undo', {});
  await client.call('workspace.redo', {});
  await client.call('workspace.saveCopy', {});
  await client.call('workspace.makeCopy', {});
  await client.call('workspace.close', {});
  await client.call('workspace.open', { fileId: await bench.registered(path) });
  expect(bench.core.session().db.column('SELECT op FROM audit ORDER BY id')).toEqual([
    'workspace.create',
    'workspace.rename',
    'workspace.undo',
    'workspace.redo',
    'workspace.saveCopy',
    'workspace.makeCopy',
    'workspace.close',
    'workspace.open',
  ]);
  await bench.close();
  fs.rmSync(bench.home, { recursive: true, force: true });
});
