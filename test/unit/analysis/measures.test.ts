import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { symmetricEigen } from '../../../electron/analysis/cluster/eigen.ts';
import { pca, project } from '../../../electron/analysis/cluster/pca.ts';
import { adjustedRand } from '../../../electron/analysis/cluster/rand-index.ts';
import { relabelBySize } from '../../../electron/analysis/cluster/relabel.ts';
import { meanSilhouette, silhouettes } from '../../../electron/analysis/cluster/silhouette.ts';
import { blobs } from '../../bench/blobs.ts';
import { hasData } from '../../support/data.ts';
import { atHand, fixture, letters, matrix, SETS } from './support.ts';

interface Figures {
  labels: string;
  best?: string;
  rand?: number;
  silhouette?: number;
  silhouetteLow?: number;
  silhouetteHigh?: number;
}
interface ClusterFixture {
  sets: Record<
    string,
    {
      pca: { variance: number[]; ratio: number[]; components: number[][] };
      k: Record<string, Figures>;
      species?: string;
      speciesRand?: number;
    }
  >;
}

const labels = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 80 });
const pairOfLabels = labels.chain((a) =>
  fc.tuple(fc.constant(a), fc.array(fc.integer({ min: 0, max: 6 }), { minLength: a.length, maxLength: a.length })),
);

describe('adjusted Rand index', () => {
  it('is 1 for a partition and itself under other names', () => {
    fc.assert(
      fc.property(labels, fc.shuffledSubarray([9, 8, 7, 6, 5, 4, 3], { minLength: 7 }), (a, names) => {
        expect(adjustedRand(a, a)).toBe(1);
        expect(
          adjustedRand(
            a,
            a.map((label) => names[label]!),
          ),
        ).toBe(1);
      }),
    );
  });
  it('is symmetric, at most 1, and does not see names', () => {
    fc.assert(
      fc.property(pairOfLabels, ([a, b]) => {
        expect(adjustedRand(a, b)).toBeCloseTo(adjustedRand(b, a), 12);
        expect(adjustedRand(a, b)).toBeLessThanOrEqual(1);
        expect(adjustedRand(a, b)).toBeCloseTo(
          adjustedRand(
            a.map((label) => 20 - label),
            b,
          ),
          12,
        );
      }),
    );
  });
});

describe('silhouette', () => {
  it('lies in [-1, 1] for every row', () => {
    fc.assert(
      fc.property(labels, fc.integer({ min: 1, max: 4 }), fc.integer(), (names, d, seed) => {
        const { x } = blobs(names.length, d, 3, 1, seed);
        const [values] = silhouettes(x, names.length, d, [Uint8Array.from(names)], 0, names.length);
        expect(values!.every((value) => value >= -1 && value <= 1)).toBe(true);
      }),
    );
  });
  it('is 0 for a row alone, 1 in the limit of far groups, nothing for one group', () => {
    const { x } = matrix([[0], [0], [1000], [1000], [500]]);
    const [values] = silhouettes(x, 5, 1, [Uint8Array.of(0, 0, 1, 1, 2)], 0, 5);
    expect(Array.from(values!)).toEqual([1, 1, 1, 1, 0]);
    expect(meanSilhouette(x, 5, 1, new Uint8Array(5))).toBeNull();
  });
  it('is the same in blocks and for several partitions at once', () => {
    const { x, group } = blobs(60, 3, 4, 2, 5);
    const other = Uint8Array.from(group, (g) => g % 2);
    const whole = silhouettes(x, 60, 3, [group], 0, 60)[0]!;
    const block = silhouettes(x, 60, 3, [other, group], 20, 45)[1]!;
    expect(Array.from(block)).toEqual(Array.from(whole.subarray(20, 45)));
  });
});

describe('principal components', () => {
  it('give back the matrix, with unit vectors at right angles and a fixed sign', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer(), (d, seed) => {
        const { x } = blobs(50, d, 3, 2, seed);
        const parts = pca(x, 50, d, d);
        const coordinates = project(x, 50, d, parts);
        for (let t = 0; t < d; t++) {
          let value = parts.mean[t]!;
          for (let j = 0; j < d; j++) value += coordinates[j]![7]! * parts.components[j * d + t]!;
          expect(value).toBeCloseTo(x[7 * d + t]!, 9);
        }
        expect(parts.ratio.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        for (let j = 0; j < d; j++) {
          const row = parts.components.subarray(j * d, j * d + d);
          expect(Math.max(...row)).toBeGreaterThanOrEqual(Math.max(...row.map((v) => -v)) - 1e-9);
        }
      }),
    );
  });
  it('finds eigenvalues of a matrix that has known ones', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 0, 1, 2, 0, 0, 0, 5), 3);
    expect(Array.from(values).map((v) => Math.round(v * 1e12) / 1e12)).toEqual([5, 3, 1]);
    expect(Math.abs(vectors[3]!)).toBeCloseTo(Math.SQRT1_2, 12);
  });
});

describe('names by size', () => {
  it('puts the largest group first and of equal ones the one whose centre comes first', () => {
    const names = Uint8Array.of(0, 1, 1, 2, 2, 2, 3, 3);
    const { labels: renamed, centres, sizes } = relabelBySize(names, Float64Array.of(9, 5, 7, 4), 1);
    expect(Array.from(renamed)).toEqual([3, 2, 2, 0, 0, 0, 1, 1]);
    expect(Array.from(centres)).toEqual([7, 4, 5, 9]);
    expect(sizes).toEqual([3, 2, 2, 1]);
  });
});

describe('measures against scikit-learn', () => {
  const { sets } = fixture<ClusterFixture>('cluster');
  const close = (value: number, other: number) => {
    expect(Math.abs(value - other)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(other)));
  };

  it.each(atHand(Object.keys(sets)))('%s: silhouettes and adjusted Rand', (name) => {
    const { x, n, d } = SETS[name]!();
    let compared = 0;
    for (const figures of Object.values(sets[name]!.k)) {
      if (figures.silhouette === undefined) continue;
      const own = letters(figures.labels);
      close(meanSilhouette(x, n, d, own)!, figures.silhouette);
      const [values] = silhouettes(x, n, d, [own], 0, n);
      expect(Math.min(...values!)).toBeCloseTo(figures.silhouetteLow!, 6);
      expect(Math.max(...values!)).toBeCloseTo(figures.silhouetteHigh!, 6);
      close(adjustedRand(letters(figures.best!), own), figures.rand!);
      compared++;
    }
    expect(compared).toBeGreaterThan(0);
  });

  it.skipIf(!hasData)('iris: the groups against the species', () => {
    const { species, speciesRand, k } = sets.iris!;
    close(adjustedRand(letters(species!), letters(k['3']!.best!)), speciesRand!);
  });

  it.each(atHand(Object.keys(sets)))('%s: principal components', (name) => {
    const { x, n, d } = SETS[name]!();
    const { pca: figures } = sets[name]!;
    const parts = pca(x, n, d, d);
    figures.variance.forEach((variance, j) => {
      close(parts.variance[j]!, variance);
      close(parts.ratio[j]!, figures.ratio[j]!);
      // scikit-learn fixes the sign by the scores, we by the weights
      const ours = Array.from(parts.components.subarray(j * d, j * d + d));
      const sign = Math.sign(ours.reduce((sum, v, t) => sum + v * figures.components[j]![t]!, 0));
      ours.forEach((v, t) => {
        close(v * sign, figures.components[j]![t]!);
      });
    });
  });
});
