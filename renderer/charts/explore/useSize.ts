import { useEffect, useState, type RefObject } from 'react';

/** Width and height of an element as it is laid out, in CSS pixels; null before it is. */
export function useSize(ref: RefObject<HTMLElement | null>): { width: number; height: number } | null {
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((old) => (old?.width === width && old.height === height ? old : { width, height }));
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
    };
  }, [ref]);
  return size;
}
