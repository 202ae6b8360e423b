import { useRef, type ReactNode } from 'react';
import type { Bin } from '../../shared/bins.ts';
import type { LeavingHistogram } from '../../shared/contract/leaving.ts';
import { useLocale } from '../ui/index.ts';
import { ChartTools } from './ChartTools.tsx';
import { pngOf, svgOf } from './picture.ts';
import { useLeaving } from './useLeaving.ts';
import './histogram.css';

export interface HistogramProps {
  /** names the chart */
  name: string;
  /** the histogram as it leaves */
  ask: () => Promise<LeavingHistogram>;
  bins: readonly Bin[];
  median: number;
  /** a value of the axis in words */
  print: (value: number) => string;
  /** the first and the last bar also hold what lies beyond them */
  open?: boolean;
  height?: number;
  /** n and the basis, for the table */
  note?: string;
  /** a title beside the tools */
  head?: ReactNode;
}

/** Counts over one axis, the median marked. The tools at its top right give the same as a table and as files. */
export function Histogram({ ask, print, open = false, height = 62, note, head, ...own }: HistogramProps) {
  const { t, fmt } = useLocale();
  const chart = useRef<HTMLDivElement>(null);
  const { left, leaves } = useLeaving(ask);
  const { name, bins, median } = left ?? own;
  const low = bins[0]?.from ?? 0;
  const high = bins.at(-1)?.to ?? 1;
  const most = Math.max(1, ...bins.map(({ count }) => count ?? 0));
  const share = Math.min(1, Math.max(0, (median - low) / (high - low || 1)));
  const few = t('exploreUi:few');
  const side = share > 0.62 ? 'left' : 'right';
  // at its place on the axis where it meets neither end, else beside its word
  const placed = share > (print(low).length < 4 ? 0.1 : 0.2) && share < 0.7 && print(high).length < 7;
  const rangeOf = ({ from, to }: Pick<Bin, 'from' | 'to'>) => `${print(from)} – ${print(to)}`;
  return (
    <figure className="hist">
      <div className="hist-head">
        <div className="grow ell">{head}</div>
        <ChartTools
          leaves={leaves}
          name={(figures) => figures.name}
          table={(figures) => ({
            columns: [t('charts:level'), t('charts:count')],
            rows: figures.bins.map((bin) => [rangeOf(bin), bin.count ?? few]),
            note,
          })}
          svg={() => svgOf(chart.current!)}
          png={() => pngOf(svgOf(chart.current!))}
        />
      </div>
      <div ref={chart} role="img" aria-label={`${name}. ${t('charts:median')} ${print(median)}`}>
        <div className="hist-plot" style={{ height }}>
          {bins.map((bin) => (
            <span key={bin.from} title={`${rangeOf(bin)} · n = ${bin.count === null ? few : fmt.number(bin.count)}`}>
              <i style={{ height: `${((bin.count ?? 0) / most) * 100}%` }} />
            </span>
          ))}
          <b className="hist-median" style={{ left: `${share * 100}%` }}>
            <em className={side}>{placed ? t('charts:median') : `${t('charts:median')} ${print(median)}`}</em>
          </b>
        </div>
        <div className={placed ? 'hist-axis placed' : 'hist-axis'}>
          <span>{print(low)}</span>
          {placed ? (
            <span className="b" style={{ left: `${share * 100}%` }}>
              {print(median)}
            </span>
          ) : null}
          <span>{open ? `≥ ${print(bins.at(-1)?.from ?? high)}` : print(high)}</span>
        </div>
      </div>
    </figure>
  );
}

/** Values with their counts as bars on one scale that starts at 0. */
export function ValueBars({
  values,
  n,
  others = 0,
  most = 8,
}: {
  values: readonly { readonly value: string; readonly label?: string; readonly count: number }[];
  n: number;
  others?: number;
  most?: number;
}) {
  const { t, fmt } = useLocale();
  const shown = values.slice(0, most);
  const largest = Math.max(1, ...shown.map(({ count }) => count));
  const rest = values.slice(most).reduce((sum, { count }) => sum + count, 0) + others;
  return (
    <ul className="vbars">
      {shown.map(({ value, label, count }) => (
        <li key={value}>
          <span className="ell" title={label ?? value}>
            {label ?? value}
          </span>
          <span className="bar" aria-hidden="true">
            <i style={{ width: `${(count / largest) * 100}%` }} />
          </span>
          <span className="num">{fmt.number(count)}</span>
          <span className="num mut">{n > 0 ? fmt.percent(count / n) : ''}</span>
        </li>
      ))}
      {rest > 0 ? (
        <li className="mut">
          <span className="ell">{t('customersUi:others')}</span>
          <span />
          <span className="num">{fmt.number(rest)}</span>
          <span className="num">{n > 0 ? fmt.percent(rest / n) : ''}</span>
        </li>
      ) : null}
    </ul>
  );
}
