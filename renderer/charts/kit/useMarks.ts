import { useEffect, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

interface Place {
  readonly element: HTMLElement | SVGElement;
  readonly row: number;
  readonly column: number;
}

const placesIn = (box: HTMLElement | null): Place[] =>
  [...(box?.querySelectorAll<HTMLElement | SVGElement>('[data-mark]') ?? [])].map((element) => {
    const [row, column] = (element.getAttribute('data-mark') ?? '0 0').split(' ').map(Number);
    return { element, row: row ?? 0, column: column ?? 0 };
  });

function rove(places: readonly Place[], to: Place): void {
  for (const { element } of places) element.setAttribute('tabindex', element === to.element ? '0' : '-1');
}

/**
 * The marks of a chart as one tab stop: the arrow keys move between elements with `data-mark="row column"`, Home and End
 * to the first and the last.
 */
export function useMarks(ref: RefObject<HTMLElement | null>): {
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent) => void;
} {
  useEffect(() => {
    const places = placesIn(ref.current);
    const now = places.find(({ element }) => element.getAttribute('tabindex') === '0') ?? places[0];
    if (now) rove(places, now);
  });
  return {
    onKeyDown: (event) => {
      if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const places = placesIn(ref.current);
      const at = places.find(({ element }) => element === document.activeElement);
      if (!at) return;
      const step = STEPS[event.key];
      const target =
        event.key === 'Home'
          ? places[0]
          : event.key === 'End'
            ? places.at(-1)
            : step
              ? next(places, at, step)
              : undefined;
      if (!target) return;
      event.preventDefault();
      rove(places, target);
      target.element.focus();
    },
    onFocus: () => {
      const places = placesIn(ref.current);
      const at = places.find(({ element }) => element === document.activeElement);
      if (at) rove(places, at);
    },
  };
}

/** The nearest mark in a direction; in a chart of one row or one column every arrow moves along it. */
function next(places: readonly Place[], at: Place, [down, right]: readonly [number, number]): Place | undefined {
  const flat = places.every(({ row }) => row === at.row) || places.every(({ column }) => column === at.column);
  if (flat) return places[places.indexOf(at) + down + right];
  const ahead = places.filter(({ row, column }) =>
    down === 0 ? row === at.row && (column - at.column) * right > 0 : (row - at.row) * down > 0,
  );
  const far = ({ row, column }: Place) =>
    down === 0 ? Math.abs(column - at.column) : Math.abs(row - at.row) * 1000 + Math.abs(column - at.column);
  return ahead.sort((a, b) => far(a) - far(b))[0];
}
