import { AppError } from '../../../../shared/frames.ts';
import type { ReadDb } from '../../../db/open.ts';
import {
  currentSegmentation,
  segmentGroups,
  type SegmentGroup,
  segmentRows,
  type SegmentationRow,
} from '../../../db/areas/segments/segments.ts';
import { SessionCache } from '../../session-cache.ts';
import { readSegmentation, type SegmentationBody } from '../../../db/areas/segments/form.ts';

/** A segmentation with its segments in view. */
export interface Loaded {
  readonly row: SegmentationRow;
  readonly body: SegmentationBody;
  readonly groups: SegmentGroup[];
}

/** Bodies are large and never change. */
const bodies = new SessionCache<SegmentationBody>(4);

/** The current segmentation, or null. */
export function loadCurrent(db: ReadDb): Loaded | null {
  const row = currentSegmentation(db);
  return row ? loadOf(db, row) : null;
}

/** A segmentation, current or not. */
export function loadOf(db: ReadDb, row: SegmentationRow): Loaded {
  const key = `${row.id} ${row.created_at} ${row.input}`;
  const body = bodies.get(db, key) ?? bodies.set(db, key, readSegmentation(row));
  return { row, body, groups: segmentGroups(segmentRows(db, row.id)) };
}

/** @throws AppError not_found when nothing was segmented */
export function requireCurrent(db: ReadDb): Loaded {
  const loaded = loadCurrent(db);
  if (!loaded) throw new AppError('not_found', { key: 'segments:error.noSegmentation' });
  return loaded;
}

/** @throws AppError not_found when it is not a segment in view of the current segmentation */
export function requireGroup(loaded: Loaded, segment: number): SegmentGroup {
  const group = loaded.groups.find(({ row }) => row.id === segment);
  if (!group) throw new AppError('not_found', { key: 'segments:error.noSegment' });
  return group;
}
