import type { Filter } from '../../../shared/contract/customers.ts';
import type { Cell, GridBody } from '../../../shared/contract/explore.ts';
import { segmentColour } from '../../ui/Shape.tsx';
import { BarHead, FEW, Figure } from './BarParts.tsx';
import { markProps } from './mark.ts';
import { MarkBox } from './MarkBox.tsx';
import { type ExploreChartProps, seriesColour } from './types.ts';

export interface BarsProps extends ExploreChartProps {
  body: GridBody;
  /** plain: one bar a row · stacked: parts of the row, filling it · grouped: one bar a part */
  kind: 'bars' | 'stacked' | 'grouped';
  /** the figures are shares or counts, so that parts add up */
  additive: boolean;
  /** what the two columns of figures are */
  heads: readonly [string, string];
}

/** Horizontal bars on one scale that starts at 0: the name, the bar, the figure, n. The figure opens its rows. */
export function Bars(props: BarsProps) {
  const { body, kind, label, heads } = props;
  // what is left over is no category: it neither sets the scale nor runs beyond it
  const named = body.rows.flatMap(({ kind: of }, i) =>
    of === 'rest' ? [] : kind === 'bars' ? [body.rowTotals[i]!] : body.cells[i]!,
  );
  const values = named.length > 0 ? named : body.rowTotals;
  const most = Math.max(0, ...values.map(({ value, interval }) => Math.max(value ?? 0, interval?.[1] ?? 0)));
  const least = Math.min(0, ...values.map(({ value }) => value ?? 0));
  const Line = kind === 'grouped' ? Group : kind === 'stacked' ? Stack : Plain;
  return (
    <MarkBox className={body.rows.length <= FEW ? 'xbars few scroll' : 'xbars scroll'} label={label}>
      <BarHead heads={heads} />
      {body.rows.map(({ key }, i) => (
        <Line key={key} {...props} row={i} scale={[least, most]} />
      ))}
    </MarkBox>
  );
}

type Scale = readonly [number, number];
type LineProps = BarsProps & { row: number; scale: Scale };

/** A bar with its interval, from the zero of the scale; one beyond the scale is broken. */
function Bar({ cell: { value, interval }, scale, colour }: { cell: Cell; scale: Scale; colour: string }) {
  const [low, high] = scale;
  const at = (v: number) => `${((Math.max(low, Math.min(high, v)) - low) / (high - low || 1)) * 100}%`;
  const width = `${(Math.min(high - low, Math.abs(value ?? 0)) / (high - low || 1)) * 100}%`;
  return (
    <svg width="100%" height="100%" aria-hidden="true">
      <rect x={at(Math.min(0, value ?? 0))} y="20%" height="60%" width={width} fill={colour} />
      {interval ? (
        <line x1={at(interval[0])} x2={at(interval[1])} y1="50%" y2="50%" stroke="var(--ink)" strokeWidth="1" />
      ) : null}
      {(value ?? 0) > high ? <line x1="94%" x2="95%" y1="90%" y2="10%" stroke="var(--paper)" strokeWidth="4" /> : null}
      {low < 0 ? <line x1={at(0)} x2={at(0)} y1="0" y2="100%" stroke="var(--line-2)" /> : null}
    </svg>
  );
}

interface OneProps extends Pick<BarsProps, 'value' | 'count' | 'share' | 'onMark' | 'onPoint'> {
  scale: Scale;
  cell: Cell;
  filters: readonly Filter[] | null;
  /** names of the mark, in words */
  text: string;
  colour: string;
  /** place among the marks */
  at: readonly [row: number, column: number];
  /** the name beside the bar; left out: the group is named */
  name?: string;
  rest?: boolean;
}

function One({ scale, cell, filters, text, colour, at, name, rest, value, count, share, onMark, onPoint }: OneProps) {
  const words = `${text} · ${value(cell.value)} · n = ${count(cell.n)}`;
  return (
    <div className={name === undefined ? 'xbar thin' : 'xbar'}>
      <div className="xbar-mark" {...markProps({ onMark, onPoint }, filters, words, ...at)}>
        {name === undefined ? null : <span className={rest ? 'ell mut' : 'ell'}>{name}</span>}
        <Bar cell={cell} scale={scale} colour={colour} />
      </div>
      <Figure filters={filters} onMark={onMark} text={value(cell.value)} />
      <span className="num mut xn">{(share ?? count)(cell.n)}</span>
    </div>
  );
}

function Plain({ body, row, name, ...props }: LineProps) {
  const bucket = body.rows[row]!;
  const rest = bucket.kind === 'rest';
  return (
    <One
      {...props}
      cell={body.rowTotals[row]!}
      filters={bucket.filters}
      text={name(bucket)}
      name={name(bucket)}
      rest={rest}
      at={[row, 0]}
      colour={bucket.colour === null ? (rest ? 'var(--line-2)' : 'var(--accent)') : segmentColour(bucket.colour)}
    />
  );
}

function Group({ body, row, name, ...props }: LineProps) {
  const bucket = body.rows[row]!;
  return (
    <div className="xgroup">
      <span className={bucket.kind === 'rest' ? 'ell mut' : 'ell'}>{name(bucket)}</span>
      <div>
        {body.columns.map((column, j) => (
          <One
            key={column.key}
            {...props}
            cell={body.cells[row]![j]!}
            filters={bucket.filters && column.filters ? [...bucket.filters, ...column.filters] : null}
            text={`${name(bucket)} · ${name(column)}`}
            at={[row, j]}
            colour={segmentColour(seriesColour(column, j))}
          />
        ))}
      </div>
    </div>
  );
}

function Stack({ body, row, additive, value, count, share, name, onMark, onPoint }: LineProps) {
  const bucket = body.rows[row]!;
  const cells = body.cells[row]!;
  const sum = cells.reduce((total, cell) => total + Math.max(0, additive ? cell.n : (cell.value ?? 0)), 0);
  const total = body.rowTotals[row]!;
  return (
    <div className="xbar">
      <div className="xbar-mark">
        <span
          className={bucket.kind === 'rest' ? 'ell mut' : 'ell'}
          {...markProps({ onMark, onPoint }, bucket.filters, `${name(bucket)} · n = ${count(total.n)}`, row, 0)}
        >
          {name(bucket)}
        </span>
        <div className="xstack">
          {cells.map((cell, j) => {
            const column = body.columns[j]!;
            const part = additive ? cell.n : (cell.value ?? 0);
            const width = sum > 0 ? part / sum : 0;
            if (width <= 0) return null;
            const filters = bucket.filters && column.filters ? [...bucket.filters, ...column.filters] : null;
            const text = `${name(bucket)} · ${name(column)} · ${value(cell.value)} · n = ${count(cell.n)}`;
            return (
              <div
                key={column.key}
                className="xpart"
                style={{ width: `${width * 100}%`, background: segmentColour(seriesColour(column, j)) }}
                {...markProps({ onMark, onPoint }, filters, text, row, j + 1)}
              />
            );
          })}
        </div>
      </div>
      <Figure filters={bucket.filters} onMark={onMark} text={value(total.value)} />
      <span className="num mut xn">{(share ?? count)(total.n)}</span>
    </div>
  );
}
