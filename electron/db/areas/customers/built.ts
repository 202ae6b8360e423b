import * as z from 'zod';
import { BuildReport } from '../../../../shared/contract/build.ts';
import { DeriveReport } from '../../../../shared/contract/derive.ts';
import { IdentityReport, type PairState } from '../../../../shared/contract/identity.ts';
import type { ReadDb, SqlValue, WriteDb } from '../../open.ts';
import { type Form, inputForm, readStored, writeStored } from '../../stored.ts';
import { everySourceId } from '../sources/sources.ts';

/** What is kept with a joined table (`source.built`). */
export interface BuiltBody {
  /** hash of everything the table was made from */
  readonly inputs: string;
  /** hashes of the parts, to say what changed */
  readonly parts: {
    readonly sources: string;
    readonly cleaning: string;
    readonly rules: string;
    readonly derive: string;
  };
  readonly report: BuildReport;
  /** highest id of a customer that this join or one before it gave; left out by older programs */
  readonly lastId?: number;
  readonly identity: IdentityReport;
  readonly derive: DeriveReport;
  /** by attribute name: the columns it was made from, how conflicts were settled, and of how many customers sources differ */
  readonly provenance: Readonly<
    Record<string, { from: readonly { source: number; column: string }[]; conflicts: number; rule: string }>
  >;
}

/** The body of a joined table. */
export const builtForm: Form<BuiltBody> = inputForm(
  z.strictObject({
    inputs: z.string(),
    parts: z.strictObject({ sources: z.string(), cleaning: z.string(), rules: z.string(), derive: z.string() }),
    report: BuildReport,
    lastId: z.exactOptional(z.number().int()),
    identity: IdentityReport,
    derive: DeriveReport,
    provenance: z.record(
      z.string(),
      z.strictObject({
        from: z.array(z.strictObject({ source: z.number().int(), column: z.string() })),
        conflicts: z.number().int(),
        rule: z.string(),
      }),
    ),
  }),
);

/** Whose rows the rows of a source are: in the order of the ids of its table. */
export interface IdentityMap {
  readonly sourceId: number;
  /** ids in the source's table, ascending; null: 1, 2, 3 … */
  readonly ids: Int32Array | null;
  /** 1-based data rows of the file; null: as the ids */
  readonly lines: Int32Array | null;
  /** customer in the joined table; 0: nobody's */
  readonly customers: Int32Array;
  /** how sure, 0 to 1 */
  readonly scores: Float32Array;
}

/** A pair of rows as it is kept. */
export interface PairRow {
  readonly aSource: number;
  readonly aRow: number;
  readonly bSource: number;
  readonly bRow: number;
  readonly score: number;
  readonly state: PairState;
  /** JSON: the rule and how each field compared */
  readonly body: string;
}

/** What a joined table was made of; null: the source is a file, or gone. */
export function builtBody(db: ReadDb, sourceId: number): BuiltBody | null {
  const json = db.value<string | null>('SELECT built FROM source WHERE id = ?', sourceId);
  return json === undefined || json === null ? null : readStored(builtForm, json, `built of source ${sourceId}`);
}

/** Mark a source row as a joined table (inside the publishing transaction). */
export function setBuilt(db: WriteDb, sourceId: number, body: BuiltBody): void {
  db.run('UPDATE source SET built = ? WHERE id = ?', writeStored(builtForm, body), sourceId);
}

/** Whose rows are whose, for one or all sources of a joined table. */
export function identityMaps(db: ReadDb, builtId: number, sourceId?: number): IdentityMap[] {
  return db
    .all<{
      source_id: number;
      ids: Uint8Array | null;
      lines: Uint8Array | null;
      customers: Uint8Array;
      scores: Uint8Array;
    }>(
      `SELECT source_id, ids, lines, customers, scores FROM identity_map
       WHERE built_id = ? AND (? IS NULL OR source_id = ?) ORDER BY source_id`,
      builtId,
      sourceId ?? null,
      sourceId ?? null,
    )
    .map(({ source_id: id, ids, lines, customers, scores }) => ({
      sourceId: id,
      ids: ids && new Int32Array(aligned(ids)),
      lines: lines && new Int32Array(aligned(lines)),
      customers: new Int32Array(aligned(customers)),
      scores: new Float32Array(aligned(scores)),
    }));
}

/** Typed arrays need their bytes at a multiple of four, which a blob of the driver need not be. */
const aligned = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** Keep whose rows are whose (little endian, as all platforms of this program are). */
export function insertIdentityMap(db: WriteDb, builtId: number, map: IdentityMap): void {
  db.run(
    'INSERT INTO identity_map (built_id, source_id, rows, ids, lines, customers, scores) VALUES (?, ?, ?, ?, ?, ?, ?)',
    builtId,
    map.sourceId,
    map.customers.length,
    map.ids && bytesOf(map.ids),
    map.lines && bytesOf(map.lines),
    bytesOf(map.customers),
    bytesOf(map.scores),
  );
}

const bytesOf = (array: Int32Array | Float32Array): SqlValue =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength);

/** Keep compared pairs; `seq` numbers them. */
export function insertPairs(db: WriteDb, builtId: number, seq: number, pairs: readonly PairRow[]): void {
  pairs.forEach((pair, i) =>
    db.run(
      `INSERT INTO identity_pair (built_id, seq, a_source, a_row, b_source, b_row, score, state, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      builtId,
      seq + i,
      pair.aSource,
      pair.aRow,
      pair.bSource,
      pair.bRow,
      pair.score,
      pair.state,
      pair.body,
    ),
  );
}

/** What a person said about pairs of rows, oldest first. */
export const identityDecisions = (
  db: ReadDb,
): { a: { source: number; row: number }; b: { source: number; row: number }; same: boolean }[] =>
  db
    .all<{ a_source: number; a_row: number; b_source: number; b_row: number; same: number }>(
      'SELECT a_source, a_row, b_source, b_row, same FROM identity_decision ORDER BY id',
    )
    .map((row) => ({
      a: { source: row.a_source, row: row.a_row },
      b: { source: row.b_source, row: row.b_row },
      same: row.same === 1,
    }));

/**
 * Data rows of the file that stored rows 1 … n are, when rows were rejected; null: the same numbers, or rows of several
 * files, which have none.
 */
export function linesOf(db: ReadDb, sourceId: number, rows: number): Int32Array<ArrayBuffer> | null {
  const mode = db.value<string>('SELECT mode FROM source WHERE id = ?', sourceId);
  if (mode === 'update' || mode === 'add') return null;
  const rejected = rejectedLines(db, sourceId);
  if (rejected.length === 0) return null;
  const lines = new Int32Array(rows);
  let line = 0;
  let next = 0;
  for (let i = 0; i < rows; i++) {
    line++;
    while (next < rejected.length && rejected[next] === line) {
      line++;
      next++;
    }
    lines[i] = line;
  }
  return lines;
}

/** Data rows of the file that were rejected, ascending. */
export const rejectedLines = (db: ReadDb, sourceId: number): number[] =>
  db.column<number>(
    'SELECT DISTINCT row FROM rejected_row WHERE source_id = ? AND row IS NOT NULL ORDER BY row',
    sourceId,
  );

/** Place of a row of the source's table in its map, -1 where cleaning dropped it. */
export function placeIn({ ids }: Pick<IdentityMap, 'ids'>, row: number): number {
  if (!ids) return row - 1;
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (ids[middle]! < row) low = middle + 1;
    else if (ids[middle]! > row) high = middle - 1;
    else return middle;
  }
  return -1;
}

/** Take away who is who of joins that no source speaks of. @returns how many rows */
export function sweepIdentities(db: WriteDb): number {
  const sources = everySourceId(db);
  let gone = 0;
  for (const table of ['identity_map', 'identity_pair'])
    for (const id of db.column<number>(`SELECT DISTINCT built_id FROM ${table}`))
      if (!sources.has(id)) gone += db.run(`DELETE FROM ${table} WHERE built_id = ?`, id).changes;
  return gone;
}
