import type { ColumnGuess } from '../../../../shared/domain.ts';
import { mergeFresh, mergeOld, sqlType, type Merge } from '../../../db/bulk.ts';
import type { AttributeRow } from '../../../db/areas/sources/sources.ts';
import { quoteName } from '../../../db/settings.ts';
import type { FileInspection } from '../../../workers/areas/sources/inspect.ts';
import type { JobContext } from '../../area.ts';
import { AppError } from '../../../../shared/frames.ts';
import { attributeOf } from './attributes.ts';
import type { InView } from './known.ts';
import type { Coded } from './coded.ts';
import type { Staging } from './staging.ts';

/** Ids copied in one transaction. */
const STEP = 2000;
/** Keys read between two turns of other calls. */
const KEYS = 20_000;

/** A file without the key that would tell its customers apart cannot update them. */
const needsKey = () => new AppError('refused', { key: 'sources:error.needsKey' });

/** Which customer each row of the new file is. */
export type Plan = { ids: Float64Array; last: number; added: number; oldLast: number };

/**
 * Rows whose key is known keep their customer's id, all others get new ones behind the last. `stored` is the table that
 * has the rows of a file too large to be kept, as 1, 2, 3 …
 */
export async function planIds(
  context: JobContext,
  stored: string,
  view: InView,
  loaded: { rows: number; coded: Coded | null; facts: FileInspection },
  byKey: boolean,
): Promise<Plan> {
  const { coded, facts, rows } = loaded;
  const oldLast = context.db.value<number>(
    `SELECT coalesce(max(id), 0) FROM ${quoteName(view.source.customer_table)}`,
  )!;
  const ids = new Float64Array(rows);
  let last = oldLast;
  let added = 0;
  if (!byKey) {
    for (let row = 0; row < rows; row++) ids[row] = ++last;
    return { ids, last, added: rows, oldLast };
  }
  const same = facts.columns.findIndex(({ name: fresh }) => fresh === view.key?.name);
  const at = same >= 0 ? same : facts.columns.findIndex((column) => column.role === 'key');
  const name = facts.columns[at]?.name;
  const key = view.key ?? view.attributes.find((attribute) => attribute.name === name) ?? null;
  if (at < 0 || !key) throw needsKey();
  const known = await keysOf(context, view.source.customer_table, key.column, oldLast);
  const put = (row: number, value: unknown) => {
    const text = value === null ? null : String(value);
    let id = text === null ? undefined : known.get(text);
    if (id === undefined) {
      id = ++last;
      added++;
      if (text !== null) known.set(text, id);
    }
    ids[row] = id;
  };
  if (coded) {
    const { values, codes } = coded[at]!;
    for (let row = 0; row < rows; row++) put(row, values[codes[row]!]!);
  } else await readKeys(context, stored, `c${at}`, rows, (id, value) => put(id - 1, value));
  return { ids, last, added, oldLast };
}

async function keysOf(context: JobContext, table: string, column: string, last: number): Promise<Map<string, number>> {
  const known = new Map<string, number>();
  await readKeys(context, table, column, last, (id, key) => {
    if (key !== null) known.set(String(key), id);
  });
  return known;
}

/** Ids and keys of a table in the order of ids, some at a time. */
async function readKeys(
  context: JobContext,
  table: string,
  column: string,
  last: number,
  take: (id: number, key: unknown) => void,
): Promise<void> {
  for (let from = 0; from <= last; from += KEYS) {
    for (const [id, key] of context.db.rows(
      `SELECT id, ${column} FROM ${quoteName(table)} WHERE id > ? AND id <= ? ORDER BY id`,
      from,
      from + KEYS,
    ))
      take(Number(id), key);
    await context.breathe();
  }
}

/** Old customers overlaid with the new rows, new ones behind them: a table of its own, ready to be published. */
export async function mergeInto(
  context: JobContext,
  staging: Staging,
  view: InView,
  columns: readonly ColumnGuess[],
  plan: Plan,
) {
  const fresh = columns.map((column, i) => attributeOf(column, i));
  const joined = joinAttributes(view.attributes, fresh);
  const table = staging.create(joined.attributes);
  const merge: Merge = { into: table, old: view.source.customer_table, fresh: staging.table, columns: joined.columns };
  let updated = 0;
  for (let from = 1; from <= plan.last; from += STEP) {
    context.stage((db) => {
      if (from <= plan.oldLast) updated += mergeOld(db, merge, from, Math.min(from + STEP, plan.oldLast + 1));
      if (from + STEP > plan.oldLast) mergeFresh(db, merge, Math.max(from, plan.oldLast + 1), from + STEP);
    });
    context.progress('sources:step.merge', Math.min(from + STEP, plan.last), plan.last);
    await context.breathe();
  }
  await staging.keepOnly(table);
  const counts = await context.pool.run(
    'intake.counts',
    { workspace: context.db.path, table, columns: joined.attributes.map((attribute) => attribute.column) },
    { signal: context.signal },
  );
  const attributes = joined.attributes.map((attribute, i) => ({ ...attribute, ...counts.columns[i]! }));
  return { table, columns: [...columns], attributes, customers: counts.rows, added: plan.added, updated };
}

/** The attributes of both, by name: the old ones in their order, then what is new. A type both do not share becomes text. */
function joinAttributes(
  old: readonly AttributeRow[],
  fresh: readonly AttributeRow[],
): { attributes: AttributeRow[]; columns: Merge['columns'] } {
  const byName = new Map(fresh.map((attribute) => [attribute.name, attribute]));
  const attributes: AttributeRow[] = [];
  const columns: Merge['columns'][number][] = [];
  const put = (attribute: AttributeRow, from: AttributeRow | null, to: AttributeRow | null, text: boolean) => {
    const position = attributes.length;
    attributes.push({
      ...attribute,
      column: `c${position}`,
      position,
      ...(text ? { type: 'text', levels: null, format: {} } : {}),
    });
    columns.push({ old: from?.column ?? null, fresh: to?.column ?? null, text });
  };
  for (const before of old) {
    const now = byName.get(before.name) ?? null;
    byName.delete(before.name);
    put(before, before, now, now !== null && sqlType(now.type) !== sqlType(before.type));
  }
  for (const now of fresh)
    if (byName.has(now.name))
      put(
        now.role === 'key' && old.some((a) => a.role === 'key') ? { ...now, role: 'ignored' } : now,
        null,
        now,
        false,
      );
  return { attributes, columns };
}
