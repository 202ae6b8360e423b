import type { Said } from '../../../../shared/domain.ts';
import { idFloor } from '../../id-floor.ts';
import type { ReadDb, WriteDb } from '../../open.ts';
import { setting } from '../../settings.ts';
import { readSaid } from '../../stored.ts';

/** A segmentation as it is stored; `body` is JSON. */
export interface SegmentationRow {
  readonly id: number;
  readonly source_id: number;
  readonly k: number;
  readonly seed: number;
  readonly n: number;
  readonly input: string;
  readonly body: string;
  readonly created_at: string;
  readonly ms: number;
}

/** A segment as it is stored: one a cluster; merged ones point to the segment they went into. */
export interface SegmentRow {
  readonly id: number;
  readonly segmentation_id: number;
  readonly cluster: number;
  /** of a merged segment: what it had; of the one it went into: the sum */
  readonly size: number;
  readonly title: string;
  readonly name: string | null;
  readonly colour: number;
  readonly excluded: number;
  readonly merged_into: number | null;
}

/** The working title of a segment. */
export const titleOf = ({ id, title }: Pick<SegmentRow, 'id' | 'title'>): Said => readSaid(title, `segment ${id}`);

/** The current segmentation, or undefined. */
export function currentSegmentation(db: ReadDb): SegmentationRow | undefined {
  const id = setting(db, 'segmentation');
  return id === undefined ? undefined : db.get<SegmentationRow>('SELECT * FROM segmentation WHERE id = ?', Number(id));
}

/** All segments of a segmentation in the order of their clusters (largest first), merged ones too. */
export const segmentRows = (db: ReadDb, segmentation: number): SegmentRow[] =>
  db.all<SegmentRow>('SELECT * FROM segment WHERE segmentation_id = ? ORDER BY cluster', segmentation);

/** A segment in view with the clusters it is made of. */
export interface SegmentGroup {
  readonly row: SegmentRow;
  readonly clusters: readonly number[];
}

/** The segments in view (not merged away), with their clusters. */
export function segmentGroups(rows: readonly SegmentRow[]): SegmentGroup[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const rootOf = (row: SegmentRow): number => {
    let at = row;
    // merging never makes a ring: a segment only goes into one that is in view
    while (at.merged_into !== null) at = byId.get(at.merged_into)!;
    return at.id;
  };
  return rows
    .filter((row) => row.merged_into === null)
    .map((row) => ({ row, clusters: rows.filter((other) => rootOf(other) === row.id).map(({ cluster }) => cluster) }));
}

/** Segment id of each cluster of a segmentation, as an array by cluster. */
export function segmentOfCluster(groups: readonly SegmentGroup[]): number[] {
  const out: number[] = [];
  for (const { row, clusters } of groups) for (const cluster of clusters) out[cluster] = row.id;
  return out;
}

/** Cluster of some customers; those that were left out are absent. */
export function clustersOfCustomers(db: ReadDb, segmentation: number, ids: readonly number[]): Map<number, number> {
  if (ids.length === 0) return new Map();
  const marks = ids.map(() => '?').join(', ');
  const rows = db.all<{ customer_id: number; cluster: number }>(
    `SELECT customer_id, cluster FROM member WHERE segmentation_id = ? AND customer_id IN (${marks})`,
    segmentation,
    ...ids,
  );
  return new Map(rows.map((row) => [row.customer_id, row.cluster]));
}

/**
 * Let the segments of a segmentation be those of another one with the same clusters, under their ids: names, colours, merges,
 * exclusions and cards stay with them.
 * @param sizes customers of each cluster now
 */
export function moveSegments(db: WriteDb, from: number, to: number, sizes: readonly number[]): void {
  for (const { row, clusters } of segmentGroups(segmentRows(db, from)))
    db.run(
      'UPDATE segment SET size = ? WHERE id = ?',
      clusters.reduce((sum, c) => sum + sizes[c]!, 0),
      row.id,
    );
  db.run('UPDATE segment SET segmentation_id = ? WHERE segmentation_id = ?', to, from);
}

/** An id no row of the table has or, by the history, ever had: a redo must not meet a stranger. */
export function freshId(db: ReadDb, table: 'segmentation' | 'segment'): number {
  const now = db.value<number | null>(`SELECT max(id) FROM ${table}`) ?? 0;
  const once = db.value<number | null>('SELECT max(row_id) FROM edit_change WHERE table_name = ?', table) ?? 0;
  const staged =
    table === 'segmentation' ? (db.value<number | null>('SELECT max(segmentation_id) FROM member') ?? 0) : 0;
  return Math.max(now, once, staged, idFloor(db, table)) + 1;
}

/** Segmentations whose members a cancel or a crash left: they are neither present nor in the history. */
export function strayMembers(db: ReadDb): number[] {
  const stray: number[] = [];
  // from one segmentation to the next by the index: DISTINCT would read every member
  const next = (after: number) =>
    db.value<number | null>('SELECT min(segmentation_id) FROM member WHERE segmentation_id > ?', after) ?? null;
  for (let id = next(0); id !== null; id = next(id)) {
    const known =
      db.value<number>('SELECT 1 FROM segmentation WHERE id = ?', id) ??
      db.value<number>(`SELECT 1 FROM edit_change WHERE table_name = 'segmentation' AND row_id = ? LIMIT 1`, id);
    if (known === undefined) stray.push(id);
  }
  return stray;
}

/** Take away some members of a segmentation. @returns how many went; fewer than the limit when none are left */
export const dropMembers = (db: WriteDb, segmentation: number, limit: number): number =>
  db.run(
    `DELETE FROM member WHERE segmentation_id = ? AND customer_id IN
      (SELECT customer_id FROM member WHERE segmentation_id = ? LIMIT ?)`,
    segmentation,
    segmentation,
    limit,
  ).changes;

/** Take away the members of {@link strayMembers} at once. @returns how many */
export const sweepMembers = (db: WriteDb): number =>
  strayMembers(db).reduce((sum, id) => sum + db.run('DELETE FROM member WHERE segmentation_id = ?', id).changes, 0);
