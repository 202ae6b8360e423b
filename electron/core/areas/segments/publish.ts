import { MAX_SEGMENT_COLOURS, type Said } from '../../../../shared/domain.ts';
import type { Labels } from '../../../analysis/groups/labels.ts';
import { continued } from '../../../analysis/groups/typical.ts';
import type { SourceInView } from '../../../db/areas/customers/inView.ts';
import type { ReadDb, WriteDb } from '../../../db/open.ts';
import { dropMembers, freshId, type SegmentGroup, strayMembers } from '../../../db/areas/segments/segments.ts';
import { isBuilt } from '../../../db/areas/sources/sources.ts';
import { setSetting } from '../../../db/settings.ts';
import { writeStored } from '../../../db/stored.ts';
import type { JobContext } from '../../area.ts';
import { loadCurrent } from './body.ts';
import { titlesOf } from './describe.ts';
import { type SegmentationBody, segmentationForm } from '../../../db/areas/segments/form.ts';

/** Customers in their clusters and on the map; lists of length n. */
export interface Members {
  readonly n: number;
  readonly ids: Int32Array;
  readonly labels: Labels;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** A result ready to be written. */
export interface Result extends Members {
  readonly k: number;
  readonly seed: number;
  readonly input: string;
  readonly body: SegmentationBody;
  readonly sizes: readonly number[];
  /** milliseconds so far */
  ms(): number;
}

/** Customers kept per cluster as typical ones. */
export const TYPICAL = 10;
/** A transaction is over in about this many milliseconds: other calls wait no longer. */
const SHORT_MS = 20;
/** Members written between two looks at the clock. */
const STRIDE = 250;
/** Members deleted in one short transaction. */
const GONE = 2000;

/** Write a result: members in batches that nobody sees, then everything else in one undoable edit. */
export async function publish(context: JobContext, source: SourceInView, result: Result): Promise<void> {
  const before = await continuedBy(context, source, result);
  const titles = titlesOf(result.body, result.k);
  await context.breathe();
  const id = await stageMembers(context, result);
  context.commit({ key: 'segments:edit.run', values: { count: result.k } }, (writer) => {
    writeSegmentation(writer, id, source.id, { ...result, at: context.now() });
    writeSegments(writer, id, result.sizes, titles, before);
    setSetting(writer, 'segmentation', String(id));
  });
}

/** The row of a segmentation. */
export function writeSegmentation(
  db: WriteDb,
  id: number,
  source: number,
  { k, seed, n, input, body, at, ms }: Omit<Result, keyof Members | 'sizes'> & { n: number; at: string },
): void {
  db.run(
    'INSERT INTO segmentation (id, source_id, k, seed, n, input, body, created_at, ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ...[id, source, k, seed, n, input, writeStored(segmentationForm, body), at, ms()],
  );
}

/** Segmentations whose members this session staged: two jobs may be at it, and neither sweeps the other's nor takes its id. */
const staged = new WeakMap<ReadDb, Set<number>>();

/** Write members of a segmentation that is yet to be published. @returns the id it will have */
export async function stageMembers(context: JobContext, members: Members): Promise<number> {
  const { db, stage, progress } = context;
  const ours = staged.get(db) ?? new Set();
  staged.set(db, ours);
  for (const stray of strayMembers(db)) if (!ours.has(stray)) await takeAway(context, stray);
  let id = freshId(db, 'segmentation');
  while (ours.has(id)) id++;
  ours.add(id);
  try {
    for (let at = 0; at < members.n;) {
      at = stage((writer) => writeMembers(writer, id, members, at));
      progress('jobs:step.publish', at, members.n);
      await context.breathe();
    }
  } catch (error) {
    await takeAway(context, id);
    throw error;
  }
  return id;
}

/** Staged members go again in short transactions; what is left is swept by the next run or opening. */
export const takeAway = ({ clean }: JobContext, id: number): Promise<boolean> =>
  clean((writer) => dropMembers(writer, id, GONE) === GONE);

/** Write members from a place on for a short while. @returns the place after the last one written */
function writeMembers(db: WriteDb, id: number, { n, ids, labels, x, y }: Members, from: number): number {
  const until = performance.now() + SHORT_MS;
  let i = from;
  do
    for (const stop = Math.min(n, i + STRIDE); i < stop; i++)
      db.run(
        'INSERT INTO member (segmentation_id, customer_id, cluster, x, y) VALUES (?, ?, ?, ?, ?)',
        id,
        ids[i]!,
        labels[i]!,
        x[i]!,
        y[i]!,
      );
  while (i < n && performance.now() < until);
  return i;
}

/** The earlier segment that a new cluster continues, and what was merged into it; null: it continues none. */
type Continued = SegmentGroup | null;

/** Segments of the clusters: one that continues an earlier one is that segment still, with its id, name, colour, exclusion and cards. */
function writeSegments(
  db: WriteDb,
  segmentation: number,
  sizes: readonly number[],
  titles: readonly Said[],
  before: readonly Continued[],
): void {
  let fresh = freshId(db, 'segment');
  const colours = coloursOf(before.map((group) => group?.row.colour ?? null));
  sizes.forEach((size, cluster) => {
    const title = JSON.stringify(titles[cluster]!);
    const group = before[cluster];
    if (group) {
      // what had been merged into it is found as a part of it now
      db.run(
        'DELETE FROM segment WHERE merged_into IS NOT NULL AND segmentation_id = ? AND cluster IN (SELECT value FROM json_each(?))',
        group.row.segmentation_id,
        JSON.stringify(group.clusters),
      );
      db.run(
        'UPDATE segment SET segmentation_id = ?, cluster = ?, size = ?, title = ? WHERE id = ?',
        ...[segmentation, cluster, size, title, group.row.id],
      );
      return;
    }
    db.run(
      'INSERT INTO segment (id, segmentation_id, cluster, size, title, colour) VALUES (?, ?, ?, ?, ?, ?)',
      ...[fresh++, segmentation, cluster, size, title, colours[cluster]!],
    );
  });
}

/** A colour for life: continued segments keep theirs, new ones take the first that is free. */
function coloursOf(kept: readonly (number | null)[]): number[] {
  const used = new Set(kept.flatMap((colour) => colour ?? []));
  return kept.map((colour, i) => {
    if (colour !== null) return colour;
    for (let free = 1; free <= MAX_SEGMENT_COLOURS; free++)
      if (!used.has(free)) {
        used.add(free);
        return free;
      }
    return (i % MAX_SEGMENT_COLOURS) + 1;
  });
}

/** By cluster the earlier segment it continues, where the same ids are the same customers. */
async function continuedBy(
  { db, pool, signal }: JobContext,
  source: SourceInView,
  result: Result,
): Promise<Continued[]> {
  const earlier = loadCurrent(db);
  if (!earlier || result.k === 1 || earlier.row.k === 1) return result.sizes.map(() => null);
  const comparable = [earlier.row.source_id, source.id].every((id) => isBuilt(db, id));
  if (earlier.row.source_id !== source.id && !comparable) return result.sizes.map(() => null);
  const table = await pool.run(
    'segments.overlap',
    {
      path: db.path,
      earlier: earlier.row.id,
      earlierK: earlier.row.k,
      ids: result.ids,
      labels: result.labels,
      k: result.k,
    },
    { signal },
  );
  const before = earlier.groups.map(({ row, clusters }) => ({ segment: row.id, clusters, size: row.size }));
  return continued(table, result.sizes, earlier.row.k, before).map(
    (id) => earlier.groups.find((group) => group.row.id === id) ?? null,
  );
}
