import { ValueBars } from '../../../renderer/charts/value-bars/ValueBars.tsx';
import { named } from '../../fixtures/generators/charts.ts';
import type { Charts } from '../example.ts';

const valuesOf = (names: readonly string[]) =>
  named(names, 61).map(({ key, label, n }) => ({ value: key, label: String(label), count: n }));
const many = Array.from({ length: 200 }, (_, i) => `C-${i + 1}`);

export const valueBars: Charts = {
  'value-bars': {
    size: { width: 300, height: 220 },
    cases: {
      plain: ({ names }) => <ValueBars values={valuesOf(names)} n={4000} />,
      empty: () => <ValueBars values={[]} n={0} />,
      one: ({ names }) => <ValueBars values={valuesOf(names.slice(0, 1))} n={900} />,
      // counts are not below 0, and all of them stay on the screen
      negative: null,
      withheld: null,
      'long-names': ({ long }) => <ValueBars values={valuesOf(long)} n={4000} />,
      many: () => <ValueBars values={valuesOf(many)} n={90_000} others={1200} />,
    },
  },
};
