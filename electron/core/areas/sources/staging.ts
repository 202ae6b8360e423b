import type { ColumnGuess, Said } from '../../../../shared/domain.ts';
import { createCustomerTable, RowInserter } from '../../../db/bulk.ts';
import {
  insertRawBlock,
  insertRejected,
  isSource,
  nextSourceId,
  type NumberedRejected,
} from '../../../db/areas/sources/sources.ts';
import { quoteName } from '../../../db/settings.ts';
import type { ReadDb, WriteDb } from '../../../db/open.ts';
import { STAGING } from '../../../db/areas/sources/sweep.ts';
import { discardIdentityStep, discardRawStep, discardStep, shrinkStep } from '../../../db/staging.ts';
import type { Stored } from '../../../analysis/intake/convert.ts';
import type { JobContext } from '../../area.ts';
import { type Coded, SLICE_MS, storeCoded } from './coded.ts';

/** Rows written between two looks at the clock. */
const STEP = 512;

/** Ids that unpublished tables of a workspace will have: an import and a join may be under way at the same time. */
const reserved = new WeakMap<ReadDb, Set<number>>();

function reserve(db: ReadDb): number {
  let ids = reserved.get(db);
  if (!ids) reserved.set(db, (ids = new Set()));
  let id = nextSourceId(db);
  while (ids.has(id)) id++;
  ids.add(id);
  return id;
}

/** What an unpublished import has put into the workspace, and how to take it away again. */
export class Staging {
  /** id the source will have */
  readonly id: number;
  private readonly context: JobContext;
  private readonly tables = new Set<string>();
  private readonly inserters = new Map<string, RowInserter>();
  private current = '';
  private made = 0;
  private blocks = 0;
  private rejections = 0;
  private ahead = 0;
  private readonly dictionaries: Stored[][] = [];

  constructor(context: JobContext) {
    this.context = context;
    this.id = reserve(context.db);
  }

  /** The table the rows of the file go to. */
  get table(): string {
    return this.current;
  }

  /** Begin the table of the file's rows, anew when rows were stored on a guess that did not hold. */
  begin(columns: readonly Pick<ColumnGuess, 'type'>[]): void {
    this.current = this.create(columns);
  }

  raw(block: { firstLine: number; rows: number; data: Uint8Array }): void {
    this.context.stage((db) => insertRawBlock(db, this.id, this.blocks++, block));
  }

  rejected(rows: readonly NumberedRejected[]): void {
    this.context.stage((db) => insertRejected(db, this.id, this.rejections, rows));
    this.rejections += rows.length;
  }

  /** Make a staging table for these columns. @returns its name */
  create(columns: readonly Pick<ColumnGuess, 'type'>[]): string {
    const table = `${STAGING}${this.id}_${++this.made}`;
    this.tables.add(table);
    this.context.stage((db) =>
      createCustomerTable(
        db,
        table,
        columns.map((column) => column.type),
      ),
    );
    return table;
  }

  /** Write coded rows in short transactions; `idOf` gives a row's customer id. */
  writeCoded(coded: Coded, rows: number, idOf: (row: number) => number): Promise<void> {
    const inserter = this.inserter(this.current, coded.length);
    return storeCoded(this.context, inserter, { coded, rows, idOf, step: 'sources:step.store' });
  }

  /** Write a batch of coded rows that was sent ahead; `values` continue those of the batches before. */
  writeAhead(values: readonly (readonly Stored[])[], codes: readonly Int32Array[], rows: number): void {
    values.forEach((more, c) => {
      const known = (this.dictionaries[c] ??= []);
      for (const value of more) known.push(value);
    });
    const { dictionaries } = this;
    const width = codes.length;
    const first = this.ahead + 1;
    this.context.stage(() =>
      this.inserter(this.current, width).insert(0, rows, (row, into, at) => {
        into[at] = first + row;
        for (let c = 0; c < width; c++) into[at + 1 + c] = dictionaries[c]![codes[c]![row]!]!;
      }),
    );
    this.ahead += rows;
  }

  /** Write rows that come as column values (a file too large to keep coded); their ids count from `first`. */
  writeValues(values: readonly (readonly Stored[])[], rows: number, first: number): void {
    const width = values.length;
    this.context.stage(() =>
      this.inserter(this.current, width).insert(0, rows, (row, into, at) => {
        into[at] = first + row;
        for (let c = 0; c < width; c++) into[at + 1 + c] = values[c]![row]!;
      }),
    );
  }

  /** Copy the rows stored as 1, 2, 3 … into a table of their own under other ids; of two with one id the later stays. */
  async renumber(columns: readonly Pick<ColumnGuess, 'type'>[], ids: Float64Array): Promise<void> {
    const from = this.current;
    this.begin(columns);
    const inserter = this.inserter(this.current, columns.length);
    for (let done = 0; done < ids.length;) {
      this.context.stage((db) => {
        const until = performance.now() + SLICE_MS;
        do {
          const rows = [
            ...db.rows(`SELECT * FROM ${quoteName(from)} WHERE id > ? AND id <= ? ORDER BY id`, done, done + STEP),
          ];
          inserter.insert(0, rows.length, (row, into, at) => {
            into[at] = ids[done + row]!;
            for (let c = 1; c <= columns.length; c++) into[at + c] = rows[row]![c]!;
          });
          done += STEP;
        } while (done < ids.length && performance.now() < until);
      });
      this.context.progress('sources:step.store', Math.min(done, ids.length), ids.length);
      await this.context.breathe();
    }
  }

  /** The last step before publishing: the table takes its name. Call inside the publishing transaction. */
  publish(db: WriteDb, table: string): string {
    const name = `customers_${this.id}`;
    db.exec(`ALTER TABLE ${quoteName(table)} RENAME TO ${quoteName(name)}`);
    return name;
  }

  /** Take all staging tables but one away, a little at a time. */
  async keepOnly(kept: string): Promise<void> {
    for (const table of [...this.tables]) {
      if (table === kept) continue;
      while (this.context.stage((db) => discardStep(db, table, SLICE_MS))) await this.context.breathe();
      this.tables.delete(table);
    }
  }

  /**
   * Take everything away after a cancel or a failure, a little at a time, and give the space back; nothing once it was
   * published, whatever failed behind it. When the workspace was closed meanwhile, or the disk has no room for it, the next
   * open sweeps; until then its id stays reserved.
   */
  async clean(): Promise<void> {
    let published = false;
    const look = (db: WriteDb): boolean => {
      published = isSource(db, this.id);
      return false;
    };
    if (!(await this.context.clean(look)) || published) return;
    const steps = [
      ...[...this.tables].map((table) => (db: WriteDb) => discardStep(db, table, SLICE_MS)),
      (db: WriteDb) => discardRawStep(db, this.id, SLICE_MS),
      (db: WriteDb) => db.run('DELETE FROM rejected_row WHERE source_id = ?', this.id).changes > 0,
      (db: WriteDb) => discardIdentityStep(db, this.id, SLICE_MS),
      shrinkStep,
    ];
    for (const step of steps) if (!(await this.context.clean(step))) return;
    reserved.get(this.context.db)?.delete(this.id);
  }

  private inserter(table: string, columns: number): RowInserter {
    let inserter = this.inserters.get(table);
    if (!inserter) {
      inserter = new RowInserter(this.context.db as WriteDb, table, columns);
      this.inserters.set(table, inserter);
    }
    return inserter;
  }
}

/** A reason as it is kept. */
export const said = (key: string, values?: Said['values']): Said => (values ? { key, values } : { key });
