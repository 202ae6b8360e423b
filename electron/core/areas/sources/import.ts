import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Parsed } from '../../../../shared/contract.ts';
import type { Belongs, ImportMode, Receipt, Rename } from '../../../../shared/contract/sources.ts';
import type { ColumnGuess, SourceKind } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import {
  firstOf,
  hasSources,
  hasSourceOfSize,
  insertSource,
  listSources,
  moveRows,
  moveSteps,
  sourceByHash,
  sourceById,
  storedOptions,
  type AttributeRow,
} from '../../../db/areas/sources/sources.ts';
import { setSetting } from '../../../db/settings.ts';
import { MOST_COLUMNS, QUIET_MS } from '../../../formats/limits.ts';
import { acknowledge, createAcks } from '../../../workers/backpressure.ts';
import { unsupported } from '../../../formats/unsupported.ts';
import type { FileInspection } from '../../../workers/areas/sources/inspect.ts';
import type { SourcePath } from '../../../formats/source.ts';
import type { LoadInput, LoadMessage, LoadResult } from '../../../workers/areas/sources/load.ts';
import type { Following, JobContext } from '../../area.ts';
import { describeName, refuseTaken } from '../dictionary/describe.ts';
import { attributeOf } from './attributes.ts';
import { keepBelongs } from './belongs.ts';
import { findKnown, sourceForMerge, sourceInView, type InView } from './known.ts';
import { mergeInto, planIds, type Plan } from './merge.ts';
import { Pump } from './pump.ts';
import { renamed } from './rename.ts';
import { receiptOf } from './receipt.ts';
import { requireRoom } from './room.ts';
import { said, Staging } from './staging.ts';
import { comesIntoView } from './view.ts';

/** Room an import takes: bytes of the workspace for each byte of the file (1.5 measured), and for the journal. */
const ROOM = 2;
/** The same of a workbook, which is packed. */
const ROOM_PACKED = 4;
const RESERVE = 8 << 20;
/** How long a stopped import may still take: with the reader's own time it stays below a second (R25). */
const PATIENCE_MS = 400;

/** Limits of an import. `mostCells`: a table with more is read a second time for its rows instead of being kept. */
export type ImportLimits = { mostCells?: number };

/** Ways to import that put rows in the place of others. */
const CHANGES = new Set<ImportMode | undefined>(['update', 'add', 'replace']);

/** Import a file: raw rows and typed customers go into staging, one commit publishes them. */
export async function importFile(
  context: JobContext,
  input: Parsed<'sources.import'>,
  limits: ImportLimits = {},
): Promise<Receipt> {
  const started = performance.now();
  for (const change of termsOf(input)) refuseTaken(context.db, change);
  const file = context.files.get(input.fileId);
  const earlier = await knownBytes(context, file.source, input);
  if (earlier !== null && (input.mode ?? 'skip') === 'skip')
    return { ...(await receiptOf(context, earlier)), mode: 'skip' };
  await checkRoom(context, file.source, /\.(?:xls[xm]|ods|zip|parquet|zsav)$/i.test(file.name) ? ROOM_PACKED : ROOM);
  if (input.into !== undefined || CHANGES.has(input.mode)) await context.copies.before('replace');
  const staging = new Staging(context);
  try {
    const loaded = await load(context, staging, {
      path: file.source,
      name: file.name,
      read: input.read,
      columns: input.columns,
      kind: input.kind,
      mapping: input.mapping,
      password: input.password,
      ahead: input.mode === 'new' || input.mode === 'replace' || listSources(context.db).length === 0,
      ...limits,
    });
    loaded.facts = renamed(loaded.facts, input.rename ?? {});
    const { facts } = loaded;
    if (facts.storable === 0) throw unsupported('noRows', { name: file.name });
    const known = await findKnown(context, {
      hash: facts.hash,
      keys: facts.keys,
      sample: facts.sample,
      apart: input.apart ?? [],
      kind: facts.kind.value,
      sheet: facts.sheet?.value ?? null,
      columns: facts.columns,
    });
    const usual = known?.how === 'key' ? 'update' : known?.how === 'hash' && facts.sheet !== null ? 'skip' : 'new';
    const asked = input.mode ?? usual;
    const target = asked === 'new' || asked === 'skip' ? null : targetOf(context, input.into, known, facts.kind.value);
    const mode = target === null && asked !== 'skip' ? 'new' : asked;
    if (mode === 'skip' && known) {
      await staging.clean();
      return { ...(await receiptOf(context, known.sourceId)), mode };
    }
    if (target !== null) await context.copies.before('replace');
    const table = await store(context, staging, loaded, mode, target);
    return publish(context, staging, {
      ...table,
      facts,
      belongs: mode === 'update' || mode === 'add' ? null : renamedIn(loaded.belongs, input.rename ?? {}),
      name: file.name,
      mode: mode === 'skip' ? 'new' : mode,
      into: target?.source.id ?? null,
      started,
      input,
    });
  } catch (error) {
    await withinPatience(context.signal, staging.clean());
    throw error;
  }
}

/** Of a large file much is to be taken away: who stopped the import waits for some of it only, the rest goes on behind. */
async function withinPatience(signal: AbortSignal, cleaning: Promise<void>): Promise<void> {
  if (!signal.aborted) return cleaning;
  const enough = new AbortController();
  const patience = setTimeout(PATIENCE_MS, undefined, { signal: enough.signal }).catch(() => undefined);
  await Promise.race([cleaning, patience]);
  enough.abort();
}

/** Refuse at once what the disk of the workspace has no room for. */
async function checkRoom(context: JobContext, path: SourcePath, room: number): Promise<void> {
  const paths = typeof path === 'string' ? [path] : path.map((part) => part.path);
  const files = await Promise.all(paths.map((each) => stat(each))).catch(() => null);
  if (files) await requireRoom(context.db, files.reduce((sum, { size }) => sum + size, 0) * room + RESERVE);
}

/** The source that was made from the same bytes; the file is hashed beforehand only where a source has its size. */
async function knownBytes(
  context: JobContext,
  path: SourcePath,
  { kind, read }: Pick<Parsed<'sources.import'>, 'kind' | 'read'>,
): Promise<number | null> {
  if (!hasSources(context.db)) return null;
  const { bytes, hash } = await context.pool.run('intake.size', { path }, { signal: context.signal });
  if (!hasSourceOfSize(context.db, bytes)) return null;
  const hashed = hash ?? (await context.pool.run('intake.hash', { path }, { signal: context.signal }));
  const found = sourceByHash(context.db, hashed, { kind, sheet: read.sheet });
  // which sheet of a workbook will be read is not known before it is opened
  return found && (found.sheet === null || read.sheet !== undefined) ? found.id : null;
}

/** The source that is updated, added to or replaced: the one named, the one the file looks like, or the one in view. */
function targetOf(
  context: JobContext,
  into: number | undefined,
  known: Receipt | { sourceId: number } | null,
  kind: SourceKind,
): InView | null {
  const { db } = context;
  const own = listSources(db);
  if (into !== undefined) {
    if (!own.some(({ id }) => id === into)) throw new AppError('not_found', said('sources:error.gone'));
    return sourceForMerge(db, into);
  }
  const view = sourceInView(db);
  const id =
    own.find((source) => source.id === known?.sourceId)?.id ??
    own.find((source) => source.id === view && source.kind === kind)?.id ??
    own.find((source) => source.kind === kind)?.id;
  return id === undefined ? null : sourceForMerge(db, id);
}

/** Run the reading worker; raw and rejected rows are stored while it reads. */
async function load(context: JobContext, staging: Staging, input: Omit<LoadInput, 'acks'>): Promise<LoadResult> {
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
        quietMs: QUIET_MS,
        retire: true,
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
async function store(
  context: JobContext,
  staging: Staging,
  loaded: LoadResult,
  mode: ImportMode,
  target: InView | null,
): Promise<Table> {
  const { columns } = loaded.facts;
  checkWidth(columns);
  const view = mode === 'update' || mode === 'add' ? target : null;
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

/** What columns are called, by the names they are given. */
const termsOf = ({ terms = [], rename = {} }: Parsed<'sources.import'>) =>
  terms.map((change) => ({ ...change, name: rename[change.name] || change.name }));

/** What was counted, under the name that the column is given. */
const renamedIn = (belongs: Belongs | null, rename: Rename): Belongs | null =>
  belongs === null || belongs.column === null
    ? belongs
    : { ...belongs, column: rename[belongs.column] ?? belongs.column };

/** The work on the table in view, brought over to its newer version; rows of a replacement are numbered anew. */
const followed = (context: JobContext, { table, attributes, mode }: Table & { mode: ImportMode }): Promise<Following> =>
  context.follow({ table, attributes, derived: [], people: mode === 'replace' ? 'unknown' : null });

async function publish(
  context: JobContext,
  staging: Staging,
  made: Table & {
    facts: FileInspection;
    /** null: counted when the receipt is made */
    belongs: Belongs | null;
    name: string;
    mode: Exclude<ImportMode, 'skip'>;
    into: number | null;
    started: number;
    input: Parsed<'sources.import'>;
  },
): Promise<Receipt> {
  const { facts, name, mode, into, input } = made;
  const importedAt = context.now();
  const ms = Math.round(performance.now() - made.started);
  const comes = { kind: facts.kind.value, into, asked: input.mode };
  const following = mode !== 'new' && comesIntoView(context.db, comes) ? await followed(context, made) : null;
  context.commit(said('sources:edit.import', { name, n: facts.storable }), (db) => {
    const customerTable = staging.publish(db, made.table);
    const shown = comesIntoView(db, comes);
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
      kind: facts.kind.value,
      format: facts.format,
      sheet: facts.sheet?.value ?? null,
      mapping: facts.mapping,
      options: {
        read: input.read,
        columns: input.columns,
        mode: input.mode ?? null,
        kind: input.kind ?? null,
        mapping: input.mapping,
        rename: input.rename ?? {},
        into,
        first: into === null ? null : firstOf(into, storedOptions(db)),
        notes: [...facts.notes, ...(following?.said ?? [])],
      },
      columns: facts.columns,
      attributes: made.attributes,
    });
    for (const change of termsOf(input)) describeName(db, change);
    if (into !== null) moveSteps(db, into, staging.id);
    // rows keep their ids but in a file that replaces another
    if (into !== null && mode !== 'replace') moveRows(db, into, staging.id);
    if (!shown) return;
    setSetting(db, 'source', String(staging.id));
    following?.write(db, staging.id);
    // groups of other customers mean nothing for these; an update that cannot take them over keeps them, shown as out of date
    if (mode === 'new') setSetting(db, 'segmentation', null);
  });
  const source = sourceById(context.db, staging.id);
  if (made.belongs && source) keepBelongs(context.db, source, made.belongs);
  return receiptOf(context, staging.id);
}
