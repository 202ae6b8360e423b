import { useEffect, useState, useSyncExternalStore } from 'react';

/** Rows drawn beyond the edges. */
const BEYOND = 12;
const low = window.matchMedia('(max-height: 799px)');
const onLow = (listener: () => void) => {
  low.addEventListener('change', listener);
  return () => {
    low.removeEventListener('change', listener);
  };
};

/** Rows lose a little height on a low screen. */
export const useRowHeight = (): number => useSyncExternalStore(onLow, () => (low.matches ? 28 : 31));

/** Which rows of a long table are in view: from (included) to (excluded). */
export function useRowWindow(
  scroller: { readonly current: HTMLElement | null },
  count: number,
  height: number,
): [number, number] {
  const [view, setView] = useState({ top: 0, room: 900 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const read = () => {
      setView({ top: element.scrollTop, room: element.clientHeight });
    };
    const sizes = new ResizeObserver(read);
    sizes.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, [scroller]);
  const from = Math.max(0, Math.floor(view.top / height) - BEYOND);
  return [from, Math.min(count, Math.ceil((view.top + view.room) / height) + BEYOND)];
}
