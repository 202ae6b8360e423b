import { useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';

/** In px of the box. */
export type Rect = readonly [left: number, top: number, right: number, bottom: number];
type Place = readonly [x: number, y: number];

interface RectOptions {
  /** the part of the box that the pointer draws in */
  area: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** `rows`: its customers are to be seen rather than filtered by */
  onTake: (rect: Rect, rows: boolean) => void;
  /** where the pointer is while it draws nothing; null: it left */
  onHover: (at: Place | null) => void;
}

/** A drag shorter than this is a click. */
const DRAG = 4;
const STEPS: Readonly<Record<string, Place>> = {
  ArrowLeft: [-16, 0],
  ArrowRight: [16, 0],
  ArrowUp: [0, -16],
  ArrowDown: [0, 16],
};

/** A rectangle in a box: dragged open, or moved with the arrows and sized with Shift and the arrows. */
export function useRect(box: RefObject<HTMLElement | null>, { area, onTake, onHover }: RectOptions) {
  const [rect, setRect] = useState<Rect | null>(null);
  const from = useRef<Place | null>(null);
  const { left, top } = area;
  const [right, bottom] = [left + area.width, top + area.height];
  const at = (event: PointerEvent): Place => {
    const edge = box.current!.getBoundingClientRect();
    return [
      Math.max(left, Math.min(right, event.clientX - edge.left)),
      Math.max(top, Math.min(bottom, event.clientY - edge.top)),
    ];
  };
  const take = (taken: Rect, rows: boolean) => {
    onTake(taken, rows);
    setRect(null);
  };
  const middle: Rect = [
    left + area.width * 0.35,
    top + area.height * 0.35,
    left + area.width * 0.65,
    top + area.height * 0.65,
  ];
  return {
    rect,
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      box.current!.setPointerCapture(event.pointerId);
      from.current = at(event);
    },
    onPointerMove: (event: PointerEvent) => {
      const to = at(event);
      if (from.current) setRect(between(from.current, to));
      else onHover(to);
    },
    onPointerUp: (event: PointerEvent) => {
      from.current = null;
      if (rect && Math.max(rect[2] - rect[0], rect[3] - rect[1]) > DRAG) take(rect, event.shiftKey);
      else setRect(null);
    },
    onPointerLeave: () => {
      onHover(null);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const by = STEPS[event.key];
      if (event.key === 'Escape') setRect(null);
      else if (event.key === 'Enter' && rect) take(rect, event.shiftKey);
      else if (by) {
        event.preventDefault();
        setRect((old) => {
          const [x1, y1, x2, y2] = old ?? middle;
          return event.shiftKey
            ? [x1, y1, Math.max(x1 + 8, Math.min(right, x2 + by[0])), Math.max(y1 + 8, Math.min(bottom, y2 + by[1]))]
            : [x1 + by[0], y1 + by[1], x2 + by[0], y2 + by[1]];
        });
      }
    },
  };
}

const between = ([x1, y1]: Place, [x2, y2]: Place): Rect => [
  Math.min(x1, x2),
  Math.min(y1, y2),
  Math.max(x1, x2),
  Math.max(y1, y2),
];
