import type { ColumnGuess, Said } from '../../../../shared/domain.ts';
import { createCustomerTable, RowInserter } from '../../../db/bulk.ts';
import { insertRawBlock, insertRejected, nextSourceId, type Rejected } from '../../../db/sources.ts';
import { quoteName } from '../../../db/settings.ts';
import type { SqlValue, WriteDb } from '../../../db/open.ts';
import { STAGING } from '../../../db/staging.ts';
import type { Stored } from '../../../analysis/intake/convert.ts';
import type { JobContext } from '../../area.ts';

/** How long a transaction of a bulk load may hold the core thread. */
const SLICE_MS = 8;
/** Rows written between two looks at the clock. */
const STEP = 512;

/** Column values of a load: each distinct value once, rows as codes. */
export type Coded = readonly { readonly values: readonly Stored[]; readonly codes: Int32Array }[];

/** What an unpublished import has put into the workspace, and how to take it away again. */
export class Staging {
  /** id the source will have */
  readonly id: number;
  readonly table: string;
  private readonly context: JobContext;
  private readonly tables = new Set<string>();
  private blocks = 0;
  private rejections = 0;
  private ahead = 0;
  private readonly dictionaries: Stored[][] = [];

  constructor(context: JobContext) {
    this.context = context;
    this.id = nextSourceId(context.db);
    this.table = `${STAGING}customers_${this.id}`;
  }

  raw(block: { firstLine: number; rows: number; data: Uint8Array }): void {
    this.context.stage((db) => insertRawBlock(db, this.id, this.blocks++, block));
  }

  rejected(rows: readonly Rejected[]): void {
    this.context.stage((db) => insertRejected(db, this.id, this.rejections, rows));
    this.rejections += rows.length;
  }

  /** Make a staging table for these columns. */
  create(table: string, columns: readonly Pick<ColumnGuess, 'type'>[]): void {
    this.tables.add(table);
    this.context.stage((db) =>
      createCustomerTable(
        db,
        table,
        columns.map((column) => column.type),
      ),
    );
  }

  /** Write coded rows in short transactions; `idOf` gives a row's customer id. */
  async writeCoded(table: string, coded: Coded, rows: number, idOf: (row: number) => number): Promise<void> {
    const inserter = this.inserter(table, coded.length);
    const width = coded.length;
    const values = coded.map((column) => column.values as SqlValue[]);
    const codes = coded.map((column) => column.codes);
    const fill = (row: number, into: SqlValue[], at: number) => {
      into[at] = idOf(row);
      for (let c = 0; c < width; c++) into[at + 1 + c] = values[c]![codes[c]![row]!]!;
    };
    let done = 0;
    while (done < rows) {
      this.context.stage(() => {
        const until = performance.now() + SLICE_MS;
        do {
          const count = Math.min(STEP, rows - done);
          inserter.insert(done, count, fill);
          done += count;
        } while (done < rows && performance.now() < until);
      });
      this.context.progress('sources:step.store', done, rows);
      await this.context.breathe();
    }
  }

  /** Write a batch of coded rows that was sent ahead; `values` continue those of the batches before. */
  writeAhead(table: string, values: readonly (readonly Stored[])[], codes: readonly Int32Array[], rows: number): void {
    values.forEach((more, c) => {
      const known = (this.dictionaries[c] ??= []);
      for (const value of more) known.push(value);
    });
    const { dictionaries } = this;
    const width = codes.length;
    const first = this.ahead + 1;
    this.context.stage(() =>
      this.inserter(table, width).insert(0, rows, (row, into, at) => {
        into[at] = first + row;
        for (let c = 0; c < width; c++) into[at + 1 + c] = dictionaries[c]![codes[c]![row]!]!;
      }),
    );
    this.ahead += rows;
  }

  /** Write rows that come as column values (a file too large to keep coded). */
  writeValues(
    table: string,
    values: readonly (readonly Stored[])[],
    rows: number,
    idOf: (row: number) => number,
  ): void {
    const inserter = this.inserter(table, values.length);
    const width = values.length;
    this.context.stage(() =>
      inserter.insert(0, rows, (row, into, at) => {
        into[at] = idOf(row);
        for (let c = 0; c < width; c++) into[at + 1 + c] = values[c]![row]!;
      }),
    );
  }

  /** The last step before publishing: the table takes its name. Call inside the publishing transaction. */
  publish(db: WriteDb, table: string): string {
    const name = `customers_${this.id}`;
    db.exec(`ALTER TABLE ${quoteName(table)} RENAME TO ${quoteName(name)}`);
    this.tables.delete(table);
    return name;
  }

  /** Drop helper tables that are no longer needed (inside a transaction). */
  drop(db: WriteDb, table: string): void {
    db.exec(`DROP TABLE IF EXISTS ${quoteName(table)}`);
    this.tables.delete(table);
  }

  /**
   * Take everything away after a cancel or a failure, a little at a time. It writes past the job's own transactions, which
   * a cancelled job may no longer open; when the workspace was closed meanwhile, the next open sweeps.
   */
  async clean(): Promise<void> {
    const db = this.context.db as WriteDb;
    try {
      for (const table of this.tables) db.transaction(() => db.exec(`DROP TABLE IF EXISTS ${quoteName(table)}`));
      for (let seq = 0; seq < this.blocks; seq++) {
        db.transaction(() => db.run('DELETE FROM raw_block WHERE source_id = ? AND seq = ?', this.id, seq));
        await new Promise((resolve) => setImmediate(resolve));
      }
      db.transaction(() => db.run('DELETE FROM rejected_row WHERE source_id = ?', this.id));
    } catch {
      // the connection is gone with its workspace
    }
  }

  private inserter(table: string, columns: number): RowInserter {
    return new RowInserter(this.context.db as WriteDb, table, columns);
  }
}

/** A reason as it is kept. */
export const said = (key: string, values?: Said['values']): Said => (values ? { key, values } : { key });
