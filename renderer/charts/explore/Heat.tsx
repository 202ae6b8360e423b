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
  const { body, label, corner, totals, all, counts, name, value, count, onMark, onPoint } = props;
  const own = body.columns.length > 0;
  const head = (bucket: Bucket, n: number, row: number, column: number) => (
    <div
      className="xhead ell"
      title={name(bucket)}
      {...markProps({ onMark, onPoint }, bucket.filters, `${name(bucket)} · n = ${count(n)}`, row, column)}
    >
      {name(bucket)}
    </div>
  );
  const figure = (cell: Cell, filters: Filter[] | null, what: string, row: number, column: number, colour?: string) => (
    <td key={column} style={colour === undefined ? undefined : { background: colour }}>
      <div
        className="xcell num"
        {...markProps(
          { onMark, onPoint },
          filters,
          `${what} · ${value(cell.value)} · n = ${count(cell.n)}`,
          row,
          column,
        )}
      >
        {cell.n === 0 && counts ? <span className="mut">0</span> : value(cell.value)}
      </div>
    </td>
  );
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
                {head(column, column.n, 0, j + 1)}
              </th>
            ))}
            {totals || !own ? (
              <th scope="col" className="r">
                {all}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {body.rows.map((row, i) => (
            <tr key={row.key}>
              <th scope="row">{head(row, row.n, i + 1, 0)}</th>
              {body.columns.map((column, j) =>
                figure(
                  body.cells[i]![j]!,
                  joined(row.filters, column.filters),
                  `${name(row)} · ${name(column)}`,
                  i + 1,
                  j + 1,
                  totals ? undefined : toneOf(body.tones?.[i]?.[j], counts),
                ),
              )}
              {totals || !own
                ? figure(body.rowTotals[i]!, row.filters, name(row), i + 1, body.columns.length + 1)
                : null}
            </tr>
          ))}
          {totals ? (
            <tr className="sum">
              <th scope="row">{all}</th>
              {body.columns.map((column, j) =>
                figure(body.columnTotals[j]!, column.filters, name(column), body.rows.length + 1, j + 1),
              )}
              {figure(body.total, [], all, body.rows.length + 1, body.columns.length + 1)}
            </tr>
          ) : null}
        </tbody>
      </table>
    </MarkBox>
  );
}
