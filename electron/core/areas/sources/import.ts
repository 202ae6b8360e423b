import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Parsed } from '../../../../shared/contract.ts';
import type { ImportMode, Receipt } from '../../../../shared/contract/sources.ts';
import type { ColumnGuess } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { hasSources, hasSourceOfSize, insertSource, sourceByHash, type AttributeRow } from '../../../db/sources.ts';
import { setSetting } from '../../../db/settings.ts';
import { acknowledge, createAcks } from '../../../workers/intake/backpressure.ts';
import type { FileInspection } from '../../../workers/intake/inspect.ts';
import type { LoadMessage, LoadResult } from '../../../workers/intake/load.ts';
import type { JobContext } from '../../area.ts';
import { attributeOf } from './attributes.ts';
import { customersInView, findKnown } from './known.ts';
import { mergeInto, planIds, type Plan } from './merge.ts';
import { Pump } from './pump.ts';
import { receiptOf } from './receipt.ts';
import { said, Staging } from './staging.ts';

/** Room an import takes: bytes of the workspace for each byte of the file (1.5 measured), and for the journal. */
const ROOM = 2;
const RESERVE = 8 << 20;
/** SQLite's limit for the columns of a table, less the id and a reserve. */
const MOST_COLUMNS = 1990;

/** Limits of an import. `mostCells`: a table with more is read a second time for its rows instead of being kept. */
export type ImportLimits = { mostCells?: number };

/** Import a file: raw rows and typed customers go into staging, one commit publishes them. */
export async function importFile(
  context: JobContext,
  input: Parsed<'sources.import'>,
  limits: ImportLimits = {},
): Promise<Receipt> {
  const started = performance.now();
  const file = context.files.get(input.fileId);
  const earlier = await knownBytes(context, file.path);
  if (earlier !== null && (input.mode ?? 'skip') === 'skip') return { ...receiptOf(context.db, earlier), mode: 'skip' };
  await checkRoom(context, file.path);
  const staging = new Staging(context);
  try {
    const loaded = await load(context, staging, {
      path: file.path,
      read: input.read,
      columns: input.columns,
      ahead: input.mode === 'new' || customersInView(context.db) === null,
      ...limits,
    });
    const { facts } = loaded;
    const known = await findKnown(context, facts.hash, facts.keys);
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

/** Refuse at once what the disk of the workspace has no room for: a full disk leaves none to clean up either. */
async function checkRoom(context: JobContext, path: string): Promise<void> {
  const [file, disk] = await Promise.all([stat(path), statfs(dirname(context.db.path))]).catch(() => []);
  if (!file || !disk) return;
  const needed = file.size * ROOM + RESERVE;
  const free = disk.bavail * disk.bsize;
  if (free < needed) throw new AppError('disk_full', said('errors:disk_full'), { needed, free });
}

/** The source that was made from the same bytes; the file is hashed beforehand only where a source has its size. */
async function knownBytes(context: JobContext, path: string): Promise<number | null> {
  if (!hasSources(context.db)) return null;
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

/** Run the reading worker; raw and rejected rows are stored while it reads. */
async function load(
  context: JobContext,
  staging: Staging,
  input: {
    path: string;
    read: Parsed<'sources.import'>['read'];
    columns: Parsed<'sources.import'>['columns'];
    ahead: boolean;
    mostCells?: number;
  },
): Promise<LoadResult> {
  const acks = createAcks();
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
        staging.begin(message.columns);
        return;
      case 'ahead':
        if (message.columns) {
          checkWidth(message.columns);
          staging.begin(message.columns);
        }
        staging.writeAhead(message.values, message.codes, message.rows);
        return;
      case 'values':
        staging.writeValues(message.values, message.rows, next);
        next += message.rows;
    }
  };
  const pump = new Pump(context, take, (count) => acknowledge(acks, count));
  let result: LoadResult;
  try {
    result = await context.pool.run(
      'intake.load',
      { ...input, acks },
      {
        signal: AbortSignal.any([context.signal, pump.failed]),
        onEmit: (value) => pump.push(value as LoadMessage),
        onProgress: ({ step, done, total }) => context.progress(step, done, total),
      },
    );
  } catch (error) {
    // what could not be stored is the reason, the stopped reader only its consequence
    await pump.end();
    throw error;
  }
  await pump.end();
  return result;
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
async function store(context: JobContext, staging: Staging, loaded: LoadResult, mode: ImportMode): Promise<Table> {
  const { columns } = loaded.facts;
  checkWidth(columns);
  const view = mode === 'update' || mode === 'add' ? customersInView(context.db) : null;
  const plan: Plan | null = view ? await planIds(context, staging.table, view, loaded, mode === 'update') : null;
  if (loaded.coded) {
    staging.begin(columns);
    await staging.writeCoded(loaded.coded, loaded.rows, plan ? (row) => plan.ids[row]! : (row) => row + 1);
  } else if (plan) await staging.renumber(columns, plan.ids);
  if (view && plan) return mergeInto(context, staging, view, columns, plan);
  await staging.keepOnly(staging.table);
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
