import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { Filter } from '../../../../shared/contract/customers.ts';
import type { ExploreResult, ExploreSpec, GroupRef } from '../../../../shared/contract/explore.ts';
import { AppError } from '../../../../shared/frames.ts';
import { questionsFor } from '../../../analysis/explore/questions.ts';
import { sourceInView } from '../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../db/open.ts';
import type { GroupRows } from '../../../workers/areas/explore/tasks.ts';
import { axisTypeOf } from '../../../workers/areas/explore/columns.ts';
import type { Area, Handlers, Preparations, QueryContext } from '../../area.ts';
import { chartLeft } from '../privacy/chart.ts';
import { loadCurrent } from '../segments/body.ts';
import { cutBy } from '../segments/cut.ts';
import { cutOf } from '../segments/read.ts';
import { pairLeft } from '../privacy/pair.ts';
import { columnsOf } from './load.ts';
import { countedAhead, pin } from './pin.ts';
import { chartable, fieldsOf, groundOf, namedBy, ready, thingsOf } from './settle.ts';
import { moveView, removeView, renameView, saveView, view, views } from './views.ts';

const handlers = {
  'explore.chart': (context, { spec }) => explore(context, spec),
  'explore.compare': compare,
  'explore.leavingChart': async (context, { spec, audience }) =>
    chartLeft(await explore(context, spec), namedBy(groundOf(context.db), spec), audience),
  'explore.leavingPair': async (context, { audience, ...input }) => {
    const { source, attributes } = groundOf(context.db);
    const data = await compare(context, input);
    return pairLeft(
      data,
      attributes.filter(({ id }) => id === data.detail?.attribute),
      { audience, total: source.customers },
    );
  },
  'explore.questions': questions,
  'explore.views': ({ db }) => views(db),
  'explore.saveView': saveView,
  'explore.renameView': renameView,
  'explore.removeView': removeView,
  'explore.moveView': moveView,
  'explore.pin': pin,
} satisfies Handlers<'explore.'>;

/** What is pinned is counted before the command begins. */
const preparations = {
  'explore.pin': async (context, { spec }) => {
    countedAhead(context.db, spec, await explore(context, spec));
  },
} satisfies Preparations;

/** The exploring page. */
export const area = { handlers, preparations } satisfies Area<'explore'>;

async function explore(context: Pick<QueryContext, 'db' | 'readers'>, spec: ExploreSpec): Promise<ExploreResult> {
  const ground = groundOf(context.db);
  const fields = fieldsOf(ground, spec);
  const { ids, columns, filters } = await ready(context, ground, fields, [spec.filters]);
  return context.readers.run('explore.chart', {
    spec: { ...spec, filters: [...filters[0]!] },
    ids,
    columns,
    things: thingsOf(ground.source),
  });
}

async function compare(
  context: QueryContext,
  { a, b, attribute }: Parsed<'explore.compare'>,
): Promise<Out<'explore.compare'>> {
  const ground = groundOf(context.db);
  if (a.kind === 'others' && b.kind === 'others')
    throw new AppError('invalid_input', { key: 'explore:error.bothOthers' });
  if (attribute !== null && !chartable(ground.attributes).some(({ id }) => id === attribute))
    throw new AppError('not_found', { key: 'customers:error.noAttribute' });
  const compared = chartable(ground.attributes)
    .filter(({ role, distinct }) => role === 'attribute' && distinct > 1)
    .map(({ id }) => id);
  const said = [rowsOf(context.db, a), rowsOf(context.db, b)];
  const lists = said.map((group) => (group === 'others' ? [] : group.filters));
  const { ids, columns, filters } = await ready(context, ground, compared, lists);
  const [rowsA, rowsB] = said.map((group, i): GroupRows => (group === 'others' ? group : { filters: filters[i]! }));
  const segments = lists.flat().some(({ kind }) => kind === 'segments') ? loadCurrent(context.db) : null;
  const named = lists.flat().flatMap((filter) => ('attribute' in filter ? filter.attribute : []));
  const found = await context.readers.run('explore.compare', {
    ids,
    columns,
    compared,
    chosenBy: [...named, ...(segments ? cutBy(segments.body) : [])],
    a: rowsA!,
    b: rowsB!,
    attribute,
  });
  // the conditions as they were asked for, not as lists of customers
  const asked = (i: number): Filter[] | null => {
    const group = said[i]!;
    return group === 'others' ? null : [...group.filters];
  };
  return {
    ...found,
    things: thingsOf(ground.source),
    cut: segments && cutOf(segments),
    a: { ...found.a, filters: asked(0) },
    b: { ...found.b, filters: asked(1) },
  };
}

function rowsOf(db: ReadDb, group: GroupRef): GroupRows {
  switch (group.kind) {
    case 'everyone':
      return { filters: [] };
    case 'others':
      return 'others';
    case 'segment':
      return { filters: [{ kind: 'segments', segments: [group.segment] }] };
    case 'filters':
      return { filters: group.filters };
    case 'view': {
      const { spec, broken } = view(db, group.view);
      if (broken) throw new AppError('not_found', broken);
      return { filters: spec.filters };
    }
  }
}

/** Categories that might be provinces are looked at; nothing else of the table is read. */
const MOST_PLACES = 400;

async function questions({ db, readers }: QueryContext): Promise<Out<'explore.questions'>> {
  if (!sourceInView(db)) return [];
  const { source, attributes, segments } = groundOf(db);
  const open = chartable(attributes).filter(({ role }) => role === 'attribute');
  const maybe = open.filter(
    ({ type, distinct, levels }) => type === 'category' && levels === null && distinct >= 3 && distinct <= MOST_PLACES,
  );
  const { columns } = await columnsOf({ db, readers }, source, maybe, null);
  const places = new Set(maybe.filter((_, i) => columns[i]!.place).map(({ id }) => id));
  return questionsFor(
    open.map(({ id, name, type, dimension, distinct, missing }) => ({
      attribute: id,
      name,
      axis: axisTypeOf(id, type, places.has(id)),
      boolean: type === 'boolean',
      dimension,
      distinct,
      missing,
      rows: source.customers,
    })),
    segments !== null,
    thingsOf(source),
  );
}
