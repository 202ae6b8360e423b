import type { AttributeFigures, ClusterFigures } from '../../../../shared/figures.ts';
import type { CustomerPage } from '../../../../shared/contract/customers.ts';
import { dateToNumber } from '../../../../shared/values.ts';
import { combine } from '../../../analysis/groups/groups.ts';
import { builtBody } from '../../../db/areas/customers/built.ts';
import { segmentationBody } from '../../../db/areas/segments/form.ts';
import type { ReadDb, SqlValue } from '../../../db/open.ts';
import { quoteName } from '../../../db/settings.ts';
import { type OwnRows, ownRows, type PageColumn, type PageInput, shownCell } from './rows.ts';

/** A customer of the table in view, and what the segmentation says of its customers. */
export interface OneInput extends PageInput {
  readonly table: string;
  readonly columns: readonly (PageColumn & { readonly attribute: number })[];
  /** the current segmentation of these customers; null: none */
  readonly segmentation: number | null;
  /** clusters of the customer's segment; null: in none */
  readonly clusters: readonly number[] | null;
}

/** What the tables say of a customer; null: there is no such customer. */
export type One = Omit<CustomerPage, 'segment' | 'personas'> | null;

const VALUES = 20;
const LINES = 20;
/** Attributes the segmentation used, and as many others. */
const STANDING = 12;

/** Read everything about one customer. */
export function oneCustomer(db: ReadDb, input: OneInput): One {
  const { table, columns, customer: id } = input;
  const names = ['id', ...columns.map(({ column }) => quoteName(column))].join(', ');
  const [row] = [...db.rows(`SELECT ${names} FROM ${quoteName(table)} WHERE id = ?`, id)];
  if (!row) return null;
  const values = row.slice(1);
  const rows = ownRows(db, input);
  const body = input.built ? builtBody(db, input.view) : null;
  const count = (where: string) => db.value<number>(`SELECT count(*) FROM ${quoteName(table)} ${where}`)!;
  const near = (what: string, where: string) =>
    db.value<number | null>(`SELECT ${what}(id) FROM ${quoteName(table)} WHERE id ${where} ?`, id) ?? null;
  return {
    id,
    place: db.value<number>(`SELECT count(*) FROM ${quoteName(table)} WHERE id <= ?`, id)!,
    total: count(''),
    previous: near('max', '<'),
    next: near('min', '>'),
    cells: values.map((value, i) => shownCell(value, columns[i]!)),
    sources: rows.map(({ source, ids, lines, score }) => ({
      sourceId: source.id,
      name: source.name,
      kind: source.kind,
      rows: ids.length,
      score,
      lines: lines.slice(0, LINES),
    })),
    said: body ? sayings(input, values, rows, body.provenance) : [],
    derived: (body?.derive.attributes ?? []).flatMap(({ column, formula, explain }) => {
      const found = columns.find((one) => one.column === column);
      return found ? [{ attribute: found.attribute, formula, explain }] : [];
    }),
    standing: input.segmentation === null ? [] : standingOf(db, input, values),
  };
}

type Provenance = NonNullable<ReturnType<typeof builtBody>>['provenance'];

/** What each source says of each attribute that comes from sources. */
function sayings(
  { columns }: OneInput,
  values: readonly SqlValue[],
  rows: readonly OwnRows[],
  provenance: Provenance,
): CustomerPage['said'] {
  return columns.flatMap((column, i) => {
    const origin = Object.hasOwn(provenance, column.name) ? provenance[column.name] : undefined;
    if (!origin) return [];
    const found = origin.from.flatMap(({ source, column: name }) => {
      const own = rows.find((one) => one.source.id === source);
      const at = own ? own.source.columns.findIndex((one) => one.name === name) : -1;
      if (!own || at < 0) return [];
      const counts = new Map<SqlValue, number>();
      for (const cells of own.cells) {
        const value = cells[at] ?? null;
        if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return [...counts].map(([value, n]) => ({ source, name, value, n }));
    });
    if (found.length === 0) return [];
    const chosen = plain(values[i]!);
    return [
      {
        attribute: column.attribute,
        rule: origin.rule as CustomerPage['said'][number]['rule'],
        conflict: new Set(found.map(({ value }) => plain(value))).size > 1,
        values: found.slice(0, VALUES).map(({ source, name, value, n }) => ({
          sourceId: source,
          column: name,
          value: shownCell(value, column),
          rows: n,
          chosen: plain(value) === chosen,
        })),
      },
    ];
  });
}

/** Values that differ only in width, case and blanks at the edges are no conflict. */
const plain = (value: SqlValue): string => String(value).normalize('NFKC').trim().toLowerCase();

/** How far the customer is from everyone, by the figures the segmentation was described with. */
function standingOf(
  db: ReadDb,
  { segmentation, clusters, columns }: OneInput,
  values: readonly SqlValue[],
): CustomerPage['standing'] {
  const body = segmentationBody(db, segmentation!);
  if (!body) return [];
  const used = new Set(body.reads.map(({ column }) => column));
  const found = body.figures.flatMap((figures) => {
    const i = columns.findIndex(({ name }) => name === figures.column);
    const value = i < 0 ? null : (values[i] ?? null);
    if (value === null || columns[i]!.personal !== null) return [];
    const everyone = combine(figures.clusters);
    const own = clusters && clusters.length > 0 ? combine(clusters.map((cluster) => figures.clusters[cluster]!)) : null;
    const standing = compared(figures, value, everyone, own);
    return standing ? [{ attribute: columns[i]!.attribute, used: used.has(figures.column), ...standing }] : [];
  });
  // what the segmentation looked at explains it; what else is unusual comes after
  const strongest = (list: typeof found) =>
    list.sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength)).slice(0, STANDING);
  return [...strongest(found.filter((one) => one.used)), ...strongest(found.filter((one) => !one.used))];
}

type Compared = Omit<CustomerPage['standing'][number], 'attribute' | 'used'>;

const DAY = 86_400_000;
/** Standard deviations beyond which a value is as strange as can be. */
const STRANGE = 6;

function compared(
  { type, levels }: AttributeFigures,
  value: SqlValue,
  everyone: ClusterFigures,
  own: ClusterFigures | null,
): Compared | null {
  if (everyone.kind === 'mean') {
    const number = type === 'date' ? dateToNumber(String(value)) / DAY : Number(value);
    const sd = Math.sqrt(everyone.m2 / Math.max(1, everyone.n - 1));
    if (!(sd > 0) || !Number.isFinite(number)) return null;
    const strength = Math.max(-STRANGE, Math.min(STRANGE, (number - everyone.mean) / sd));
    return { strength, mean: everyone.mean, segment: own?.kind === 'mean' && own.n > 0 ? own.mean : null, share: null };
  }
  const level = type === 'boolean' ? '1' : String(value);
  const at = levels.indexOf(level);
  if (at < 0 || everyone.n === 0) return null;
  const has = type !== 'boolean' || Number(value) === 1;
  const share = (figures: ClusterFigures | null) => {
    if (figures?.kind !== 'shares' || figures.n === 0) return null;
    const part = figures.counts[at]! / figures.n;
    return has ? part : 1 - part;
  };
  const all = share(everyone);
  return all === null ? null : { strength: 1 - all, mean: null, segment: share(own), share: all };
}
