import type { Bin } from '../../../../shared/bins.ts';
import type { DistributionChange, LeavingChange } from '../../../../shared/contract/cleaning.ts';
import type { LeavingHistogram } from '../../../../shared/contract/leaving.ts';
import { leavingChange, leavingCounts } from '../../../../shared/privacy/chart.ts';
import { type Asked, inFull, left, requireEnough } from './door.ts';

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

/** A histogram of an attribute as it leaves. @throws AppError refused */
export function histogramLeft(
  { name, bins, median }: { name: string; bins: readonly Bin[]; median: number },
  asked: Asked,
): LeavingHistogram {
  if (inFull(asked)) return left({ name, bins: [...bins], median }, 'full');
  const counts = bins.map(({ count }) => count);
  requireEnough(sum(counts));
  const told = leavingCounts(counts);
  return left(
    { name, bins: bins.map(({ from, to }, i) => ({ from, to, count: told[i]! })), median },
    told.filter((count) => count === null).length,
  );
}

/** How the values of a column change, as it leaves. @throws AppError refused */
export function changeLeft({ column, numeric, values }: DistributionChange, asked: Asked): LeavingChange {
  if (inFull(asked)) return left({ column, bins: numeric?.bins ?? null, values }, 'full');
  const levels = numeric?.bins ?? values ?? [];
  requireEnough(Math.max(sum(levels.map(({ before }) => before)), sum(levels.map(({ after }) => after))));
  const told = leavingChange(levels);
  const hidden = told.filter((one) => one === null).length;
  const open = <T extends object>(level: T, i: number) => ({ ...level, before: null, after: null, ...told[i] });
  return left({ column, bins: numeric?.bins.map(open) ?? null, values: values?.map(open) ?? null }, 2 * hidden);
}
