import { toneColour } from '../crosstab/Heat.tsx';
import { gridRows, isNamed } from '../kit/grid.ts';
import { ROWS } from './MiniRows.tsx';
import type { MiniGridProps } from './types.ts';

/** Columns with names; more would not be read. */
const COLUMNS = 4;

export function MiniHeat({ body, name, value, counts }: MiniGridProps) {
  const rows = gridRows(body)
    .filter(({ bucket }) => isNamed(bucket))
    .slice(0, ROWS - 1)
    .map(({ bucket, cells }) => ({
      bucket,
      cells: cells.filter(({ column }) => isNamed(column)).slice(0, COLUMNS),
    }));
  const columns = body.columns.filter(isNamed).slice(0, COLUMNS);
  return (
    <span
      className="mini-heat"
      style={{ gridTemplateColumns: `minmax(0, 1.4fr) repeat(${columns.length}, minmax(0, 1fr))` }}
    >
      <span />
      {columns.map((column) => (
        <span key={column.key} className="ell">
          {name(column)}
        </span>
      ))}
      {rows.map(({ bucket, cells }) => [
        <span key={bucket.key} className="ell">
          {name(bucket)}
        </span>,
        ...cells.map(({ column, cell, tone }) => (
          <span key={`${bucket.key} ${column.key}`} className="num" style={{ background: toneColour(tone, counts) }}>
            {value(cell.value)}
          </span>
        )),
      ])}
    </span>
  );
}
