import { hashOf, sizeOf } from '../files.ts';
import type { Checkpoint } from '../scan.ts';
import type { DataBlock, OpenTable } from '../table.ts';

/**
 * A table of what a file holds, as a table of that file: its size and hash are those of the file, what is read is measured
 * on `bytes`, which are kept for as long as rows may be read. `change`: what is said otherwise of the whole.
 */
export function carried(
  path: string,
  bytes: Buffer,
  table: OpenTable,
  checkpoint: Checkpoint,
  change: Partial<Pick<OpenTable, 'sheets' | 'sheet' | 'notes'>> = {},
): OpenTable {
  const size = sizeOf(path);
  const hash = hashOf(path, () => {
    checkpoint(0, 1);
  });
  return {
    ...table,
    ...change,
    scan: { ...table.scan, bytes: size, hash },
    // of records, names may be added while they are read
    get headerCells() {
      return table.headerCells;
    },
    async *blocks(): AsyncGenerator<DataBlock> {
      for await (const block of table.blocks())
        yield { ...block, bytes: Math.round((block.bytes / Math.max(1, bytes.length)) * size) };
    },
  };
}
