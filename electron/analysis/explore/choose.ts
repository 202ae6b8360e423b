import type { ChartKind, Measure } from '../../../shared/contract/explore.ts';
import type { Said } from '../../../shared/domain.ts';
import type { AxisType } from './types.ts';

/** What decides on the chart. */
export interface Shape {
  readonly x: AxisType;
  readonly y: AxisType | null;
  readonly split: AxisType | null;
  readonly of: Measure['of'];
}

/** Charts that fit, the best first, and why it is the best. */
export interface Choice {
  readonly charts: readonly ChartKind[];
  readonly why: Said;
}

type Family = 'number' | 'date' | 'level';
const familyOf = (type: AxisType): Family => (type === 'number' || type === 'date' ? type : 'level');

const choice = (why: string, ...charts: ChartKind[]): Choice => ({ charts, why: { key: `explore:why.${why}` } });

/** The charts that fit the types of the attributes: the first is taken unless another is asked for. */
export function chartsFor({ x, y, split, of }: Shape): Choice {
  const own = of !== 'count' && of !== 'share';
  if (y === null) return split === null ? alone(x, own) : divided(x);
  const pair = [familyOf(x), familyOf(y)] as const;
  if (pair[0] === 'number' && pair[1] === 'number')
    return own ? choice('heat', 'heat', 'pivot', 'scatter') : choice('scatter', 'scatter', 'heat', 'pivot');
  if (pair.includes('date'))
    return pair.includes('number')
      ? choice('lineOfNumber', 'line', 'box', 'heat', 'pivot')
      : choice('lines', 'line', 'stacked', 'heat', 'pivot');
  if (pair.includes('number'))
    return own ? choice('heat', 'heat', 'pivot', 'box') : choice('box', 'box', 'histogram', 'heat', 'pivot');
  return choice('heat', 'heat', 'stacked', 'grouped', 'pivot');
}

function alone(x: AxisType, own: boolean): Choice {
  if (x === 'number')
    return own ? choice('barsOfRanges', 'histogram', 'pivot') : choice('histogram', 'histogram', 'box', 'pivot');
  if (x === 'date') return choice('line', 'line', 'bars', 'pivot');
  if (x === 'place') return choice('map', 'map', 'bars', 'pivot');
  return choice(own ? 'barsOfMeasure' : 'bars', 'bars', 'pivot');
}

function divided(x: AxisType): Choice {
  if (x === 'number') return choice('histogramSplit', 'histogram', 'box', 'heat', 'pivot');
  if (x === 'date') return choice('lines', 'line', 'stacked', 'heat', 'pivot');
  return choice('stacked', 'stacked', 'grouped', 'heat', 'pivot');
}
