import type { BoxBody } from '../../../shared/contract/explore.ts';
import { intervalOfMean } from '../stats/intervals.ts';
import { shapeOf } from '../stats/shape.ts';
import { valuesBy } from './grid.ts';
import { quantileOf } from './select.ts';
import type { Axis } from './types.ts';

/**
 * A box for each step of an axis.
 * @param scale dates are days here and milliseconds outside
 */
export function boxesOf(axis: Axis, values: Float64Array, attribute: number, scale: number): BoxBody {
  const groups = valuesBy(axis.codes, values, (code) => code, axis.buckets.length);
  return {
    kind: 'boxes',
    attribute,
    groups: groups.map((known, i) => {
      const at = (p: number) => quantileOf(known, p) * scale;
      const sample = shapeOf(known);
      const [low, high] = intervalOfMean(sample);
      return {
        bucket: axis.buckets[i]!,
        n: known.length,
        box:
          known.length === 0
            ? null
            : {
                p5: at(0.05),
                q1: at(0.25),
                median: at(0.5),
                q3: at(0.75),
                p95: at(0.95),
                mean: sample.mean * scale,
                interval: [low * scale, high * scale],
              },
      };
    }),
  };
}
