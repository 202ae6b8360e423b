import type { Said } from '../../../shared/domain.ts';
import type { Labels } from './labels.ts';

/** A solution to be described by what it does. */
export interface Solution {
  readonly k: number;
  /** cluster of each customer */
  readonly labels: Labels;
  /** short name of each cluster */
  readonly names: readonly Said[];
  readonly sizes: readonly number[];
  readonly stability: number | null;
}

/** Agreement under resampling below which the borders depend on the sample. */
const SHAKY = 0.6;

/**
 * A sentence of consequence for each solution: what merges, splits off or splits further against the recommended one.
 * @param solutions rising k; all label the same customers
 * @param recommended position in `solutions`
 */
export function candidateSentences(solutions: readonly Solution[], recommended: number): Said[] {
  const centre = solutions[recommended]!;
  const steadiest = Math.max(...solutions.map(({ stability }) => stability ?? 0));
  return solutions.map((solution, i) => {
    const main =
      i < recommended
        ? merged(centre, solution)
        : i > recommended
          ? split(centre, solution)
          : (splitOff(solutions[i - 1], centre) ?? sizes(centre));
    const tail = tailOf(solution, steadiest, solutions.length);
    return tail ? { key: 'segments:candidate.with', values: { main, tail } } : main;
  });
}

function tailOf({ stability }: Solution, steadiest: number, count: number): Said | null {
  if (stability === null) return null;
  if (stability < SHAKY) return { key: 'segments:candidate.shaky' };
  return count > 1 && stability === steadiest ? { key: 'segments:candidate.steadiest' } : null;
}

/** For each cluster of the finer solution the cluster of the coarser one that holds most of it. */
function homes(fine: Solution, coarse: Solution): number[] {
  const table = new Float64Array(fine.k * coarse.k);
  for (let i = 0; i < fine.labels.length; i++) {
    const at = fine.labels[i]! * coarse.k + coarse.labels[i]!;
    table[at] = table[at]! + 1;
  }
  return Array.from({ length: fine.k }, (_, c) => {
    const row = table.subarray(c * coarse.k, (c + 1) * coarse.k);
    return row.indexOf(Math.max(...row));
  });
}

/** Clusters of the finer solution that share a home, the largest such family. */
function family(fine: Solution, coarse: Solution): { home: number; parts: number[] } | null {
  const home = homes(fine, coarse);
  let best: { home: number; parts: number[] } | null = null;
  for (let h = 0; h < coarse.k; h++) {
    const parts = home.flatMap((value, c) => (value === h ? [c] : [])).sort((a, b) => fine.sizes[b]! - fine.sizes[a]!);
    if (parts.length < 2) continue;
    const size = (list: number[]) => list.reduce((sum, c) => sum + fine.sizes[c]!, 0);
    if (!best || size(parts) > size(best.parts)) best = { home: h, parts };
  }
  return best;
}

const total = ({ sizes: all }: Solution): number => all.reduce((sum, size) => sum + size, 0);

function merged(centre: Solution, coarse: Solution): Said {
  const found = family(centre, coarse);
  if (!found) return sizes(coarse);
  const [a, b] = found.parts;
  return {
    key: 'segments:candidate.merged',
    values: {
      a: centre.names[a!]!,
      b: centre.names[b!]!,
      share: coarse.sizes[found.home]! / total(coarse),
    },
  };
}

function split(centre: Solution, fine: Solution): Said {
  const found = family(fine, centre);
  if (!found) return sizes(fine);
  const part = found.parts[found.parts.length - 1]!;
  const from = centre.names[found.home]!;
  const name = fine.names[part]!;
  const share = fine.sizes[part]! / total(fine);
  return JSON.stringify(from) === JSON.stringify(name)
    ? { key: 'segments:candidate.halves', values: { from, share } }
    : { key: 'segments:candidate.split', values: { from, part: name, share } };
}

function splitOff(coarse: Solution | undefined, centre: Solution): Said | null {
  const found = coarse && family(centre, coarse);
  if (!found) return null;
  const part = found.parts[found.parts.length - 1]!;
  return {
    key: 'segments:candidate.splitOff',
    values: { part: centre.names[part]!, share: centre.sizes[part]! / total(centre) },
  };
}

function sizes(solution: Solution): Said {
  const order = solution.sizes.map((_, c) => c).sort((a, b) => solution.sizes[b]! - solution.sizes[a]!);
  const [first, last] = [order[0]!, order[order.length - 1]!];
  return {
    key: 'segments:candidate.sizes',
    values: {
      largest: solution.names[first]!,
      smallest: solution.names[last]!,
      most: solution.sizes[first]! / total(solution),
      least: solution.sizes[last]! / total(solution),
    },
  };
}
