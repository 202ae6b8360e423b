import type { Out, Parsed } from '../../../shared/contract.ts';
import type { RejectedRow } from '../../../shared/contract/sources.ts';
import { csvText } from '../../../shared/csv.ts';
import { AppError } from '../../../shared/frames.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { deleteSource, listSources, rejectedRows, sourceById, type Rejected } from '../../db/sources.ts';
import { setSetting, setting } from '../../db/settings.ts';
import type { Handlers, JobContext, QueryContext } from '../area.ts';
import type { Files } from '../files.ts';
import { importFile } from './sources/import.ts';
import { findKnown } from './sources/known.ts';
import { receiptOf, summaryOf } from './sources/receipt.ts';

/** Inspections whose rejected rows are kept for a download. */
const KEPT = 8;

/** Rejected rows of the last inspections, by file, for as long as the core's registry of files lives. */
const inspected = new WeakMap<Files, Map<string, { name: string; rows: RejectedRow[] }>>();

/** Handlers of the sources area. */
export const sourcesHandlers = {
  'sources.inspect': inspect,
  'sources.import': importFile,
  'sources.list': ({ db }) => listSources(db).map(summaryOf),
  'sources.receipt': ({ db }, { sourceId }) => receiptOf(db, sourceId),
  'sources.rejected': rejected,
  'sources.remove': (context, { sourceId }) => {
    const { db } = context;
    const source = sourceById(db, sourceId);
    if (!source) throw new AppError('not_found', { key: 'sources:error.gone' });
    context.label({ key: 'sources:edit.remove', values: { name: source.name } });
    deleteSource(db, sourceId);
    if (setting(db, 'source') === String(sourceId)) {
      const before = listSources(db)[0];
      setSetting(db, 'source', before ? String(before.id) : null);
      setSetting(db, 'segmentation', null);
    }
    return {};
  },
} satisfies Handlers<'sources.'>;

async function inspect(context: JobContext, input: Parsed<'sources.inspect'>): Promise<Out<'sources.inspect'>> {
  const file = context.files.get(input.fileId);
  const rows: RejectedRow[] = [];
  const { keys, ...facts } = await context.pool.run(
    'intake.inspect',
    { path: file.path, read: input.read, columns: input.columns },
    {
      signal: context.signal,
      onProgress: ({ step, done, total }) => context.progress(step, done, total),
      onEmit: (value) => {
        for (const row of value as RejectedRow[]) rows.push(row);
      },
    },
  );
  keep(context.files, input.fileId, { name: file.name, rows });
  return { ...facts, fileId: input.fileId, name: file.name, known: await findKnown(context, facts.hash, keys) };
}

function keep(files: Files, fileId: string, value: { name: string; rows: RejectedRow[] }): void {
  let map = inspected.get(files);
  if (!map) inspected.set(files, (map = new Map()));
  map.delete(fileId);
  map.set(fileId, value);
  for (const oldest of map.keys()) if (map.size > KEPT) map.delete(oldest);
}

function rejected({ db, files, lang }: QueryContext, input: Parsed<'sources.rejected'>): Out<'sources.rejected'> {
  let found: { name: string; rows: readonly Rejected[] } | undefined;
  if ('sourceId' in input) {
    const source = sourceById(db, input.sourceId);
    found = source && { name: source.name, rows: rejectedRows(db, source.id, -1) };
  } else found = inspected.get(files)?.get(input.fileId);
  if (!found) throw new AppError('not_found', { key: 'sources:error.gone' });
  const say = (key: string) => sayIn(lang, { key });
  const head = [say('sources:csv.line'), say('sources:csv.reason'), say('sources:csv.raw')];
  const csv = csvText([head, ...found.rows.map((row) => [row.line, sayIn(lang, row.reason), row.raw])]);
  const base = found.name.replace(/\.[^.]{1,8}$/, '');
  return { name: `${base}-${say('sources:csv.suffix')}.csv`, csv };
}
