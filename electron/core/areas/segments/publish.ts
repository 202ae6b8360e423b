import { MAX_SEGMENT_COLOURS, type Said } from '../../../../shared/domain.ts';
import type { Labels } from '../../../analysis/groups/labels.ts';
import { continued } from '../../../analysis/groups/typical.ts';
import type { SourceInView } from '../../../db/areas/customers/inView.ts';
import type { WriteDb } from '../../../db/open.ts';
import { dropMembers, freshId, strayMembers } from '../../../db/areas/segments/segments.ts';
import { setSetting } from '../../../db/settings.ts';
import { writeStored } from '../../../db/stored.ts';
import type { JobContext } from '../../area.ts';
import { loadCurrent } from './body.ts';
import { titlesOf } from './describe.ts';
import { type SegmentationBody, segmentationForm } from '../../../db/areas/segments/form.ts';

/** A result ready to be written. */
export interface Result {
  readonly k: number;
  readonly seed: number;
  readonly n: number;
  readonly input: string;
  readonly body: SegmentationBody;
  /** length n each */
  readonly ids: Int32Array;
  readonly labels: Labels;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly sizes: readonly number[];
  /** milliseconds so far */
  ms(): number;
}

/** A transaction is over in about this many milliseconds: other calls wait no longer. */
const SHORT_MS = 20;
/** Members written between two looks at the clock. */
const STRIDE = 250;
/** Members deleted in one short transaction. */
const GONE = 2000;

/** Write a result: members in batches that nobody sees, then everything else in one undoable edit. */
export async function publish(context: JobContext, source: SourceInView, result: Result): Promise<void> {
  const { db, stage, commit, progress } = context;
  const looks = await looksOf(context, source, result);
  const titles = titlesOf(result.body, result.k);
  await context.breathe();
  for (const stray of strayMembers(db)) await takeAway(context, stray);
  const id = freshId(db, 'segmentation');
  try {
    for (let at = 0; at < result.n;) {
      at = stage((writer) => writeMembers(writer, id, result, at));
      progress('jobs:step.publish', at, result.n);
      await context.breathe();
    }
  } catch (error) {
    await takeAway(context, id);
    throw error;
  }
  commit({ key: 'segments:edit.run', values: { count: result.k } }, (writer) => {
    writer.run(
      'INSERT INTO segmentation (id, source_id, k, seed, n, input, body, created_at, ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      source.id,
      result.k,
      result.seed,
      result.n,
      result.input,
      writeStored(segmentationForm, result.body),
      context.now(),
      result.ms(),
    );
    writeSegments(writer, id, result.sizes, titles, looks);
    setSetting(writer, 'segmentation', String(id));
  });
}

/** Staged members go again in short transactions; what is left is swept by the next run or opening. */
const takeAway = ({ clean }: JobContext, id: number): Promise<boolean> =>
  clean((writer) => dropMembers(writer, id, GONE) === GONE);

/** Write members from a place on for a short while. @returns the place after the last one written */
function writeMembers(db: WriteDb, id: number, { n, ids, labels, x, y }: Result, from: number): number {
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

/** What a new segment takes over from the earlier one it continues. */
interface Look {
  readonly colour: number | null;
  readonly name: string | null;
}

function writeSegments(
  db: WriteDb,
  segmentation: number,
  sizes: readonly number[],
  titles: readonly Said[],
  looks: readonly Look[],
): void {
  const first = freshId(db, 'segment');
  const colours = coloursOf(looks);
  sizes.forEach((size, cluster) => {
    db.run(
      'INSERT INTO segment (id, segmentation_id, cluster, size, title, name, colour) VALUES (?, ?, ?, ?, ?, ?, ?)',
      first + cluster,
      segmentation,
      cluster,
      size,
      JSON.stringify(titles[cluster]!),
      looks[cluster]!.name,
      colours[cluster]!,
    );
  });
}

/** A colour for life: continued segments keep theirs, new ones take the first that is free. */
function coloursOf(looks: readonly Look[]): number[] {
  const used = new Set(looks.flatMap(({ colour }) => colour ?? []));
  return looks.map(({ colour }, i) => {
    if (colour !== null) return colour;
    for (let free = 1; free <= MAX_SEGMENT_COLOURS; free++)
      if (!used.has(free)) {
        used.add(free);
        return free;
      }
    return (i % MAX_SEGMENT_COLOURS) + 1;
  });
}

async function looksOf({ db, pool, signal }: JobContext, source: SourceInView, result: Result): Promise<Look[]> {
  const nothing = result.sizes.map((): Look => ({ colour: null, name: null }));
  const earlier = loadCurrent(db);
  if (!earlier || earlier.row.source_id !== source.id || result.k === 1 || earlier.row.k === 1) return nothing;
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
  return continued(table, result.sizes, earlier.row.k, before).map((id): Look => {
    const row = earlier.groups.find((group) => group.row.id === id)?.row;
    return { colour: row?.colour ?? null, name: row?.name ?? null };
  });
}
