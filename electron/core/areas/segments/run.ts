import type { FeatureSpec } from '../../../../shared/contract/features.ts';
import type { KmeansOptions, Separation, Verdict } from '../../../../shared/contract/segments.ts';
import { FEW_CUSTOMERS, type Said } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { chooseCandidates, verdictOf } from '../../../analysis/cluster/choose.ts';
import { requireSource, type SourceInView, attributesOf } from '../../../db/areas/customers/inView.ts';
import { CLUSTER_VERSION, clusterSweep, type Solution } from '../../../workers/areas/segments/sweep.ts';
import { separate } from '../../../workers/areas/segments/separate.ts';
import type { FeatureMatrix } from '../../../workers/areas/features/tasks.ts';
import type { JobContext } from '../../area.ts';
import { hashOf } from '../customers/hash.ts';
import { FEATURES_VERSION, readableAttributes, requestOf, resolveFeatures } from '../features/resolve.ts';
import { boundedSaid } from './bounded.ts';
import { axesOf, describeSolutions, figuresOf, type ShownSolution } from './describe.ts';
import { type KmeansBody, readsOf, type SegmentationBody } from '../../../db/areas/segments/form.ts';
import { publish, TYPICAL } from './publish.ts';
import { inputHashes } from './stale.ts';

/** What an earlier run of the same data found, kept when another k is chosen. */
export type KeptRange = Pick<KmeansBody, 'candidates' | 'range'>;

/**
 * Cluster the customers in view and publish the result.
 * @param kept candidates and range of the run whose k is exchanged
 * @throws AppError too_few, not_found, cancelled
 */
export async function runSegmentation(
  context: JobContext,
  options: KmeansOptions & { threads: number | undefined },
  kept: KeptRange | null,
): Promise<void> {
  const started = performance.now();
  const { db, pool, signal, progress } = context;
  const source = requireSource(db);
  const hashes = inputHashes(db, source);
  const specs = await resolveFeatures(db, pool, signal, (done, total) => {
    progress('jobs:step.features', done, total);
  });
  const matrix = await buildMatrix(context, source, specs);
  const threads = options.threads ?? pool.size;
  const separating = separate(
    pool,
    { x: matrix.matrix, n: matrix.n, d: matrix.d, of: matrix.columns.map(({ attribute }) => attribute) },
    threads,
    signal,
  );
  // whichever fails first is told; the other must not be a failure that nobody waits for
  separating.catch(() => undefined);
  const solutions = await clusterSweep(
    pool,
    {
      matrix: matrix.matrix,
      n: matrix.n,
      d: matrix.d,
      ks: ksOf(options, source.customers, matrix.n),
      seed: options.seed,
      restarts: options.restarts,
      threads,
      stability: true,
    },
    { signal, onProgress: (done, total) => progress('jobs:step.cluster', done, total) },
  );
  const separation = await separating;
  const few = source.customers < FEW_CUSTOMERS;
  const { chosen, candidates } = decide(solutions.map(withoutEmpty(matrix.d)), options, few ? null : separation);
  const verdict = few ? 'few' : verdictOf(separation);
  const shown = [...new Set([...candidates.map(({ solution }) => solution), chosen])].sort((a, b) => a.k - b.k);
  const { figures, sentences } = await describeSolutions(context, source, matrix, shown, candidates);
  const place = await pool.run(
    'segments.place',
    { x: matrix.matrix, n: matrix.n, d: matrix.d, labels: chosen.labels, centres: chosen.centres, nearest: TYPICAL },
    { signal },
  );
  const { threads: _threads, ...asked } = options;
  const features = specs.filter(isUsed).map(({ attribute, column, treatment, weight, missing, sensitive, why }) => ({
    attribute,
    column,
    treatment,
    weight,
    missing,
    ...(sensitive === null || why === null ? {} : { why }),
  }));
  const body: SegmentationBody = {
    leftOut: matrix.leftOut,
    bounded: boundedSaid(specs, readableAttributes(attributesOf(db, source.id)).length, source.customers, matrix),
    reads: readsOf(features),
    silhouette: chosen.silhouette,
    stability: chosen.k === 1 ? null : chosen.stability,
    verdict,
    separation: few ? null : separation,
    verdictSaid: verdictSaid(verdict, chosen.k, separation, source.customers),
    versions: { cluster: CLUSTER_VERSION, features: FEATURES_VERSION },
    hashes,
    figures: figures.get(chosen.k)!,
    typical: place.typical.map((rows) => [...rows].map((row) => matrix.ids[row]!)),
    axes: axesOf(place, matrix.columns, attributesOf(db, source.id)),
    placed: null,
    by: {
      method: 'kmeans',
      options: asked,
      features,
      fitted: matrix.fitted,
      columns: matrix.columns,
      centres: [...chosen.centres],
      reach: place.reach,
      inertia: chosen.inertia,
      candidates:
        kept?.candidates ??
        candidates.map(({ solution, recommended }, i) => ({
          ...figuresOf(solution),
          sentence: sentences[i]!,
          recommended,
        })),
      range: kept?.range ?? solutions.filter(({ k }) => k > 1).map(figuresOf),
    },
  };
  await publish(context, source, {
    k: chosen.k,
    seed: options.seed,
    n: matrix.n,
    input: hashOf(hashes),
    body,
    ids: matrix.ids,
    labels: chosen.labels,
    sizes: chosen.sizes,
    x: place.x,
    y: place.y,
    ms: () => Math.round(performance.now() - started),
  });
}

/** A feature of no weight is no feature. */
const isUsed = (spec: FeatureSpec): boolean => spec.use && spec.weight > 0;

async function buildMatrix(
  { db, pool, signal, progress }: JobContext,
  source: SourceInView,
  specs: readonly FeatureSpec[],
): Promise<FeatureMatrix> {
  const used = specs.filter(isUsed);
  if (used.length === 0)
    throw new AppError(
      'too_few',
      { key: 'segments:error.noFeatures', values: { count: specs.length } },
      { columns: specs.slice(0, 50).map(({ column, reason }) => ({ column, reason })) },
    );
  const columns = new Map(readableAttributes(attributesOf(db, source.id)).map((a) => [a.id, requestOf(a)]));
  const matrix = await pool.run(
    'features.matrix',
    {
      path: db.path,
      table: source.table,
      features: used.map(({ attribute, treatment, weight, missing }) => ({
        plan: { attribute, treatment, weight, missing },
        request: columns.get(attribute)!,
      })),
    },
    { signal, onProgress: ({ done, total }) => progress('jobs:step.features', done, total) },
  );
  if (matrix.n === 0) throw new AppError('too_few', { key: 'segments:error.allLeftOut' });
  return matrix;
}

/** @throws AppError too_few when more groups than customers are asked for */
function ksOf({ k, from, to }: KmeansOptions, customers: number, n: number): number[] {
  if (k !== 'auto') {
    if (k > n) throw new AppError('too_few', { key: 'segments:error.tooManyGroups', values: { k, n } });
    return [k];
  }
  if (customers < FEW_CUSTOMERS) return [1];
  const [low, high] = [Math.min(from, to), Math.min(Math.max(from, to), n - 1)];
  return [1, ...Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => low + i)];
}

/** With fewer distinct customers than groups some stay empty: they stand last and go. */
const withoutEmpty =
  (d: number) =>
  (solution: Solution): Solution => {
    const k = solution.sizes.filter((size) => size > 0).length;
    if (k === solution.k) return solution;
    const sizes = solution.sizes.slice(0, k);
    return { ...solution, k, sizes, smallest: Math.min(...sizes), centres: solution.centres.slice(0, k * d) };
  };

/** @param separation null: too few customers to look for groups */
function decide(
  solutions: readonly Solution[],
  { k }: KmeansOptions,
  separation: Separation | null,
): { chosen: Solution; candidates: ShownSolution[] } {
  const one = solutions[0]!;
  if (k !== 'auto') return { chosen: one, candidates: [{ solution: one, recommended: true }] };
  if (separation === null) return { chosen: one, candidates: [] };
  const candidates = chooseCandidates(solutions, separation.k).flatMap(({ k, recommended }) => {
    const solution = solutions.find((found) => found.k === k);
    return solution ? [{ solution, recommended }] : [];
  });
  return { chosen: candidates.find(({ recommended }) => recommended)?.solution ?? one, candidates };
}

function verdictSaid(verdict: Verdict, k: number, { k: groups, valley, shape }: Separation, customers: number): Said {
  if (verdict === 'few') return { key: 'segments:verdict.few', values: { n: customers, least: FEW_CUSTOMERS } };
  const said: Said =
    verdict === 'none'
      ? { key: shape === 'band' ? 'segments:verdict.band' : 'segments:verdict.none' }
      : shape === 'overlap'
        ? { key: 'segments:verdict.overlap' }
        : { key: `segments:verdict.${verdict}`, values: { valley: Number((valley ?? 0).toFixed(2)) } };
  if (k === groups || k === 1) return said;
  return verdict === 'none'
    ? { key: 'segments:verdict.cut', values: { k, said } }
    : { key: 'segments:verdict.other', values: { k, groups, said } };
}
