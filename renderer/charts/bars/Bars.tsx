import type { Bucket, GridBody } from '../../../shared/contract/explore.ts';
import { segmentColour } from '../../ui/Shape.tsx';
import { gridRows, isNamed } from '../kit/grid.ts';
import type { MarkChartProps } from '../kit/marks.ts';
import { Rows } from '../kit/Rows.tsx';
import { BarRow } from './BarRow.tsx';
import { barEnds } from './geometry.ts';
import './bars.css';

export interface BarsProps extends MarkChartProps {
  body: GridBody;
  /** what the two columns of figures are */
  heads: readonly [string, string];
}

/** Horizontal bars on one scale that starts at 0: the name, the bar, the figure, n. The figure opens its rows. */
export function Bars({ body, label, heads, name, ...told }: BarsProps) {
  const rows = gridRows(body);
  const ends = barEnds(rows, ({ total }) => [total]);
  return (
    <Rows label={label} count={rows.length} heads={heads}>
      {rows.map(({ bucket, total }, i) => (
        <BarRow
          key={bucket.key}
          {...told}
          ends={ends}
          cell={total}
          filters={bucket.filters}
          of={[name(bucket)]}
          name={{ text: name(bucket), rest: !isNamed(bucket) }}
          at={[i, 0]}
          colour={colourOf(bucket)}
        />
      ))}
    </Rows>
  );
}

function colourOf(bucket: Bucket): string {
  if (bucket.colour !== null) return segmentColour(bucket.colour);
  return isNamed(bucket) ? 'var(--accent)' : 'var(--line-2)';
}
