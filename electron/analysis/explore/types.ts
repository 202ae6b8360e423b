import type { Filter } from '../../../shared/contract/customers.ts';
import type { Bucket, ExploreField } from '../../../shared/contract/explore.ts';
import type { Said } from '../../../shared/domain.ts';
import type { ColumnValues } from '../features/values.ts';
import type { Style } from '../groups/words.ts';

/** What an axis can be made of. `place`: categories that name provincial units of China. */
export type AxisType = 'number' | 'level' | 'date' | 'place' | 'segment';

/** A segment as a category of the axis. */
export interface SegmentLabel {
  readonly segment: number;
  readonly label: Said | string;
  readonly colour: number;
  /** clusters it is made of: the codes of its customers */
  readonly clusters: readonly number[];
}

/**
 * A column as charts read it, over all rows of the customer table. Booleans are coded with levels '1' and '0'; segments
 * with the number of the cluster as code.
 */
export interface ExploreColumn {
  readonly field: ExploreField;
  readonly name: string;
  readonly style: Style;
  readonly axis: AxisType;
  /** levels stand in an order of their own */
  readonly ordered: boolean;
  readonly values: ColumnValues;
  /** of the field `segment` */
  readonly segments: readonly SegmentLabel[] | null;
}

/** The steps of an axis and the step of each row: -1 outside the mask or without a value. */
export interface Axis {
  readonly column: ExploreColumn;
  readonly buckets: Bucket[];
  readonly codes: Int32Array;
  /** rows in the mask without a value */
  readonly missing: number;
  /** the condition that gives them; null: it cannot be said */
  readonly missingFilters: Filter[] | null;
}

/** Milliseconds of a day. */
export const DAY = 86_400_000;
