import type { Said } from '../../../shared/domain.ts';
import { thingsWhy } from '../identity/unused.ts';
import { ENOUGH, formOf, type Link, type Links, type LookupSource, usedValues } from './lookupKeys.ts';
import { LOOKUP_FIELDS, type LookupField } from './lookupWords.ts';

/** What a link came to. */
export interface LinkUse {
  /** rows of the table that it filled, by field */
  readonly rows: ReadonlyMap<LookupField, number>;
  /** names that stand for several codes */
  readonly shared: number;
  /** other lists that name codes otherwise, and how many */
  readonly others: readonly { readonly file: string; readonly codes: number }[];
}
type Uses = ReadonlyMap<Link, LinkUse>;

/** How much of a column a list holds. */
interface Met {
  readonly rows: number;
  readonly met: number;
  readonly codes: number;
  readonly unknown: number;
}

function metOf({ column, rowOf }: Link): Met {
  let rows = 0;
  let met = 0;
  const forms = column.values.map(formOf);
  for (const code of column.codes) {
    if (code < 0 || (forms[code] ?? null) === null) continue;
    rows++;
    if (rowOf[code]! >= 0) met++;
  }
  const used = usedValues(column);
  const known = new Set<string>();
  const unknown = new Set<string>();
  forms.forEach((form, place) => {
    if (form !== null && used[place] === 1) (rowOf[place]! >= 0 ? known : unknown).add(form);
  });
  return { rows, met, codes: known.size, unknown: unknown.size };
}

/** What a list gave, a sentence a table that it gave something to, with what is doubtful about it. */
export function usesSaid(
  list: LookupSource,
  links: readonly Link[],
  uses: Uses,
  facts: ReadonlySet<LookupSource>,
): Said[] {
  return links.flatMap((link) => {
    if (link.from !== list) return [];
    const fields = LOOKUP_FIELDS.filter((field) => reaches(link, field, links, uses, facts, new Set()));
    if (fields.length === 0) return [];
    const { rows, met, codes, unknown } = metOf(link);
    const said: Said[] = [
      {
        key: 'identity:lookup.used',
        values: {
          key: link.key.name,
          file: link.to.name,
          fields: fields.map((field) => ({ key: `identity:lookup.field.${field}` })),
          ...{ codes, rows, met },
        },
      },
    ];
    if (unknown > 0)
      said.push({ key: 'identity:lookup.unknown', values: { file: link.to.name, rows: rows - met, codes: unknown } });
    const { shared, others } = uses.get(link)!;
    if (shared > 0) said.push({ key: 'identity:lookup.shared', values: { count: shared } });
    for (const other of others)
      said.push({ key: 'identity:lookup.other', values: { file: other.file, count: other.codes } });
    return said;
  });
}

/** Whether what a link filled in reaches any facts. */
function reaches(
  link: Link,
  field: LookupField,
  links: readonly Link[],
  uses: Uses,
  facts: ReadonlySet<LookupSource>,
  path: ReadonlySet<Link>,
): boolean {
  if (path.has(link) || (uses.get(link)?.rows.get(field) ?? 0) === 0) return false;
  if (facts.has(link.to)) return true;
  const further = new Set([...path, link]);
  return links.some((next) => next.from === link.to && reaches(next, field, links, uses, facts, further));
}

/**
 * Why a list was used for nothing.
 * @param offers whether it has anything to give
 */
export function whyUnused(
  list: LookupSource,
  { links, misses }: Links,
  offers: boolean,
  others: readonly LookupSource[],
): Said {
  const link = links.find(({ from }) => from === list);
  if (link) {
    const values = { column: link.key.name, file: link.to.name };
    return { key: offers ? 'identity:unused.given' : 'identity:unused.nameless', values };
  }
  const miss = misses.get(list.id);
  if (!miss)
    return thingsWhy(
      list.columns.map(({ name }) => name),
      others.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
    );
  const { key, to, column, coverage, repeats } = miss;
  if (repeats > 0 && coverage >= ENOUGH.header)
    return { key: 'identity:unused.repeats', values: { column: key.name, count: repeats } };
  return {
    key: 'identity:unused.few',
    values: { column: key.name, other: column.name, file: to.name, share: coverage, least: ENOUGH.header },
  };
}
