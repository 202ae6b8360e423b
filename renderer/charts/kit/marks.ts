import type { KeyboardEvent, MouseEvent } from 'react';
import type { Filter } from '../../../shared/contract/customers.ts';
import type { Bucket, Cell } from '../../../shared/contract/explore.ts';
import type { Size } from './useSize.ts';

/** What a chart with marks is told besides its figures. */
export interface MarkChartProps {
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

/** A chart that is drawn in the room there is. */
export interface PlotProps {
  /** its room where that is known before it is laid out */
  size?: Size | undefined;
}

/** What a mark does when it is chosen or pointed at. */
export type MarkActions = Pick<MarkChartProps, 'onMark' | 'onPoint'>;

/** The colour of a series, 1…8: that of its segment, else one of the eight in turn; the rest is grey. */
export const seriesColour = (bucket: Bucket, at: number): number =>
  bucket.colour ?? (bucket.kind === 'rest' ? 8 : (at % 8) + 1);

/** The conditions of a mark that lies in two steps at once; null: one of them cannot be said. */
export const both = (a: Pick<Bucket, 'filters'>, b: Pick<Bucket, 'filters'>): Filter[] | null =>
  a.filters && b.filters ? [...a.filters, ...b.filters] : null;

/** A mark in words: what it is of, its figure, n. */
export const wordsOf = (
  of: readonly string[],
  cell: Cell,
  { value, count }: Pick<MarkChartProps, 'value' | 'count'>,
): string => [...of, value(cell.value), `n = ${count(cell.n)}`].join(' · ');

/** Properties of an element that stands for customers: chosen by click, Enter or Space; with Shift their rows are shown. */
export function markProps(
  { onMark, onPoint }: MarkActions,
  filters: readonly Filter[] | null,
  text: string,
  row: number,
  column: number,
) {
  const point = () => {
    onPoint(text);
  };
  const leave = () => {
    onPoint(null);
  };
  return {
    'data-mark': `${row} ${column}`,
    role: 'button',
    'aria-label': text,
    'aria-disabled': filters === null || undefined,
    onClick: (event: MouseEvent) => {
      onMark(filters, event.shiftKey);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onMark(filters, event.shiftKey);
    },
    onMouseEnter: point,
    onMouseLeave: leave,
    onFocus: point,
    onBlur: leave,
  } as const;
}
