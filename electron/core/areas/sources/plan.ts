import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { ColumnOverride } from '../../../../shared/contract/sources.ts';
import type { Said } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import type { ReadDb } from '../../../db/open.ts';
import { keyOf, listSources, optionsOf } from '../../../db/areas/sources/sources.ts';
import type { JobContext } from '../../area.ts';
import { sourceForMerge } from './known.ts';
import { stepForm } from '../../../db/areas/cleaning/tables.ts';
import { readStored } from '../../../db/stored.ts';

/** Fields of a cleaning step that name columns it reads. */
const READS = new Set(['column', 'columns', 'other', 'by', 'key']);

/** Lay a file beside an earlier source and say what importing it would do; nothing is stored. */
export async function planImport(context: JobContext, input: Parsed<'sources.plan'>): Promise<Out<'sources.plan'>> {
  const { db } = context;
  const file = context.files.get(input.fileId);
  const earlier = listSources(db).some(({ id }) => id === input.into) ? sourceForMerge(db, input.into) : null;
  if (!earlier) throw new AppError('not_found', { key: 'sources:error.gone' });
  const { source, attributes, key } = earlier;
  const facts = await context.pool.run(
    'intake.plan',
    {
      path: file.source,
      name: file.name,
      read: input.read,
      password: input.password,
      columns: input.columns,
      kind: source.kind,
      workspace: db.path,
      table: source.customer_table,
      attributes,
      earlier: source.mapping,
      key: key?.name ?? null,
      rename: input.rename,
      settings: settingsOf(db, source.id),
    },
    {
      signal: context.signal,
      onProgress: ({ step, done, total }) => context.progress(step, done, total),
    },
  );
  const gone = new Set(facts.columns.flatMap(({ old, now }) => (now === null ? [old] : [])));
  return {
    into: {
      sourceId: source.id,
      name: source.name,
      kind: source.kind,
      importedAt: source.imported_at,
      rows: source.customers,
      key: keyOf(db, source),
    },
    ...facts,
    skipped: gone.size === 0 ? [] : [...stepsWithout(db, source.id, gone), ...featuresWithout(db, source.id, gone)],
  };
}

/** What was settled by hand when a source was imported. */
function settingsOf(db: ReadDb, id: number): ColumnOverride[] {
  return optionsOf(db, id).columns ?? [];
}

/** Cleaning steps that read a column that is gone. */
function stepsWithout(db: ReadDb, source: number, gone: ReadonlySet<string>): { step: Said; reason: Said }[] {
  const bodies = db.column<string>(
    'SELECT body FROM clean_step WHERE source_id = ? AND enabled = 1 ORDER BY position, id',
    source,
  );
  return bodies.flatMap((json, i) => {
    const body = readStored(stepForm, json, 'clean_step');
    const missing = [...columnsRead(body)].filter((name) => gone.has(name));
    if (missing.length === 0) return [];
    return [
      {
        step: { key: 'kinds:plan.step', values: { n: i + 1, op: { key: `kinds:plan.op.${body.op}` } } },
        reason: { key: 'kinds:plan.columnGone', values: { column: missing[0]! } },
      },
    ];
  });
}

function* columnsRead(node: unknown, field = ''): Generator<string> {
  if (typeof node === 'string') {
    if (READS.has(field)) yield node;
  } else if (Array.isArray(node)) for (const part of node) yield* columnsRead(part, field);
  else if (typeof node === 'object' && node !== null)
    for (const [name, part] of Object.entries(node)) yield* columnsRead(part, name);
}

/** Features that were settled by hand on a column that is gone. */
function featuresWithout(db: ReadDb, source: number, gone: ReadonlySet<string>): { step: Said; reason: Said }[] {
  return db
    .column<string>(
      'SELECT a.name FROM feature f JOIN attribute a ON a.id = f.attribute_id WHERE a.source_id = ? ORDER BY a.position',
      source,
    )
    .filter((name) => gone.has(name))
    .map((name) => ({
      step: { key: 'kinds:plan.feature', values: { column: name } },
      reason: { key: 'kinds:plan.columnGone', values: { column: name } },
    }));
}
