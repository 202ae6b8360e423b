import type { MoneyReport, RevenueCheck } from '../../../../shared/contract/derive.ts';
import type { Said } from '../../../../shared/domain.ts';

/** Figures closer than a cent, or than this share, are the same but for rounding. */
const SAME = 0.01;
const NEAR = 0.001;
/** Parts that are put together at most: more explain anything. */
const MOST = 3;

/** What may stand between two sums: what was left out of ours, and shipping that may be in ours alone. */
const PARTS = ['refunds', 'cancelled', 'returned', 'unsold', 'nobody', 'shipping', 'credited', 'lessShipping'] as const;
type Part = (typeof PARTS)[number];

/**
 * Compare the sum of a report with a figure from elsewhere, and say what may explain the difference: the fewest parts that
 * were left out of ours (refunds, cancelled orders, unpaid ones, shipping ...) which together make it up.
 * @param figure in the currency of the report
 */
export function checkRevenue({ sources }: Pick<MoneyReport, 'sources'>, figure: number): RevenueCheck {
  const ours = sources.reduce((sum, { revenue }) => sum + revenue, 0);
  const difference = figure - ours;
  const near = (a: number, b: number) => Math.abs(a - b) <= Math.max(SAME, Math.abs(b) * NEAR);
  const base = { ours, figure, difference };
  if (Math.abs(difference) <= SAME) return { ...base, said: { key: 'derive:check.agrees' } };
  const of = (key: keyof MoneyReport['sources'][number]['left']) =>
    sources.reduce((sum, { left }) => sum + left[key], 0);
  const worth: Record<Part, number> = {
    refunds: of('refunds'),
    cancelled: of('cancelled'),
    returned: of('returned'),
    unsold: of('unsold'),
    nobody: of('nobody'),
    shipping: of('shipping'),
    credited: -of('credited'),
    lessShipping: -of('shipping'),
  };
  const found = combinations(PARTS.filter((part) => Math.abs(worth[part]) > SAME))
    .map((parts) => ({ parts, sum: ours + parts.reduce((all, part) => all + worth[part], 0) }))
    .filter(({ sum }) => near(sum, figure))
    .sort((a, b) => a.parts.length - b.parts.length || Math.abs(a.sum - figure) - Math.abs(b.sum - figure))[0];
  if (found)
    return {
      ...base,
      said: {
        key: 'derive:check.with',
        values: { parts: found.parts.map((part): Said => ({ key: `derive:check.${part}` })), sum: found.sum },
      },
    };
  if (near(ours, figure))
    return { ...base, said: { key: 'derive:check.near', values: { share: Math.abs(difference / figure) } } };
  return { ...base, said: { key: 'derive:check.unknown' } };
}

/** One to {@link MOST} parts; shipping is not added and taken off at once. */
function combinations(parts: readonly Part[]): Part[][] {
  const out: Part[][] = [];
  for (let marks = 1; marks < 1 << parts.length; marks++) {
    const chosen = parts.filter((_, i) => (marks & (1 << i)) !== 0);
    if (chosen.length <= MOST && !(chosen.includes('shipping') && chosen.includes('lessShipping'))) out.push(chosen);
  }
  return out;
}
