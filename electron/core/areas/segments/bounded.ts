import type { FeatureSpec } from '../../../../shared/contract/features.ts';
import type { Said } from '../../../../shared/domain.ts';
import { sweepRows } from '../../../analysis/cluster/bounds.ts';
import { profileRows } from '../../../analysis/features/bounds.ts';
import type { FeatureMatrix } from '../../../workers/areas/features/tasks.ts';

/** Reasons that only columns of a wide table have. */
const NARROWED = new Set(['features:reason.alone', 'features:reason.crowded', 'features:reason.repeats']);

/** What was not worked out on everything, in sentences; empty: all rows and all columns were looked at. */
export function boundedSaid(
  specs: readonly FeatureSpec[],
  readable: number,
  customers: number,
  { n, d, fitted }: Pick<FeatureMatrix, 'n' | 'd' | 'fitted'>,
): Said[] {
  const said: Said[] = [];
  const sample = sweepRows(n, d);
  if (sample < n) said.push({ key: 'segments:bounded.rows', values: { sample, n } });
  if (specs.some(({ reason }) => NARROWED.has(reason.key)))
    said.push({ key: 'segments:bounded.columns', values: { used: fitted.length, all: specs.length } });
  const looked = profileRows(customers, readable);
  if (looked < customers) said.push({ key: 'segments:bounded.features', values: { sample: looked, n: customers } });
  return said;
}
