import fs from 'node:fs';
import { basename, dirname } from 'node:path';
import type { CopyInfo, CopyReason } from '../../../shared/contract/copies.ts';
import { AppError, type Progress } from '../../../shared/frames.ts';
import { APPLICATION_ID } from '../file/beside.ts';
import { freshGeneration } from '../file/generation.ts';
import { openCopy, openReader, openSnapshot, type ReadDb, type WriteDb } from '../open.ts';
import { meta, quoteName, setMeta } from '../settings.ts';
import { beginCopy, listCopies, rotate, settle, syncFile } from './folder.ts';

/** Room a copy needs, against the size of the workspace. */
const ROOM = 1.2;

/** What a copy must have in common with its source. */
export interface Facts {
  readonly id: string | undefined;
  readonly version: number;
  readonly schema: readonly string[];
  /** rows of each table */
  readonly counts: Readonly<Record<string, number>>;
}

/** Count everything, in the transaction or the quiet the caller keeps. */
function factsOf(db: ReadDb): Facts {
  const tables = db.column<string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  return {
    id: meta(db, 'id'),
    version: db.value<number>('PRAGMA user_version')!,
    schema: db.column<string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name'),
    counts: Object.fromEntries(
      tables.map((table) => [table, db.value<number>(`SELECT count(*) FROM ${quoteName(table)}`)!]),
    ),
  };
}

/** Where a workspace stands in its history: two copies with the same mark hold the same work. Null: nothing was done yet. */
export function stateOf(db: ReadDb): string | null {
  const last = db.value<number | null>('SELECT max(id) FROM edit');
  return last === null || last === undefined ? null : `${meta(db, 'head') ?? ''}/${String(last)}`;
}

/** The mark of {@link stateOf} of a copy; null as well when it cannot be read. */
export function stateOfCopy(path: string): string | null {
  try {
    const db = openReader(path);
    try {
      return stateOf(db);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** How a long copy says where it is and hears that it shall stop. */
export interface Steps {
  /** throws once the copy was cancelled */
  check(): void;
  progress(progress: Progress): void;
}

/**
 * Copy a file as it is at this moment into an empty one, and read the copy again from the disk: all pages, all references,
 * and every table with as many rows as the source had in the same moment.
 * @throws AppError damaged when the copy is not what it should be; cancelled; disk_full; io. The caller removes the part
 */
export async function copyInto(source: string, part: string, steps: Steps): Promise<Facts> {
  const snapshot = openSnapshot(source);
  let facts: Facts;
  try {
    facts = factsOf(snapshot);
    await snapshot.copyTo(part, (done, total) => {
      steps.check();
      steps.progress({ step: 'jobs:step.copy', done: Math.round((100 * done) / Math.max(1, total)), total: 100 });
    });
  } finally {
    snapshot.close();
  }
  steps.check();
  steps.progress({ step: 'jobs:step.verify', done: 0, total: null });
  finish(part, facts);
  return facts;
}

/** Make a file of its own of what was copied, one without a WAL, and verify it. */
function finish(part: string, facts: Facts): void {
  openCopy(part).close();
  verify(part, facts);
  const copy = openCopy(part);
  try {
    // the workspace was open when it was copied; the copy is whole as it is
    copy.transaction(() => setMeta(copy, 'closed', '1'));
  } finally {
    copy.close();
  }
  freshGeneration(part);
  syncFile(part);
}

/** @throws AppError damaged, with what did not agree */
function verify(path: string, wanted: Facts): void {
  const db = openReader(path);
  try {
    const wrong = firstFault(db, wanted);
    if (wrong !== null) throw new AppError('damaged', { key: 'workspace:copies.unverified' }, { wrong });
  } finally {
    db.close();
  }
}

function firstFault(db: ReadDb, wanted: Facts): string | null {
  if (db.value<number>('PRAGMA application_id') !== APPLICATION_ID) return 'application_id';
  if (db.value<string>('PRAGMA integrity_check(1)') !== 'ok') return 'integrity_check';
  if (db.all('PRAGMA foreign_key_check').length > 0) return 'foreign_key_check';
  const found = factsOf(db);
  if (found.id !== wanted.id) return 'id';
  if (found.version !== wanted.version) return 'user_version';
  if (JSON.stringify(found.schema) !== JSON.stringify(wanted.schema)) return 'schema';
  return Object.keys(wanted.counts).find((table) => found.counts[table] !== wanted.counts[table]) ?? null;
}

/** @throws AppError disk_full that says how much is needed and how much is free */
export function checkRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = fs.statfsSync(folder);
  const needed = Math.ceil(bytes * ROOM);
  const free = bavail * bsize;
  if (free < needed)
    throw new AppError('disk_full', { key: 'workspace:copies.no_room', values: { needed, free } }, { needed, free });
}

/** The size of a workspace as it will be once its WAL is in it. */
export const bytesOf = (db: ReadDb): number =>
  db.value<number>('PRAGMA page_count')! * db.value<number>('PRAGMA page_size')!;

/**
 * Make a copy while nobody else uses the file and the caller waits for it: before the schema or the form of the file is
 * changed. The same promises as those of {@link copyInto}.
 */
export function copyNow(db: WriteDb, reason: CopyReason, at: Date): CopyInfo {
  let part: string | null = null;
  try {
    checkRoom(dirname(db.path), bytesOf(db));
    const begun = beginCopy(db.path, at, reason);
    ({ part } = begun);
    const facts = factsOf(db);
    db.run('VACUUM INTO ?', part);
    finish(part, facts);
    settle(part, begun.path);
    rotate(db.path, at);
    return copyOf(db.path, begun.path);
  } catch (error) {
    if (part !== null) removePart(part);
    throw fileFault(error);
  }
}

/** What is told of a copy that has just been made. */
export const copyOf = (workspace: string, path: string): CopyInfo =>
  listCopies(workspace).find(({ name }) => name === basename(path))!;

/** What the operating system says of a file, in our words. */
export function fileFault(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : null;
  if (code === null) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk_full', { key: 'errors:disk_full' });
  return new AppError('io', { key: 'errors:io' }, { code });
}

/** Take away an unfinished copy with what SQLite put beside it. */
export function removePart(part: string): void {
  for (const file of [part, `${part}-journal`, `${part}-wal`, `${part}-shm`]) fs.rmSync(file, { force: true });
}
