import type { Attribute, Filter } from '../../../../shared/contract/customers.ts';
import { AppError } from '../../../../shared/frames.ts';
import { isMasked, maskText } from '../../../analysis/privacy/mask.ts';
import { customerIds, type CustomerView } from '../../../db/areas/customers/view.ts';
import { attributesOf, isPersonal, requireSource, type SourceInView } from '../../../db/areas/customers/inView.ts';
import { currentSegmentation, segmentGroups, segmentRows } from '../../../db/areas/segments/segments.ts';
import type { ReadDb } from '../../../db/open.ts';
import { quoteName } from '../../../db/settings.ts';
import type { Readers } from '../../readers.ts';
import { hashOf } from './hash.ts';
import { SessionCache } from '../../session-cache.ts';

/** What a caller asks for. */
export interface Asked {
  readonly filters: readonly Filter[];
  readonly search: string;
  readonly sort: { readonly attribute: number; readonly descending: boolean } | null;
}

/** A view with what it is made from. */
export interface Seen {
  readonly source: SourceInView;
  readonly attributes: readonly Attribute[];
  readonly view: CustomerView;
}

/** Tables up to this many customers are read where the call is answered. */
const SMALL = 5000;
/**
 * Settle what a caller asked for.
 * @throws AppError not_found (nothing imported, no such attribute), refused (filter or sort by personal values)
 */
export function settle(db: ReadDb, asked: Asked): Seen {
  const source = requireSource(db);
  const attributes = attributesOf(db, source.id);
  for (const filter of asked.filters)
    if ('attribute' in filter) checked(attributes, filter.attribute, filter.kind !== 'missing');
  if (asked.sort) checked(attributes, asked.sort.attribute, true);
  const searched = attributes.filter(
    (attribute) => !isPersonal(attribute) && ['text', 'category', 'identifier'].includes(attribute.type),
  );
  return {
    source,
    attributes,
    view: {
      table: source.table,
      attributes: attributes.map(({ id, column, type, levels }) => ({ id, column, type, levels })),
      searched: searched.map(({ column }) => column),
      filters: asked.filters.map((filter) => inClear(db, source.table, attributes, filter)),
      search: asked.search,
      sort: asked.sort,
      segmentation: segmentationOf(db, asked.filters),
    },
  };
}

/**
 * A condition on a category as it is stored: views and charts send back levels as they were shown, and a masked one stands
 * for every value that is masked so.
 */
function inClear(db: ReadDb, table: string, attributes: readonly Attribute[], filter: Filter): Filter {
  if (filter.kind !== 'values') return filter;
  const shown = new Set(filter.values.filter((value) => typeof value === 'string' && isMasked(value)));
  const attribute = attributes.find(({ id }) => id === filter.attribute);
  if (shown.size === 0 || attribute?.type !== 'category') return filter;
  const column = quoteName(attribute.column);
  const stored = db
    .column<string>(`SELECT DISTINCT ${column} FROM ${quoteName(table)} WHERE ${column} IS NOT NULL`)
    .filter((value) => shown.has(maskText(value)));
  return { ...filter, values: [...new Set([...filter.values, ...stored])] };
}

/** @throws AppError not_found, refused */
export function checked(attributes: readonly Attribute[], id: number, values: boolean): Attribute {
  const attribute = attributes.find((a) => a.id === id);
  if (!attribute) throw new AppError('not_found', { key: 'customers:error.noAttribute' });
  if (values && isPersonal(attribute))
    throw new AppError('refused', { key: 'customers:error.personal', values: { column: attribute.name } });
  return attribute;
}

function segmentationOf(db: ReadDb, filters: readonly Filter[]): CustomerView['segmentation'] {
  if (!filters.some((filter) => filter.kind === 'segments')) return null;
  const current = currentSegmentation(db);
  if (!current) return null;
  const groups = segmentGroups(segmentRows(db, current.id));
  return { id: current.id, clusters: Object.fromEntries(groups.map(({ row, clusters }) => [row.id, clusters])) };
}

/** The last few id lists: paging through one is then a lookup. */
const lists = new SessionCache<Promise<Int32Array>>(6);

/** Ids of the customers of a view, in its order. */
export async function idsOf(db: ReadDb, { shared }: Readers, { source, view }: Seen): Promise<Int32Array> {
  const key = hashOf([source.id, source.hash, view]);
  const kept = lists.get(db, key);
  if (kept) return kept;
  const list =
    source.customers <= SMALL
      ? Promise.resolve(customerIds(db, view))
      : shared.run('customers.ids', { path: db.path, view });
  list.catch(() => {
    lists.delete(db, key);
  });
  return lists.set(db, key, list);
}
