import fs from 'node:fs';
import first from './migrations/010-first.ts';
import sources from './migrations/020-sources.ts';
import removed from './migrations/030-removed.ts';
import { APPLICATION_ID, type WriteDb } from './open.ts';

const MIGRATIONS: readonly { version: number; sql: string }[] = [
  { version: 10, sql: first },
  { version: 20, sql: sources },
  { version: 30, sql: removed },
];

/** The newest schema this program knows. */
export const SCHEMA_VERSION = MIGRATIONS[MIGRATIONS.length - 1]!.version;

/**
 * Bring a workspace to the newest schema: one transaction a step, a copy beside the file before the first step of an
 * older file, stop at the first failure (its transaction is undone, the copy stays).
 */
export function migrate(db: WriteDb): void {
  const version = db.value<number>('PRAGMA user_version')!;
  const steps = MIGRATIONS.filter((step) => step.version > version);
  if (steps.length === 0) return;
  if (version > 0) {
    const backup = `${db.path}.before-${SCHEMA_VERSION}`;
    fs.rmSync(backup, { force: true });
    db.run('VACUUM INTO ?', backup);
  }
  for (const step of steps)
    db.transaction(() => {
      db.exec(step.sql);
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      db.exec(`PRAGMA user_version = ${step.version}`);
    });
}
