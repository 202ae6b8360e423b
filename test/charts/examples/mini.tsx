import { Mini } from '../../../renderer/charts/mini/Mini.tsx';
import type { MiniProps } from '../../../renderer/charts/mini/types.ts';
import {
  boxes,
  grid,
  means,
  months,
  named,
  points,
  provinces,
  ranges,
  rest,
} from '../../fixtures/generators/charts.ts';
import type { Chart, Charts, Told } from '../example.ts';

const size = { width: 288, height: 104 };
const common = ({ marks, fmt }: Told): Omit<MiniProps, 'result'> => ({
  name: marks.name,
  value: (value) => fmt.number(value),
  edge: (value) => fmt.number(value),
  counts: true,
});

/** A small chart of a kind; it stays on the screen, where everything is told. */
const mini = (
  bodies: Omit<Record<keyof Chart['cases'], ((told: Told) => MiniProps['result']) | null>, 'withheld'>,
  counts = true,
): Chart => {
  const draw = (of: ((told: Told) => MiniProps['result']) | null) =>
    of && ((told: Told) => <Mini {...common(told)} counts={counts} result={of(told)} />);
  return {
    size,
    cases: {
      plain: draw(bodies.plain),
      empty: draw(bodies.empty),
      one: draw(bodies.one),
      negative: draw(bodies.negative),
      withheld: null,
      'long-names': draw(bodies['long-names']),
      many: draw(bodies.many),
    },
  };
};
const many = Array.from({ length: 40 }, (_, i) => `C-${i + 1}`);

export const minis: Charts = {
  'mini-bars': mini({
    plain: ({ names, t }) => ({ chart: 'bars', body: grid([...named(names), rest(t('customersUi:others'), 5)], []) }),
    empty: () => ({ chart: 'bars', body: grid([], []) }),
    one: ({ names }) => ({ chart: 'bars', body: grid(named(names.slice(0, 1)), []) }),
    negative: ({ names }) => ({ chart: 'bars', body: grid(named(names), [], means(-4, 4)) }),
    'long-names': ({ long }) => ({ chart: 'bars', body: grid(named(long), []) }),
    many: () => ({ chart: 'bars', body: grid(named(many), []) }),
  }),
  'mini-boxes': mini({
    plain: ({ names }) => ({ chart: 'box', body: boxes(named(names), 400, 60) }),
    empty: () => ({ chart: 'box', body: boxes([], 400, 60) }),
    one: ({ names }) => ({ chart: 'box', body: boxes(named(names.slice(0, 1)), 400, 60) }),
    negative: ({ names }) => ({ chart: 'box', body: boxes(named(names), 0, 3) }),
    'long-names': ({ long }) => ({ chart: 'box', body: boxes(named(long), 400, 60) }),
    many: () => ({ chart: 'box', body: boxes(named(many), 1_000_000, 90_000) }),
  }),
  'mini-columns': mini({
    plain: () => ({ chart: 'histogram', body: grid(ranges(14, 0, 50), []) }),
    empty: () => ({ chart: 'histogram', body: grid([], []) }),
    one: () => ({ chart: 'histogram', body: grid(ranges(1, 18, 1), []) }),
    negative: () => ({ chart: 'histogram', body: grid(ranges(14, -50, 10), []) }),
    'long-names': null,
    many: () => ({ chart: 'histogram', body: grid(ranges(120, 0, 1_000_000), []) }),
  }),
  'mini-line': mini(
    {
      plain: ({ names }) => ({ chart: 'line', body: grid(months(18), named(names.slice(0, 3)), means(50, 9)) }),
      empty: () => ({ chart: 'line', body: grid([], []) }),
      one: () => ({ chart: 'line', body: grid(months(1), [], means(50, 5)) }),
      negative: () => ({ chart: 'line', body: grid(months(18), [], means(0, 9)) }),
      'long-names': null,
      many: ({ names }) => ({ chart: 'line', body: grid(months(96), named(names), means(50, 9)) }),
    },
    false,
  ),
  'mini-map': mini({
    plain: () => ({ chart: 'map', body: grid(provinces(14), []) }),
    empty: () => ({ chart: 'map', body: grid([], []) }),
    one: () => ({ chart: 'map', body: grid(provinces(1), []) }),
    negative: () => ({ chart: 'map', body: grid(provinces(14), [], means(0, 300)) }),
    'long-names': null,
    many: () => ({ chart: 'map', body: grid(provinces(34), []) }),
  }),
  'mini-points': mini({
    plain: ({ names }) => ({ chart: 'scatter', body: points(40, named(names.slice(0, 3))) }),
    empty: () => ({ chart: 'scatter', body: points(0, []) }),
    one: () => ({ chart: 'scatter', body: points(1, []) }),
    negative: () => ({ chart: 'scatter', body: points(60, [], 0) }),
    'long-names': null,
    many: ({ names }) => ({ chart: 'scatter', body: points(2000, named(names.slice(0, 4))) }),
  }),
  'mini-heat': mini({
    plain: ({ names }) => ({ chart: 'heat', body: grid(named(names), named(names, 71)) }),
    empty: ({ names }) => ({ chart: 'heat', body: grid([], named(names)) }),
    one: ({ names }) => ({ chart: 'heat', body: grid(named(names.slice(0, 1)), named(names.slice(0, 1))) }),
    negative: ({ names }) => ({ chart: 'heat', body: grid(named(names), named(names, 72), means(0, 4)) }),
    'long-names': ({ long }) => ({ chart: 'heat', body: grid(named(long), named(long, 73)) }),
    many: () => ({ chart: 'heat', body: grid(named(many), named(many, 74)) }),
  }),
};
