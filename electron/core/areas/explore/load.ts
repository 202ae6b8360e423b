import type { Attribute } from '../../../../shared/contract/customers.ts';
import type { SourceInView } from '../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../db/open.ts';
import type { LoadedColumn } from '../../../workers/areas/explore/columns.ts';
import type { Readers } from '../../readers.ts';
import { hashOf } from '../customers/hash.ts';
import { SessionCache } from '../../session-cache.ts';

/** Columns of one customer table in shared memory. */
interface Kept {
  ids: Promise<Int32Array> | null;
  /** by what they were read from, the one used last behind the others */
  readonly columns: Map<string, Promise<LoadedColumn>>;
  readonly sizes: Map<string, number>;
}

/** Customer tables never change once published, so columns stay right for as long as they are kept. */
const tables = new SessionCache<Kept>(2);
/** Most bytes of columns kept of a table: 24 of 1,000,000 numbers. */
const MOST_BYTES = 192 * 2 ** 20;

/** What a chart reads. */
export interface Columns {
  readonly ids: Int32Array;
  readonly columns: readonly LoadedColumn[];
  /** cluster of each row; null when no segmentation was asked for */
  readonly members: LoadedColumn | null;
}

/**
 * Columns of the table in view, read by a reading thread unless they are kept.
 * @param segmentation whose clusters are wanted
 */
export async function columnsOf(
  { db, readers }: { db: ReadDb; readers: Readers },
  source: SourceInView,
  attributes: readonly Attribute[],
  segmentation: number | null,
): Promise<Columns> {
  const kept = tableOf(db, source);
  const wanted = attributes.map((attribute) => ({ attribute, key: keyOf(attribute) }));
  const missing = wanted.filter(({ key }) => !kept.columns.has(key));
  const memberKey = segmentation === null ? null : `member ${segmentation}`;
  const members = memberKey !== null && !kept.columns.has(memberKey);
  if (missing.length > 0 || members || kept.ids === null) {
    // other charts may wait for the same columns
    const load = readers.shared.run('explore.load', {
      path: db.path,
      table: source.table,
      columns: missing.map(({ attribute: { column, type, levels } }) => ({ column, type, levels })),
      segmentation: members ? segmentation : null,
    });
    kept.ids ??= keep(
      kept,
      null,
      load.then(({ ids }) => ids),
    );
    missing.forEach(({ key }, i) =>
      put(
        kept,
        key,
        load.then(({ columns }) => columns[i]!),
      ),
    );
    if (members)
      put(
        kept,
        memberKey,
        load.then((done) => done.members!),
      );
  }
  const found = await Promise.all([
    ...wanted.map(({ key }) => used(kept, key)),
    ...(memberKey === null ? [] : [used(kept, memberKey)]),
  ]);
  const ids = await kept.ids;
  trim(kept);
  return {
    ids,
    columns: found.slice(0, wanted.length),
    members: memberKey === null ? null : found.at(-1)!,
  };
}

function tableOf(db: ReadDb, source: SourceInView): Kept {
  const key = hashOf([source.id, source.hash, source.table]);
  return tables.get(db, key) ?? tables.set(db, key, { ids: null, columns: new Map(), sizes: new Map() });
}

const keyOf = ({ column, type, levels }: Attribute): string => JSON.stringify([column, type, levels]);

/** A promise that failed is not kept. */
function keep<T>(kept: Kept, key: string | null, promise: Promise<T>): Promise<T> {
  promise.catch(() => {
    if (key === null) kept.ids = null;
    else kept.columns.delete(key);
  });
  return promise;
}

function put(kept: Kept, key: string, column: Promise<LoadedColumn>): void {
  kept.columns.set(
    key,
    keep(
      kept,
      key,
      column.then((loaded) => {
        kept.sizes.set(key, loaded.bytes);
        return loaded;
      }),
    ),
  );
}

function used(kept: Kept, key: string): Promise<LoadedColumn> {
  const column = kept.columns.get(key)!;
  kept.columns.delete(key);
  kept.columns.set(key, column);
  return column;
}

function trim({ columns, sizes }: Kept): void {
  let bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  for (const key of columns.keys()) {
    if (bytes <= MOST_BYTES) break;
    bytes -= sizes.get(key) ?? 0;
    sizes.delete(key);
    columns.delete(key);
  }
}
