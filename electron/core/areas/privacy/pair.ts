import type { Attribute } from '../../../../shared/contract/customers.ts';
import type { GroupComparison, LeavingPair } from '../../../../shared/contract/explore.ts';
import { leavingPair, pairTellable } from '../../../../shared/privacy/pair.ts';
import { named } from './chart.ts';
import { type Asked, inFull, left } from './door.ts';

/**
 * Two groups side by side as they leave.
 * @throws AppError refused
 */
export function pairLeft(
  data: GroupComparison,
  attributes: readonly Pick<Attribute, 'id' | 'label'>[],
  asked: Asked,
): LeavingPair {
  const full = inFull(asked);
  const detail = full ? data.detail : leavingPair(data);
  const lines = data.differences.map((one) => {
    const { attribute, column, level, label } = one;
    return { attribute, column, level, label, told: full || pairTellable(data, one) ? one : null };
  });
  const hidden = lines.filter(({ told }) => told === null).length;
  return left(
    {
      // the sentence may name what is withheld
      finding: hidden === 0 ? data.finding : null,
      lines,
      detail: detail && { ...detail, rows: detail.rows.map((row) => ({ ...row, filters: null })) },
      attributes: named(attributes),
    },
    full ? 'full' : hidden + (data.detail?.rows.length ?? 0) - (detail?.rows.length ?? 0),
  );
}
