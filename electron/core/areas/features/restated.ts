import type { Attribute } from '../../../../shared/contract/customers.ts';
import type { DeriveReport } from '../../../../shared/contract/derive.ts';
import type { MissingPolicy } from '../../../../shared/contract/features.ts';
import type { Said } from '../../../../shared/domain.ts';
import { sensitiveKind } from '../../../analysis/privacy/sensitive.ts';
import { builtBody } from '../../../db/areas/customers/built.ts';
import type { ReadDb } from '../../../db/open.ts';

/** Derived attributes that put another one in a coarser form: as features they would count it twice. */
const RESTATES: Readonly<Record<string, string>> = {
  recencyScore: 'recency',
  lastPurchase: 'recency',
  lifecycle: 'recency',
  frequencyScore: 'frequency',
  monetaryScore: 'monetary',
  rfm: 'monetary',
  firstPurchase: 'tenure',
  lastEvent: 'recency',
};

/** An index whose items have less in common is a mean of unlike things (George & Mallery 2003: below 0.5 unacceptable). */
const LEAST_ALPHA = 0.5;

/** What gaps of derived attributes mean: these customers never bought, and are no buyers of the middle. */
const NEVER: Readonly<Record<string, MissingPolicy>> = {
  ...{ frequency: 'zero', monetary: 'zero', basket: 'zero', items: 'zero', discountShare: 'zero', returnRate: 'zero' },
  ...{ tenure: 'zero', recency: 'longest' },
};

/** What the gaps of attributes of a table mean, by their column. */
export const neverDid = (db: ReadDb, sourceId: number): ReadonlyMap<string, MissingPolicy> =>
  new Map(
    derivedOf(db, sourceId).flatMap(({ key, column }) => {
      const policy = NEVER[key];
      return policy === undefined ? [] : [[column, policy] as const];
    }),
  );

/** What a join says of the attributes it derived. */
export type Derived = DeriveReport['attributes'];
type Named = Pick<Attribute, 'column' | 'name' | 'format'>;

/** The attributes that the join of a table derived; empty: it is none. */
export const derivedOf = (db: ReadDb, sourceId: number): Derived => builtBody(db, sourceId)?.derive.attributes ?? [];

/** Why attributes of a table are no features by themselves, by their column. */
export function setAside(derived: Derived, attributes: readonly Named[]): ReadonlyMap<string, Said> {
  const columns = new Map(derived.map(({ key, column }) => [key, column]));
  const names = new Map(attributes.map(({ column, name }) => [column, name]));
  const out = new Map<string, Said>();
  for (const { key, column, explain } of derived) {
    const other = names.get(columns.get(RESTATES[key] ?? '') ?? '');
    if (other !== undefined) out.set(column, { key: 'features:reason.restates', values: { other } });
    const alpha = key.startsWith('index.') ? explain.values?.['alpha'] : undefined;
    if (typeof alpha === 'number' && alpha < LEAST_ALPHA)
      out.set(column, { key: 'features:reason.unlike', values: { alpha } });
  }
  for (const { column } of splitChoices(derived, attributes)) out.set(column, { key: 'features:reason.split' });
  return out;
}

/**
 * Attributes worth describing a group by: an answer with several choices is told by its choices, and a mean of unlike
 * things tells nothing. Sensitive data describes nobody unless it was taken as a feature, for which a person said why.
 * @param taken ids of the attributes that the groups are made of
 */
export function describing<A extends Named & { readonly id: number }>(
  derived: Derived,
  attributes: readonly A[],
  taken: readonly number[],
): A[] {
  const aside = setAside(derived, attributes);
  return attributes.filter(({ id, column, name }) => {
    if (!taken.includes(id) && sensitiveKind(name) !== null) return false;
    const why = aside.get(column)?.key;
    return why !== 'features:reason.split' && why !== 'features:reason.unlike';
  });
}

/** Question and option of the attributes that each stand for one choice, by attribute. */
export function choicesOf(
  db: ReadDb,
  sourceId: number,
  attributes: readonly Attribute[],
): ReadonlyMap<number, { question: string; option: string }> {
  const ids = new Map(attributes.map(({ id, column }) => [column, id]));
  return new Map(
    derivedOf(db, sourceId).flatMap(({ key, column, explain: { values } }) => {
      const id = ids.get(column);
      const [question, option] = [values?.['question'], values?.['option']];
      return key.startsWith('choice.') && id !== undefined && typeof question === 'string' && typeof option === 'string'
        ? [[id, { question, option }] as const]
        : [];
    }),
  );
}

/** Multiple choices that stand beside a yes or no for each of their options. */
function splitChoices(derived: Derived, attributes: readonly Named[]): Named[] {
  const questions = new Set(
    derived.flatMap(({ key, explain }) => (key.startsWith('choice.') ? [explain.values?.['question']] : [])),
  );
  return attributes.filter(({ name, format }) => format.choices !== undefined && questions.has(name));
}
