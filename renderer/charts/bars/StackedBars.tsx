import { segmentColour } from '../../ui/Shape.tsx';
import { type GridRow, gridRows, isNamed } from '../kit/grid.ts';
import { both, markProps, seriesColour, wordsOf } from '../kit/marks.ts';
import { RowFigures, Rows } from '../kit/Rows.tsx';
import { percent } from '../kit/scale.ts';
import type { BarsProps } from './Bars.tsx';
import { partsOf } from './geometry.ts';
import './bars.css';

export interface StackedBarsProps extends BarsProps {
  /** the figures are shares or counts: the parts are as large as their n */
  additive: boolean;
}

/** Rows made of their parts, which fill them. */
export function StackedBars(props: StackedBarsProps) {
  const { body, label, heads } = props;
  const rows = gridRows(body);
  return (
    <Rows label={label} count={rows.length} heads={heads}>
      {rows.map((row, i) => (
        <Stack key={row.bucket.key} {...props} row={row} place={i} />
      ))}
    </Rows>
  );
}

interface StackProps extends StackedBarsProps {
  row: GridRow;
  /** among the rows */
  place: number;
}

function Stack({ row: { bucket, total, cells }, place, additive, name, ...told }: StackProps) {
  const { value, count, share, onMark } = told;
  const parts = partsOf(cells.map(({ cell }) => (additive ? cell.n : (cell.value ?? 0))));
  return (
    <div className="chart-row">
      <div className="chart-row-mark">
        <span
          className={isNamed(bucket) ? 'ell' : 'ell mut'}
          {...markProps(told, bucket.filters, `${name(bucket)} · n = ${count(total.n)}`, place, 0)}
        >
          {name(bucket)}
        </span>
        <div className="bars-stack">
          {cells.map(({ column, cell }, j) => {
            const part = parts[j] ?? 0;
            return part > 0 ? (
              <div
                key={column.key}
                className="bars-part"
                style={{ width: percent(part), background: segmentColour(seriesColour(column, j)) }}
                {...markProps(
                  told,
                  both(bucket, column),
                  wordsOf([name(bucket), name(column)], cell, told),
                  place,
                  j + 1,
                )}
              />
            ) : null;
          })}
        </div>
      </div>
      <RowFigures filters={bucket.filters} onMark={onMark} figures={[value(total.value), (share ?? count)(total.n)]} />
    </div>
  );
}
