import { isYear } from '../../../../shared/attribute.ts';
import type { MethodPart, Segment, Segmentation } from '../../../../shared/contract/segments.ts';
import type { Said } from '../../../../shared/domain.ts';
import { holdsOrders } from '../../../analysis/intake/table.ts';
import { compareGroups, type Found, type Group, rankDifferences } from '../../../analysis/groups/differences.ts';
import type { Style } from '../../../analysis/groups/words.ts';
import { attributesOf } from '../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../db/open.ts';
import { titleOf } from '../../../db/areas/segments/segments.ts';
import { type Loaded, loadCurrent } from './body.ts';
import { cutBy, cutSaid } from './cut.ts';
import type { KmeansBody } from '../../../db/areas/segments/form.ts';
import { whyStale } from './stale.ts';

/** The current segmentation as callers see it. */
export function readCurrent(db: ReadDb): Segmentation | null {
  const loaded = loadCurrent(db);
  if (!loaded) return null;
  const { row, body } = loaded;
  const staleWhy = whyStale(db, row, body);
  const segments = segmentsOf(loaded);
  return {
    id: row.id,
    by: partOf(row.k, body.by),
    n: row.n,
    leftOut: body.leftOut,
    bounded: [...body.bounded],
    reads: [...body.reads],
    silhouette: body.silhouette,
    stability: body.stability,
    verdict: body.verdict,
    separation: body.separation,
    verdictSaid: body.verdictSaid,
    cut: cutOf(loaded),
    headline: headlineOf(loaded, segments, holdsOrders(attributesOf(db, row.source_id), row.n + body.leftOut)),
    segments,
    placed: placedOf(loaded),
    stale: staleWhy !== null,
    staleWhy,
    recipe: { input: row.input, options: { ...body.by.options }, versions: { ...body.versions } },
    createdAt: row.created_at,
    ms: row.ms,
  };
}

/** How customers of newer data were placed, in sentences. */
function placedOf({ row: { n }, body: { placed } }: Loaded): Segmentation['placed'] {
  if (!placed) return null;
  const { at, moves, unlike, unseen } = placed;
  const said: Said[] = [
    moves === null
      ? { key: 'segments:placed.all', values: { at, n } }
      : { key: 'segments:placed.moved', values: { at, ...moves, same: n - moves.moved - moves.added } },
  ];
  if (unlike !== null && unlike > 0) said.push({ key: 'segments:placed.unlike', values: { n: unlike } });
  for (const { column, levels, customers } of unseen)
    said.push({
      key: 'segments:placed.unseen',
      values: { column, n: customers, levels: levels.map((value) => ({ key: 'sources:literal', values: { value } })) },
    });
  return { at, said };
}

/** What only its method knows. */
const partOf = (k: number, { options, features, inertia, candidates, range }: KmeansBody): MethodPart => ({
  method: 'kmeans',
  k,
  seed: options.seed,
  from: options.from,
  to: options.to,
  restarts: options.restarts,
  features: [...features],
  inertia,
  candidates: [...candidates],
  range: [...range],
});

/** The segments in view, largest first. */
function segmentsOf({ row: { n }, groups }: Loaded): Segment[] {
  return groups
    .map(({ row }) => ({
      id: row.id,
      title: titleOf(row),
      name: row.name,
      colour: row.colour,
      size: row.size,
      share: n === 0 ? 0 : row.size / n,
      excluded: row.excluded === 1,
    }))
    .sort((a, b) => b.size - a.size || a.id - b.id);
}

/** What stands over the segments of a segmentation where they were cut as asked; null: groups were found. */
export const cutOf = ({ row: { k, n }, body, groups }: Loaded): Said | null =>
  cutSaid(body, { k, n, count: groups.length });

function headlineOf(loaded: Loaded, segments: readonly Segment[], orders: boolean): Said {
  const {
    row: { n, k },
    body: { verdict },
  } = loaded;
  const cut = cutOf(loaded);
  if (cut) return cut;
  if (k === 1) {
    if (verdict === 'few') return { key: 'segments:headline.few', values: { n } };
    const none = orders ? 'segments:headline.noneOrders' : 'segments:headline.none';
    return { key: verdict === 'none' ? none : 'segments:headline.one', values: { n } };
  }
  const shares = segments.map(({ share }) => share);
  return {
    key: orders ? 'segments:headline.groupsOrders' : 'segments:headline.groups',
    values: { count: segments.length, most: shares[0] ?? 0, least: shares[shares.length - 1] ?? 0 },
  };
}

/** The segments in view as the mathematics compares them. */
const groupsToCompare = ({ groups }: Loaded): Group[] =>
  groups.map(({ row, clusters }) => ({ segment: row.id, clusters }));

/** Every comparison of the segments in view with everyone. */
export const compareAll = (loaded: Loaded): Found[] =>
  compareGroups(loaded.body.figures, groupsToCompare(loaded), cutBy(loaded.body));

/** What is worth telling about a segment, strongest first. */
export const differencesOf = (loaded: Loaded, segment: number): Found[] => rankDifferences(compareAll(loaded), segment);

/** How the attributes of a segmentation's source read. */
export function stylesOf(db: ReadDb, sourceId: number): (attribute: number, mean: number | null) => Style {
  const known = new Map(attributesOf(db, sourceId).map((attribute) => [attribute.id, attribute]));
  return (id, mean) => {
    const attribute = known.get(id);
    return {
      type: attribute?.type ?? 'number',
      unit: attribute?.unit ?? null,
      percent: attribute?.format.percent ?? false,
      year: mean !== null && isYear(attribute?.name ?? '', mean),
    };
  };
}
