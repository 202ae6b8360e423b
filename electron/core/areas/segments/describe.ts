import type { AttributeFigures, MatrixColumn } from '../../../../shared/figures.ts';
import type { Attribute } from '../../../../shared/contract/customers.ts';
import type { KFigures } from '../../../../shared/contract/segments.ts';
import type { Said } from '../../../../shared/domain.ts';
import { candidateSentences } from '../../../analysis/groups/candidates.ts';
import { compareGroups, rankDifferences } from '../../../analysis/groups/differences.ts';
import type { Labels } from '../../../analysis/groups/labels.ts';
import { axisSaid, phrase, titles, traitOf } from '../../../analysis/groups/words.ts';
import { attributesOf, type SourceInView } from '../../../db/areas/customers/inView.ts';
import type { Solution } from '../../../workers/areas/segments/sweep.ts';
import type { FeatureMatrix } from '../../../workers/areas/features/tasks.ts';
import type { JobContext } from '../../area.ts';
import { readableAttributes, requestOf } from '../features/resolve.ts';
import { derivedOf, describing } from '../features/restated.ts';
import type { SegmentationBody } from '../../../db/areas/segments/form.ts';
import { cutBy } from './cut.ts';

/** A solution worth showing. */
export interface ShownSolution {
  readonly solution: Solution;
  readonly recommended: boolean;
}

/**
 * Figures of every readable attribute for each solution shown, and a sentence for each candidate.
 * @returns figures by k; sentences in the order of the candidates
 */
export async function describeSolutions(
  context: JobContext,
  source: SourceInView,
  matrix: FeatureMatrix,
  solutions: readonly Solution[],
  candidates: readonly ShownSolution[],
): Promise<{ figures: Map<number, AttributeFigures[]>; sentences: Said[] }> {
  const { db } = context;
  const taken = matrix.columns.map(({ attribute }) => attribute);
  const attributes = describing(derivedOf(db, source.id), readableAttributes(attributesOf(db, source.id)), taken);
  const described = await describeGroups(context, source.table, attributes, matrix.ids, solutions);
  const figures = new Map(solutions.map(({ k }, i) => [k, described[i]!]));
  if (candidates.length === 0) return { figures, sentences: [] };
  const told = candidates.map(({ solution }) => ({
    ...solution,
    names: namesOf(figures.get(solution.k)!, solution.k),
  }));
  const at = Math.max(
    0,
    candidates.findIndex(({ recommended }) => recommended),
  );
  return { figures, sentences: candidateSentences(told, at) };
}

/** Figures of attributes in every group, for some groupings of the same customers. */
export const describeGroups = (
  { db, pool, signal, progress }: JobContext,
  table: string,
  attributes: readonly Parameters<typeof requestOf>[0][],
  ids: Int32Array,
  groupings: readonly { readonly labels: Labels; readonly k: number }[],
): Promise<AttributeFigures[][]> =>
  pool.run(
    'segments.describe',
    {
      path: db.path,
      table,
      columns: attributes.map(requestOf),
      ids,
      groupings: groupings.map(({ labels, k }) => ({ labels, k })),
    },
    { signal, onProgress: ({ done, total }) => progress('jobs:step.describe', done, total) },
  );

const clustersAsGroups = (k: number) => Array.from({ length: k }, (_, c) => ({ segment: c, clusters: [c] }));

/** Working titles of the clusters of a solution. */
export function titlesOf(body: Pick<SegmentationBody, 'figures' | 'verdict' | 'reads'>, k: number): Said[] {
  const found = compareGroups(body.figures, clustersAsGroups(k), cutBy(body));
  return titles(Array.from({ length: k }, (_, c) => rankDifferences(found, c)));
}

/** Short names of the clusters of a solution: their strongest trait, or the whole title where that is shared. */
function namesOf(figures: readonly AttributeFigures[], k: number): Said[] {
  // candidates are named before it is known whether any of them is more than a cut
  const found = compareGroups(figures, clustersAsGroups(k), new Set());
  const ranked = Array.from({ length: k }, (_, c) => rankDifferences(found, c));
  const whole = titles(ranked);
  const brief = ranked.map((differences) => phrase(differences.slice(0, 1).map(traitOf)));
  const key = brief.map((name) => JSON.stringify(name));
  return brief.map((name, c) => (key.filter((other) => other === key[c]).length > 1 ? whole[c]! : name));
}

/** The figures of a solution as they are shown for each k. */
export const figuresOf = ({ k, inertia, silhouette, stability, smallest, sizes }: Solution): KFigures => ({
  k,
  inertia,
  silhouette,
  stability,
  smallest,
  sizes: [...sizes],
});

/** The two axes of the scatter plot in words. */
export function axesOf(
  place: { components: readonly Float64Array[]; explained: readonly number[] },
  columns: readonly MatrixColumn[],
  attributes: readonly Pick<Attribute, 'id' | 'name' | 'type'>[],
): SegmentationBody['axes'] {
  const known = new Map(attributes.map((attribute) => [attribute.id, attribute]));
  const named = columns.map(({ attribute, level }) => {
    const { name, type } = known.get(attribute)!;
    return { attribute, column: name, type, level };
  });
  return [0, 1].map((i) => {
    const weights = place.components[i];
    const nothing: Said = { key: 'segments:title.average' };
    return {
      explained: place.explained[i] ?? 0,
      ...(weights ? axisSaid(weights, named) : { low: nothing, high: nothing }),
    };
  });
}
