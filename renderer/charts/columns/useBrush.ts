import { useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import type { Filter } from '../../../shared/contract/customers.ts';
import type { Bucket } from '../../../shared/contract/explore.ts';
import type { MarkActions } from '../kit/marks.ts';

/** The range where a drag began and the one where it is; either may be the lower. */
export type Brush = readonly [number, number];

interface BrushOptions {
  box: RefObject<HTMLElement | null>;
  /** px from the edge of the box to the first range, and from one range to the next */
  left: number;
  step: number;
  onMark: MarkActions['onMark'];
  /** what keys do besides */
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Neighbouring ranges taken at once: by a drag over them, or with Shift and the arrows and then Enter. */
export function useBrush(rows: readonly Bucket[], { box, left, step, onMark, onKeyDown }: BrushOptions) {
  const [brush, setBrush] = useState<Brush | null>(null);
  const drag = useRef<number | null>(null);
  const clamped = (i: number) => Math.max(0, Math.min(rows.length - 1, i));
  const at = (event: PointerEvent) => {
    const start = box.current!.getBoundingClientRect().left + left;
    return clamped(Math.floor((event.clientX - start) / step));
  };
  const take = (range: Brush, asRows: boolean) => {
    onMark(unionOf(rows.slice(Math.min(...range), Math.max(...range) + 1)), asRows);
    setBrush(null);
  };
  return {
    brush,
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) drag.current = at(event);
    },
    onPointerMove: (event: PointerEvent) => {
      const from = drag.current;
      if (from === null || event.buttons === 0) return;
      const to = at(event);
      if (to !== from || brush) setBrush([from, to]);
    },
    onPointerUp: (event: PointerEvent) => {
      drag.current = null;
      if (brush && brush[0] !== brush[1]) take(brush, event.shiftKey);
      else setBrush(null);
    },
    onKeyDownCapture: (event: KeyboardEvent) => {
      const focused = Number(document.activeElement?.getAttribute('data-mark')?.split(' ')[1] ?? -1);
      if (event.key === 'Enter' && brush && focused >= 0) {
        event.preventDefault();
        event.stopPropagation();
        take(brush, false);
        return;
      }
      if (event.key === 'Escape') setBrush(null);
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (by !== 0 && event.shiftKey && focused >= 0) setBrush([brush?.[0] ?? focused, clamped(focused + by)]);
      else if (by !== 0) setBrush(null);
      onKeyDown(event);
    },
  };
}

/** One condition for neighbouring ranges: from the lowest value that is there to the highest. */
function unionOf(buckets: readonly Bucket[]): Filter[] | null {
  const ranges = buckets.flatMap(({ filters }) => filters?.find((filter) => filter.kind === 'range') ?? []);
  const [first, last] = [ranges[0], ranges.at(-1)];
  return first && last ? [{ ...first, max: last.max }] : null;
}
