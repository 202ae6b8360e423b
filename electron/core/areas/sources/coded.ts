import type { Stored } from '../../../analysis/intake/convert.ts';
import type { RowInserter } from '../../../db/bulk.ts';
import type { SqlValue } from '../../../db/open.ts';
import type { JobContext } from '../../area.ts';

/** How long a transaction of a bulk load may hold the core thread: long enough that its commit is the smaller part. */
export const SLICE_MS = 20;
/** Rows written between two looks at the clock. */
const STEP = 512;

/** Column values of a load: each distinct value once, rows as codes. */
export type Coded = readonly { readonly values: readonly Stored[]; readonly codes: Int32Array }[];

/** Write coded rows in short transactions; `idOf` gives a row's id, `step` names the progress. */
export async function storeCoded(
  context: JobContext,
  inserter: RowInserter,
  { coded, rows, idOf, step }: { coded: Coded; rows: number; idOf: (row: number) => number; step: string },
): Promise<void> {
  const width = coded.length;
  const values = coded.map((column) => column.values as SqlValue[]);
  const codes = coded.map((column) => column.codes);
  const fill = (row: number, into: SqlValue[], at: number) => {
    into[at] = idOf(row);
    for (let c = 0; c < width; c++) into[at + 1 + c] = values[c]![codes[c]![row]!]!;
  };
  let done = 0;
  while (done < rows) {
    context.stage(() => {
      const until = performance.now() + SLICE_MS;
      do {
        const count = Math.min(STEP, rows - done);
        inserter.insert(done, count, fill);
        done += count;
      } while (done < rows && performance.now() < until);
    });
    context.progress(step, done, rows);
    await context.breathe();
  }
}
