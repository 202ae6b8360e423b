import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { DictionaryFile } from '../../../../shared/contract/dictionary.ts';
import { AppError } from '../../../../shared/frames.ts';
import { dictionaryColumns, entriesOf, type FileEntry } from '../../../../shared/terms/file.ts';
import { foldedName, type StoredTerm, storedOf, type Terms } from '../../../../shared/terms/term.ts';
import { unitCalled } from '../../../../shared/terms/units.ts';
import { putTerm, termsOfWorkspace } from '../../../db/areas/dictionary/terms.ts';
import type { ReadDb, WriteDb } from '../../../db/open.ts';
import type { BaseContext, JobContext, QueryContext } from '../../area.ts';
import { namedColumns, type NamedColumn } from './columns.ts';

/** Of a file that speaks of names only, at least so many must be names of columns. */
const LEAST = 2;

type Asked = Parsed<'dictionary.look'>;

/** What a data dictionary file would name. */
export async function look(context: QueryContext, asked: Asked): Promise<Out<'dictionary.look'>> {
  const read = await readFile(context, context.readers.run, asked);
  return read && told(context.db, read);
}

/** Take a file over: what it says of a name takes the place of what was said before. */
export async function apply(context: JobContext, asked: Asked): Promise<Out<'dictionary.apply'>> {
  const read = await readFile(context, context.pool.run.bind(context.pool), asked);
  const file = read && told(context.db, read);
  if (!read || !file) throw new AppError('unsupported_file', { key: 'dictionary:error.none' });
  await context.breathe();
  context.commit({ key: 'dictionary:edit.apply', values: { n: read.entries.length } }, (db) => {
    const columns = grouped(namedColumns(db));
    const terms = termsOfWorkspace(db);
    for (const entry of read.entries) keep(db, entry, terms, columns.get(foldedName(entry.name))?.[0]);
  });
  return file;
}

/** The names of a file. `sure`: its header speaks of variables, and not just of names. */
interface Read {
  readonly entries: readonly FileEntry[];
  readonly sure: boolean;
}

async function readFile(
  { files }: BaseContext,
  run: QueryContext['readers']['run'],
  { fileId, sheet }: Asked,
): Promise<Read | null> {
  const file = files.get(fileId);
  const table = await run('dictionary.table', { path: file.source, name: file.name, sheet });
  const columns = table && dictionaryColumns(table.columns);
  return table && columns && { entries: entriesOf(columns, table.rows), sure: columns.sure };
}

/** Which columns each name stands for; null: too few stand for any, so that the file is no dictionary. */
function told(db: ReadDb, { entries, sure }: Read): DictionaryFile | null {
  const columns = namedColumns(db);
  const terms = termsOfWorkspace(db);
  const byName = grouped(columns);
  const named = new Set(entries.map(({ name }) => foldedName(name)));
  const matched = entries.filter(({ name }) => byName.has(foldedName(name))).length;
  if (entries.length === 0 || (!sure && (matched < LEAST || matched * 2 < entries.length))) return null;
  return {
    entries: entries.map((entry) => ({
      ...entry,
      values: [...entry.values],
      known: byName.has(foldedName(entry.name)),
      sources: [...new Set((byName.get(foldedName(entry.name)) ?? []).flatMap(({ sources }) => sources))],
    })),
    matched,
    unnamed: columns
      .filter(({ name, sources }) => sources.length > 0 && !named.has(foldedName(name)))
      .map(({ name }) => name),
    changes: entries.flatMap((entry) => {
      const before = storedOf(entry.name, terms);
      return before && differs(before, termFrom(entry, before)) ? [entry.name] : [];
    }),
  };
}

function grouped(columns: readonly NamedColumn[]): Map<string, NamedColumn[]> {
  const out = new Map<string, NamedColumn[]>();
  for (const column of columns) {
    const key = foldedName(column.name);
    out.set(key, [...(out.get(key) ?? []), column]);
  }
  return out;
}

/** What is kept of a name once a file has spoken: where the file says nothing, what was said before stays. */
function termFrom({ name, label, meaning, unit, values }: FileEntry, before: StoredTerm | undefined): StoredTerm {
  return {
    name: before?.name ?? name,
    label: label === '' ? (before?.label ?? null) : label,
    unit: unit === '' ? (before?.unit ?? null) : (unitCalled(unit) ?? unit),
    meaning: meaning === '' ? (before?.meaning ?? null) : meaning,
    values: values.length === 0 ? (before?.values ?? null) : values,
  };
}

const differs = (a: StoredTerm, b: StoredTerm): boolean =>
  (a.label !== null && a.label !== b.label) ||
  (a.unit !== null && a.unit !== b.unit) ||
  (a.meaning !== null && a.meaning !== b.meaning);

/** A name that some column has is kept in the column's spelling; what only repeats a proposal is not kept. */
function keep(db: WriteDb, entry: FileEntry, terms: Terms, column: NamedColumn | undefined): void {
  const before = storedOf(entry.name, terms);
  const next = termFrom(column ? { ...entry, name: column.name } : entry, before);
  putTerm(db, {
    ...next,
    label: (before?.label ?? null) === null && next.label === column?.label ? null : next.label,
    unit: (before?.unit ?? null) === null && next.unit === column?.unit ? null : next.unit,
  });
}
