import { useRef } from 'react';
import { useLocale } from '../../ui/locale.ts';
import { Shape } from '../../ui/Shape.tsx';
import { DEVIATIONS, divergingColour } from '../kit/ramp.ts';
import { useMore } from './useMore.ts';
import './heatmap.css';

export interface HeatmapProps {
  columns: readonly { key: string; label: string; level: string | null; hint: string }[];
  rows: readonly { id: number; colour: number; name: string; values: readonly (number | null)[] }[];
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
    <div ref={box} className="heatmap" tabIndex={0} role="region" aria-label={caption} data-more={more || undefined}>
      <table>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
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
                  <span className="ell" title={row.name}>
                    {row.name}
                  </span>
                </button>
              </th>
              {columns.map(({ key }, i) => {
                const value = row.values[i] ?? null;
                return (
                  <td key={key} style={value === null ? undefined : { background: divergingColour(value, DEVIATIONS) }}>
                    {fmt.signed(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
