import type { Filter } from '../../../shared/contract/customers.ts';
import type { Bucket, Cell, GridBody } from '../../../shared/contract/explore.ts';
import { type GridRow, gridRows, NOBODY } from '../kit/grid.ts';
import { MarkBox } from '../kit/MarkBox.tsx';
import { both, type MarkActions, type MarkChartProps, markProps, wordsOf } from '../kit/marks.ts';
import './crosstab.css';

/** What every table of rows by columns is told. */
export interface CrosstabProps extends MarkChartProps {
  body: GridBody;
  /** what the rows and the columns are */
  corner: string;
  /** figures are counts and shares: where there is nobody stands a 0 */
  counts: boolean;
}

interface CrossTableProps extends CrosstabProps {
  className?: string;
  /** the colour of a figure */
  colourOf?: (tone: number | null) => string | undefined;
  /** over the totals at the end of the rows; null: there are none */
  end: string | null;
  /** beside the totals below the columns; null: there are none */
  foot: string | null;
}

/** Rows by columns: every cell prints its figure. A real table; cells, heads and totals are marks. */
export function CrossTable(props: CrossTableProps) {
  const { body, label, corner, className, end, foot, name, ...told } = props;
  return (
    <MarkBox className="crosstab scroll" label={label}>
      <table className={className}>
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col" className="mut ell">
              {corner}
            </th>
            {body.columns.map((column, j) => (
              <th key={column.key} scope="col">
                <Head {...told} bucket={column} text={name(column)} at={[0, j + 1]} />
              </th>
            ))}
            {end === null ? null : (
              <th scope="col" className="r">
                {end}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {gridRows(body).map((row, i) => (
            <Row key={row.bucket.key} {...props} row={row} place={i + 1} />
          ))}
          {foot === null ? null : <Totals {...props} head={foot} />}
        </tbody>
      </table>
    </MarkBox>
  );
}

function Row({ row: { bucket, total, cells }, place, ...props }: CrossTableProps & { row: GridRow; place: number }) {
  const { end, name, colourOf, ...told } = props;
  return (
    <tr>
      <th scope="row">
        <Head {...told} bucket={bucket} text={name(bucket)} at={[place, 0]} />
      </th>
      {cells.map(({ column, cell, tone }, j) => (
        <Figure
          key={column.key}
          {...told}
          cell={cell}
          filters={both(bucket, column)}
          of={[name(bucket), name(column)]}
          at={[place, j + 1]}
          colour={colourOf?.(tone)}
        />
      ))}
      {end === null ? null : (
        <Figure {...told} cell={total} filters={bucket.filters} of={[name(bucket)]} at={[place, cells.length + 1]} />
      )}
    </tr>
  );
}

function Totals({ body, head, name, ...told }: CrossTableProps & { head: string }) {
  const place = body.rows.length + 1;
  return (
    <tr className="sum">
      <th scope="row">{head}</th>
      {body.columns.map((column, j) => (
        <Figure
          key={column.key}
          {...told}
          cell={body.columnTotals[j] ?? NOBODY}
          filters={column.filters}
          of={[name(column)]}
          at={[place, j + 1]}
        />
      ))}
      <Figure {...told} cell={body.total} filters={[]} of={[head]} at={[place, body.columns.length + 1]} />
    </tr>
  );
}

interface Mark extends MarkActions, Pick<CrosstabProps, 'count'> {
  /** place among the marks */
  at: readonly [row: number, column: number];
}

function Head({ bucket, text, at, count, ...actions }: Mark & { bucket: Bucket; text: string }) {
  const { onMark, onPoint } = actions;
  const words = `${text} · n = ${count(bucket.n)}`;
  return (
    <div className="crosstab-head ell" title={text} {...markProps({ onMark, onPoint }, bucket.filters, words, ...at)}>
      {text}
    </div>
  );
}

interface FigureProps extends Mark, Pick<CrosstabProps, 'value' | 'counts'> {
  cell: Cell;
  filters: readonly Filter[] | null;
  /** whom the figure is of, in words */
  of: readonly string[];
  colour?: string | undefined;
}

function Figure({ cell, filters, of, at, colour, counts, ...told }: FigureProps) {
  return (
    <td style={colour === undefined ? undefined : { background: colour }}>
      <div className="crosstab-cell num" {...markProps(told, filters, wordsOf(of, cell, told), ...at)}>
        {cell.n === 0 && counts ? <span className="mut">0</span> : told.value(cell.value)}
      </div>
    </td>
  );
}
