import type { ClusterFigures } from '../../../shared/figures.ts';
import type { Comparison } from '../../../shared/contract/segments.ts';
import { sortedValues } from '../features/values.ts';
import { quantile } from '../stats/descriptive.ts';
import { wilson } from '../stats/intervals.ts';
import { combine, describeClusters, type DescribedColumn, intervalIn } from './groups.ts';
import type { Labels } from './labels.ts';

const DAY = 86_400_000;

/**
 * One attribute over segments, then over everyone: a box for numbers and dates (dates in milliseconds since 1970), shares with Wilson
 * intervals for categories and booleans.
 * @param clusters everyone is all that are in one
 */
export function compareColumn(
  column: DescribedColumn,
  clusters: Labels,
  k: number,
  groups: readonly { segment: number; clusters: readonly number[] }[],
): Comparison {
  const [figures] = describeClusters([column], clusters, k);
  const all = { segment: null, clusters: Array.from({ length: k }, (_, c) => c) };
  const scale = column.type === 'date' ? DAY : 1;
  const kind = column.values.kind === 'coded' || column.type === 'boolean' ? 'share' : 'numeric';
  return {
    attribute: column.attribute,
    column: column.column,
    kind,
    groups: [...groups, all].map(({ segment, clusters: parts }) => {
      const sum = combine(parts.map((cluster) => figures!.clusters[cluster]!));
      return {
        segment,
        n: sum.n,
        missing: sum.missing,
        box: kind === 'numeric' && sum.n > 0 ? boxOf(column, clusters, new Set(parts), sum, scale) : null,
        shares:
          sum.kind === 'shares'
            ? figures!.levels.map((level, i) => {
                const count = sum.counts[i]!;
                return { level, count, share: sum.n > 0 ? count / sum.n : 0, interval: wilson(count, sum.n) };
              })
            : null,
      };
    }),
  };
}

type Box = NonNullable<Comparison['groups'][number]['box']>;

function boxOf(
  { values }: DescribedColumn,
  clusters: Labels,
  parts: ReadonlySet<number>,
  sum: ClusterFigures,
  scale: number,
): Box | null {
  if (values.kind !== 'numeric' || sum.kind !== 'mean') return null;
  const chosen = new Float64Array(sum.n);
  let i = 0;
  values.values.forEach((value, row) => {
    if (parts.has(clusters[row]!) && !Number.isNaN(value)) chosen[i++] = value;
  });
  const sorted = sortedValues(chosen);
  const at = (q: number) => quantile(sorted, q) * scale;
  const [low, high] = intervalIn(sum);
  return {
    p5: at(0.05),
    q1: at(0.25),
    median: at(0.5),
    q3: at(0.75),
    p95: at(0.95),
    mean: sum.mean * scale,
    interval: [low * scale, high * scale],
  };
}
