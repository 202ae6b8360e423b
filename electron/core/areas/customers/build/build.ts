import type { BuildReport } from '../../../../../shared/contract/build.ts';
import type { Said } from '../../../../../shared/domain.ts';
import { AppError } from '../../../../../shared/frames.ts';
import {
  type BuiltBody,
  insertIdentityMap,
  insertPairs,
  type PairRow,
  setBuilt,
} from '../../../../db/areas/customers/built.ts';
import { sourceInView } from '../../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../../db/open.ts';
import { setSetting, setting } from '../../../../db/settings.ts';
import { type AttributeRow, bytesOfLists, insertSource, isBuilt } from '../../../../db/areas/sources/sources.ts';
import type { BuildOutput } from '../../../../workers/areas/customers/build/run.ts';
import type { BuildPiece } from '../../../../workers/areas/customers/build/send.ts';
import { acknowledge, createAcks } from '../../../../workers/backpressure.ts';
import type { Following, JobContext, NextTable } from '../../../area.ts';
import { withClean } from '../../cleaning/ensure.ts';
import { requireRoom } from '../../sources/room.ts';
import { Staging } from '../../sources/staging.ts';
import { listsOf } from './aside.ts';
import { earlierBuild } from './earlier.ts';
import { type JoinInputs, joinInputs } from './inputs.ts';
import { qualityOf } from './quality.ts';
import type { IdentityReport } from '../../../../../shared/contract/identity.ts';

/** Pairs stored in one transaction. */
const PAIRS = 250;
/** Room for the journal of a join, besides what its rows take. */
const RESERVE = 1 << 20;

/** What came of cleaning and joining, before it is published. */
interface Made {
  readonly output: BuildOutput;
  /** distinct values by column */
  readonly values: AttributeValue[][];
  readonly pairs: PairRow[];
  readonly quality: BuildReport['quality'];
  readonly lists: NonNullable<BuildReport['lists']>;
  readonly skipped: BuildReport['skipped'];
  readonly started: number;
}
type AttributeValue = string | number | null;

/** Clean, join and derive: one row a customer, published as the table in view. */
export async function buildTable(context: JobContext): Promise<BuildReport> {
  const started = performance.now();
  const inputs = joinInputs(context.db);
  if (inputs.sources.length === 0) throw new AppError('not_found', { key: 'customers:error.noSource' });
  await requireRoom(context.db, RESERVE + bytesOfLists(context.db));
  const skipped: BuildReport['skipped'] = [];
  const [made, quality] = await withClean(context, async (ensure) => {
    const cleaned: CleanedSource[] = [];
    for (const source of [...inputs.sources, ...inputs.lists]) {
      const clean = await ensure(source.id);
      for (const { skipped: why } of clean.report) if (why) skipped.push(why);
      cleaned.push({ ...source, ...clean });
    }
    return Promise.all([run(context, inputs, cleaned), stoppable(context.signal, qualityOf(context, inputs.sources))]);
  });
  skipped.push(...unheld(made.output.identity), ...unusedIn(made.output.identity));
  const lists = listsOf(context.db, inputs, made.output);
  skipped.push(...lists.flatMap(({ name, used, said }) => (used ? [] : said.map((why) => unusedFile(name, why)))));
  skipped.push(...made.output.derive.skipped.map(({ why }) => why));
  return publish(context, inputs, { ...made, quality, lists, skipped, started });
}

/** Keys that stand for nobody, and shared values that join nobody: what rows say and the join did not follow. */
const unheld = ({ rules }: IdentityReport): BuildReport['skipped'] =>
  rules.flatMap(({ why }) => (UNHELD.has(why.key) ? [why] : []));
const UNHELD: ReadonlySet<string> = new Set(
  ['key.standIn', 'key.standInFound', 'value.doubtful', 'value.crowded'].map((key) => `identity:why.${key}`),
);

/** Files that add nothing to any customer, and why. */
const unusedIn = ({ sources }: IdentityReport): BuildReport['skipped'] =>
  sources.flatMap(({ name, unused }) => (unused ? [unusedFile(name, unused)] : []));
const unusedFile = (name: string, why: Said): Said => ({ key: 'identity:unused.file', values: { name, why } });

type CleanedSource = JoinInputs['sources'][number] & { readonly attributes: AttributeRow[] };

const forWorker = ({ id, name, kind, importedAt, table, key, mapping, attributes }: CleanedSource) => ({
  ...{ id, name, kind, importedAt, table, key, mapping, attributes },
});

/** Join in a thread; what it sends is kept until there is all of it. */
async function run(
  context: JobContext,
  inputs: JoinInputs,
  cleaned: readonly CleanedSource[],
): Promise<Pick<Made, 'output' | 'values' | 'pairs'>> {
  const values: AttributeValue[][] = [];
  const pairs: PairRow[] = [];
  const acks = createAcks();
  const take = (piece: BuildPiece): void => {
    if (piece.kind === 'pairs') for (const pair of piece.pairs) pairs.push(pair);
    else {
      const own = (values[piece.column] ??= []);
      for (const value of piece.values) own.push(value);
    }
    // others have their turn before the next pieces come
    setImmediate(() => {
      acknowledge(acks, 1);
    });
  };
  const output = await context.pool.run(
    'build.run',
    {
      path: context.db.path,
      sources: cleaned.slice(0, inputs.sources.length).map(forWorker),
      lists: cleaned.slice(inputs.sources.length).map(forWorker),
      rules: inputs.rules,
      decisions: inputs.decisions,
      trust: {
        ...inputs.trust,
        order: inputs.trust.order.flatMap((name) =>
          inputs.sources.filter((source) => source.name === name).map(({ id }) => id),
        ),
      },
      derive: inputs.derive,
      quotes: inputs.quotes,
      lang: context.lang,
      earlier: earlierBuild(context.db, inputs.sources),
      acks,
    },
    {
      signal: context.signal,
      onEmit: (piece) => {
        take(piece as BuildPiece);
      },
      onProgress: ({ step, done, total }) => {
        context.progress(step, done, total);
      },
    },
  );
  return { output, values, pairs };
}

/** A wait that ends when the job is cancelled; what was waited for goes on and is of use the next time. */
function stoppable<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const stop = (): void => {
    reject(new AppError('cancelled', { key: 'errors:cancelled' }));
  };
  signal.addEventListener('abort', stop, { once: true });
  work.then(resolve, reject);
  return promise.finally(() => {
    signal.removeEventListener('abort', stop);
  });
}

async function publish(context: JobContext, inputs: JoinInputs, made: Made): Promise<BuildReport> {
  const { output } = made;
  const { n, attributes, ids } = output;
  const staging = new Staging(context);
  let following: Following | null = null;
  try {
    staging.begin(attributes);
    const coded = output.codes.map((codes, c) => ({ values: made.values[c] ?? [], codes }));
    await staging.writeCoded(coded, n, (row) => ids[row]!);
    await keepIdentities(context, staging.id, made);
    following = await context.follow({
      ...{ table: staging.table, attributes, derived: output.derive.attributes },
      people: peopleOf(context.db, output),
    });
    const report = reportOf(staging.id, inputs, { ...made, skipped: [...made.skipped, ...following.said] });
    const [main] = inputs.sources;
    const name = inputs.sources.length === 1 ? main!.name : inputs.sources.map((source) => source.name).join(' + ');
    context.commit({ key: 'customers:edit.build', values: { n, sources: inputs.sources.length } }, (db) => {
      const view = sourceInView(db);
      const joinedBefore = view !== null && isBuilt(db, view.id);
      const before = setting(db, 'segmentation');
      const table = staging.publish(db, staging.table);
      insertSource(db, {
        id: staging.id,
        name: name.slice(0, 400),
        hash: inputs.inputs,
        bytes: 0,
        encoding: 'utf-8',
        delimiter: '',
        mode: 'new',
        read: n,
        stored: n,
        rejected: 0,
        added: n,
        updated: 0,
        customers: n,
        customer_table: table,
        imported_at: context.now(),
        ms: report.ms,
        options: {},
        columns: [],
        attributes,
        kind: 'customers',
        format: 'csv',
        sheet: null,
        mapping: {},
      });
      setBuilt(db, staging.id, bodyOf(inputs, output, report));
      setSetting(db, 'source', String(staging.id));
      following!.write(db, staging.id);
      // groups of other ids mean nothing for these; those of the same customers stay, shown as out of date
      if (!joinedBefore && setting(db, 'segmentation') === before) setSetting(db, 'segmentation', null);
    });
    return report;
  } catch (error) {
    await following?.discard();
    await staging.clean();
    throw error;
  }
}

/** Which customer each one in view is: joins give ids that last, and tell whose the rows of a source in view are. */
function peopleOf(db: ReadDb, { maps }: BuildOutput): NextTable['people'] {
  const view = sourceInView(db);
  if (!view) return 'unknown';
  if (isBuilt(db, view.id)) return null;
  const map = maps.find(({ sourceId }) => sourceId === view.id);
  if (!map) return 'unknown';
  return { was: map.ids ?? Int32Array.from(map.customers, (_, row) => row + 1), is: map.customers };
}

/** Who is who, in short transactions before the publishing one: until then nothing speaks of it. */
async function keepIdentities(context: JobContext, built: number, { output, pairs }: Made): Promise<void> {
  for (const map of output.maps) {
    context.stage((db) => {
      insertIdentityMap(db, built, map);
    });
    await context.breathe();
  }
  for (let at = 0; at < pairs.length; at += PAIRS) {
    context.stage((db) => {
      insertPairs(db, built, at, pairs.slice(at, at + PAIRS));
    });
    await context.breathe();
  }
}

function reportOf(sourceId: number, { sources }: JoinInputs, made: Made): BuildReport {
  const { n, identity } = made.output;
  return {
    sourceId,
    sources: sources.map(({ id, name, kind, key }) => {
      const found = identity.sources.find(({ source }) => source === id)!;
      const { rows, linked, alone, nobody } = found;
      return { sourceId: id, name, kind, key, rows, linked, alone, nobody };
    }),
    customers: { count: n, merged: identity.merged, review: identity.review, matchRate: identity.matchRate },
    quality: made.quality,
    ...(made.lists.length > 0 ? { lists: made.lists } : {}),
    skipped: made.skipped,
    ms: Math.round(performance.now() - made.started),
  };
}

const bodyOf = (
  { inputs, parts }: JoinInputs,
  { identity, derive, provenance, lastId }: BuildOutput,
  report: BuildReport,
): BuiltBody => ({ inputs, parts, report, lastId, identity, derive, provenance });
