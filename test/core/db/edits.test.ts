import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { gotoEdit, head, recordEdit, redoEdit, redoTarget, undoEdit } from '../../../electron/db/edits.ts';
import { openSession } from '../../../electron/core/session.ts';
import type { WriteDb } from '../../../electron/db/open.ts';

const folder = fs.mkdtempSync(join(os.tmpdir(), 'pwb-edits-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const dump = (db: WriteDb) =>
  JSON.stringify(
    ['setting', 'feature', 'segment', 'persona'].map((table) => db.all(`SELECT * FROM ${table} ORDER BY 1`)),
  );

type Act =
  | { do: 'feature'; id: number; weight: number }
  | { do: 'drop'; id: number }
  | { do: 'persona'; body: string }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'goto'; pick: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    do: fc.constant('feature' as const),
    id: fc.integer({ min: 1, max: 5 }),
    weight: fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  }),
  fc.record({ do: fc.constant('drop' as const), id: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant('persona' as const), body: fc.string({ unit: 'grapheme' }) }),
  fc.record({ do: fc.constant('undo' as const) }),
  fc.record({ do: fc.constant('redo' as const) }),
  fc.record({ do: fc.constant('goto' as const), pick: fc.nat(50) }),
);

let files = 0;

test('every edit can be reached again and looks as it did: undo, redo, branches', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 30 }), (acts) => {
      const session = openSession(join(folder, `${files++}.persona`), { name: 'test' });
      const { db } = session;
      const seen = new Map<number | null, string>([[head(db), dump(db)]]);
      const edit = (work: () => void) => recordEdit(db, { op: 'test', label: { key: 'x' }, at: '2026-01-01' }, work);
      for (const one of acts) {
        if (one.do === 'feature')
          edit(() => {
            db.run('INSERT OR REPLACE INTO feature (attribute_id, use, weight) VALUES (?, 1, ?)', one.id, one.weight);
            db.run('UPDATE feature SET treatment = ? WHERE attribute_id <> ?', `t${one.weight}`, one.id);
          });
        else if (one.do === 'drop') edit(() => db.run('DELETE FROM feature WHERE attribute_id = ?', one.id));
        else if (one.do === 'persona')
          edit(() => db.run('INSERT INTO persona (position, rev, body) VALUES (1, 1, ?)', one.body));
        else if (one.do === 'undo') undoEdit(db);
        else if (one.do === 'redo') {
          const target = redoTarget(db);
          if (target !== undefined) redoEdit(db, target);
        } else {
          const known = [...seen.keys()];
          gotoEdit(db, known[one.pick % known.length]!);
        }
        const at = head(db);
        const now = dump(db);
        if (seen.has(at)) expect(now).toBe(seen.get(at));
        else seen.set(at, now);
      }
      for (const [id, image] of seen) {
        gotoEdit(db, id);
        expect(dump(db)).toBe(image);
      }
      session.close();
    }),
    { numRuns: 60 },
  );
});
