import type { Filter } from '../../../shared/contract/customers.ts';
import type { Cell } from '../../../shared/contract/explore.ts';
import { type MarkChartProps, markProps, wordsOf } from '../kit/marks.ts';
import { RowFigures } from '../kit/Rows.tsx';
import { type Ends, percent } from '../kit/scale.ts';
import { barOf } from './geometry.ts';

interface BarRowProps extends Pick<MarkChartProps, 'value' | 'count' | 'share' | 'onMark' | 'onPoint'> {
  ends: Ends;
  cell: Cell;
  filters: readonly Filter[] | null;
  /** whom the bar is of, in words */
  of: readonly string[];
  colour: string;
  /** place among the marks */
  at: readonly [row: number, column: number];
  /** the name beside the bar; left out: its group is named */
  name?: { readonly text: string; readonly rest: boolean };
}

/** A bar with its name, its figure and n. */
export function BarRow({ ends, cell, filters, of, colour, at, name, ...told }: BarRowProps) {
  const { value, count, share, onMark } = told;
  return (
    <div className={name ? 'chart-row' : 'chart-row thin'}>
      <div className="chart-row-mark" {...markProps(told, filters, wordsOf(of, cell, told), ...at)}>
        {name ? <span className={name.rest ? 'ell mut' : 'ell'}>{name.text}</span> : null}
        <Bar cell={cell} ends={ends} colour={colour} />
      </div>
      <RowFigures filters={filters} onMark={onMark} figures={[value(cell.value), (share ?? count)(cell.n)]} />
    </div>
  );
}

/** A bar with its interval; one beyond the scale is broken. */
function Bar({ cell, ends, colour }: { cell: Cell; ends: Ends; colour: string }) {
  const { from, width, interval, broken, zero } = barOf(cell, ends);
  return (
    <svg width="100%" height="100%" aria-hidden="true">
      <rect x={percent(from)} y="20%" height="60%" width={percent(width)} fill={colour} />
      {interval ? (
        <line
          x1={percent(interval[0])}
          x2={percent(interval[1])}
          y1="50%"
          y2="50%"
          stroke="var(--ink)"
          strokeWidth="1"
        />
      ) : null}
      {broken ? <line x1="94%" x2="95%" y1="90%" y2="10%" stroke="var(--paper)" strokeWidth="4" /> : null}
      {zero === null ? null : <line x1={percent(zero)} x2={percent(zero)} y1="0" y2="100%" stroke="var(--line-2)" />}
    </svg>
  );
}
