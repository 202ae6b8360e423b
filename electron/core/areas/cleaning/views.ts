import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { CleanColumn, StepReport } from '../../../../shared/contract/cleaning.ts';
import { shownStep } from '../../../analysis/privacy/steps.ts';
import { identityMaps } from '../../../db/areas/customers/built.ts';
import { listSources, isBuilt } from '../../../db/areas/sources/sources.ts';
import { currentSegmentation, segmentGroups, segmentRows } from '../../../db/areas/segments/segments.ts';
import type { SegmentsInView } from '../../../workers/areas/cleaning/look.ts';
import type { QueryContext } from '../../area.ts';
import { builtOf, cleanAttributes, describe, type Described, otherSources, sourceIn } from './describe.ts';
import { labelOf } from './labels.ts';
import { checkStep } from './steps.ts';

/** Every file with its cleaning. */
export function sources({ db }: QueryContext): Out<'cleaning.sources'> {
  return listSources(db).map(({ id }) => {
    const described = describe(db, id);
    const { row, steps, enabled } = described;
    const kept = keptOf(db, described);
    return {
      sourceId: id,
      name: row.name,
      kind: row.kind,
      importedAt: row.imported_at,
      rows: row.customers,
      steps: steps.length,
      enabled: enabled.length,
      ready: kept !== null,
      kept,
    };
  });
}

/** Rows of the clean table; null: it is not built. */
function keptOf(db: QueryContext['db'], described: Described): number | null {
  if (described.enabled.length === 0) return described.row.customers;
  return builtOf(db, described)?.body.rows ?? null;
}

/** The steps of a source with what they do: from the table that was built, else tried by a reading thread. */
export async function steps(context: QueryContext, input: Parsed<'cleaning.steps'>): Promise<Out<'cleaning.steps'>> {
  const { db } = context;
  const described = describe(db, input.sourceId);
  const { row } = described;
  const { reports, columns, kept } = await figuresOf(context, described);
  const byId = new Map(reports.map((report) => [report.id, report]));
  return {
    sourceId: row.id,
    name: row.name,
    rows: row.customers,
    columns,
    steps: described.steps.map(({ id, enabled, step }, i) => ({
      id,
      position: i + 1,
      enabled,
      step: shownStep(step),
      label: labelOf(step),
      report: byId.get(id) ?? null,
    })),
    ready: keptOf(db, described) !== null,
    kept,
  };
}

async function figuresOf(
  { db, readers }: QueryContext,
  described: Described,
): Promise<{ reports: readonly StepReport[]; columns: CleanColumn[]; kept: number }> {
  const { row, attributes, enabled, source } = described;
  if (enabled.length === 0)
    return { reports: [], columns: attributes.map((attribute) => columnOf(attribute, false)), kept: row.customers };
  const built = builtOf(db, described);
  if (!built) return readers.run('clean.steps', { source, steps: enabled });
  const { body } = built;
  const columns = cleanAttributes(body, attributes).map((attribute, i) =>
    columnOf(attribute, body.columns[i]!.origin === null),
  );
  return { reports: body.reports, columns, kept: body.rows };
}

const columnOf = (
  { name, type, role, personal, format }: Pick<CleanColumn, 'name' | 'type' | 'role' | 'personal' | 'format'>,
  made: boolean,
): CleanColumn => ({ name, type, role, personal, format, made });

/** What a draft would do at its place. */
export async function preview(
  { db, readers }: QueryContext,
  { sourceId, step, replaces, at }: Parsed<'cleaning.preview'>,
): Promise<Out<'cleaning.preview'>> {
  checkStep(step);
  const described = describe(db, sourceId);
  const { row, source } = described;
  const own = replaces === undefined ? -1 : described.steps.findIndex(({ id }) => id === replaces);
  const place = own >= 0 ? own : (at ?? described.steps.length + 1) - 1;
  const before = described.steps
    .slice(0, place)
    .filter(({ enabled }) => enabled)
    .map(({ id, step: earlier }) => ({ id, step: earlier }));
  const other = sourceIn(step);
  const others = other === null ? source.others : { ...source.others, ...otherSources(db, row, new Set([other])) };
  const found = await readers.run('clean.preview', {
    source: { ...source, others },
    steps: before,
    draft: step,
    view: segmentsInView(db, sourceId),
  });
  return { label: labelOf(step), ...found };
}

/** The segmentation in view, when it rests on rows of this source. */
function segmentsInView(db: QueryContext['db'], sourceId: number): SegmentsInView | null {
  const current = currentSegmentation(db);
  if (!current) return null;
  const own = current.source_id === sourceId;
  if (!own && !(isBuilt(db, current.source_id) && identityMaps(db, current.source_id, sourceId).length > 0))
    return null;
  const groups = segmentGroups(segmentRows(db, current.id));
  const segments = Object.fromEntries(
    groups.flatMap(({ row, clusters }) => clusters.map((cluster) => [cluster, row.id])),
  );
  return { segmentation: current.id, segments, built: own ? null : current.source_id };
}

/** Values of a column that may be one. */
export async function clusters(
  { db, readers }: QueryContext,
  { sourceId, column, methods }: Parsed<'cleaning.clusters'>,
): Promise<Out<'cleaning.clusters'>> {
  const { source, enabled } = describe(db, sourceId);
  return { column, ...(await readers.run('clean.clusters', { source, steps: enabled, column, methods })) };
}

/** A page of rows with what the steps changed. */
export function table(
  { db, readers }: QueryContext,
  { sourceId, show, step, ids, offset, limit }: Parsed<'cleaning.table'>,
): Promise<Out<'cleaning.table'>> {
  const { source, enabled } = describe(db, sourceId);
  const rows = { show, step: step ?? null, ids: ids ?? null, offset, limit };
  return readers.run('clean.table', { source, steps: enabled, rows });
}

/** The rows behind a finding. */
export function finding(
  { db, readers }: QueryContext,
  { sourceId, key, offset, limit }: Parsed<'cleaning.finding'>,
): Promise<Out<'cleaning.finding'>> {
  const { source, enabled } = describe(db, sourceId);
  return readers.run('clean.finding', { source, steps: enabled, key, offset, limit });
}

/** Steps the data suggests. */
export async function proposals(
  { db, readers }: QueryContext,
  { sourceId }: Parsed<'cleaning.proposals'>,
): Promise<Out<'cleaning.proposals'>> {
  const { source, enabled } = describe(db, sourceId);
  const found = await readers.run('clean.proposals', { source, steps: enabled });
  return found.map((proposal) => ({ ...proposal, label: labelOf(proposal.step) }));
}
