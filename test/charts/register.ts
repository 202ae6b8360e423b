import type { Charts } from './example.ts';
import { bars } from './examples/bars.tsx';
import { boxes } from './examples/boxes.tsx';
import { columns } from './examples/columns.tsx';
import { comparison } from './examples/comparison.tsx';
import { crosstab } from './examples/crosstab.tsx';
import { differenceStrip } from './examples/difference-strip.tsx';
import { heatmap } from './examples/heatmap.tsx';
import { histogram } from './examples/histogram.tsx';
import { line } from './examples/line.tsx';
import { minis } from './examples/mini.tsx';
import { pair } from './examples/pair.tsx';
import { pointCharts } from './examples/points.tsx';
import { scatter } from './examples/scatter.tsx';
import { tileMap } from './examples/tile-map.tsx';
import { valueBars } from './examples/value-bars.tsx';

/** The examples of every chart, by its folder: the page shows them, the tests compare them with what is stored. */
export const CHARTS: Readonly<Record<string, Charts>> = {
  bars,
  boxes,
  columns,
  comparison,
  crosstab,
  'difference-strip': differenceStrip,
  heatmap,
  histogram,
  line,
  mini: minis,
  pair,
  points: pointCharts,
  scatter,
  'tile-map': tileMap,
  'value-bars': valueBars,
};
