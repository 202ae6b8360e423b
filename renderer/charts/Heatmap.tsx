import { useEffect, useRef, useState } from 'react';
import { useLocale } from '../ui/locale.ts';
import { Shape } from '../ui/Shape.tsx';
import { divergingToken } from './scale.ts';

export interface HeatmapProps {
  columns: readonly { key: string; label: string; level: string | null; hint: string }[];
  rows: readonly { id: number; colour: number; name: string; n: number; values: readonly (number | null)[] }[];
  selected: number | null;
  onRow: (id: number) => void;
  onColumn: (index: number) => void;
  caption: string;
}

/** Segment x attribute: every cell prints its signed number, so the ramp is never the only carrier. A real table. */
export function Heatmap({ columns, rows, selected, onRow, onColumn, caption }: HeatmapProps) {
  const { t, fmt } = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const more = useMore(box);
  return (
    <div ref={box} className="heatscroll" tabIndex={0} role="region" aria-label={caption} data-more={more || undefined}>
      <table className="heat">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="corner">
              <span className="sr-only">{t('charts:segment')}</span>
            </th>
            {columns.map((column, i) => (
              <th key={column.key} scope="col" title={column.hint}>
                <button type="button" onClick={() => onColumn(i)}>
                  {column.level === null ? (
                    <span className="whole">{column.label}</span>
                  ) : (
                    <>
                      <span className="of">{column.label}</span> <span className="level">{column.level}</span>
                    </>
                  )}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={row.id === selected ? 'on' : ''}>
              <th scope="row">
                <button type="button" aria-pressed={row.id === selected} onClick={() => onRow(row.id)}>
                  <Shape colour={row.colour} size={10} />
                  <span className="ell">{row.name}</span>
                </button>
              </th>
              {row.values.map((value, i) => (
                <td key={columns[i]!.key} style={value === null ? undefined : { background: divergingToken(value) }}>
                  {fmt.signed(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Is there more to the right? Kept as the box is scrolled and as it or its table changes width. */
function useMore(box: { readonly current: HTMLDivElement | null }): boolean {
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

/** What the colours of the ramp mean. */
export function HeatmapKey() {
  const { t } = useLocale();
  return (
    <span className="heatkey">
      {t('charts:lower')}
      <span aria-hidden="true">
        {[-4, -3, -2, -1, 0, 1, 2, 3, 4].map((step) => (
          <i key={step} style={{ background: `var(--dv${step})` }} />
        ))}
      </span>
      {t('charts:higher')}
    </span>
  );
}
