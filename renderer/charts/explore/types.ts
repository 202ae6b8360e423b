import type { Filter } from '../../../shared/contract/customers.ts';
import type { Bucket } from '../../../shared/contract/explore.ts';

/** What every chart of the exploring page is told besides its figures. */
export interface ExploreChartProps {
  /** names the chart for assistive technology */
  label: string;
  /** a figure in words */
  value: (value: number | null) => string;
  /** customers in words; few of them are not told in exports */
  count: (n: number) => string;
  /** the share of customers beside a count; left out: n beside a figure */
  share?: ((n: number) => string) | undefined;
  /** a step of an axis in words */
  name: (bucket: Bucket) => string;
  /** a mark was chosen: its conditions; `rows`: its customers are to be seen rather than filtered by */
  onMark: (filters: readonly Filter[] | null, rows: boolean) => void;
  /** the mark under the pointer or the keyboard in words; null: none */
  onPoint: (text: string | null) => void;
}

/** The colour of a series: that of its segment, else one of the eight in turn; the rest is grey. */
export const seriesColour = (bucket: Bucket, at: number): number =>
  bucket.colour ?? (bucket.kind === 'rest' ? 8 : (at % 8) + 1);
