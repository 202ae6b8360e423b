import { saysYear } from '../../../../shared/attribute.ts';
import type { Attribute, Filter } from '../../../../shared/contract/customers.ts';
import type { ExploreField, ExploreSpec, Things } from '../../../../shared/contract/explore.ts';
import type { Said } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { KINDS } from '../../../../shared/kinds.ts';
import type { SegmentLabel } from '../../../analysis/explore/types.ts';
import type { Style } from '../../../analysis/groups/words.ts';
import { attributesOf, isPersonal, requireSource, type SourceInView } from '../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../db/open.ts';
import { currentSegmentation, segmentGroups, segmentRows, titleOf } from '../../../db/areas/segments/segments.ts';
import type { ColumnUse } from '../../../workers/areas/explore/columns.ts';
import type { QueryContext } from '../../area.ts';
import { idsOf, settle } from '../customers/view.ts';
import { columnsOf } from './load.ts';

/** The table in view, as the exploring page needs it. */
export interface Ground {
  readonly source: SourceInView;
  readonly attributes: readonly Attribute[];
  /** of the current segmentation of this table; null when there is none */
  readonly segments: { readonly id: number; readonly labels: readonly SegmentLabel[] } | null;
}

/** What a row of the table in view is. */
export const thingsOf = ({ kind }: Pick<SourceInView, 'kind'>): Things => KINDS[kind].things;

/** @throws AppError not_found when nothing was imported */
export function groundOf(db: ReadDb): Ground {
  const source = requireSource(db);
  const row = currentSegmentation(db);
  const labels =
    row?.source_id === source.id
      ? segmentGroups(segmentRows(db, row.id))
          .filter(({ row: { excluded } }) => excluded === 0)
          .map(({ row: { id, name, title, colour }, clusters }) => ({
            segment: id,
            label: name ?? titleOf({ id, title }),
            colour,
            clusters,
          }))
      : null;
  return {
    source,
    attributes: attributesOf(db, source.id),
    segments: row && labels ? { id: row.id, labels } : null,
  };
}

/** Why an attribute cannot be charted; null: it can. */
export function refusal(attribute: Attribute): Said | null {
  const values = { column: attribute.name };
  if (isPersonal(attribute)) return { key: 'explore:error.personal', values };
  if (attribute.role === 'key' || attribute.type === 'identifier') return { key: 'explore:error.identifier', values };
  if (attribute.type === 'text') return { key: 'explore:error.text', values };
  return null;
}

/** The attributes that can be charted. */
export const chartable = (attributes: readonly Attribute[]): Attribute[] =>
  attributes.filter((attribute) => refusal(attribute) === null);

/** @throws AppError not_found, refused */
function attributeFor({ attributes, segments }: Ground, field: ExploreField): Attribute | null {
  if (field === 'segment') {
    if (!segments) throw new AppError('not_found', { key: 'explore:error.noSegments' });
    return null;
  }
  const attribute = attributes.find(({ id }) => id === field);
  if (!attribute) throw new AppError('not_found', { key: 'customers:error.noAttribute' });
  const why = refusal(attribute);
  if (why) throw new AppError('refused', why);
  return attribute;
}

/** The fields a view is drawn from. @throws AppError not_found, refused, invalid_input (a measure of something that is no number) */
export function fieldsOf(ground: Ground, { x, y, split, measure }: ExploreSpec): ExploreField[] {
  const fields = [x, y, split].filter((field) => field !== null);
  for (const field of fields) attributeFor(ground, field);
  const own = measure.of !== 'count' && measure.of !== 'share';
  if (own && measure.attribute === null) throw new AppError('invalid_input', { key: 'explore:error.noMeasure' });
  if (measure.attribute !== null && own) {
    const attribute = attributeFor(ground, measure.attribute)!;
    if (attribute.type !== 'number')
      throw new AppError('invalid_input', { key: 'explore:error.notNumber', values: { column: attribute.name } });
    fields.push(measure.attribute);
  }
  return [...new Set(fields)];
}

/** The attributes a view names. */
export function namedBy(ground: Ground, spec: ExploreSpec): Attribute[] {
  const fields = fieldsOf(ground, spec);
  return ground.attributes.filter(({ id }) => fields.includes(id));
}

/** Columns ready for a reading thread, and conditions it can judge. */
export interface Ready {
  readonly ids: Int32Array;
  readonly columns: readonly ColumnUse[];
  readonly filters: readonly (readonly Filter[])[];
}

/**
 * Read what fields and conditions need. Conditions on columns that are not kept (text, identifiers, gaps in personal
 * data) and on segments that are left out of charts are answered by the database and go on as lists of customers.
 * @param lists conditions of one or more groups
 */
export async function ready(
  context: Pick<QueryContext, 'db' | 'readers'>,
  ground: Ground,
  fields: readonly ExploreField[],
  lists: readonly (readonly Filter[])[],
): Promise<Ready> {
  const { attributes, segments } = ground;
  const open = new Set(chartable(attributes).map(({ id }) => id));
  const labelled = segments && new Set(segments.labels.map(({ segment }) => segment));
  const direct = (filter: Filter) => {
    if ('attribute' in filter) return open.has(filter.attribute);
    return filter.kind !== 'segments' || !labelled || filter.segments.every((id) => labelled.has(id));
  };
  // also refuses conditions on personal values, and on attributes that are gone
  for (const filters of lists) settle(context.db, { filters, search: '', sort: null });
  const filters = await Promise.all(
    lists.map(async (list) => {
      const others = list.filter((filter) => !direct(filter));
      if (others.length === 0) return list;
      const ids = await idsOf(
        context.db,
        context.readers,
        settle(context.db, { filters: others, search: '', sort: null }),
      );
      return [...list.filter(direct), { kind: 'customers' as const, ids: [...ids] }];
    }),
  );
  const named = filters.flat().flatMap((filter) => ('attribute' in filter ? filter.attribute : []));
  const bySegment =
    segments !== null && (fields.includes('segment') || filters.flat().some(({ kind }) => kind === 'segments'));
  const wanted = [...new Set([...fields.filter((field) => field !== 'segment'), ...named])].map((id) =>
    attributes.find((attribute) => attribute.id === id)!,
  );
  const { ids, columns, members } = await columnsOf(context, ground.source, wanted, bySegment ? segments.id : null);
  const uses = wanted.map((attribute, i): ColumnUse => ({
    field: attribute.id,
    name: attribute.name,
    type: attribute.type,
    ordered: attribute.levels !== null,
    style: styleOf(attribute),
    loaded: columns[i]!,
    segments: null,
  }));
  if (members)
    uses.push({
      field: 'segment',
      name: '',
      type: 'category',
      ordered: false,
      style: { type: 'category', unit: null, percent: false, year: false },
      loaded: members,
      segments: segments!.labels,
    });
  return { ids, columns: uses, filters };
}

/** How the values of an attribute read. */
const styleOf = ({ type, name, format, unit }: Attribute): Style => ({
  type,
  unit,
  percent: format.percent ?? false,
  year: type === 'number' && saysYear(name),
});
