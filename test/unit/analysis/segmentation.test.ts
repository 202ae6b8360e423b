import { afterAll, describe, expect, it } from 'vitest';
import { chooseCandidates, type ClusterFigures, judge } from '../../../electron/analysis/cluster/choose.ts';
import { sweepRows } from '../../../electron/analysis/cluster/bounds.ts';
import { adjustedRand } from '../../../electron/analysis/cluster/rand-index.ts';
import { seeded } from '../../../electron/analysis/random.ts';
import { clusterSweep, type Solution, type SweepInput } from '../../../electron/workers/areas/segments/sweep.ts';
import { Pool } from '../../../electron/workers/pool.ts';
import { blobs } from '../../bench/blobs.ts';
import { hasData } from '../../support/data.ts';
import { type Matrix, matrix, SETS } from './support.ts';

const pool = new Pool(3);
afterAll(() => pool.close());

const sweep = (data: Matrix, more: Partial<SweepInput> = {}): Promise<Solution[]> =>
  clusterSweep(pool, {
    matrix: data.x,
    n: data.n,
    d: data.d,
    ks: [2, 3, 4, 5, 6],
    seed: 1,
    restarts: 4,
    threads: 3,
    stability: true,
    ...more,
  });

const chosen = (solutions: Solution[]): Solution => {
  const { k } = chooseCandidates(solutions).find(({ recommended }) => recommended)!;
  return solutions.find((solution) => solution.k === k)!;
};

const cloud = (n: number, d: number, value: (t: number) => number): Matrix =>
  matrix(Array.from({ length: n }, () => Array.from({ length: d }, (_, t) => value(t))));

describe('choosing k', () => {
  it('finds four planted groups and calls them clear', async () => {
    const { x, group } = blobs(800, 6, 4, 3, 21);
    const best = chosen(await sweep({ x, n: 800, d: 6 }));
    expect(best.k).toBe(4);
    expect(judge(best)).toBe('clear');
    expect(adjustedRand(best.labels, group)).toBeGreaterThan(0.98);
    expect(best.sizes).toEqual([...best.sizes].sort((a, b) => b - a));
    expect(best.stability).toBeGreaterThan(0.95);
  });

  it.each([
    ['one Gaussian cloud', (r: ReturnType<typeof seeded>) => () => r.normal()],
    ['one long Gaussian cloud', (r: ReturnType<typeof seeded>) => (t: number) => (t === 0 ? 4 : 1) * r.normal()],
    ['uniform noise', (r: ReturnType<typeof seeded>) => () => r.next()],
    ['a slab of uniform noise', (r: ReturnType<typeof seeded>) => (t: number) => (t < 2 ? 3 : 1) * r.next()],
  ])('says none for %s', async (_name, make) => {
    const best = chosen(await sweep(cloud(900, 5, make(seeded(33)))));
    expect(judge(best)).toBe('none');
  });

  it.skipIf(!hasData)('gives iris two or three groups, wine three, the mall five', async () => {
    const k = async (name: string) => chosen(await sweep(SETS[name]!(), { ks: [2, 3, 4, 5, 6, 7, 8] })).k;
    expect([2, 3]).toContain(await k('iris'));
    expect(await k('wineZ')).toBe(3);
    expect(await k('mall')).toBe(5);
  });

  it.each([[2], [3], [5]])('keeps %i planted groups', async (k) => {
    const { x } = blobs(900, 6, k, 3, 5);
    expect(chosen(await sweep({ x, n: 900, d: 6 })).k).toBe(k);
  });

  const one = (k: number, more: Partial<ClusterFigures>): ClusterFigures => ({
    k,
    n: 1000,
    inertia: 100 / k,
    silhouette: { value: 0.5, sampled: false, sample: 1000 },
    stability: 0.9,
    smallest: 100,
    sizes: [],
    valley: 0.2,
    reference: { silhouette: 0.2, gap: 0.5, valley: 0.8 },
    ...more,
  });

  describe('a split in two', () => {
    /** figures of k = 2, 3, 4 with these gaps; the silhouette above data without groups falls as told */
    const range = (gaps: number[], excess = [0.1, 0.09, 0.08], more: Partial<ClusterFigures> = {}) =>
      gaps.map((gap, i) =>
        one(i + 2, {
          silhouette: { value: [0.5, 0.3, 0.25][i]!, sampled: false, sample: 1000 },
          reference: { silhouette: [0.5, 0.3, 0.25][i]! - excess[i]!, gap, valley: 0.8 },
          valley: i === 0 ? 0.5 : 0.8,
          ...(i > 0 ? more : {}),
        }),
      );
    const answer = (figures: ClusterFigures[]) => chooseCandidates(figures).find(({ recommended }) => recommended);

    it('gives way to the elbow of the gap statistic when it is weak', () => {
      expect(answer(range([0.1, 0.2, 0.21]))).toMatchObject({ k: 3, verdict: 'weak' });
      expect(answer(range([0.1, 0.2, 0.3]))).toMatchObject({ k: 4, verdict: 'weak' });
      expect(chooseCandidates(range([0.1, 0.2, 0.21])).map(({ k }) => k)).toContain(2);
    });

    it.each([
      ['the gap does not grow', range([0.1, 0.11, 0.3])],
      ['the groups are no better than in data without groups', range([0.1, 0.2, 0.21], [0.1, 0.05, 0.05])],
      ['other samples give other groups', range([0.1, 0.2, 0.21], undefined, { stability: 0.6 })],
      ['a group would be tiny', range([0.1, 0.2, 0.21], undefined, { smallest: 40 })],
    ])('stays when %s', (_why, figures) => {
      expect(answer(figures)).toMatchObject({ k: 2, verdict: 'weak' });
    });

    it('stays when it is clear, and when it is none', () => {
      const clear = range([0.1, 0.2, 0.21]).map((f) => ({ ...f, valley: 0.1 * f.k }));
      expect(answer(clear)).toMatchObject({ k: 2, verdict: 'clear' });
      const none = range([0.1, 0.2, 0.21]).map((f) => ({ ...f, stability: 0.4 }));
      expect(answer(none)).toMatchObject({ verdict: 'none' });
    });
  });

  it('prefers groups that can be worked with, and the smaller of equal k', () => {
    const tiny = one(3, { smallest: 4, silhouette: { value: 0.9, sampled: false, sample: 1000 } });
    const candidates = chooseCandidates([one(2, {}), tiny, one(4, {}), one(5, {}), one(6, {}), one(7, {})]);
    expect(candidates.map(({ k }) => k)).toEqual([2, 4, 5, 6]);
    expect(candidates.filter(({ recommended }) => recommended).map(({ k }) => k)).toEqual([2]);
    expect(chooseCandidates([])).toEqual([]);
    expect(judge(one(3, { stability: 0.3 }))).toBe('none');
    expect(judge(one(3, { valley: 0.6 }))).toBe('weak');
    expect(judge(one(1, { silhouette: null }))).toBe('none');
  });
});

describe('the sweep', () => {
  it('gives the same bits on any number of threads, with other figures for another seed', async () => {
    const { x } = blobs(700, 4, 5, 1.5, 2);
    const run = async (threads: number, seed = 7) =>
      JSON.stringify(await sweep({ x, n: 700, d: 4 }, { threads, seed, ks: [1, 2, 5] }));
    const once = await run(1);
    expect(await run(2)).toBe(once);
    expect(await run(3)).toBe(once);
    expect(await run(3, 8)).not.toBe(once);
  });

  it('takes large data by samples and says so; the final solutions are fixed points of all rows', async () => {
    const n = 120_000;
    const { x, group } = blobs(n, 3, 3, 6, 5);
    const from: number[] = [];
    const solutions = await clusterSweep(
      pool,
      { matrix: x, n, d: 3, ks: [1, 3], seed: 1, restarts: 3, threads: 2, stability: false },
      { onProgress: (done, total) => from.push(done / total) },
    );
    const [one, three] = solutions;
    expect(one!.silhouette).toBeNull();
    expect(three!.silhouette).toMatchObject({ sampled: true, sample: 5000 });
    expect(three!.converged).toBe(true);
    expect(adjustedRand(three!.labels, group)).toBeGreaterThan(0.99);
    expect(three!.inertia).toBeLessThan(one!.inertia);
    expect(from).toEqual([...from].sort((a, b) => a - b));
  });

  it('seeks on a sample past a million and a half cells, fits all rows, and gives the same bits on any threads', async () => {
    const [n, d] = [130_000, 12];
    const { x, group } = blobs(n, d, 4, 4, 5);
    expect(sweepRows(n, d)).toBe(20_000);
    expect(sweepRows(n, 10)).toBe(n);
    expect(sweepRows(n, 300)).toBe(2000);
    const run = (threads: number) =>
      clusterSweep(pool, { matrix: x, n, d, ks: [1, 4], seed: 1, restarts: 2, threads, stability: false });
    const [one, four] = await run(2);
    expect(four!.labels).toHaveLength(n);
    expect(four!.sizes.reduce((sum, size) => sum + size, 0)).toBe(n);
    expect(adjustedRand(four!.labels, group)).toBeGreaterThan(0.99);
    expect(four!.inertia).toBeLessThan(one!.inertia);
    expect(JSON.stringify(await run(1))).toBe(JSON.stringify([one, four]));
  });

  it('reports progress, stops when asked, and refuses more groups than rows', async () => {
    const { x } = blobs(3000, 8, 1, 0, 3);
    const controller = new AbortController();
    const running = clusterSweep(
      pool,
      {
        matrix: x,
        n: 3000,
        d: 8,
        ks: [2, 3, 4, 5, 6, 7, 8, 9, 10],
        seed: 1,
        restarts: 10,
        threads: 3,
        stability: true,
      },
      {
        signal: controller.signal,
        onProgress: (done) => {
          if (done === 5) controller.abort();
        },
      },
    );
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect(sweep({ x, n: 3, d: 8 }, { ks: [4] })).rejects.toMatchObject({ code: 'too_few' });
    await expect(sweep({ x, n: 3000, d: 8 }, { ks: [0] })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
