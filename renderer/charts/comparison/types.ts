import type { Comparison, LeavingSegment } from '../../../shared/contract/segments.ts';

/** A segment as a comparison draws it. */
export type Named = Omit<LeavingSegment, 'size'>;

/** What a comparison of one attribute over all segments is drawn from. */
export interface ComparisonProps {
  comparison: Comparison;
  segments: readonly Named[];
  nameOf: (segment: Named) => string;
  selected: number | null;
  /** a value of the attribute in words, with its unit */
  print: (value: number) => string;
}
