import type { Parsed } from '../../../../shared/contract.ts';
import type { Segmentation } from '../../../../shared/contract/segments.ts';
import type { Area, Handlers, JobContext } from '../../area.ts';
import { requireCurrent } from './body.ts';
import { exclude, merge, recolour, rename } from './edit.ts';
import { readCurrent } from './read.ts';
import { runSegmentation } from './run.ts';
import { compare, differences, heatmap, scatter, typical } from './views.ts';

const handlers = {
  'segments.run': run,
  'segments.current': ({ db }) => readCurrent(db),
  'segments.choose': choose,
  'segments.scatter': scatter,
  'segments.heatmap': heatmap,
  'segments.differences': differences,
  'segments.compare': compare,
  'segments.typical': typical,
  'segments.rename': rename,
  'segments.recolour': recolour,
  'segments.merge': merge,
  'segments.exclude': exclude,
} satisfies Handlers<'segments.'>;

/** Groups of customers. */
export const area = { handlers } satisfies Area<'segments'>;

async function run(context: JobContext, { threads, ...options }: Parsed<'segments.run'>): Promise<Segmentation> {
  await runSegmentation(context, { ...options, threads }, null);
  return readCurrent(context.db)!;
}

/** Another k of the same data and options; what was found over the range stays in view when the data is the same. */
async function choose(context: JobContext, { k }: Parsed<'segments.choose'>): Promise<Segmentation> {
  const { body } = requireCurrent(context.db);
  const stale = readCurrent(context.db)!.stale;
  const kept = stale ? null : { candidates: body.candidates, range: body.range };
  await runSegmentation(context, { ...body.options, k, threads: undefined }, kept);
  return readCurrent(context.db)!;
}
