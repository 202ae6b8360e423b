import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { Attribute, Cell } from '../../../../shared/contract/customers.ts';
import { AppError } from '../../../../shared/frames.ts';
import { shownCell } from '../../../analysis/privacy/mask.ts';
import { attributesOf, isPersonal, sourceInView } from '../../../db/areas/customers/inView.ts';
import {
  clustersOfCustomers,
  currentSegmentation,
  segmentGroups,
  segmentOfCluster,
  segmentRows,
} from '../../../db/areas/segments/segments.ts';
import { levelsForm } from '../../../db/areas/sources/forms.ts';
import type { ReadDb, SqlValue } from '../../../db/open.ts';
import { quoteName } from '../../../db/settings.ts';
import { writeStored } from '../../../db/stored.ts';
import type { Area, CommandContext, Handlers, QueryContext } from '../../area.ts';
import { histogramLeft } from '../privacy/counts.ts';
import { buildHandlers } from './build/handlers.ts';
import { one, timeline } from './one.ts';
import { checked, idsOf, type Seen, settle } from './view.ts';

const handlers = {
  ...buildHandlers,
  'customers.attributes': ({ db }) => {
    const source = sourceInView(db);
    return source ? attributesOf(db, source.id) : [];
  },
  'customers.setAttribute': setAttribute,
  'customers.page': page,
  'customers.profile': profile,
  'customers.leavingProfile': async (context, { audience, ...input }) => {
    const { attribute, numeric } = await profile(context, input);
    const total = sourceInView(context.db)?.customers ?? 0;
    const figures = { name: attribute.label, bins: numeric?.bins ?? [], median: numeric?.quartiles[1] ?? 0 };
    return histogramLeft(figures, { audience, total });
  },
  'customers.one': one,
  'customers.timeline': timeline,
} satisfies Handlers<'customers.'>;

/** One row a customer. */
export const area = { handlers } satisfies Area<'customers'>;

async function page(
  { db, readers }: QueryContext,
  { offset, limit, ...asked }: Parsed<'customers.page'>,
): Promise<Out<'customers.page'>> {
  if (!sourceInView(db)) return { count: 0, total: 0, attributes: [], rows: [] };
  const seen = settle(db, asked);
  const ids = await idsOf(db, readers, seen);
  const window = [...ids.subarray(offset, offset + limit)];
  return {
    count: ids.length,
    total: seen.source.customers,
    attributes: seen.attributes.map(({ id }) => id),
    rows: rowsOf(db, seen, window),
  };
}

function rowsOf(db: ReadDb, { source, attributes }: Seen, ids: readonly number[]): Out<'customers.page'>['rows'] {
  if (ids.length === 0) return [];
  const names = attributes.map(({ column }) => quoteName(column)).join(', ');
  const marks = ids.map(() => '?').join(', ');
  const found = new Map<number, SqlValue[]>();
  for (const [id, ...cells] of db.rows(
    `SELECT id${names === '' ? '' : `, ${names}`} FROM ${quoteName(source.table)} WHERE id IN (${marks})`,
    ...ids,
  ))
    found.set(Number(id), cells);
  const segmentation = currentSegmentation(db);
  const clusters = segmentation ? clustersOfCustomers(db, segmentation.id, ids) : new Map<number, number>();
  const segments = segmentation ? segmentOfCluster(segmentGroups(segmentRows(db, segmentation.id))) : [];
  return ids.flatMap((id) => {
    const cells = found.get(id);
    if (!cells) return [];
    const cluster = clusters.get(id);
    return [
      {
        id,
        segment: cluster === undefined ? null : (segments[cluster] ?? null),
        cells: cells.map((cell, i) => shownCell(cell as Cell, attributes[i]!)),
      },
    ];
  });
}

async function profile(
  { db, readers }: QueryContext,
  { attribute: id, ...asked }: Parsed<'customers.profile'>,
): Promise<Out<'customers.profile'>> {
  const seen = settle(db, { ...asked, sort: null });
  const attribute = checked(seen.attributes, id, false);
  const figures = await readers.run('customers.profile', {
    path: db.path,
    view: seen.view,
    attribute,
    closed: isPersonal(attribute),
  });
  return { attribute, ...figures };
}

function setAttribute({ db, label }: CommandContext, change: Parsed<'customers.setAttribute'>): Attribute {
  const source = sourceInView(db);
  const before = source && attributesOf(db, source.id).find(({ id }) => id === change.id);
  if (!before) throw new AppError('not_found', { key: 'customers:error.noAttribute' });
  const role = change.role ?? (change.personal ? 'personal' : before.role);
  // a column that is said not to be personal is shown; one that is has a kind, so that its mask is known
  const personal = role === 'personal' ? (change.personal ?? before.personal ?? 'other') : (change.personal ?? null);
  const dimension = change.dimension === undefined ? before.dimension : change.dimension;
  const levels = change.levels === undefined ? before.levels : change.levels;
  if (change.levels && before.type !== 'category')
    throw new AppError('invalid_input', { key: 'customers:error.levels', values: { column: before.name } });
  db.run(
    'UPDATE attribute SET role = ?, personal = ?, dimension = ?, levels = ? WHERE id = ?',
    role,
    personal,
    dimension,
    levels === null ? null : writeStored(levelsForm, levels),
    change.id,
  );
  label({ key: 'customers:edit.attribute', values: { column: before.name } });
  return attributesOf(db, source.id).find(({ id }) => id === change.id)!;
}
