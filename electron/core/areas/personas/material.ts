import { saysYear } from '../../../../shared/attribute.ts';
import type { Attribute } from '../../../../shared/contract/customers.ts';
import { holdsOrders } from '../../../analysis/intake/table.ts';
import type { Material } from '../../../analysis/personas/draft.ts';
import { measure } from '../../../analysis/personas/measure.ts';
import { type CardAttribute, cardAttributes, chooseParts } from '../../../analysis/personas/parts.ts';
import { isPersonal } from '../../../db/areas/customers/inView.ts';
import type { JobContext } from '../../area.ts';
import { derivedOf, describing } from '../features/restated.ts';
import { loadOf } from '../segments/body.ts';
import { cutBy } from '../segments/cut.ts';
import { outcomesAmong } from '../segments/outcomes.ts';
import type { SegmentationInUse } from './context.ts';

/** Measure everything the cards of a segmentation can say, in a worker thread. */
export async function materialOf(context: JobContext, used: SegmentationInUse): Promise<Material> {
  const { body } = loadOf(context.db, used.row);
  const taken = body.reads.map(({ attribute }) => attribute);
  const attributes = cardAttributes(describing(derivedOf(context.db, used.row.source_id), used.attributes, taken));
  const tallies = await context.pool.run(
    'persona.tally',
    {
      path: context.db.path,
      table: used.table,
      segmentation: used.row.id,
      k: 1 + Math.max(0, ...used.groups.flatMap(({ clusters }) => clusters)),
      attributes: attributes.map(counted),
      dates: used.attributes.filter(isSignOfTime).map(({ column }) => column),
      latestYear: Number(used.importedAt.slice(0, 4)),
    },
    {
      signal: context.signal,
      onProgress: ({ step, done, total }) => context.progress(step, done, total),
    },
  );
  return {
    measured: measure(
      tallies,
      used.groups.map(({ row, clusters }) => ({ segment: row.id, clusters })),
      cutBy(body),
    ),
    attributes,
    parts: chooseParts(attributes),
    outcomes: outcomesAmong(
      attributes,
      tallies.flatMap(({ banded }) => banded?.figures ?? []),
    ),
    asOf: used.importedAt,
    orders: holdsOrders(used.attributes, used.customers),
  };
}

const counted = (one: CardAttribute) => ({
  attribute: one.id,
  column: one.name,
  type: one.type,
  reading: one.reading,
  style: {
    unit: one.unit ?? '',
    percent: one.format.percent ?? false,
    year: saysYear(one.name),
  },
  words: one.format.boolean ?? null,
  ordered: one.levels !== null,
  sql: one.column,
  levels: one.levels,
});

/** Dates that tell how new the data is: not birthdays. */
const isSignOfTime = (one: Attribute): boolean =>
  one.type === 'date' && one.role === 'attribute' && !isPersonal(one) && !/birth|\bdob\b|出生|生日/i.test(one.name);
