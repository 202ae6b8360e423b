import { type RefObject, useEffect, useState } from 'react';

/** Is there more to the right? Kept as the box is scrolled and as it or its table changes width. */
export function useMore(box: RefObject<HTMLElement | null>): boolean {
  const [more, setMore] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      setMore(element.scrollLeft + element.clientWidth < element.scrollWidth - 2);
    };
    const watch = new ResizeObserver(look);
    watch.observe(element);
    if (element.firstElementChild) watch.observe(element.firstElementChild);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box]);
  return more;
}
