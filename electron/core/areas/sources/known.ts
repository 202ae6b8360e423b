import type { Inspection } from '../../../../shared/contract/sources.ts';
import { attributesOf, sourceByHash, sourceById, type AttributeRow, type SourceRow } from '../../../db/sources.ts';
import type { ReadDb } from '../../../db/open.ts';
import { setting } from '../../../db/settings.ts';
import type { JobContext } from '../../area.ts';

/** From this share of known keys on a file counts as a newer version of the customers in view. */
const OVERLAP = 0.5;

/** The customers in view: their source, attributes and key. */
export type InView = { source: SourceRow; attributes: AttributeRow[]; key: AttributeRow | null };

/** The customers in view; null before the first import. */
export function customersInView(db: ReadDb): InView | null {
  const id = setting(db, 'source');
  const source = id === undefined ? undefined : sourceById(db, Number(id));
  if (!source) return null;
  const attributes = attributesOf(db, source.id);
  return { source, attributes, key: attributes.find((attribute) => attribute.role === 'key') ?? null };
}

/** An earlier import that a file looks like: the same bytes, or at least half of its keys (counted in a worker). */
export async function findKnown(
  { db, pool, signal }: Pick<JobContext, 'db' | 'pool' | 'signal'>,
  hash: string,
  keys: string[],
): Promise<Inspection['known']> {
  const same = sourceByHash(db, hash);
  if (same) return { sourceId: same.id, name: same.name, importedAt: same.imported_at, how: 'hash', overlap: 1 };
  const view = customersInView(db);
  if (!view?.key || keys.length === 0) return null;
  const present = await pool.run(
    'intake.present',
    { workspace: db.path, table: view.source.customer_table, column: view.key.column, values: keys },
    { signal },
  );
  const overlap = present / keys.length;
  if (overlap < OVERLAP) return null;
  const { source } = view;
  return { sourceId: source.id, name: source.name, importedAt: source.imported_at, how: 'key', overlap };
}
