import { segmentColour } from '../../ui/Shape.tsx';
import { gridRows, isNamed } from '../kit/grid.ts';
import { both, seriesColour } from '../kit/marks.ts';
import { Rows } from '../kit/Rows.tsx';
import { BarRow } from './BarRow.tsx';
import type { BarsProps } from './Bars.tsx';
import { barEnds } from './geometry.ts';
import './bars.css';

/** Rows with one bar a part, all on one scale. */
export function GroupedBars({ body, label, heads, name, ...told }: BarsProps) {
  const rows = gridRows(body);
  const ends = barEnds(rows, ({ cells }) => cells.map(({ cell }) => cell));
  return (
    <Rows label={label} count={rows.length} heads={heads}>
      {rows.map(({ bucket, cells }, i) => (
        <div key={bucket.key} className="bars-group">
          <span className={isNamed(bucket) ? 'ell' : 'ell mut'}>{name(bucket)}</span>
          <div>
            {cells.map(({ column, cell }, j) => (
              <BarRow
                key={column.key}
                {...told}
                ends={ends}
                cell={cell}
                filters={both(bucket, column)}
                of={[name(bucket), name(column)]}
                at={[i, j]}
                colour={segmentColour(seriesColour(column, j))}
              />
            ))}
          </div>
        </div>
      ))}
    </Rows>
  );
}
