import type { Moves } from '../../../../shared/contract/segments.ts';
import type { Said } from '../../../../shared/domain.ts';
import type { FittedFeature } from '../../../../shared/figures.ts';
import { requireSource, sourceInView } from '../../../db/areas/customers/inView.ts';
import type { SegmentationBody } from '../../../db/areas/segments/form.ts';
import { moveSegments, segmentOfCluster } from '../../../db/areas/segments/segments.ts';
import type { WriteDb } from '../../../db/open.ts';
import { setSetting, setting } from '../../../db/settings.ts';
import type { PlacedCustomers } from '../../../workers/areas/segments/placeTasks.ts';
import type { Following, JobContext, NextTable } from '../../area.ts';
import { hashOf } from '../customers/hash.ts';
import { readableAttributes, requestOf } from '../features/resolve.ts';
import { describing } from '../features/restated.ts';
import { type Loaded, loadCurrent } from './body.ts';
import { axesOf, describeGroups } from './describe.ts';
import { stageMembers, takeAway, TYPICAL, writeSegmentation } from './publish.ts';
import { inputHashes, whyStale } from './stale.ts';

/** Attributes of a table that has no ids yet: their places stand for them until it is published. */
type Known = ReturnType<typeof knownOf>[number];
const knownOf = ({ attributes }: NextTable) =>
  attributes.map((attribute, place) => ({ ...attribute, id: place, label: attribute.name, unit: null }));

/**
 * Bring the segments over to a table that takes the place of the one in view: their model places everyone, and segments keep
 * their ids with names, colours, merges, exclusions and cards. Where the model cannot place anyone it is said why, and segments
 * stay with the customers they were made of.
 * @returns null: there are none
 */
export async function carrySegments(context: JobContext, next: NextTable): Promise<Following | null> {
  const { db } = context;
  const loaded = loadCurrent(db);
  if (!loaded || loaded.row.source_id !== sourceInView(db)?.id) return null;
  const started = performance.now();
  const waits = whyStale(db, loaded.row, loaded.body);
  const known = knownOf(next);
  const { by } = loaded.body;
  const places = by.features.map(({ column }) => known.find(({ name }) => name === column));
  const gone = by.features.filter((_, i) => places[i] === undefined).map(({ column }) => column);
  if (gone.length > 0) return left({ key: 'segments:carried.gone', values: { columns: named(gone) } });
  const placed = await place(context, next, loaded, places as Known[]);
  if (placed.changed.length > 0) {
    const columns = named(placed.changed.map((i) => by.features[i]!.column));
    return left({ key: 'segments:carried.changed', values: { columns } });
  }
  if (placed.n === 0) return left({ key: 'segments:error.allLeftOut' });
  const moves = await movesOf(context, next, loaded, placed);
  const { body, x, y } = await described(context, next, loaded, placed, known, moves);
  const id = await stageMembers(context, { ...placed, x, y });
  const ms = () => Math.round(performance.now() - started);
  return {
    said: [{ key: 'segments:carried.all', values: { count: loaded.groups.length, n: placed.n } }],
    discard: () => takeAway(context, id),
    write: (writer, sourceId) => {
      write(writer, { id, sourceId, loaded, waits, body, placed, at: context.now(), ms });
    },
  };
}

const named = (columns: readonly string[]): Said[] =>
  columns.map((value) => ({ key: 'sources:literal', values: { value } }));

/** Nothing is brought over, and why. */
const left = (why: Said): Following => ({
  said: [why],
  discard: () => Promise.resolve(),
  write: () => undefined,
});

/** Everyone placed by the frozen model, whose attributes are those of the table now. */
async function place(
  { db, pool, signal, progress }: JobContext,
  { table }: NextTable,
  { body: { by } }: Loaded,
  places: readonly Known[],
): Promise<PlacedCustomers> {
  const attributeNow = new Map(by.features.map(({ attribute }, i) => [attribute, places[i]!.id]));
  const fitted = by.fitted.map((feature): FittedFeature => ({
    ...feature,
    attribute: attributeNow.get(feature.attribute)!,
  }));
  const request = new Map(places.map((attribute) => [attribute.id, requestOf(attribute)]));
  return pool.run(
    'segments.frozen',
    {
      path: db.path,
      table,
      features: fitted.map((feature) => ({ fitted: feature, request: request.get(feature.attribute)! })),
      centres: Float64Array.from(by.centres),
      reach: by.reach,
    },
    { signal, onProgress: ({ done, total }) => progress('jobs:step.place', done, total) },
  );
}

async function movesOf(
  { db, pool, signal }: JobContext,
  { people }: NextTable,
  { row, groups }: Loaded,
  { ids, labels }: PlacedCustomers,
): Promise<Moves | null> {
  if (people === 'unknown') return null;
  const groupOf = segmentOfCluster(groups);
  return pool.run('segments.moves', { path: db.path, earlier: row.id, ids, labels, groupOf, people }, { signal });
}

/** The body of the segmentation over the new customers: the model and its verdict stay, figures are of now. */
async function described(
  context: JobContext,
  next: NextTable,
  { row, body }: Loaded,
  placed: PlacedCustomers,
  known: readonly Known[],
  moves: Moves | null,
): Promise<{ body: SegmentationBody; x: Float32Array; y: Float32Array }> {
  const { pool, signal } = context;
  const { n, d, matrix, labels, ids, fitted, columns, unseen } = placed;
  const centres = Float64Array.from(body.by.centres);
  const shown = describing(
    next.derived,
    readableAttributes(known),
    fitted.map(({ attribute }) => attribute),
  );
  const [figures] = await describeGroups(context, next.table, shown, ids, [{ labels, k: row.k }]);
  const at = await pool.run('segments.place', { x: matrix, n, d, labels, centres, nearest: TYPICAL }, { signal });
  const features = body.by.features.map((feature, i) => ({ ...feature, attribute: fitted[i]!.attribute }));
  return {
    ...{ x: at.x, y: at.y },
    body: {
      ...body,
      leftOut: placed.leftOut,
      reads: features.map(({ attribute, column }) => ({ attribute, column })),
      figures: figures!,
      typical: at.typical.map((rows) => [...rows].map((i) => ids[i]!)),
      axes: axesOf(at, columns, known),
      placed: {
        at: body.placed?.at ?? row.created_at,
        moves,
        unlike: body.by.reach === null ? null : placed.unlike,
        unseen: unseen.flatMap(({ levels, customers }, i) =>
          customers === 0 ? [] : [{ column: features[i]!.column, levels: [...levels], customers }],
        ),
      },
      by: { ...body.by, features, fitted, columns },
    },
  };
}

interface Carried {
  readonly id: number;
  readonly sourceId: number;
  readonly loaded: Loaded;
  /** why the segments were out of date before */
  readonly waits: Said | null;
  readonly body: SegmentationBody;
  readonly placed: PlacedCustomers;
  readonly at: string;
  ms(): number;
}

/** Publish with the table: the segments go over to a segmentation of its customers. */
function write(db: WriteDb, { id, sourceId, loaded: { row }, waits, body, placed, at, ms }: Carried): void {
  // another clustering or an undo came first: what it gave stays, and is told as out of date
  if (setting(db, 'segmentation') !== String(row.id)) return;
  const ids = db.column<number>('SELECT id FROM attribute WHERE source_id = ? ORDER BY position', sourceId);
  const source = requireSource(db);
  const now = inputHashes(db, source);
  // what a person changed since the model was made still waits for a new one
  const hashes = waits === null ? now : { ...body.hashes, source: now.source };
  writeSegmentation(db, id, sourceId, {
    ...{ k: row.k, seed: row.seed, n: placed.n, input: hashOf(hashes), at, ms },
    body: { ...withIds(body, (place) => ids[place]!), hashes },
  });
  moveSegments(db, row.id, id, placed.sizes);
  setSetting(db, 'segmentation', String(id));
}

/** A body whose attributes are told by their ids. */
function withIds(body: SegmentationBody, idOf: (place: number) => number): SegmentationBody {
  const moved = <T extends { readonly attribute: number }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, attribute: idOf(one.attribute) }));
  const { by } = body;
  return {
    ...body,
    reads: moved(body.reads),
    figures: moved(body.figures),
    by: { ...by, features: moved(by.features), fitted: moved(by.fitted), columns: moved(by.columns) },
  };
}
