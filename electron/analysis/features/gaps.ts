import type { MissingPolicy, Treatment } from '../../../shared/contract/features.ts';
import { quantile } from '../stats/descriptive.ts';

/** What happens to the gaps of a feature as it is proposed: what they mean, else a level of their own or the middle value. */
export function gapsOf(
  { gaps }: { readonly gaps?: MissingPolicy | null },
  treatment: Treatment,
  some: boolean,
): MissingPolicy {
  if (treatment === 'onehot') return some ? 'level' : 'median';
  return some && gaps ? gaps : 'median';
}

/** The value that stands for a gap. @param sorted the known values, rising; not empty */
export function gapValue(policy: MissingPolicy, sorted: Float64Array): number {
  if (policy === 'zero') return 0;
  return policy === 'longest' ? sorted[sorted.length - 1]! : quantile(sorted, 0.5);
}
