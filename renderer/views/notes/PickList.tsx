import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import s from './lists.module.css';

export interface PickListProps<T> {
  label: string;
  items: readonly T[];
  idOf: (item: T) => number;
  selected: number | null;
  onSelect: (id: number) => void;
  children: (item: T) => ReactNode;
  className?: string | undefined;
  /** the reader has come near the end */
  onEnd?: () => void;
}

/** A list of which one is chosen: one tab stop, arrows move and choose, Home and End. Rows out of view are not laid out. */
export function PickList<T>({ label, items, idOf, selected, onSelect, children, className, onEnd }: PickListProps<T>) {
  const base = useId();
  const box = useRef<HTMLDivElement>(null);
  const at = items.findIndex((item) => idOf(item) === selected);
  const [active, setActive] = useState(Math.max(0, at));
  const current = at >= 0 ? at : Math.min(active, items.length - 1);
  useEffect(() => {
    if (at >= 0) box.current?.querySelector(`[data-row="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.target !== event.currentTarget || items.length === 0) return;
    const to: Record<string, number> = {
      ArrowDown: at < 0 ? current : current + 1,
      ArrowUp: current - 1,
      PageDown: current + 10,
      PageUp: current - 10,
      Home: 0,
      End: items.length - 1,
      Enter: current,
    };
    const next = to[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = Math.min(items.length - 1, Math.max(0, next));
    setActive(index);
    onSelect(idOf(items[index]!));
  };
  return (
    <div
      ref={box}
      className={s.list}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={current >= 0 ? `${base}-${current}` : undefined}
      onKeyDown={press}
      onScroll={(event) => {
        const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
        if (onEnd && scrollTop + clientHeight > scrollHeight - 600) onEnd();
      }}
    >
      {items.map((item, index) => (
        <div
          key={idOf(item)}
          id={`${base}-${index}`}
          data-row={index}
          role="option"
          aria-selected={index === at}
          aria-posinset={index + 1}
          aria-setsize={items.length}
          className={`${s.item} ${className ?? ''}${index === current ? ` ${s.active}` : ''}`}
          onClick={() => {
            setActive(index);
            onSelect(idOf(item));
          }}
        >
          {children(item)}
        </div>
      ))}
    </div>
  );
}
