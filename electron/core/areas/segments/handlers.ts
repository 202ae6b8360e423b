import type { Parsed } from '../../../../shared/contract.ts';
import type { Audience } from '../../../../shared/contract/leaving.ts';
import type { Segmentation } from '../../../../shared/contract/segments.ts';
import type { Area, Handlers, JobContext, QueryContext } from '../../area.ts';
import { comparisonLeft, heatmapLeft, scatterLeft } from '../privacy/segments.ts';
import { requireCurrent } from './body.ts';
import { carrySegments } from './carry.ts';
import { exclude, merge, recolour, rename } from './edit.ts';
import { readCurrent } from './read.ts';
import { runSegmentation } from './run.ts';
import { compare, differences, heatmap, outcomes, scatter, typical } from './views.ts';

const handlers = {
  'segments.run': run,
  'segments.current': ({ db }) => readCurrent(db),
  'segments.choose': choose,
  'segments.scatter': scatter,
  'segments.heatmap': heatmap,
  'segments.differences': differences,
  'segments.outcomes': outcomes,
  'segments.compare': compare,
  'segments.leavingHeatmap': (context, { audience }) => leaving(context, audience, heatmap, heatmapLeft),
  'segments.leavingComparison': (context, { audience, ...input }) =>
    leaving(context, audience, (at) => compare(at, input), comparisonLeft),
  'segments.leavingScatter': (context, { audience }) => leaving(context, audience, scatter, scatterLeft),
  'segments.typical': typical,
  'segments.rename': rename,
  'segments.recolour': recolour,
  'segments.merge': merge,
  'segments.exclude': exclude,
} satisfies Handlers<'segments.'>;

/** Groups of customers. */
export const area = { handlers, follow: carrySegments } satisfies Area<'segments'>;

/** What a view shows, through the door. @throws AppError not_found, refused */
async function leaving<T, L>(
  context: QueryContext,
  audience: Audience,
  look: (context: QueryContext) => T | null | Promise<T | null>,
  through: (shown: T, of: Segmentation, audience: Audience) => L,
): Promise<L> {
  requireCurrent(context.db);
  const shown = await look(context);
  return through(shown!, readCurrent(context.db)!, audience);
}

async function run(
  context: JobContext,
  { method: _method, threads, ...options }: Parsed<'segments.run'>,
): Promise<Segmentation> {
  await runSegmentation(context, { ...options, threads }, null);
  return readCurrent(context.db)!;
}

/** Another k of the same data and options; what was found over the range stays in view when the data is the same. */
async function choose(context: JobContext, { k }: Parsed<'segments.choose'>): Promise<Segmentation> {
  const { body } = requireCurrent(context.db);
  const { stale, placed } = readCurrent(context.db)!;
  const kept = stale || placed ? null : { candidates: body.by.candidates, range: body.by.range };
  await runSegmentation(context, { ...body.by.options, k, threads: undefined }, kept);
  return readCurrent(context.db)!;
}
