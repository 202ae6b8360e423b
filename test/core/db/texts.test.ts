import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openSession } from '../../../electron/core/session.ts';
import { copiesFolder } from '../../../electron/db/copies/folder.ts';
import { gotoEdit, head, recordEdit, redoEdit, redoTarget, undoEdit, watchEdits } from '../../../electron/db/edits.ts';
import { APPLICATION_ID } from '../../../electron/db/file/beside.ts';
import first from '../../../electron/db/migrations/010-first.ts';
import sources from '../../../electron/db/migrations/020-sources.ts';
import removed from '../../../electron/db/migrations/030-removed.ts';
import terms from '../../../electron/db/migrations/050-terms.ts';
import { makeFile, openCopy, openReader, type WriteDb } from '../../../electron/db/open.ts';
import { keepText } from '../../../electron/db/texts.ts';

const folder = fs.mkdtempSync(join(os.tmpdir(), 'pwb-texts-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** Texts of any letters; a hash that stands for each. */
const TEXTS = [
  '',
  'P1: too long\n',
  '客户：排队太久了。😀',
  'a\0b \u2028 "quoted" \\ \u007f',
  'x'.repeat(20_000),
  '{"text":1}',
];
const hashOf = (text: string) => `hash of ${String(TEXTS.indexOf(text))}`;

type Act =
  | { do: 'add'; text: number }
  | { do: 'change'; id: number; title: string }
  | { do: 'remove'; id: number }
  | { do: 'undo' }
  | { do: 'redo' };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), text: fc.nat(TEXTS.length - 1) }),
  fc.record({ do: fc.constant('change' as const), id: fc.integer({ min: 1, max: 4 }), title: fc.string() }),
  fc.record({ do: fc.constant('remove' as const), id: fc.integer({ min: 1, max: 4 }) }),
  fc.constantFrom<Act>({ do: 'undo' }, { do: 'redo' }),
);

/** A file as it was before there was a table of texts. */
function makeOld(path: string): WriteDb {
  makeFile(path, (db) => {
    for (const sql of [first, sources, removed]) db.exec(sql);
    db.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}`);
    db.exec('PRAGMA user_version = 30');
    db.run("INSERT INTO meta (key, value) VALUES ('id', '0e7a1f52-8c1d-4c57-9a70-5d0b6f1c2a11'), ('closed', '1')");
  });
  const db = openCopy(path);
  // edits are watched as they are today, in tables of today too: it goes again before the file is closed
  db.exec(terms);
  watchEdits(db);
  return db;
}

function doAct(db: WriteDb, one: Act): void {
  const edit = (work: () => void) => recordEdit(db, { op: 'test', label: { key: 'x' }, at: '2026-01-01' }, work);
  if (one.do === 'undo') undoEdit(db);
  else if (one.do === 'redo') {
    const target = redoTarget(db);
    if (target !== undefined) redoEdit(db, target);
  } else if (one.do === 'remove') edit(() => db.run('DELETE FROM note WHERE id = ?', one.id));
  else if (one.do === 'change') edit(() => db.run('UPDATE note SET title = ? WHERE id = ?', one.title, one.id));
  else {
    const text = TEXTS[one.text]!;
    edit(() =>
      db.run(
        `INSERT INTO note (title, text, hash, body, created_at) VALUES ('new', ?, ?, '{"chars":1}', '2026-01-01')`,
        text,
        hashOf(text),
      ),
    );
  }
}

const OLD = 'SELECT id, title, text, body, created_at FROM note ORDER BY id';
const NEW = `SELECT note.id, title, content AS text, body, created_at
  FROM note JOIN text ON text.id = text_id ORDER BY note.id`;

test('notes of an older file keep their texts at every edit of the history, and each text stands once', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 25 }), (acts) => {
      const path = join(folder, `${files++}.persona`);
      const old = makeOld(path);
      const seen = new Map([[head(old), old.all(OLD)]]);
      for (const one of acts) {
        doAct(old, one);
        seen.set(head(old), old.all(OLD));
      }
      const at = head(old);
      old.exec('DROP TABLE term');
      old.exec('PRAGMA journal_mode = WAL');
      old.close();

      const { db, close } = openSession(path, null);
      expect(head(db)).toBe(at);
      expect(db.all(NEW)).toEqual(seen.get(at));
      for (const [id, notes] of seen) {
        gotoEdit(db, id);
        expect(db.all(NEW), `at edit ${String(id)}`).toEqual(notes);
      }
      const texts = new Set([...seen.values()].flat().map(({ text }) => text));
      expect(new Set(db.column('SELECT content FROM text'))).toEqual(texts);
      expect(db.value('SELECT count(*) FROM text')).toBe(texts.size);
      expect(
        db.value(
          `SELECT count(*) FROM edit_change WHERE instr(coalesce(before, '') || coalesce(after, ''), '"text":')`,
        ),
      ).toBe(0);
      expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
      close();
      const [copy] = fs.readdirSync(copiesFolder(path)).filter((name) => name.includes('migration'));
      const before = openReader(join(copiesFolder(path), copy!));
      expect(before.all(OLD)).toEqual(seen.get(at));
      before.close();
    }),
    { numRuns: 15 },
  );
}, 120_000);

test('a text that no row and no image names is taken away at the opening; one that only the history names stays', () => {
  const path = join(folder, 'swept.persona');
  const session = openSession(path, { name: 'swept' });
  const edit = (work: () => void) =>
    recordEdit(session.db, { op: 'test', label: { key: 'x' }, at: '2026-01-01' }, work);
  const insert = "INSERT INTO note (id, title, text_id, body, created_at) VALUES (?, 't', ?, '{}', '2026-01-01')";
  edit(() => session.db.run(insert, 1, keepText(session.db, 'in view')));
  edit(() => session.db.run(insert, 2, keepText(session.db, 'only in the history')));
  edit(() => session.db.run('DELETE FROM note WHERE id = 2'));
  keepText(session.db, 'nowhere');
  session.close();
  const again = openSession(path, null);
  expect(again.db.column('SELECT content FROM text ORDER BY id')).toEqual(['in view', 'only in the history']);
  undoEdit(again.db);
  expect(again.db.all(NEW)).toMatchObject([{ text: 'in view' }, { text: 'only in the history' }]);
  again.close();
});
