import type { Parsed } from '../../../../shared/contract.ts';
import type { ImportMode, Receipt } from '../../../../shared/contract/sources.ts';
import type { ColumnGuess } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { hasSourceOfSize, insertSource, sourceByHash, type AttributeRow } from '../../../db/sources.ts';
import { setSetting } from '../../../db/settings.ts';
import { acknowledge, createAcks } from '../../../workers/intake/backpressure.ts';
import type { FileInspection } from '../../../workers/intake/inspect.ts';
import type { LoadMessage } from '../../../workers/intake/load.ts';
import type { JobContext } from '../../area.ts';
import { attributeOf } from './attributes.ts';
import { customersInView, findKnown } from './known.ts';
import { mergeInto, planIds, type Plan } from './merge.ts';
import { receiptOf } from './receipt.ts';
import { said, Staging, type Coded } from './staging.ts';

/** SQLite's limit for the columns of a table, less the id and a reserve. */
const MOST_COLUMNS = 1990;

/** Import a file: raw rows and typed customers go into staging, one commit publishes them. */
export async function importFile(context: JobContext, input: Parsed<'sources.import'>): Promise<Receipt> {
  const started = performance.now();
  const file = context.files.get(input.fileId);
  const earlier = await knownBytes(context, file.path);
  if (earlier !== null && (input.mode ?? 'skip') === 'skip') return { ...receiptOf(context.db, earlier), mode: 'skip' };
  const staging = new Staging(context);
  try {
    const loaded = await load(context, staging, {
      path: file.path,
      read: input.read,
      columns: input.columns,
      ahead: input.mode === 'new' || customersInView(context.db) === null,
    });
    const { facts } = loaded;
    const known = findKnown(context.db, facts.hash, facts.keys);
    const mode = settleMode(context, input.mode ?? (known?.how === 'key' ? 'update' : 'new'));
    if (mode === 'skip' && known) {
      await staging.clean();
      return { ...receiptOf(context.db, known.sourceId), mode };
    }
    const table = await store(context, staging, loaded, mode);
    return publish(context, staging, {
      ...table,
      facts,
      name: file.name,
      mode: mode === 'skip' ? 'new' : mode,
      started,
      input,
    });
  } catch (error) {
    await staging.clean();
    throw error;
  }
}

/** The source that was made from the same bytes; the file is hashed beforehand only where a source has its size. */
async function knownBytes(context: JobContext, path: string): Promise<number | null> {
  const { bytes, hash } = await context.pool.run('intake.size', { path }, { signal: context.signal });
  if (!hasSourceOfSize(context.db, bytes)) return null;
  const hashed = hash ?? (await context.pool.run('intake.hash', { path }, { signal: context.signal }));
  return sourceByHash(context.db, hashed)?.id ?? null;
}

/** Update and add need customers to go to. */
function settleMode(context: JobContext, mode: ImportMode): ImportMode {
  if (mode !== 'update' && mode !== 'add') return mode;
  return customersInView(context.db) ? mode : 'new';
}

type Loaded = { facts: FileInspection; rows: number; coded: Coded | null; stored: boolean };

/** Run the reading worker; raw and rejected rows are stored while it reads. */
async function load(
  context: JobContext,
  staging: Staging,
  input: {
    path: string;
    read: Parsed<'sources.import'>['read'];
    columns: Parsed<'sources.import'>['columns'];
    ahead: boolean;
  },
): Promise<Loaded> {
  const acks = createAcks();
  const failed = new AbortController();
  let failure: unknown = null;
  let wide: ColumnGuess[] | null = null;
  let next = 1;
  const take = (message: LoadMessage) => {
    switch (message.kind) {
      case 'raw':
        staging.raw(message);
        return;
      case 'rejected':
        staging.rejected(message.rows);
        return;
      case 'columns':
        checkWidth(message.columns);
        wide = message.columns;
        staging.create(staging.table, wide);
        return;
      case 'ahead':
        if (message.columns) {
          checkWidth(message.columns);
          staging.create(staging.table, message.columns);
        }
        staging.writeAhead(staging.table, message.values, message.codes, message.rows);
        return;
      case 'values': {
        const from = next;
        staging.writeValues(staging.table, message.values, message.rows, (row) => from + row);
        next += message.rows;
      }
    }
  };
  // one message a turn: the port would otherwise be drained in one go and nobody else be heard
  const waiting: LoadMessage[] = [];
  let pumping: Promise<void> | null = null;
  const pump = async () => {
    for (let message = waiting.shift(); message; message = waiting.shift()) {
      if (failure === null)
        try {
          take(message);
          await context.breathe();
        } catch (error) {
          failure = error;
          failed.abort();
        }
      acknowledge(acks);
    }
  };
  const onEmit = (value: unknown) => {
    waiting.push(value as LoadMessage);
    pumping ??= pump().finally(() => (pumping = null));
  };
  try {
    const result = await context.pool.run(
      'intake.load',
      { ...input, acks },
      {
        signal: AbortSignal.any([context.signal, failed.signal]),
        onEmit,
        onProgress: ({ step, done, total }) => context.progress(step, done, total),
      },
    );
    while (pumping) await pumping;
    if (failure !== null) throw failure as Error;
    return result;
  } catch (error) {
    while (pumping) await pumping;
    throw failure ?? error;
  }
}

function checkWidth(columns: readonly unknown[]): void {
  if (columns.length > MOST_COLUMNS)
    throw new AppError(
      'unsupported_file',
      said('sources:unsupported.tooManyColumns', { n: columns.length, most: MOST_COLUMNS }),
      { columns: columns.length },
    );
}

type Table = {
  table: string;
  columns: ColumnGuess[];
  attributes: AttributeRow[];
  customers: number;
  added: number;
  updated: number;
};

/** Typed rows into a staging table that is ready to be published. */
async function store(context: JobContext, staging: Staging, loaded: Loaded, mode: ImportMode): Promise<Table> {
  const { columns } = loaded.facts;
  checkWidth(columns);
  const view = mode === 'update' || mode === 'add' ? customersInView(context.db) : null;
  const plan: Plan | null = view ? await planIds(context, view, loaded, mode === 'update') : null;
  if (loaded.coded) {
    // rows sent ahead on a guess that did not hold
    context.stage((db) => staging.drop(db, staging.table));
    staging.create(staging.table, columns);
    await staging.writeCoded(
      staging.table,
      loaded.coded,
      loaded.rows,
      plan ? (row) => plan.ids[row]! : (row) => row + 1,
    );
  }
  if (view && plan) return mergeInto(context, staging, view, columns, plan);
  if (!loaded.coded && !loaded.stored) throw new Error('nothing was loaded');
  return {
    table: staging.table,
    columns,
    attributes: columns.map((column, i) => attributeOf(column, i)),
    customers: loaded.rows,
    added: loaded.rows,
    updated: 0,
  };
}

function publish(
  context: JobContext,
  staging: Staging,
  made: Table & {
    facts: FileInspection;
    name: string;
    mode: Exclude<ImportMode, 'skip'>;
    started: number;
    input: Parsed<'sources.import'>;
  },
): Receipt {
  const { facts, name, mode } = made;
  const importedAt = context.now();
  const ms = Math.round(performance.now() - made.started);
  context.commit(said('sources:edit.import', { name, n: facts.storable }), (db) => {
    const customerTable = staging.publish(db, made.table);
    insertSource(db, {
      id: staging.id,
      name,
      hash: facts.hash,
      bytes: facts.bytes,
      encoding: facts.encoding.value,
      delimiter: facts.delimiter.value,
      mode,
      read: facts.read,
      stored: facts.storable,
      rejected: facts.rejected,
      added: made.added,
      updated: made.updated,
      customers: made.customers,
      customer_table: customerTable,
      imported_at: importedAt,
      ms,
      options: { read: made.input.read, columns: made.input.columns, mode: made.input.mode ?? null },
      columns: facts.columns,
      attributes: made.attributes,
    });
    setSetting(db, 'source', String(staging.id));
    // groups of other customers mean nothing for these; an update keeps them, shown as out of date
    if (mode === 'new') setSetting(db, 'segmentation', null);
  });
  return receiptOf(context.db, staging.id);
}
