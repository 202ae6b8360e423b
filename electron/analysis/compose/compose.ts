import { CUSTOMER_FIELDS, type MappingField } from '../../../shared/domain.ts';
import { choose, type Contribution } from './choose.ts';
import { describesCustomer } from './constant.ts';
import { bySize } from './order.ts';
import type { ComposedColumn, ComposeSource, SourceColumn, Trust } from './types.ts';

const SHARED: ReadonlySet<MappingField> = new Set(CUSTOMER_FIELDS);
/** Share of a source's keys that the main source has, from which on both are keys of one system. */
const SAME_KEYS = 0.2;

/**
 * One row a customer from the rows of many sources: columns that mean the same are put together, conflicts settled by
 * rule, columns of orders and events taken only where they say something about the customer and not about the order.
 * @param sources sources with whose row each row is
 * @param n customers
 * @returns attributes with one value a customer, in the order of the sources
 */
export function compose(sources: readonly ComposeSource[], n: number, trust: Trust): ComposedColumn[] {
  const ordered = [...sources].sort(bySize(trust.order));
  const groups = groupColumns(ordered, n);
  const taken = new Set<string>();
  return groups.map((group) => {
    const first = group.columns[0]!;
    const name = freeName(first.column.name, first.source.name, taken);
    // a column may be called `constructor`
    const rule = (Object.hasOwn(trust.attributes, name) ? trust.attributes[name] : undefined) ?? trust.rule;
    const { values, codes, missing, distinct, conflicts } = choose(
      group.columns.map(contributionOf),
      n,
      rule,
      group.text,
    );
    const { type, role, dimension, personal, format, levels, reason } = first.column;
    return {
      name,
      type: group.text ? (group.key === null ? 'text' : 'identifier') : type,
      role: group.key === 'other' ? 'ignored' : group.key === 'main' ? 'key' : role,
      dimension,
      personal,
      format: group.text ? {} : format,
      levels: group.text ? null : levelsOf(group.columns, levels),
      reason,
      values,
      codes,
      missing,
      distinct,
      conflicts,
      rule,
      from: group.columns.map(({ source, column }) => ({ source: source.id, column: column.name })),
    };
  });
}

interface Member {
  readonly source: ComposeSource;
  readonly column: SourceColumn;
}
interface Group {
  readonly columns: Member[];
  /** the types do not agree: values become text */
  text: boolean;
  readonly key: 'main' | 'other' | null;
}

const contributionOf = ({ source, column }: Member): Contribution => ({
  values: column.values,
  codes: column.codes,
  customers: source.customers,
  importedAt: source.importedAt,
});

function groupColumns(sources: readonly ComposeSource[], n: number): Group[] {
  const groups = new Map<string, Group>();
  const main = sources[0];
  const mainKeys = main ? keysOf(main) : null;
  for (const source of sources) {
    const system = source === main || sharesKeys(source, mainKeys) ? 'main' : 'other';
    for (const column of source.columns) {
      const isKey = column.name === source.key;
      if (!isKey && !describesCustomer(source, column, n)) continue;
      const member = { source, column };
      const place = isKey ? (system === 'main' ? 'key' : `key ${String(source.id)}`) : placeOf(column);
      for (let at = place, i = 2; ; at = `${place} ${String(i++)}`) {
        const found = groups.get(at);
        if (!found) groups.set(at, { columns: [member], text: false, key: isKey ? system : null });
        else if (fits(found, member)) {
          found.columns.push(member);
          found.text ||= storedAs(found.columns[0]!.column) !== storedAs(column);
        } else continue;
        break;
      }
    }
  }
  return [...groups.values()];
}

/** Columns of one meaning share a place; all others go by their header. */
function placeOf({ field, name }: SourceColumn): string {
  if (field !== null && SHARED.has(field)) return `field ${field}`;
  return `name ${name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/gu, '')}`;
}

type Stored = 'number' | 'boolean' | 'date' | 'text';
const storedAs = ({ type }: SourceColumn): Stored =>
  type === 'number' || type === 'boolean' || type === 'date' ? type : 'text';
const isText = (column: SourceColumn) => storedAs(column) === 'text';

/**
 * Numbers, dates and yes/no only go with their own kind; all kinds of text go together, codes with numbers of a field, and
 * keys of one system whatever each file made of them. Two columns of one source stay two.
 */
function fits({ columns, key }: Group, { source, column }: Member): boolean {
  if (columns.some((member) => member.source === source)) return false;
  const first = columns[0]!.column;
  if (key !== null || first.type === column.type) return true;
  if (isText(first) && isText(column)) return true;
  return column.field !== null && first.field === column.field;
}

function levelsOf(members: readonly Member[], levels: readonly string[] | null): readonly string[] | null {
  if (levels === null) return null;
  const known = new Set(levels);
  const same = members.every(({ column }) => (column.levels ?? []).every((level) => known.has(level)));
  return same ? levels : null;
}

function keysOf(source: ComposeSource): Set<string> | null {
  const column = source.columns.find(({ name }) => name === source.key);
  return column ? new Set(column.values.filter((value) => value !== null).map(String)) : null;
}

function sharesKeys(source: ComposeSource, main: ReadonlySet<string> | null): boolean {
  const own = keysOf(source);
  if (!own || !main || own.size === 0) return false;
  let shared = 0;
  for (const key of own) if (main.has(key)) shared++;
  return shared >= own.size * SAME_KEYS || shared >= main.size * SAME_KEYS;
}

function freeName(name: string, source: string, taken: Set<string>): string {
  let free = name;
  if (taken.has(free)) free = `${name} (${source})`;
  for (let i = 2; taken.has(free); i++) free = `${name} (${source} ${String(i)})`;
  taken.add(free);
  return free;
}
