import { carriedDown } from '../../../../analysis/compose/carry.ts';
import { compose } from '../../../../analysis/compose/compose.ts';
import type { LookupOutcome } from '../../../../analysis/compose/lookup.ts';
import type { ComposeSource, SourceColumn, Trust } from '../../../../analysis/compose/types.ts';
import { deriveAttributes } from '../../../../analysis/derive/derive.ts';
import type { FactSource } from '../../../../analysis/derive/types.ts';
import { resolveIdentities } from '../../../../analysis/identity/resolve.ts';
import type { IdentityDecision, IdentityResult } from '../../../../analysis/identity/types.ts';
import { AppError } from '../../../../../shared/frames.ts';
import type { DeriveOptions, DeriveReport } from '../../../../../shared/contract/derive.ts';
import type { IdentityReport, IdentityRules } from '../../../../../shared/contract/identity.ts';
import type { Lang, Mapping, MappingField, SourceKind } from '../../../../../shared/domain.ts';
import { type BuiltBody, type IdentityMap, linesOf } from '../../../../db/areas/customers/built.ts';
import type { ReadDb } from '../../../../db/open.ts';
import type { AttributeRow } from '../../../../db/areas/sources/sources.ts';
import { type ReadColumns, readColumns } from '../../../reading/coded.ts';
import { MOST_COLUMNS } from '../../../../formats/limits.ts';
import { reading } from '../../../reading/reading.ts';
import type { TaskContext } from '../../../task.ts';
import { type EarlierBuild, earlierCustomers } from './earlier.ts';
import { type RowUnits, writtenCurrencies } from './currencies.ts';
import { factsOf, lookedUpIn } from './facts.ts';
import { stableIds } from './ids.ts';
import { Sender } from './send.ts';
import { builtColumns } from './table.ts';

/** A source to be joined, as it stands in the workspace. */
interface BuildSource {
  readonly id: number;
  readonly name: string;
  readonly kind: SourceKind;
  readonly importedAt: string;
  /** its own or its cleaned table */
  readonly table: string;
  readonly key: string | null;
  readonly mapping: Mapping;
  readonly attributes: readonly BuildAttribute[];
}

/** A column of a source. */
type BuildAttribute = Omit<AttributeRow, 'position' | 'missing' | 'distinct'>;

/** Quotes from notes: one a theme, of rows of sources. */
export interface BuildQuote {
  readonly theme: string;
  readonly source: number;
  readonly row: number;
}

/** Everything a join is made from. */
export interface BuildInput {
  readonly path: string;
  readonly sources: readonly BuildSource[];
  /** lists of things that orders and events may speak of */
  readonly lists: readonly BuildSource[];
  readonly rules: IdentityRules | null;
  readonly decisions: readonly IdentityDecision[];
  /** `order`: ids of sources */
  readonly trust: Trust;
  readonly derive: DeriveOptions;
  readonly quotes: readonly BuildQuote[];
  /** of the words that derived attributes hold */
  readonly lang: Lang;
  /** the join in view; null: none */
  readonly earlier: EarlierBuild | null;
  /** pieces the receiver has taken in */
  readonly acks: Int32Array;
}

/** One customer table and how it came about; its values and the compared pairs were sent before. */
export interface BuildOutput {
  readonly n: number;
  readonly attributes: AttributeRow[];
  /** by attribute: the value of each customer, an index into the values that were sent */
  readonly codes: Int32Array[];
  /** of the customers, in the order of the rows */
  readonly ids: Int32Array;
  readonly lastId: number;
  readonly derive: DeriveReport;
  readonly identity: IdentityReport;
  /** what lists of things were used for */
  readonly lists: readonly LookupOutcome[];
  readonly provenance: BuiltBody['provenance'];
  readonly maps: IdentityMap[];
}

/** Join sources: who is who, one row a customer, attributes by formula. */
export function runBuild(input: BuildInput, context: TaskContext): BuildOutput {
  const say = (step: string, done = 0, total: number | null = null): void => {
    context.check();
    context.progress({ step: `jobs:step.${step}`, done, total });
  };
  const all = [...input.sources, ...input.lists];
  const tables = reading(input.path, (db) =>
    all.map((source, i) => ({
      source,
      table: readColumns(
        db,
        source.table,
        source.attributes.map(({ column }) => column),
        (done, total) => {
          say('readSources', i + done / Math.max(1, total), all.length);
        },
      ),
    })),
  );
  const read = tables
    .slice(0, input.sources.length)
    .map(({ source, table }) => ({ source, table: carried(source, table) }));
  say('identities');
  const identities = resolveIdentities(
    read.map(({ source, table }) => ({
      id: source.id,
      name: source.name,
      kind: source.kind,
      rows: table.rows,
      ids: table.ids,
      key: source.key,
      mapping: source.mapping,
      columns: source.attributes.map(({ name, type }, c) => ({ name, type, ...table.columns[c]! })),
    })),
    {
      ...(input.rules ? { rules: input.rules } : {}),
      decisions: input.decisions,
      check: (done) => {
        say('identities', Math.round(done * 100), 100);
      },
    },
  );
  const n = identities.count;
  if (n === 0) throw new AppError('too_few', { key: 'customers:error.noCustomers' });
  const sources = read.map(({ source, table }, i): ComposeSource => ({
    id: source.id,
    name: source.name,
    kind: source.kind,
    importedAt: source.importedAt,
    customers: identities.customers[i]!,
    key: source.key,
    columns: columnsOf(source, table),
  }));
  const currencies = reading(input.path, (db) => writtenIn(db, read));
  say('compose');
  const composed = compose(sources, n, input.trust);
  const lookups = lookedUpIn(
    sources,
    tables.slice(input.sources.length).map(({ source, table }) => ({
      ...{ id: source.id, name: source.name, rows: table.rows },
      columns: columnsOf(source, table),
    })),
  );
  say('derive');
  const facts = factsOf(sources, currencies, lookups.facts);
  const quotes = quotesOf(input.quotes, read, identities.customers);
  const { columns: derived, report } = deriveAttributes(
    quotes ? [...facts, quotes] : facts,
    n,
    input.derive,
    composed.map(({ name, type, role, personal, values, codes }) => ({
      name,
      type,
      personal: role === 'personal' || personal !== null,
      values,
      codes,
    })),
    input.lang,
  );
  say('derive', 1, 1);
  const { attributes, coded, derivedColumns } = builtColumns(composed, derived, input.lang);
  if (attributes.length > MOST_COLUMNS)
    throw new AppError(
      'refused',
      { key: 'customers:error.tooManyColumns', values: { n: attributes.length, most: MOST_COLUMNS } },
      { columns: attributes.length },
    );
  const sender = new Sender(context, input.acks);
  const { ids, lastId, maps } = numbered(input, read, n, identities);
  coded.forEach(({ values }, column) => {
    sender.values(column, values);
  });
  sender.pairs(identities.pairs);
  const codes = coded.map((column) => column.codes);
  context.transfer(
    ...new Set([...codes, ids, ...maps.flatMap((map) => [map.customers, map.scores, map.ids, map.lines])].flatMap(own)),
  );
  return {
    n,
    attributes,
    codes,
    ids,
    lastId,
    identity: identities.report,
    lists: lookups.lists,
    derive: {
      ...report,
      attributes: report.attributes.map((attribute, i) => ({ ...attribute, column: derivedColumns[i] ?? '' })),
    },
    provenance: Object.fromEntries(
      composed.map(({ name, from, conflicts, rule }) => [name, { from, conflicts, rule }]),
    ),
    maps,
  };
}

/** The currencies that cells of money name, by source, where no column of currencies does. */
function writtenIn(db: ReadDb, read: readonly Read[]): ReadonlyMap<number, RowUnits> {
  return new Map(
    read.flatMap(({ source: { id, kind, mapping, attributes }, table }) => {
      const money = attributes.find(({ name }) => name === (mapping.amount ?? mapping.price));
      if (kind !== 'orders' || mapping.currency !== undefined || !money?.format.currencies) return [];
      const units = writtenCurrencies(db, id, money, table.ids);
      return units ? [[id, units] as const] : [];
    }),
  );
}

/** A table with what belongs to an order on all its lines. */
function carried({ kind, mapping, attributes }: BuildSource, table: ReadColumns): ReadColumns {
  const named = attributes.map(({ name, type }, c) => ({ name, type, ...table.columns[c]! }));
  return { ...table, columns: carriedDown(kind, mapping, named).map(({ values, codes }) => ({ values, codes })) };
}

/** Memory that goes over as it is. */
const own = (array: Int32Array | Float32Array | null): ArrayBuffer[] =>
  array?.buffer instanceof ArrayBuffer ? [array.buffer] : [];

interface Read {
  readonly source: BuildSource;
  readonly table: ReadColumns;
}

/** The customers' ids and whose rows are whose by them. */
function numbered(
  input: BuildInput,
  read: readonly Read[],
  n: number,
  { customers, scores }: Pick<IdentityResult, 'customers' | 'scores'>,
): { ids: Int32Array<ArrayBuffer>; lastId: number; maps: IdentityMap[] } {
  return reading(input.path, (db) => {
    const rows = read.map(({ source, table }) => {
      const key = source.attributes.findIndex(({ name }) => name === source.key);
      return { id: source.id, ids: table.ids, key: key < 0 ? null : table.columns[key]! };
    });
    const { last, was } = input.earlier ? earlierCustomers(db, input.earlier, rows) : { last: 0, was: [] };
    const ids = stableIds(
      n,
      customers.map((list, i) => ({ customers: list, was: was[i] ?? null })),
      last,
    );
    const maps = read.map(({ source, table }, i): IdentityMap => {
      const lines = linesOf(db, source.id, table.ids.at(-1) ?? 0);
      const counting = isCounting(table.ids);
      return {
        sourceId: source.id,
        ids: counting ? null : table.ids,
        lines: lines && (counting ? lines : table.ids.map((id) => lines[id - 1]!)),
        customers: customers[i]!.map((customer) => (customer === 0 ? 0 : ids[customer - 1]!)),
        scores: scores[i]!,
      };
    });
    return { ids, lastId: ids.reduce((most, id) => Math.max(most, id), last), maps };
  });
}

const columnsOf = ({ attributes, mapping }: BuildSource, table: ReadColumns): SourceColumn[] =>
  attributes.map((attribute, c) => columnOf(attribute, mapping, table.columns[c]!));

function columnOf(
  { column: _column, ...attribute }: BuildAttribute,
  mapping: Mapping,
  coded: Pick<SourceColumn, 'values' | 'codes'>,
): SourceColumn {
  const field = Object.entries(mapping).find(([, name]) => name === attribute.name)?.[0] ?? null;
  return { ...attribute, field: field as MappingField | null, ...coded };
}

/** Quotes as facts: one row a quote and theme, whose customer is the one of the row it is linked to. */
function quotesOf(
  quotes: readonly BuildQuote[],
  read: readonly { source: BuildSource; table: { ids: Int32Array } }[],
  customers: readonly Int32Array[],
): FactSource | null {
  if (quotes.length === 0) return null;
  const whose = new Map(
    read.map(({ source, table }, i) => {
      const of = new Map<number, number>();
      table.ids.forEach((id, row) => of.set(id, customers[i]![row]!));
      return [source.id, of];
    }),
  );
  const themes = [...new Set(quotes.map(({ theme }) => theme))];
  const place = new Map(themes.map((theme, i) => [theme, i]));
  return {
    id: 0,
    kind: 'notes',
    name: '',
    rows: quotes.length,
    customers: Int32Array.from(quotes, ({ source, row }) => whose.get(source)?.get(row) ?? 0),
    columns: {
      type: { kind: 'category', values: themes, codes: Int32Array.from(quotes, ({ theme }) => place.get(theme)!) },
    },
    answers: [],
  };
}

function isCounting(ids: Int32Array): boolean {
  return ids.length === 0 || (ids[0] === 1 && ids[ids.length - 1] === ids.length);
}
