import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { Inspection, RejectedRow } from '../../../../shared/contract/sources.ts';
import { csvText } from '../../../../shared/csv.ts';
import { AppError } from '../../../../shared/frames.ts';
import { sayIn } from '../../../../shared/locales/index.ts';
import { termsOf } from '../../../../shared/terms/term.ts';
import { termsOfWorkspace } from '../../../db/areas/dictionary/terms.ts';
import { noteRemoved } from '../../../db/areas/sources/removed.ts';
import { listSources, rejectedRows, sourceById, type Rejected } from '../../../db/areas/sources/sources.ts';
import type { WriteDb } from '../../../db/open.ts';
import { QUIET_MS } from '../../../formats/limits.ts';
import type { Area, Handlers, JobContext, QueryContext } from '../../area.ts';
import type { Files } from '../../files.ts';
import { histogramLeft } from '../privacy/counts.ts';
import { forget, forgetPlan, needsTidying, removed, tidy } from './forget.ts';
import { importFile } from './import.ts';
import { findKnown } from './known.ts';
import { planImport } from './plan.ts';
import { listed, receiptOf, shownRejected } from './receipt.ts';
import { removeSource } from './remove.ts';

/** Inspections kept for their downloads. */
const KEPT = 8;

/** What can be downloaded of an inspection: rows it could not read, and how columns are spread. */
interface Inspected extends Pick<Inspection, 'columns' | 'profiles' | 'read'> {
  readonly name: string;
  readonly rows: readonly RejectedRow[];
}

/** The last inspections, by file, for as long as the core's registry of files lives. */
const inspected = new WeakMap<Files, Map<string, Inspected>>();

const handlers = {
  'sources.inspect': inspect,
  'sources.import': importFile,
  'sources.plan': planImport,
  'sources.list': ({ db }) => listSources(db).map((row) => listed(db, row)),
  'sources.receipt': (context, { sourceId }) => receiptOf(context, sourceId),
  'sources.leavingProfile': leavingProfile,
  'sources.rejected': rejected,
  'sources.together': ({ files }, { fileIds, name }) => files.together(fileIds, name),
  'sources.remove': removeSource,
  'sources.removed': removed,
  'sources.forgetPlan': forgetPlan,
  'sources.forget': forget,
  'sources.tidy': tidy,
} satisfies Handlers<'sources.'>;

/** What was taken back before this program noted when is noted now; what has been kept for long enough goes. */
function opened(db: WriteDb, now: string): 'sources.tidy' | null {
  noteRemoved(db, now);
  return needsTidying(db, now) ? 'sources.tidy' : null;
}

/** Files as they came. */
export const area = { handlers, opened } satisfies Area<'sources'>;

async function inspect(context: JobContext, input: Parsed<'sources.inspect'>): Promise<Out<'sources.inspect'>> {
  const file = context.files.get(input.fileId);
  const rows: RejectedRow[] = [];
  const { keys, sample, ...facts } = await context.pool.run(
    'intake.inspect',
    {
      path: file.source,
      name: file.name,
      read: input.read,
      columns: input.columns,
      kind: input.kind,
      mapping: input.mapping,
      password: input.password,
    },
    {
      signal: context.signal,
      quietMs: QUIET_MS,
      onProgress: ({ step, done, total }) => context.progress(step, done, total),
      onEmit: (value) => {
        for (const row of value as RejectedRow[]) rows.push(shownRejected(row));
      },
    },
  );
  const { columns, profiles, read } = facts;
  keep(context.files, input.fileId, { name: file.name, rows, columns, profiles, read });
  const known = await findKnown(context, {
    hash: facts.hash,
    keys,
    sample,
    apart: [],
    kind: facts.kind.value,
    sheet: facts.sheet?.value ?? null,
    columns,
  });
  return {
    ...facts,
    rejectedRows: facts.rejectedRows.map(shownRejected),
    fileId: input.fileId,
    name: file.name,
    known,
  };
}

function keep(files: Files, fileId: string, value: Inspected): void {
  let map = inspected.get(files);
  if (!map) inspected.set(files, (map = new Map()));
  map.delete(fileId);
  map.set(fileId, value);
  for (const oldest of map.keys()) if (map.size > KEPT) map.delete(oldest);
}

function leavingProfile(
  { db, files }: QueryContext,
  { fileId, position, audience }: Parsed<'sources.leavingProfile'>,
): Out<'sources.leavingProfile'> {
  const found = inspected.get(files)?.get(fileId);
  const at = found?.columns.findIndex((one) => one.position === position) ?? -1;
  const numeric = found?.profiles.find((one) => one.position === position)?.numeric;
  if (!found || at < 0 || !numeric) throw new AppError('not_found', { key: 'sources:error.gone' });
  const { label } = termsOf(found.columns, termsOfWorkspace(db))[at]!;
  const figures = { name: label, bins: numeric.bins, median: numeric.quartiles[1] };
  return histogramLeft(figures, { audience, total: found.read });
}

function rejected({ db, files, lang }: QueryContext, input: Parsed<'sources.rejected'>): Out<'sources.rejected'> {
  let found: { name: string; rows: readonly Rejected[] } | undefined;
  if ('sourceId' in input) {
    const source = sourceById(db, input.sourceId);
    found = source && { name: source.name, rows: rejectedRows(db, source.id, -1).map(shownRejected) };
  } else found = inspected.get(files)?.get(input.fileId);
  if (!found) throw new AppError('not_found', { key: 'sources:error.gone' });
  const say = (key: string) => sayIn(lang, { key });
  const head = [say('sources:csv.line'), say('sources:csv.reason'), say('sources:csv.raw')];
  const csv = csvText([head, ...found.rows.map((row) => [row.line, sayIn(lang, row.reason), row.raw])]);
  const base = found.name.replace(/\.[^.]{1,8}$/, '');
  return { name: `${base}-${say('sources:csv.suffix')}.csv`, csv };
}
