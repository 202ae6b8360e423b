import type { Attribute } from '../../../../shared/contract/customers.ts';
import type { FeatureSpec, MissingPolicy, Treatment } from '../../../../shared/contract/features.ts';
import { type Candidate, type Proposal, propose } from '../../../analysis/features/propose.ts';
import type { Common } from '../../../analysis/features/information.ts';
import type { ColumnSummary, Related } from '../../../analysis/features/summary.ts';
import { isReadable } from '../../../analysis/features/values.ts';
import { attributesOf, isPersonal, requireSource, type SourceInView } from '../../../db/areas/customers/inView.ts';
import { AppError } from '../../../../shared/frames.ts';
import type { ReadDb } from '../../../db/open.ts';
import type { Pool } from '../../../workers/pool.ts';
import { hashOf } from '../customers/hash.ts';
import { derivedOf, neverDid, setAside } from './restated.ts';
import { SessionCache } from '../../session-cache.ts';

/** Version of proposal and matrix: part of every result's recipe. */
export const FEATURES_VERSION = '2';

/** What the data says about the readable columns of a table. */
interface Facts {
  readonly summaries: readonly ColumnSummary[];
  readonly related: readonly Related[];
  /** of a wide table */
  readonly common: readonly Common[] | null;
}

/** Customer tables never change once published, so what was read off them stays true. */
const known = new SessionCache<Facts>(6);

const factsKey = (source: SourceInView, columns: readonly Attribute[]): string =>
  hashOf([source.id, source.hash, source.table, columns.map(({ column, type, levels }) => [column, type, levels])]);

/** Attributes whose values may be looked at. */
export const readableAttributes = <A extends Pick<Attribute, 'type' | 'role' | 'personal'>>(
  attributes: readonly A[],
): A[] => attributes.filter((attribute) => isReadable({ ...attribute, personal: isPersonal(attribute) }));

/**
 * The features of the customers in view, as proposed and edited; reads the table in the pool when it was not read before.
 * @throws AppError not_found when nothing was imported
 */
export async function resolveFeatures(
  db: ReadDb,
  pool: Pick<Pool, 'run'>,
  signal?: AbortSignal,
  onProgress?: (done: number, total: number | null) => void,
): Promise<FeatureSpec[]> {
  const source = requireSource(db);
  const attributes = attributesOf(db, source.id);
  const columns = readableAttributes(attributes);
  const key = factsKey(source, columns);
  const facts =
    known.get(db, key) ??
    known.set(
      db,
      key,
      await pool.run(
        'features.profile',
        { path: db.path, table: source.table, columns: columns.map(requestOf) },
        { signal, onProgress: ({ done, total }) => onProgress?.(done, total) },
      ),
    );
  return specsOf(db, attributes, columns, facts);
}

/** Read what {@link resolveFeaturesNow} needs. An import may publish meanwhile: then its table is read too. */
export async function prepareFeatures(db: ReadDb, pool: Pick<Pool, 'run'>): Promise<void> {
  do await resolveFeatures(db, pool);
  while (!factsInView(db).facts);
}

/**
 * The same inside a command, which may not wait: from memory.
 * @throws AppError busy when the table was not read before (see {@link prepareFeatures})
 */
export function resolveFeaturesNow(db: ReadDb): FeatureSpec[] {
  const { attributes, columns, facts } = factsInView(db);
  if (!facts) throw new AppError('busy', { key: 'errors:busy' });
  return specsOf(db, attributes, columns, facts);
}

function factsInView(db: ReadDb) {
  const source = requireSource(db);
  const attributes = attributesOf(db, source.id);
  const columns = readableAttributes(attributes);
  return { attributes, columns, facts: known.get(db, factsKey(source, columns)) };
}

/** An attribute as a reading task wants it. */
export const requestOf = ({
  id,
  column,
  name,
  type,
  levels,
}: Pick<Attribute, 'id' | 'column' | 'name' | 'type' | 'levels'>) => ({
  attribute: id,
  name,
  column,
  type,
  levels,
});

function specsOf(db: ReadDb, attributes: Attribute[], columns: Attribute[], facts: Facts): FeatureSpec[] {
  const place = new Map(columns.map(({ id }, i) => [id, i]));
  const aside = setAside(derivedOf(db, requireSource(db).id), attributes);
  const gaps = neverDid(db, requireSource(db).id);
  const candidates = attributes.map((attribute): Candidate => {
    const at = place.get(attribute.id);
    return {
      attribute: attribute.id,
      name: attribute.name,
      type: attribute.type,
      role: attribute.role,
      personal: isPersonal(attribute),
      ordered: attribute.levels !== null,
      summary: at === undefined ? null : (facts.summaries[at] ?? null),
      aside: aside.get(attribute.column) ?? null,
      gaps: gaps.get(attribute.column) ?? null,
    };
  });
  const position = columns.map(({ id }) => attributes.findIndex((attribute) => attribute.id === id));
  const related = facts.related.map(({ a, b, r }) => ({ a: position[a]!, b: position[b]!, r }));
  const common = facts.common?.map(({ a, b, v }) => ({ a: position[a]!, b: position[b]!, v })) ?? null;
  const edits = featureEdits(db);
  return propose(candidates, related, common).map((proposal) => overlay(proposal, edits.get(proposal.attribute)));
}

/** What a person changed about a feature. */
export interface FeatureEdit {
  readonly use: boolean | null;
  readonly treatment: Treatment | null;
  readonly weight: number | null;
  readonly missing: MissingPolicy | null;
  readonly why: string | null;
}

/** All changes, by attribute id. */
export function featureEdits(db: ReadDb): Map<number, FeatureEdit> {
  const rows = db.all<{
    attribute_id: number;
    use: number | null;
    treatment: Treatment | null;
    weight: number | null;
    missing: MissingPolicy | null;
    why: string | null;
  }>('SELECT attribute_id, use, treatment, weight, missing, why FROM feature ORDER BY attribute_id');
  return new Map(
    rows.map(({ attribute_id, use, ...rest }) => [attribute_id, { ...rest, use: use === null ? null : use === 1 }]),
  );
}

function overlay(proposal: Proposal, edit: FeatureEdit | undefined): FeatureSpec {
  // an edit made before the attribute became personal or a key no longer counts
  if (!edit || proposal.treatments.length === 0) return { ...proposal, why: null, edited: false };
  const treatment =
    edit.treatment !== null && proposal.treatments.includes(edit.treatment) ? edit.treatment : proposal.treatment;
  const use = edit.use ?? proposal.use;
  return {
    ...proposal,
    use,
    treatment,
    weight: edit.weight ?? (treatment === proposal.treatment ? proposal.weight : 1),
    missing: edit.missing ?? proposal.missing,
    why: use ? edit.why : null,
    reason:
      use === proposal.use ? proposal.reason : { key: use ? 'features:reason.chosen' : 'features:reason.leftOut' },
    edited: true,
  };
}
