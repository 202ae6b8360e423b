import * as z from 'zod';
import { type StoredTerm, type Terms, termsIn } from '../../../../shared/terms/term.ts';
import type { ReadDb, WriteDb } from '../../open.ts';
import { setting } from '../../settings.ts';
import { firstForm, readStored, writeStored } from '../../stored.ts';

const allowedForm = firstForm(z.array(z.string()));

/** Every name that something is kept of, in the order in which it came. */
export const storedTerms = (db: ReadDb): StoredTerm[] =>
  db
    .all<{
      name: string;
      label: string | null;
      unit: string | null;
      meaning: string | null;
      allowed: string | null;
    }>('SELECT name, label, unit, meaning, allowed FROM term ORDER BY id')
    .map(({ allowed, ...row }) => ({
      ...row,
      values: allowed === null ? null : readStored(allowedForm, allowed, 'values of a term'),
    }));

/** The words of a workspace. */
export const termsOfWorkspace = (db: ReadDb): Terms => termsIn(storedTerms(db), setting(db, 'currency') ?? null);

/** Keep what is known of a name; a row that says nothing any more goes. */
export function putTerm(db: WriteDb, { name, label, unit, meaning, values }: StoredTerm): void {
  if (label === null && unit === null && meaning === null && values === null) {
    db.run('DELETE FROM term WHERE name = ?', name);
    return;
  }
  db.run(
    `INSERT INTO term (name, label, unit, meaning, allowed) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET label = excluded.label, unit = excluded.unit, meaning = excluded.meaning,
       allowed = excluded.allowed`,
    name,
    label,
    unit,
    meaning,
    values === null ? null : writeStored(allowedForm, [...values]),
  );
}
