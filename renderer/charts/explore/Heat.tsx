import type { Filter } from '../../../shared/contract/customers.ts';
import type { Bucket, Cell, GridBody } from '../../../shared/contract/explore.ts';
import { markProps } from './mark.ts';
import { MarkBox } from './MarkBox.tsx';
import type { ExploreChartProps } from './types.ts';

export interface HeatProps extends ExploreChartProps {
  body: GridBody;
  /** names of rows and columns */
  corner: string;
  /** pivot: totals and no colours */
  totals: boolean;
  /** word for the totals */
  all: string;
  /** figures are counts and shares: colours are residuals; else standard deviations from the whole */
  counts: boolean;
}

/** Steps of the ramp: residuals of independence grow with n, differences of means do not. */
const RESIDUALS = [2, 4, 8, 16] as const;
const DEVIATIONS = [0.15, 0.4, 0.7, 1] as const;

/** The colour of a cell. @param counts the tone is a residual; else standard deviations */
export function toneOf(value: number | null | undefined, counts: boolean): string | undefined {
  if (value === null || value === undefined) return undefined;
  const step = (counts ? RESIDUALS : DEVIATIONS).filter((least) => Math.abs(value) >= least).length;
  return `var(--dv${value < 0 && step > 0 ? '-' : ''}${step})`;
}

const joined = (...parts: (readonly Filter[] | null)[]): Filter[] | null =>
  parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);

/** Rows by columns: every cell prints its figure. A real table; cells, heads and totals are marks. */
export function Heat(props: HeatProps) {
  const { body, label, corner, totals, all } = props;
  return (
    <MarkBox className="xheat scroll" label={label}>
      <table className={totals ? 'pivot' : ''}>
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col" className="mut ell">
              {corner}
            </th>
            {body.columns.map((column, j) => (
              <th key={column.key} scope="col">
                <Head {...props} bucket={column} at={[0, j + 1]} />
              </th>
            ))}
            {totalled(props) ? (
              <th scope="col" className="r">
                {all}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {body.rows.map((row, i) => (
            <Row key={row.key} {...props} row={i} />
          ))}
          {totals ? <Sums {...props} /> : null}
        </tbody>
      </table>
    </MarkBox>
  );
}

/** Rows end in their totals; without columns that is all there is to them. */
const totalled = ({ body, totals }: HeatProps): boolean => totals || body.columns.length === 0;

function Row({ row: i, ...props }: HeatProps & { row: number }) {
  const { body, totals, counts, name } = props;
  const row = body.rows[i]!;
  const end = body.columns.length + 1;
  return (
    <tr>
      <th scope="row">
        <Head {...props} bucket={row} at={[i + 1, 0]} />
      </th>
      {body.columns.map((column, j) => (
        <Figure
          key={j + 1}
          {...props}
          cell={body.cells[i]![j]!}
          filters={joined(row.filters, column.filters)}
          what={`${name(row)} · ${name(column)}`}
          at={[i + 1, j + 1]}
          colour={totals ? undefined : toneOf(body.tones?.[i]?.[j], counts)}
        />
      ))}
      {totalled(props) ? (
        <Figure
          key={end}
          {...props}
          cell={body.rowTotals[i]!}
          filters={row.filters}
          what={name(row)}
          at={[i + 1, end]}
        />
      ) : null}
    </tr>
  );
}

function Sums(props: HeatProps) {
  const { body, all, name } = props;
  const row = body.rows.length + 1;
  const end = body.columns.length + 1;
  return (
    <tr className="sum">
      <th scope="row">{all}</th>
      {body.columns.map((column, j) => (
        <Figure
          key={j + 1}
          {...props}
          cell={body.columnTotals[j]!}
          filters={column.filters}
          what={name(column)}
          at={[row, j + 1]}
        />
      ))}
      <Figure key={end} {...props} cell={body.total} filters={[]} what={all} at={[row, end]} />
    </tr>
  );
}

interface Mark extends Pick<HeatProps, 'count' | 'onMark' | 'onPoint'> {
  /** place among the marks */
  at: readonly [row: number, column: number];
}

function Head({ bucket, at, name, count, onMark, onPoint }: Mark & Pick<HeatProps, 'name'> & { bucket: Bucket }) {
  const text = `${name(bucket)} · n = ${count(bucket.n)}`;
  return (
    <div className="xhead ell" title={name(bucket)} {...markProps({ onMark, onPoint }, bucket.filters, text, ...at)}>
      {name(bucket)}
    </div>
  );
}

interface FigureProps extends Mark, Pick<HeatProps, 'value' | 'counts'> {
  cell: Cell;
  filters: readonly Filter[] | null;
  /** whom the figure is of, in words */
  what: string;
  colour?: string | undefined;
}

function Figure({ cell, filters, what, at, colour, counts, value, count, onMark, onPoint }: FigureProps) {
  const text = `${what} · ${value(cell.value)} · n = ${count(cell.n)}`;
  return (
    <td style={colour === undefined ? undefined : { background: colour }}>
      <div className="xcell num" {...markProps({ onMark, onPoint }, filters, text, ...at)}>
        {cell.n === 0 && counts ? <span className="mut">0</span> : value(cell.value)}
      </div>
    </td>
  );
}
