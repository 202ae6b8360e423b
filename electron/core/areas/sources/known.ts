import type { Inspection } from '../../../../shared/contract/sources.ts';
import type { ColumnGuess, SourceKind } from '../../../../shared/domain.ts';
import type { KeyedRow } from '../../../workers/areas/sources/inspect.ts';
import { likeHeaders } from '../../../analysis/intake/kinds/index.ts';
import {
  attributesOf,
  isBuilt,
  listSources,
  sourceByHash,
  sourceById,
  type AttributeRow,
  type SourceRow,
} from '../../../db/areas/sources/sources.ts';
import type { ReadDb } from '../../../db/open.ts';
import { setting } from '../../../db/settings.ts';
import type { JobContext } from '../../area.ts';

/** From this share of known keys on a file counts as a newer version of a source. */
const OVERLAP = 0.5;
/** Sources of a series have this share of their column names in common; those without a key nearly all of them. */
const HEADERS = 0.5;
const ALL_HEADERS = 0.8;
/** Rows of one key that are one customer say the same in some column with so many values, in at least this share. */
const SPREAD = 10;
const AGREE = 0.4;

/** A source that rows can be merged into: its attributes and its key. */
export type InView = { source: SourceRow; attributes: AttributeRow[]; key: AttributeRow | null };

/** A source with its attributes; null when it is gone. */
export function sourceForMerge(db: ReadDb, id: number): InView | null {
  const source = sourceById(db, id);
  if (!source) return null;
  const attributes = attributesOf(db, source.id);
  return { source, attributes, key: attributes.find((attribute) => attribute.role === 'key') ?? null };
}

/** The source whose rows are in view, unless that is a joined table or nothing. */
export function sourceInView(db: ReadDb): number | null {
  const id = setting(db, 'source');
  return id === undefined || isBuilt(db, Number(id)) ? null : Number(id);
}

/** What is known of a file when an earlier import of it is looked for. */
export type Looked = {
  readonly hash: string;
  readonly keys: readonly string[];
  readonly kind: SourceKind;
  readonly sheet: string | null;
  readonly columns: readonly Pick<ColumnGuess, 'name' | 'role' | 'distinct'>[];
  readonly sample: readonly KeyedRow[];
  /** sources the file is none of: other files of the same study */
  readonly apart: readonly number[];
};

/**
 * An earlier import that a file looks like: the same bytes (and sheet, and kind where one was asked for); or a source of
 * the same kind with like headers and at least half of the file's keys; or, for rows without a key of their own, one with
 * nearly the same headers. Keys are counted in a worker.
 */
export async function findKnown(
  { db, pool, signal }: Pick<JobContext, 'db' | 'pool' | 'signal'>,
  file: Looked,
): Promise<Inspection['known']> {
  const facts = ({ id, name, imported_at }: SourceRow) => ({ sourceId: id, name, importedAt: imported_at });
  const same = sourceByHash(db, file.hash, { kind: file.kind, sheet: file.sheet });
  if (same) return { ...facts(same), how: 'hash', overlap: 1 };
  let best: Inspection['known'] = null;
  const names = file.columns.map(({ name }) => name);
  for (const source of listSources(db)) {
    if (source.kind !== file.kind || file.apart.includes(source.id)) continue;
    const attributes = attributesOf(db, source.id);
    const alike = likeHeaders(
      attributes.map(({ name }) => name),
      names,
    );
    const key = attributes.find(({ role }) => role === 'key');
    if (key && file.keys.length > 0) {
      if (alike < HEADERS) continue;
      const present = await pool.run(
        'intake.present',
        { workspace: db.path, table: source.customer_table, column: key.column, values: [...file.keys] },
        { signal },
      );
      const overlap = present / file.keys.length;
      if (overlap < OVERLAP || (best?.how === 'key' && overlap <= best.overlap)) continue;
      if (await agrees(source, attributes, key.column)) best = { ...facts(source), how: 'key', overlap };
    } else if (!key && file.keys.length === 0 && alike >= ALL_HEADERS && best === null)
      best = { ...facts(source), how: 'headers', overlap: alike };
  }
  return best;

  /** Two files that each number their rows from 1 have the same keys and nothing else in common. */
  async function agrees(source: SourceRow, attributes: readonly AttributeRow[], key: string): Promise<boolean> {
    const columns = attributes.flatMap(({ name, column, distinct, role }) => {
      const place = file.columns.findIndex((one) => one.name === name);
      const told = place >= 0 && role !== 'key' && Math.min(distinct, file.columns[place]!.distinct) >= SPREAD;
      return told ? [{ column, place }] : [];
    });
    if (columns.length === 0 || file.sample.length === 0) return true;
    const shares = await pool.run(
      'intake.agreement',
      { workspace: db.path, table: source.customer_table, key, columns, rows: [...file.sample] },
      { signal },
    );
    const known = shares.filter((share) => !Number.isNaN(share));
    return known.length === 0 || known.some((share) => share >= AGREE);
  }
}
