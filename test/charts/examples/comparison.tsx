import { ComparisonBars } from '../../../renderer/charts/comparison/ComparisonBars.tsx';
import { ComparisonBoxes } from '../../../renderer/charts/comparison/ComparisonBoxes.tsx';
import type { ComparisonProps } from '../../../renderer/charts/comparison/types.ts';
import type { Comparison } from '../../../shared/contract/segments.ts';
import { numericComparison, segments, shareComparison } from '../../fixtures/generators/charts.ts';
import type { Chart, Charts } from '../example.ts';

const size = { width: 720, height: 240 };
const propsOf = (names: readonly string[], comparison: Comparison): ComparisonProps => ({
  comparison,
  segments: segments(names),
  nameOf: ({ name }) => name ?? '',
  selected: 2,
  print: (value) => value.toLocaleString('en', { maximumFractionDigits: 2 }).replace('-', '\u2212'),
});
const many = Array.from({ length: 8 }, (_, i) => `C-${i + 1}`);

const boxes: Chart = {
  size,
  cases: {
    plain: ({ names }) => <ComparisonBoxes {...propsOf(names.slice(0, 4), numericComparison(4, 400, 60))} />,
    empty: () => <ComparisonBoxes {...propsOf([], { ...numericComparison(0, 400, 60), groups: [] })} />,
    one: ({ names }) => <ComparisonBoxes {...propsOf(names.slice(0, 1), numericComparison(1, 400, 60))} />,
    negative: ({ names }) => <ComparisonBoxes {...propsOf(names.slice(0, 4), numericComparison(4, 0, 3))} />,
    withheld: ({ names }) => {
      const comparison = numericComparison(4, 400, 60);
      const groups = comparison.groups.map((group, i) => (i === 1 ? { ...group, box: null } : group));
      return <ComparisonBoxes {...propsOf(names.slice(0, 4), { ...comparison, groups })} />;
    },
    'long-names': ({ long }) => <ComparisonBoxes {...propsOf(long, numericComparison(4, 400, 60))} />,
    many: () => <ComparisonBoxes {...propsOf(many, numericComparison(8, 1_000_000, 90_000))} />,
  },
};

const bars: Chart = {
  size,
  cases: {
    plain: ({ names }) => <ComparisonBars {...propsOf(names.slice(0, 4), shareComparison(4, names.slice(0, 3)))} />,
    empty: () => <ComparisonBars {...propsOf([], { ...shareComparison(0, []), groups: [] })} />,
    one: ({ names }) => <ComparisonBars {...propsOf(names.slice(0, 1), shareComparison(1, names.slice(0, 1)))} />,
    // shares are not below 0
    negative: null,
    withheld: ({ names }) => {
      const comparison = shareComparison(4, names.slice(0, 3));
      const groups = comparison.groups.map((group, i) => (i === 1 ? { ...group, shares: null } : group));
      return <ComparisonBars {...propsOf(names.slice(0, 4), { ...comparison, groups })} />;
    },
    'long-names': ({ long }) => <ComparisonBars {...propsOf(long, shareComparison(4, long))} />,
    many: () => <ComparisonBars {...propsOf(many, shareComparison(8, many.concat(['C-9', 'C-10', 'C-11'])))} />,
  },
};

export const comparison: Charts = { 'comparison-boxes': boxes, 'comparison-bars': bars };
