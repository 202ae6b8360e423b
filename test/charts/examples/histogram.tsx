import { HistogramPlot, type HistogramPlotProps } from '../../../renderer/charts/histogram/Histogram.tsx';
import { medianOfBins } from '../../../shared/bins.ts';
import { bins as binsOf } from '../../fixtures/generators/charts.ts';
import type { Charts, Told } from '../example.ts';

/** Counts of `count` bins with their own median. */
function binned({ fmt }: Told, count: number, from: number, step: number): HistogramPlotProps {
  const all = binsOf(count, from, step);
  const n = all.reduce((sum, bin) => sum + bin.count, 0);
  return { bins: all, median: medianOfBins(all, n), print: (value) => fmt.number(value), open: false, height: 84 };
}

export const histogram: Charts = {
  histogram: {
    size: { width: 280, height: 130 },
    cases: {
      plain: (told) => <HistogramPlot {...binned(told, 24, 0, 10)} open />,
      empty: (told) => <HistogramPlot {...binned(told, 0, 0, 1)} />,
      one: (told) => <HistogramPlot {...binned(told, 1, 18, 1)} />,
      negative: (told) => <HistogramPlot {...binned(told, 16, -40, 5)} />,
      withheld: (told) => {
        const chart = binned(told, 16, 0, 10);
        const bins = chart.bins.map((bin, i) => (i % 3 === 1 ? { ...bin, count: null } : bin));
        return <HistogramPlot {...chart} bins={bins} />;
      },
      // the longest words of an axis: its ends are dates
      'long-names': (told) => (
        <HistogramPlot
          {...binned(told, 12, 0, 1)}
          print={(value) => told.fmt.date(`2023-${String((Math.floor(value) % 12) + 1).padStart(2, '0')}-28`)}
        />
      ),
      many: (told) => <HistogramPlot {...binned(told, 140, 0, 100_000)} />,
    },
  },
};
