import type { KeyboardEvent, MouseEvent } from 'react';
import type { Filter } from '../../../shared/contract/customers.ts';
import type { ExploreChartProps } from './types.ts';

/** Properties of an element that stands for customers: chosen by click, Enter or Space; with Shift their rows are shown. */
export function markProps(
  { onMark, onPoint }: Pick<ExploreChartProps, 'onMark' | 'onPoint'>,
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
