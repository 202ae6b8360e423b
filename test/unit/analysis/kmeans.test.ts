import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { kmeans } from '../../../electron/analysis/cluster/engine.ts';
import { CHUNK } from '../../../electron/analysis/cluster/run.ts';
import { plusPlus, startingCentres } from '../../../electron/analysis/cluster/seeding.ts';
import { seeded } from '../../../electron/analysis/random.ts';
import { clusterRun } from '../../../electron/workers/areas/segments/sweep.ts';
import { Pool } from '../../../electron/workers/pool.ts';
import { blobs } from '../../bench/blobs.ts';
import { hasData } from '../../support/data.ts';
import { atHand, fixture, letters, lloyd, type Matrix, matrix, pick, SETS } from './support.ts';

interface ClusterFixture {
  sets: Record<
    string,
    { k: Record<string, { inertia: number; sizes: number[]; start: number[]; startInertia: number; best?: string }> }
  >;
}

const rowsOf = (d: number) =>
  fc.array(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: d, maxLength: d }), {
    minLength: 8,
    maxLength: 120,
  });
const problem = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 7 }), fc.integer())
  .chain(([d, k, seed]) => rowsOf(d).map((rows) => ({ data: matrix(rows), k, seed })));

describe('k-means', () => {
  it('ends where Lloyd ends: same groups, same inertia', () => {
    fc.assert(
      fc.property(problem, ({ data, k, seed }) => {
        const { x, n, d } = data;
        const start = plusPlus(x, n, d, k, seeded(seed));
        const ours = kmeans(x, n, d, start, 300);
        const theirs = lloyd(data, start, 300);
        // a group that loses all its rows is the one point where the two may part: ours fills it
        if (new Set(ours.labels).size !== new Set(theirs.labels).size) return;
        expect(Array.from(ours.labels)).toEqual(Array.from(theirs.labels));
        expect(ours.inertia).toBeCloseTo(theirs.inertia, 8);
      }),
      { numRuns: 300 },
    );
  });

  it('ends where Lloyd ends on rows that are no whole numbers, over several chunks', () => {
    const n = 2 * CHUNK + 77;
    for (const spread of [0, 0.8, 3]) {
      const { x } = blobs(n, 6, 5, spread, 3);
      const start = x.slice(0, 7 * 6);
      const ours = kmeans(x, n, 6, start, 300);
      const theirs = lloyd({ x, n, d: 6 }, start, 300);
      expect(Math.abs(ours.inertia / theirs.inertia - 1)).toBeLessThan(1e-12);
      expect(Buffer.compare(ours.labels, theirs.labels)).toBe(0);
    }
  });

  it('never lets the inertia rise from one update to the next', () => {
    fc.assert(
      fc.property(problem, ({ data: { x, n, d }, k, seed }) => {
        const random = seeded(seed);
        const start = Float64Array.from({ length: k * d }, () => 20 * random.normal());
        let last = Infinity;
        for (let updates = 0; updates < 8; updates++) {
          const { inertia } = kmeans(x, n, d, start, updates);
          expect(inertia).toBeLessThanOrEqual(last * (1 + 1e-12) + 1e-12);
          last = inertia;
        }
      }),
    );
  });

  it('gives every group rows as long as there are enough distinct ones', () => {
    fc.assert(
      fc.property(problem, ({ data: { x, n, d }, k, seed }) => {
        const random = seeded(seed);
        const start = Float64Array.from({ length: k * d }, () => 100 + random.normal());
        const { labels, converged } = kmeans(x, n, d, start, 300);
        const distinct = new Set(Array.from({ length: n }, (_, i) => x.slice(i * d, i * d + d).join())).size;
        expect(converged).toBe(true);
        expect(new Set(labels).size).toBe(Math.min(k, distinct));
      }),
    );
  });

  it('works with one group, with as many groups as rows, and with equal rows', () => {
    const data = matrix([
      [1, 2],
      [3, 4],
      [5, 0],
    ]);
    expect(kmeans(data.x, 3, 2, [0, 0], 300).inertia).toBeCloseTo(8 + 8, 12);
    expect(kmeans(data.x, 3, 2, data.x.slice(), 300).inertia).toBe(0);
    const same = matrix(Array.from({ length: 20 }, () => [7, 7]));
    const result = kmeans(same.x, 20, 2, [7, 7, 7, 7, 1, 1], 300);
    expect(result.inertia).toBe(0);
    expect(new Set(result.labels)).toEqual(new Set([0]));
  });

  it('refuses what is not finite and shapes that do not fit', () => {
    const { x } = matrix([
      [1, 2],
      [NaN, 4],
      [5, 0],
    ]);
    expect(() => kmeans(x, 3, 2, [0, 0, 1, 1], 300)).toThrow('invalid_input');
    expect(() => kmeans(x, 4, 2, [0, 0], 300)).toThrow('invalid_input');
    expect(() => kmeans(x, 3, 2, [0, 0, 1], 300)).toThrow('invalid_input');
  });

  it('takes seeded starts: the same seed the same rows, another seed others', () => {
    const { x } = blobs(500, 4, 3, 2, 8);
    const centres = (seed: number) => startingCentres(x, 500, 4, 4, seeded(seed)).join();
    expect(centres(1)).toBe(centres(1));
    expect(centres(1)).not.toBe(centres(2));
  });
});

describe('k-means against scikit-learn', () => {
  const { sets } = fixture<ClusterFixture>('cluster');
  const cases = atHand(Object.keys(sets)).flatMap((name) =>
    Object.entries(sets[name]!.k).map(([number, figures]) => ({ name, k: Number(number), figures })),
  );

  it.each(cases)('$name, k = $k', ({ name, k, figures }) => {
    const data = SETS[name]!();
    const { x, n, d } = data;
    const fromStart = kmeans(x, n, d, nudged(pick(data, figures.start), d), 300);
    expect(Math.abs(fromStart.inertia / figures.startInertia - 1)).toBeLessThan(5e-10);
    // scikit-learn's best of a hundred starts is a fixed point of ours too
    const again = kmeans(x, n, d, meansOf(data, k, figures.best), 300);
    expect(Math.abs(again.inertia / figures.inertia - 1)).toBeLessThan(5e-10);
    expect(sizesOf(again.labels, k)).toEqual(figures.sizes);
  });

  it('comes from its own starts to what a hundred of theirs found', () => {
    for (const k of [2, 3, 4]) {
      const { inertia } = bestOf(SETS.planted!(), k, 50);
      expect(Math.abs(inertia / sets.planted!.k[String(k)]!.inertia - 1), `k = ${String(k)}`).toBeLessThan(5e-10);
    }
  });

  it.skipIf(!hasData)('equals the published figures', () => {
    const published: Record<string, number[]> = {
      iris: [681.3706, 152.347952, 78.851441, 57.228473, 46.446182, 39.039987],
      mall: [
        269981.28, 181363.596, 106348.373, 73679.789, 44448.455, 37233.815, 30259.657, 24986.526, 21850.165, 19634.555,
      ],
      mcdonalds: [2779.041, 2145.504, 1818.701, 1602.93, 1434.606, 1325.243, 1246.575, 1175.367],
    };
    for (const [name, inertias] of Object.entries(published)) {
      const data = SETS[name]!();
      inertias.forEach((inertia, i) => {
        const k = i + 1;
        const figures = sets[name]!.k[String(k)]!;
        const found = kmeans(data.x, data.n, data.d, meansOf(data, k, figures.best), 300).inertia;
        // some published figures were found with fewer starts: a hundred find a lower one
        expect(found, `${name} k = ${String(k)}`).toBeLessThan(inertia + 1e-3);
        expect(Math.abs(found / inertia - 1), `${name} k = ${String(k)}`).toBeLessThan(0.011);
      });
    }
    // from our own starts
    [681.3706, 152.347952, 78.851441, 57.228473, 46.446182, 39.039987].forEach((inertia, i) => {
      expect(bestOf(SETS.iris!(), i + 1, 50).inertia).toBeCloseTo(inertia, 5);
    });
    [269981.28, 181363.596, 106348.373, 73679.789, 44448.455, 37233.815].forEach((inertia, i) => {
      expect(bestOf(SETS.mall!(), i + 1, 50).inertia).toBeCloseTo(inertia, 2);
    });
    expect(bestOf(SETS.wine!(), 3, 20).inertia).toBeCloseTo(2370672.491797, 5);
    expect(bestOf(SETS.wineZ!(), 3, 20).inertia).toBeCloseTo(1202.367766, 5);
  });
});

function bestOf({ x, n, d }: Matrix, k: number, starts: number) {
  const draw = (s: number) => plusPlus(x, n, d, k, seeded(s), s % 2 === 0 ? undefined : 1);
  return Array.from({ length: starts }, (_, s) => kmeans(x, n, d, draw(s), 300)).reduce((a, b) =>
    b.inertia < a.inertia ? b : a,
  );
}

describe('k-means on threads', () => {
  const pool = new Pool(4);
  afterAll(() => pool.close());

  it.each([1, 2, 3, 4])('%i threads give the same bits as none', async (threads) => {
    const n = 9 * CHUNK + 5;
    const { x } = blobs(n, 5, 6, 1, 12);
    const start = x.slice(0, 7 * 5);
    const alone = kmeans(x, n, 5, start, 300);
    const together = await clusterRun(pool, { x, n, d: 5 }, start, threads, 300);
    expect(together.inertia).toBe(alone.inertia);
    expect(together.iterations).toBe(alone.iterations);
    expect(Buffer.compare(new Uint8Array(together.centres.buffer), new Uint8Array(alone.centres.buffer))).toBe(0);
    expect(Buffer.compare(together.labels, alone.labels)).toBe(0);
  });

  it('stops when asked', async () => {
    const n = 400_000;
    const { x } = blobs(n, 8, 1, 0, 4);
    const controller = new AbortController();
    const running = clusterRun(pool, { x, n, d: 8 }, x.slice(0, 20 * 8), 2, 300, { signal: controller.signal });
    setTimeout(() => {
      controller.abort();
    }, 100);
    const from = performance.now();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - from).toBeLessThan(1500);
  });
});

/** Means of groups written as letters; of all rows when there are none. */
function meansOf({ x, n, d }: Matrix, k: number, groups: string | undefined): Float64Array {
  const labels = groups === undefined ? new Uint8Array(n) : letters(groups);
  const count = sizes(labels, k);
  const means = new Float64Array(k * d);
  labels.forEach((label, i) => {
    for (let t = 0; t < d; t++) means[label * d + t]! += x[i * d + t]! / count[label]!;
  });
  return means;
}

const sizes = (labels: Uint8Array, k: number): number[] =>
  Array.from({ length: k }, (_, j) => labels.reduce((sum, label) => (label === j ? sum + 1 : sum), 0));
const sizesOf = (labels: Uint8Array, k: number): number[] => sizes(labels, k).sort((a, b) => b - a);

/** The starting centres of the fixtures: rows, moved a little so that no row is equally near to two of them. */
function nudged(rows: Float64Array, d: number): Float64Array {
  return rows.map((v, i) => v + ((31 * Math.floor(i / d) + 17 * (i % d)) % 101) / 1009);
}
