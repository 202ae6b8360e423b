import type { ReadOptions } from '../../shared/contract/sources.ts';
import type { Said } from '../../shared/domain.ts';
import { plainCsvCell } from '../../shared/csv.ts';
import type { DataBlock, OpenTable } from './table.ts';

/** Raw text kept of a row that is left out. */
const RAW = 2000;

/** A table without the rows above and below the lines a person has set; they are listed as left out. */
export function within(table: OpenTable, { firstLine = 1, lastLine }: ReadOptions): OpenTable {
  const last = lastLine ?? Infinity;
  if (firstLine <= 1 && last === Infinity) return table;
  const said: Said = {
    key: last === Infinity ? 'sources:rejected.above' : 'sources:rejected.outside',
    values: { first: firstLine, ...(last === Infinity ? {} : { last }) },
  };
  const { delimiter } = table.dialect.dialect;
  return { ...table, blocks: () => cut(table.blocks(), (line) => line >= firstLine && line <= last, said, delimiter) };
}

async function* cut(
  blocks: ReturnType<OpenTable['blocks']>,
  inside: (line: number) => boolean,
  reason: Said,
  delimiter: string,
): AsyncGenerator<DataBlock> {
  for await (const block of blocks) {
    const { rows, lines } = block;
    const out = rows.flatMap((row, i) => {
      const line = lines[i]!;
      if (inside(line)) return [];
      const raw = row.map((cell) => plainCsvCell(cell, delimiter)).join(delimiter);
      return [{ line, reason, raw: raw.slice(0, RAW) }];
    });
    if (out.length === 0) {
      yield block;
      continue;
    }
    // what was left out for another reason stays with it
    const rejected = [...block.rejected, ...out].sort((a, b) => a.line - b.line);
    yield { ...block, rows: rows.filter((_, i) => inside(lines[i]!)), lines: lines.filter(inside), rejected };
  }
}
