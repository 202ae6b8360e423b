import type { ColumnFacts } from '../../../../../shared/domain.ts';
import { unitsOf } from '../../../../analysis/intake/numbers/units.ts';
import { unpackCoded } from '../../../../analysis/intake/rawBlock.ts';
import { columnsOf, sourceById } from '../../../../db/areas/sources/sources.ts';
import { utf8 } from '../../../../formats/utf8.ts';
import type { ReadDb } from '../../../../db/open.ts';

/** What stands for the currency of each row: a category, as the derivation reads it. */
export interface RowUnits {
  readonly values: readonly (string | null)[];
  readonly codes: Int32Array<ArrayBuffer>;
}

/**
 * The currencies that the cells of a column of money were written with, row by row. Numbers are stored without them, so
 * that they are read from the rows as they came.
 * @param column of the source
 * @param ids of the rows: 1-based places among the rows that were stored
 * @returns null where the rows of the table are not those of the file
 */
export function writtenCurrencies(
  db: ReadDb,
  sourceId: number,
  { name, format }: Pick<ColumnFacts, 'name' | 'format'>,
  ids: Int32Array,
): RowUnits | null {
  const source = sourceById(db, sourceId);
  // a table that was added to or updated has rows of several files
  if (!source || source.mode === 'update' || source.mode === 'add' || source.stored !== source.customers) return null;
  const place = columnsOf(db, sourceId).find((column) => column.name === name)?.position;
  if (place === undefined) return null;
  const values: (string | null)[] = [null];
  const known = new Map<string, number>();
  const all: number[] = [];
  for (const [data] of db.rows('SELECT data FROM raw_block WHERE source_id = ? ORDER BY seq', sourceId)) {
    const block = unpackCoded(data as Uint8Array, utf8);
    const cells = block.values[place] ?? [];
    const own = block.codes[place] ?? new Uint16Array(block.rows);
    const codes = unitsOf(cells, format.decimal ?? '.').map((unit) => {
      if (unit === null) return 0;
      const code = known.get(unit) ?? values.push(unit) - 1;
      known.set(unit, code);
      return code;
    });
    for (let row = 0; row < block.rows; row++) all.push(codes[own[row]!] ?? 0);
  }
  if (ids.some((id) => id > all.length)) return null;
  return { values, codes: Int32Array.from(ids, (id) => all[id - 1]!) };
}
