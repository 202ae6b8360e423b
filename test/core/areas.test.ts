import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSession } from '../../electron/core/session.ts';
import { doors } from '../../electron/db/areas/register.ts';
import { AREAS, areaCalled, STEPS, stepOf, VIEWS } from '../../shared/areas.ts';
import { contract } from '../../shared/contract.ts';

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
