import { useEffect, useState, type RefObject } from 'react';

/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width and height of an element as it is laid out; before it is, the size that is known beforehand, or null. */
export function useSize(ref: RefObject<HTMLElement | null>, known?: Size): Size | null {
  const [size, setSize] = useState<Size | null>(known ?? null);
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
