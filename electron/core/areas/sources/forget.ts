import fs from 'node:fs';
import type { Out, Parsed } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/frames.ts';
import { keptUntil } from '../../../../shared/kept.ts';
import { setAsideNames } from '../../../db/file/beside.ts';
import { listCopies } from '../../../db/copies/folder.ts';
import { scopeForm, scopeOf, type Scope } from '../../../db/forget/scope.ts';
import { forgetRows } from '../../../db/forget/history.ts';
import type { ReadDb, WriteDb } from '../../../db/open.ts';
import { expired, FORGETTING, removedNotes, removedSources } from '../../../db/areas/sources/removed.ts';
import { dropMembers } from '../../../db/areas/segments/segments.ts';
import { meta, setMeta, setting } from '../../../db/settings.ts';
import { listSources } from '../../../db/areas/sources/sources.ts';
import { readStored, writeStored } from '../../../db/stored.ts';
import { discardIdentityStep, discardRawStep, discardRejectedStep, discardStep } from '../../../db/staging.ts';
import type { JobContext, QueryContext } from '../../area.ts';
import { clearCaches } from '../../session-cache.ts';
import { nextInView } from './view.ts';

/** How long one step takes rows away; its commit, which overwrites their pages with zeros, takes some times as long. */
const STEP_MS = 5;
/** Members taken away in one step. */
const MEMBERS = 5000;
/** How often the size of the log is looked at while the file is rewritten. */
const LOOK_MS = 200;

/** What is out of view and kept, and until when. */
export function removed({ db, now }: QueryContext): Out<'sources.removed'> {
  const until = (at: string | null) => keptUntil(at ?? now());
  const notes = removedNotes(db);
  return {
    sources: removedSources(db).map(({ id, name, kind, rows, at }) => ({
      sourceId: id,
      name,
      kind,
      rows,
      until: until(at),
    })),
    notes: notes.length === 0 ? null : { count: notes.length, until: until(notes[0]!.at) },
  };
}

/** What would go for good, before it does. */
export function forgetPlan({ db }: QueryContext, asked: Parsed<'sources.forgetPlan'>): Out<'sources.forgetPlan'> {
  const scope = askedScope(db, asked);
  const going = new Set(scope.sources);
  const view = setting(db, 'source');
  const copies = listCopies(db.path);
  const segments = JSON.stringify(scope.segmentations);
  return {
    sources: removedSources(db)
      .filter(({ id }) => going.has(id))
      .map(({ id, name, rows }) => ({ sourceId: id, name, rows })),
    notes: scope.notes.length,
    tables: scope.tables.length,
    joined: scope.built.length,
    inView: view !== undefined && going.has(Number(view)),
    cards: db.value<number>(
      `SELECT count(*) FROM persona WHERE segment_id IN
         (SELECT id FROM segment WHERE segmentation_id IN (SELECT value FROM json_each(?)))`,
      segments,
    )!,
    copies: { count: copies.length, bytes: copies.reduce((sum, { bytes }) => sum + bytes, 0) },
    setAside: setAsideNames(db.path),
  };
}

/** @throws AppError not_found when nothing of what was asked for was removed */
function askedScope(db: ReadDb, { sourceIds, notes }: Parsed<'sources.forgetPlan'>): Scope {
  const kept = new Set(removedSources(db).map(({ id }) => id));
  if (sourceIds.some((id) => !kept.has(id))) throw new AppError('not_found', { key: 'sources:error.notRemoved' });
  const scope = scopeOf(db, { sources: sourceIds, notes: notes ? removedNotes(db).map(({ id }) => id) : [] });
  if (scope.sources.length + scope.notes.length === 0)
    throw new AppError('not_found', { key: 'sources:error.notRemoved' });
  return scope;
}

/** Take removed data away for good. It can be cancelled until the rows are gone from the tables and the history. */
export async function forget(context: JobContext, asked: Parsed<'sources.forget'>): Promise<Out<'sources.forget'>> {
  context.progress('sources:step.forget', 0, null);
  await context.breathe();
  const scope = askedScope(context.db, asked);
  await context.copies.before('removal');
  await goneForGood(context, scope);
  return {};
}

/** Finish what a crash interrupted, and take away what was removed more than thirty days ago. */
export async function tidy(context: JobContext): Promise<Out<'sources.tidy'>> {
  const pending = pendingScope(context.db);
  if (pending) await takeAway(context, pending);
  const old = expired(context.db, context.now());
  const scope = scopeOf(context.db, old);
  if (scope.sources.length + scope.notes.length > 0) await goneForGood(context, scope);
  return { sources: old.sources.length, notes: old.notes.length };
}

/** Is there something for {@link tidy} to do? */
export function needsTidying(db: ReadDb, now: string): boolean {
  const old = expired(db, now);
  return pendingScope(db) !== null || old.sources.length + old.notes.length > 0;
}

const pendingScope = (db: ReadDb): Scope | null => {
  const json = meta(db, FORGETTING);
  return json ? readStored(scopeForm, json, 'the scope of a removal') : null;
};

async function goneForGood(context: JobContext, scope: Scope): Promise<void> {
  context.seal(['source', 'attribute', 'clean_step', 'segmentation', 'segment', 'persona', 'note', 'setting'], (db) => {
    forgetRows(db, scope, () => nextInView(listSources(db))?.id ?? null);
    setMeta(db, FORGETTING, writeStored(scopeForm, scope));
  });
  clearCaches(context.db);
  await takeAway(context, scope);
}

/** Take away the rows nothing speaks of any more, a little at a time; then rewrite the file, which holds traces of them. */
async function takeAway(context: JobContext, scope: Scope): Promise<void> {
  const works: ((db: WriteDb) => boolean)[] = [
    ...scope.tables.map((table) => (db: WriteDb) => discardStep(db, table, STEP_MS)),
    ...scope.sources.flatMap((id) => [
      (db: WriteDb) => discardRawStep(db, id, STEP_MS),
      (db: WriteDb) => discardRejectedStep(db, id, STEP_MS),
      (db: WriteDb) => db.run('DELETE FROM clean_table WHERE source_id = ?', id).changes > 0,
    ]),
    ...scope.built.map((id) => (db: WriteDb) => discardIdentityStep(db, id, STEP_MS)),
    ...scope.segmentations.map((id) => (db: WriteDb) => dropMembers(db, id, MEMBERS) === MEMBERS),
  ];
  for (const [done, work] of works.entries()) {
    context.progress('sources:step.forget', done, works.length);
    while (context.stage(work)) await context.breathe();
    await context.breathe();
  }
  await context.alone(() => rewrite(context));
  // the older ones hold what was removed
  await context.copies.renew();
  context.stage((db) => setMeta(db, FORGETTING, ''));
}

/** Nobody can write meanwhile; reading goes on. The log grows to the size of the file, which tells how far it is. */
async function rewrite(context: JobContext): Promise<void> {
  const { db } = context;
  const bytes = db.value<number>('PRAGMA page_count')! * db.value<number>('PRAGMA page_size')!;
  const look = setInterval(() => {
    const log = fs.statSync(`${db.path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    context.progress('sources:step.rewrite', Math.min(log, bytes), bytes);
  }, LOOK_MS);
  try {
    await context.pool.run('forget.rewrite', { path: db.path });
  } finally {
    clearInterval(look);
  }
}
