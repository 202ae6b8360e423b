import type { Said } from '../../../../shared/domain.ts';
import type { SegmentationBody } from '../../../db/areas/segments/form.ts';

type Judged = Pick<SegmentationBody, 'verdict' | 'reads'>;

/**
 * Attributes that made the groups, where the data has none or is too small to tell and a number was asked for: that the
 * groups differ in them is made by the cut, and no test of it means anything. Empty where groups were found.
 */
export const cutBy = ({ verdict, reads }: Judged): ReadonlySet<number> =>
  new Set(verdict === 'none' || verdict === 'few' ? reads.map(({ attribute }) => attribute) : []);

/**
 * What stands over groups that were cut as asked, wherever they are shown; null where groups were found or nothing was cut.
 * @param k groups it was cut into @param count of them in view, after merging @param n customers
 */
export function cutSaid(
  { verdict }: Pick<Judged, 'verdict'>,
  { k, count, n }: { k: number; count: number; n: number },
): Said | null {
  if (k === 1) return null;
  if (verdict === 'none') return { key: 'segments:headline.asked', values: { count } };
  return verdict === 'few' ? { key: 'segments:headline.askedFew', values: { count, n } } : null;
}
