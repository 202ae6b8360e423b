import type { Out, Parsed } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/frames.ts';
import { listSources, sourceById } from '../../../db/areas/sources/sources.ts';
import type { Area, Handlers, JobContext } from '../../area.ts';
import { changeLeft } from '../privacy/counts.ts';
import { cleanSource } from './ensure.ts';
import { quality } from './quality.ts';
import { add, edit, move, remove, toggle } from './steps.ts';
import { clusters, finding, preview, proposals, sources, steps, table } from './views.ts';

const handlers = {
  'cleaning.sources': sources,
  'cleaning.steps': steps,
  'cleaning.preview': preview,
  'cleaning.leavingChange': async (context, { column, audience, ...draft }) => {
    const { changes, report } = await preview(context, draft);
    const change = changes.find((one) => one.column === column);
    if (!change) throw new AppError('not_found', { key: 'cleaning:error.noColumn', values: { column } });
    return changeLeft(change, { audience, total: report.before.rows });
  },
  'cleaning.add': add,
  'cleaning.edit': edit,
  'cleaning.remove': remove,
  'cleaning.move': move,
  'cleaning.toggle': toggle,
  'cleaning.run': run,
  'cleaning.clusters': clusters,
  'cleaning.table': table,
  'cleaning.quality': quality,
  'cleaning.finding': finding,
  'cleaning.proposals': proposals,
} satisfies Handlers<'cleaning.'>;

/** Cleaning steps and the quality of the data. */
export const area = { handlers } satisfies Area<'cleaning'>;

/** Build the clean tables of one source or of all. They follow from the steps, so that they are no edit of their own. */
async function run(context: JobContext, input: Parsed<'cleaning.run'>): Promise<Out<'cleaning.run'>> {
  const ids = input.sourceId === undefined ? listSources(context.db).map(({ id }) => id) : [input.sourceId];
  const results: Out<'cleaning.run'> = [];
  for (const sourceId of ids) {
    const started = performance.now();
    const { rows: kept, report, reused } = await cleanSource(context, sourceId);
    results.push({
      sourceId,
      rows: sourceById(context.db, sourceId)?.customers ?? kept,
      kept,
      reports: report,
      reused,
      ms: Math.round(performance.now() - started),
    });
  }
  return results;
}
