import { useRef, type ReactNode } from 'react';
import { type Bin, endsOf } from '../../../shared/bins.ts';
import type { Audience, LeavingHistogram } from '../../../shared/contract/leaving.ts';
import { useLocale } from '../../ui/locale.ts';
import { ChartTools } from '../kit/ChartTools.tsx';
import { pngOf, svgOf } from '../kit/picture.ts';
import { percent } from '../kit/scale.ts';
import { useLeaving } from '../kit/useLeaving.ts';
import { fits, layHistogram } from './geometry.ts';
import './histogram.css';

export interface HistogramProps extends Pick<HistogramPlotProps, 'print' | 'open' | 'height'> {
  /** names the chart */
  name: string;
  /** the histogram as it leaves */
  ask: (audience: Audience) => Promise<LeavingHistogram>;
  bins: readonly Bin[];
  median: number;
  /** n and the basis, for the table */
  note?: string;
  /** a title beside the tools */
  head?: ReactNode;
}

/** Counts over one axis, the median marked. The tools at its top right give the same as a table and as files. */
export function Histogram({ ask, note, head, print, open = false, height = 62, ...own }: HistogramProps) {
  const { t } = useLocale();
  const chart = useRef<HTMLDivElement>(null);
  const { left, leaves } = useLeaving(ask);
  const { name, bins, median } = left ?? own;
  const few = t('exploreUi:few');
  return (
    <figure className="hist">
      <div className="hist-head">
        <div className="grow ell">{head}</div>
        <ChartTools
          leaves={leaves}
          name={(figures) => figures.name}
          table={(figures) => ({
            columns: [t('charts:level'), t('charts:count')],
            rows: figures.bins.map((bin) => [rangeOf(bin, print), bin.count ?? few]),
            note,
          })}
          svg={() => svgOf(chart.current!)}
          png={() => pngOf(svgOf(chart.current!))}
        />
      </div>
      <div ref={chart} role="img" aria-label={`${name}. ${t('charts:median')} ${print(median)}`}>
        <HistogramPlot bins={bins} median={median} print={print} open={open} height={height} />
      </div>
    </figure>
  );
}

function rangeOf(bin: Pick<Bin, 'from' | 'to'>, print: (value: number) => string): string {
  const [from, to] = endsOf(bin);
  return from === to ? print(from) : `${print(from)} – ${print(to)}`;
}

export interface HistogramPlotProps {
  bins: readonly LeavingHistogram['bins'][number][];
  median: number;
  /** a value of the axis in words */
  print: (value: number) => string;
  /** the first and the last bar also hold what lies beyond them */
  open?: boolean;
  height?: number;
}

/** The bars, the median, and the axis under them. */
export function HistogramPlot({ bins, median, print, open, height }: HistogramPlotProps) {
  const { t, fmt } = useLocale();
  const layout = layHistogram(bins, median);
  const last = endsOf(bins.at(-1) ?? { from: layout.low, to: layout.high });
  const [low, high] = [print(endsOf(bins[0] ?? { from: layout.low, to: layout.high })[0]), print(last[1])];
  // at its place on the axis where it meets neither end, else beside its word
  const placed = fits(layout.median, low, high);
  return (
    <>
      <div className="hist-plot" style={{ height }}>
        {bins.map((bin, i) => (
          <span
            key={bin.from}
            title={`${rangeOf(bin, print)} · n = ${bin.count === null ? t('exploreUi:few') : fmt.number(bin.count)}`}
          >
            <i style={{ height: percent(layout.heights[i] ?? 0) }} />
          </span>
        ))}
        <b className="hist-median" style={{ left: percent(layout.median) }}>
          <em className={layout.side}>{placed ? t('charts:median') : `${t('charts:median')} ${print(median)}`}</em>
        </b>
      </div>
      <div className={placed ? 'hist-axis placed' : 'hist-axis'}>
        <span>{low}</span>
        {placed ? (
          <span className="b" style={{ left: percent(layout.median) }}>
            {print(median)}
          </span>
        ) : null}
        <span>{open ? `≥ ${print(last[0])}` : high}</span>
      </div>
    </>
  );
}
