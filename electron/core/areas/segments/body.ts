import type { Candidate, KFigures, UsedFeature, Verdict, Estimated } from '../../../../shared/contract/segments.ts';
import type { Said } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import type { FittedFeature, MatrixColumn } from '../../../analysis/features/matrix.ts';
import type { AttributeFigures } from '../../../analysis/groups/groups.ts';
import type { ReadDb } from '../../../db/open.ts';
import {
  currentSegmentation,
  segmentGroups,
  type SegmentGroup,
  segmentRows,
  type SegmentationRow,
} from '../../../db/areas/segments/segments.ts';
import { SessionCache } from '../../session-cache.ts';

/** What a segmentation was asked to be. */
export interface RunOptions {
  readonly k: 'auto' | number;
  readonly from: number;
  readonly to: number;
  readonly seed: number;
  readonly restarts: number;
}

/** Hashes of what a segmentation was made from. */
export interface InputHashes {
  readonly source: string;
  readonly attributes: string;
  readonly features: string;
}

/** The JSON of a stored segmentation: everything besides its columns. */
export interface SegmentationBody {
  readonly leftOut: number;
  /** left out in results of version 1 */
  readonly bounded?: readonly Said[];
  readonly features: UsedFeature[];
  /** the frozen model: treatments with their figures, and centres row-major k x d */
  readonly fitted: FittedFeature[];
  readonly columns: MatrixColumn[];
  readonly centres: number[];
  readonly inertia: number;
  readonly silhouette: Estimated | null;
  readonly stability: number | null;
  readonly verdict: Verdict;
  readonly verdictSaid: Said;
  readonly candidates: Candidate[];
  readonly range: KFigures[];
  readonly options: RunOptions;
  readonly versions: Record<string, string>;
  readonly hashes: InputHashes;
  /** every readable attribute in every cluster */
  readonly figures: AttributeFigures[];
  /** customers nearest each centre */
  readonly typical: number[][];
  readonly axes: { explained: number; low: Said; high: Said }[];
}

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
  if (!row) return null;
  const key = `${row.id} ${row.created_at} ${row.input}`;
  const body = bodies.get(db, key) ?? bodies.set(db, key, JSON.parse(row.body) as SegmentationBody);
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
