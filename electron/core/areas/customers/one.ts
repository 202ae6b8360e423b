import type { Out, Parsed } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/frames.ts';
import { builtBody } from '../../../db/areas/customers/built.ts';
import { attributesOf, isPersonal, requireSource } from '../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../db/open.ts';
import { allPersonas } from '../../../db/areas/personas/personas.ts';
import {
  clustersOfCustomers,
  currentSegmentation,
  segmentGroups,
  segmentRows,
} from '../../../db/areas/segments/segments.ts';
import { listSources } from '../../../db/areas/sources/sources.ts';
import type { PageColumn, PageInput, PageSource } from '../../../workers/areas/derive/rows.ts';
import type { QueryContext } from '../../area.ts';
import { builtOf, cleanAttributes, describe } from '../cleaning/describe.ts';

/** One customer, with where everything known comes from. */
export async function one(
  { db, readers }: QueryContext,
  { id }: Parsed<'customers.one'>,
): Promise<Out<'customers.one'>> {
  const view = requireSource(db);
  const segmentation = currentSegmentation(db);
  const groups = segmentation ? segmentGroups(segmentRows(db, segmentation.id)) : [];
  const cluster = segmentation && clustersOfCustomers(db, segmentation.id, [id]).get(id);
  const group = cluster === undefined ? undefined : groups.find(({ clusters }) => clusters.includes(cluster));
  const page = await readers.run('customer.one', {
    ...inputOf(db, id),
    table: view.table,
    columns: attributesOf(db, view.id).map((attribute) => ({ ...columnOf(attribute), attribute: attribute.id })),
    segmentation: segmentation?.id ?? null,
    clusters: group?.clusters ?? null,
  });
  if (!page) throw new AppError('not_found', { key: 'customerUi:error.gone' });
  const segment = group?.row.id ?? null;
  return {
    ...page,
    segment,
    personas:
      segment === null
        ? []
        : allPersonas(db)
            .filter((persona) => persona.segment === segment)
            .map(({ id: persona, title, name }) => ({ id: persona, title, name })),
  };
}

/** What a customer did and said, a window of it. */
export const timeline = (
  { db, readers }: QueryContext,
  { id, offset, limit, kinds }: Parsed<'customers.timeline'>,
): Promise<Out<'customers.timeline'>> => readers.run('customer.timeline', { ...inputOf(db, id), offset, limit, kinds });

function inputOf(db: ReadDb, customer: number): PageInput {
  const view = requireSource(db);
  const built = builtBody(db, view.id);
  const used = built ? new Set(built.report.sources.map(({ sourceId }) => sourceId)) : new Set([view.id]);
  return {
    path: db.path,
    customer,
    view: view.id,
    built: built !== null,
    sources: listSources(db)
      .filter(({ id }) => used.has(id))
      .map(({ id }) => sourceOf(db, id, built !== null)),
  };
}

/** A source as the joined table saw it: cleaned, where a clean table is there. */
function sourceOf(db: ReadDb, id: number, joined: boolean): PageSource {
  const described = describe(db, id);
  const { row, attributes } = described;
  const clean = joined ? builtOf(db, described) : null;
  return {
    id,
    name: row.name,
    kind: row.kind,
    table: clean?.table ?? row.customer_table,
    mapping: clean?.body.mapping ?? row.mapping,
    columns: (clean ? cleanAttributes(clean.body, attributes) : attributes).map(columnOf),
  };
}

const columnOf = (attribute: Parameters<typeof isPersonal>[0] & Omit<PageColumn, 'personal'>): PageColumn => ({
  column: attribute.column,
  name: attribute.name,
  type: attribute.type,
  format: attribute.format,
  personal: isPersonal(attribute) ? (attribute.personal ?? 'other') : null,
});
