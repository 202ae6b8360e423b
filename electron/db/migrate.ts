import type { CopyInfo } from '../../shared/contract/copies.ts';
import { AppError } from '../../shared/frames.ts';
import { copyNow } from './copies/make.ts';
import first from './migrations/010-first.ts';
import sources from './migrations/020-sources.ts';
import removed from './migrations/030-removed.ts';
import texts from './migrations/040-texts.ts';
import terms from './migrations/050-terms.ts';
import reasons from './migrations/060-reasons.ts';
import { APPLICATION_ID } from './file/beside.ts';
import type { WriteDb } from './open.ts';

const MIGRATIONS: readonly { version: number; sql: string }[] = [
  { version: 10, sql: first },
  { version: 20, sql: sources },
  { version: 30, sql: removed },
  { version: 40, sql: texts },
  { version: 50, sql: terms },
  { version: 60, sql: reasons },
];

/** The newest schema this program knows. */
export const SCHEMA_VERSION = MIGRATIONS[MIGRATIONS.length - 1]!.version;

/**
 * Bring a workspace to the newest schema: one transaction a step, a verified copy before the first step of an older file,
 * stop at the first failure (its transaction is undone, the copy stays).
 * @returns the copy that was made
 * @throws AppError disk_full, io or damaged when no copy could be made: the file is then as it was
 */
export function migrate(db: WriteDb, at = new Date()): CopyInfo | null {
  const version = db.value<number>('PRAGMA user_version')!;
  const steps = MIGRATIONS.filter((step) => step.version > version);
  if (steps.length === 0) return null;
  const copy = version > 0 ? copyBefore(db, at) : null;
  for (const step of steps)
    db.transaction(() => {
      db.exec(step.sql);
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      db.exec(`PRAGMA user_version = ${step.version}`);
    });
  return copy;
}

function copyBefore(db: WriteDb, at: Date): CopyInfo {
  try {
    return copyNow(db, 'migration', at);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, said, details } = error;
    throw new AppError(code, { key: 'workspace:copies.no_migration', values: { why: said } }, details);
  }
}
