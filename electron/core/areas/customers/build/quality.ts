import type { BuildReport } from '../../../../../shared/contract/build.ts';
import type { JobContext } from '../../../area.ts';
import type { JoinedSource } from './inputs.ts';

/** The quality of the sources after cleaning, as a share; a part that could not be measured counts as flawless. */
export async function qualityOf(
  context: JobContext,
  sources: readonly Pick<JoinedSource, 'id'>[],
): Promise<BuildReport['quality']> {
  const used = new Set(sources.map(({ id }) => id));
  const { score, parts, sources: all } = await context.call('cleaning.quality', {});
  if (score === null || !all.some(({ sourceId }) => used.has(sourceId))) return null;
  const share = (part: { value: number | null }) => part.value ?? 1;
  return {
    score,
    parts: {
      completeness: share(parts.completeness),
      validity: share(parts.validity),
      uniqueness: share(parts.uniqueness),
      consistency: share(parts.consistency),
      timeliness: share(parts.timeliness),
    },
  };
}
