import type { Bucket, ExploreResult, GridBody } from '../../../shared/contract/explore.ts';

export interface MiniProps {
  result: Pick<ExploreResult, 'chart' | 'body'>;
  name: (bucket: Bucket) => string;
  /** a figure in words */
  value: (value: number | null) => string;
  /** an end of a numeric axis in words */
  edge: (value: number) => string;
  /** figures are counts or shares */
  counts: boolean;
}

/** A small chart of figures by row. */
export interface MiniGridProps extends Omit<MiniProps, 'result'> {
  body: GridBody;
}
