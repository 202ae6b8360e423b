import { Trust } from '../../../../../shared/contract/build.ts';
import { DeriveOptions } from '../../../../../shared/contract/derive.ts';
import type { IdentityRules } from '../../../../../shared/contract/identity.ts';
import type { Mapping, Said, SourceKind } from '../../../../../shared/domain.ts';
import { KINDS } from '../../../../../shared/kinds.ts';
import { type BuiltBody, identityDecisions } from '../../../../db/areas/customers/built.ts';
import { trustForm } from '../../../../db/areas/customers/forms.ts';
import { deriveForm, formulaForm } from '../../../../db/areas/derive/forms.ts';
import { rulesForm } from '../../../../db/areas/identity/forms.ts';
import type { ReadDb } from '../../../../db/open.ts';
import { setting } from '../../../../db/settings.ts';
import { mappingForm } from '../../../../db/areas/sources/forms.ts';
import { firstOf, intoOf, keyOf } from '../../../../db/areas/sources/sources.ts';
import type { BuildQuote } from '../../../../workers/areas/customers/build/run.ts';
import { hashOf } from '../hash.ts';
import { quotesForBuild } from './quotes.ts';
import { readStored } from '../../../../db/stored.ts';

/** A source that a join uses. */
export interface JoinedSource {
  readonly id: number;
  readonly name: string;
  readonly kind: SourceKind;
  readonly hash: string;
  readonly key: string | null;
  readonly mapping: Mapping;
  readonly importedAt: string;
  readonly table: string;
  readonly rows: number;
}

interface Row {
  id: number;
  name: string;
  kind: SourceKind;
  hash: string;
  mapping: string;
  imported_at: string;
  customer_table: string;
  customers: number;
  mode: string;
  options: string;
}

/** The sources a join uses, in the order of their import: of a series only what it has become, in the place of its first. */
export const joinedSources = (db: ReadDb): JoinedSource[] => currentSources(db, false);

/** Lists of things beside sources of customers: a join looks up in them what orders and events speak of. */
export const asideSources = (db: ReadDb): JoinedSource[] => currentSources(db, true);

function currentSources(db: ReadDb, aside: boolean): JoinedSource[] {
  const rows = db.all<Row>(
    `SELECT id, name, kind, hash, mapping, imported_at, customer_table, customers, mode, options
     FROM source WHERE built IS NULL ORDER BY id`,
  );
  const replaced = new Set(rows.map(({ id, options }) => intoOf(id, options)));
  const current = rows.filter(({ id }) => !replaced.has(id));
  const people = current.some(({ kind }) => KINDS[kind].people);
  const options = new Map(rows.map((row) => [row.id, row.options]));
  const place = new Map(current.map(({ id }) => [id, firstOf(id, (one) => options.get(one))]));
  return current
    .toSorted((a, b) => place.get(a.id)! - place.get(b.id)! || a.id - b.id)
    .filter(({ kind }) => (people && KINDS[kind].perCustomer === 'none') === aside)
    .map((row) => {
      const mapping = readStored(mappingForm, row.mapping, `mapping of source ${row.id}`);
      return {
        id: row.id,
        name: row.name,
        kind: row.kind,
        hash: row.hash,
        mapping,
        key: keyOf(db, { id: row.id, kind: row.kind, mapping }),
        importedAt: row.imported_at,
        table: row.customer_table,
        rows: row.customers,
      };
    });
}

/** The rules in force; null: the defaults. */
export function identityRules(db: ReadDb): IdentityRules | null {
  const json = setting(db, 'identity');
  return json === undefined ? null : readStored(rulesForm, json, 'setting identity');
}

/** How conflicts are settled. */
export function trustRules(db: ReadDb): Trust {
  const json = setting(db, 'trust');
  return json === undefined ? Trust.parse({}) : readStored(trustForm, json, 'setting trust');
}

/** How attributes are derived, with the formulas of the reader's own. */
export function deriveOptions(db: ReadDb): DeriveOptions {
  const json = setting(db, 'derive');
  const formulas = db
    .column<string>('SELECT body FROM derived ORDER BY position, id')
    .map((body) => readStored(formulaForm, body, 'derived'));
  const chosen = json === undefined ? {} : readStored(deriveForm, json, 'setting derive');
  return DeriveOptions.parse({ ...chosen, formulas });
}

/** Everything a join is made from, but the rows themselves. */
export interface JoinInputs {
  readonly sources: JoinedSource[];
  /** lists of things that orders and events may speak of */
  readonly lists: JoinedSource[];
  readonly rules: IdentityRules | null;
  readonly decisions: ReturnType<typeof identityDecisions>;
  readonly trust: Trust;
  readonly derive: DeriveOptions;
  readonly quotes: BuildQuote[];
  readonly parts: BuiltBody['parts'];
  readonly inputs: string;
}

/** What a join made now would be made from. */
export function joinInputs(db: ReadDb): JoinInputs {
  const sources = joinedSources(db);
  const lists = sources.some(({ kind }) => KINDS[kind].speaksOfThings) ? asideSources(db) : [];
  const rules = identityRules(db);
  const ids = new Set(sources.map(({ id }) => id));
  const decisions = identityDecisions(db).filter(({ a, b }) => ids.has(a.source) && ids.has(b.source));
  const trust = trustRules(db);
  const derive = deriveOptions(db);
  const quotes = quotesForBuild(db, ids);
  // by name and place, not by id, so that a replay elsewhere has the same hash
  const place = new Map(sources.map(({ id }, i) => [id, i]));
  const read = [...sources, ...lists];
  const parts = {
    sources: hashOf(
      read.map(({ name, kind, hash, mapping, key, id }) => [name, kind, hash, mapping, key, attributesAsked(db, id)]),
    ),
    cleaning: hashOf(read.map(({ id }) => stepsOf(db, id))),
    rules: hashOf([
      rules,
      trust,
      decisions.map(({ a, b, same }) => [place.get(a.source), a.row, place.get(b.source), b.row, same]),
    ]),
    derive: hashOf([derive, quotes.map(({ theme, source, row }) => [theme, place.get(source), row])]),
  };
  return { sources, lists, rules, decisions, trust, derive, quotes, parts, inputs: hashOf(parts) };
}

/** Roles, dimensions and levels can be changed after the import. */
const attributesAsked = (db: ReadDb, source: number): unknown =>
  db.all(
    'SELECT name, type, role, dimension, personal, levels FROM attribute WHERE source_id = ? ORDER BY position',
    source,
  );

const stepsOf = (db: ReadDb, source: number): unknown =>
  db.column('SELECT body FROM clean_step WHERE source_id = ? AND enabled = 1 ORDER BY position, id', source);

/** Names of the sources of a joined table that were removed since. */
export function removedSince(db: ReadDb, built: BuiltBody): string[] {
  const used = built.report.lists?.filter((list) => list.used) ?? [];
  return [...built.report.sources, ...used]
    .filter(({ sourceId }) => db.value<number>('SELECT 1 FROM source WHERE id = ?', sourceId) === undefined)
    .map(({ name }) => name);
}

/** Why a joined table is out of date; null when it is not. That it holds rows of a removed source is said before all else. */
export function whyOutdated(built: BuiltBody, now: JoinInputs, removed: readonly string[] = []): Said | null {
  if (built.inputs === now.inputs) return null;
  if (removed.length > 0)
    return {
      key: 'customers:stale.removed',
      values: { names: removed.map((value) => ({ key: 'sources:literal', values: { value } })) },
    };
  const part = (['sources', 'cleaning', 'rules', 'derive'] as const).find(
    (name) => built.parts[name] !== now.parts[name],
  );
  return { key: `customers:stale.${part ?? 'sources'}` };
}
