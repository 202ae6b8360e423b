import { AppError } from '../../shared/frames.ts';
import { copyNow } from './copies/make.ts';
import { sweepAreas } from './areas/register.ts';
import { sweepTexts } from './forget/texts.ts';
import { quoteName } from './settings.ts';
import type { ReadDb, WriteDb } from './open.ts';

/** Rows taken away between two looks at the clock. */
const ROWS = 2000;
/** Free pages given back in one step. */
const PAGES = 1000;
/** Up to this many pages a workspace is rewritten to let it give back free pages (8 MB). */
const REWRITE = 2048;

/** Take away what a crash or a cancel left in any area, and texts that nothing names. */
export function sweepStaging(db: WriteDb): void {
  try {
    const swept = db.transaction(() => sweepAreas(db) + sweepTexts(db)) > 0;
    makeShrinkable(db);
    if (swept) while (shrinkStep(db));
  } catch (error) {
    // nothing reads what is left: better an open workspace on a disk that takes nothing than none
    if (!(error instanceof AppError && (error.code === 'disk_full' || error.code === 'io'))) throw error;
  }
}

/**
 * Take rows from the front of a staging table for some milliseconds, and the table itself once it is empty: dropping a
 * large one in one go would hold the writer, which overwrites every page (secure_delete).
 * @returns whether something is left
 */
export function discardStep(db: WriteDb, table: string, ms: number): boolean {
  if (db.value<number>('SELECT count(*) FROM sqlite_schema WHERE name = ?', table) === 0) return false;
  const name = quoteName(table);
  const left = repeatFor(ms, () => {
    const last = db.value<number | null>(
      `SELECT max(id) FROM (SELECT id FROM ${name} ORDER BY id LIMIT ${String(ROWS)})`,
    );
    if (last === null || last === undefined) return false;
    db.run(`DELETE FROM ${name} WHERE id <= ?`, last);
    return true;
  });
  if (!left) db.exec(`DROP TABLE ${name}`);
  return left;
}

/** Repeat a small work for some milliseconds. @returns false once it found nothing to do */
function repeatFor(ms: number, work: () => boolean): boolean {
  const until = performance.now() + ms;
  do if (!work()) return false;
  while (performance.now() < until);
  return true;
}

/** Take rows of a source or a joined table away that are numbered within it. @returns whether something is left */
function discardNumbered(
  db: WriteDb,
  { table, key, rows }: { table: string; key: string; rows: number },
  id: number,
  ms: number,
): boolean {
  const sql = `DELETE FROM ${table} WHERE ${key} = ? AND seq IN
    (SELECT seq FROM ${table} WHERE ${key} = ? LIMIT ${String(rows)})`;
  return repeatFor(ms, () => db.run(sql, id, id).changes > 0);
}

/** Take raw blocks of an unpublished source away for some milliseconds. @returns whether something is left */
export const discardRawStep = (db: WriteDb, source: number, ms: number): boolean =>
  discardNumbered(db, { table: 'raw_block', key: 'source_id', rows: 1 }, source, ms);

/** Take rejected rows of a source away for some milliseconds. @returns whether something is left */
export const discardRejectedStep = (db: WriteDb, source: number, ms: number): boolean =>
  discardNumbered(db, { table: 'rejected_row', key: 'source_id', rows: ROWS }, source, ms);

/** Take away who is who of an unpublished join for some milliseconds. @returns whether something is left */
export function discardIdentityStep(db: WriteDb, built: number, ms: number): boolean {
  if (discardNumbered(db, { table: 'identity_pair', key: 'built_id', rows: ROWS }, built, ms)) return true;
  return db.run('DELETE FROM identity_map WHERE built_id = ?', built).changes > 0;
}

const freePages = (db: ReadDb): number => db.value<number>('PRAGMA freelist_count') ?? 0;

/** Give some free pages back to the disk (the file itself shrinks with the next checkpoint). @returns whether some are left */
export function shrinkStep(db: WriteDb): boolean {
  const before = freePages(db);
  if (before === 0) return false;
  db.exec(`PRAGMA incremental_vacuum(${String(PAGES)})`);
  const after = freePages(db);
  return after > 0 && after < before;
}

/** Let a file that cannot give back free pages learn it while it is small: it has to be rewritten for that. */
function makeShrinkable(db: WriteDb): void {
  if (db.value<number>('PRAGMA auto_vacuum') !== 0 || db.value<number>('PRAGMA page_count')! > REWRITE) return;
  try {
    copyNow(db, 'conversion', new Date());
  } catch (error) {
    // without a copy the file is left in the form it has: it works, it only keeps its free pages
    if (error instanceof AppError) return;
    throw error;
  }
  db.exec('PRAGMA auto_vacuum = INCREMENTAL');
  db.exec('VACUUM');
}
