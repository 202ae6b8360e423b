import { Bars, type BarsProps } from '../../../renderer/charts/bars/Bars.tsx';
import { GroupedBars } from '../../../renderer/charts/bars/GroupedBars.tsx';
import { StackedBars } from '../../../renderer/charts/bars/StackedBars.tsx';
import { grid, means, named, rest, told as leaving } from '../../fixtures/generators/charts.ts';
import type { Chart, Charts, Told } from '../example.ts';

const size = { width: 720, height: 300 };
const many = Array.from({ length: 40 }, (_, i) => `C-${i + 1}`);

/** What all bars are told. */
const common = ({ t, marks }: Told): Omit<BarsProps, 'body'> => ({
  ...marks,
  heads: [t('charts:count'), t('charts:share')],
});
const parts = (told: Told) => named(told.names.slice(0, 3), 21);

const plain: Chart = {
  size,
  cases: {
    plain: (told) => (
      <Bars
        {...common(told)}
        share={(n) => told.fmt.percent(n / 4000, 1)}
        body={grid([...named(told.names), rest(told.t('customersUi:others'), 1200)], [])}
      />
    ),
    empty: (told) => <Bars {...common(told)} body={grid([], [])} />,
    one: (told) => <Bars {...common(told)} body={grid(named(told.names.slice(0, 1)), [])} />,
    negative: (told) => <Bars {...common(told)} body={grid(named(told.names), [], means(-20, 20))} />,
    withheld: (told) => <Bars {...common(told)} body={leaving(grid(named(told.names), []))} />,
    'long-names': (told) => <Bars {...common(told)} body={grid(named(told.long), [])} />,
    many: (told) => <Bars {...common(told)} body={grid(named(many), [])} />,
  },
};

const grouped: Chart = {
  size,
  cases: {
    plain: (told) => <GroupedBars {...common(told)} body={grid(named(told.names.slice(0, 4)), parts(told))} />,
    empty: (told) => <GroupedBars {...common(told)} body={grid([], parts(told))} />,
    one: (told) => (
      <GroupedBars {...common(told)} body={grid(named(told.names.slice(0, 1)), parts(told).slice(0, 1))} />
    ),
    negative: (told) => (
      <GroupedBars {...common(told)} body={grid(named(told.names.slice(0, 3)), parts(told), means(0, 5))} />
    ),
    withheld: (told) => (
      <GroupedBars {...common(told)} body={leaving(grid(named(told.names.slice(0, 3)), parts(told)))} />
    ),
    'long-names': (told) => <GroupedBars {...common(told)} body={grid(named(told.long), named(told.long, 22))} />,
    many: (told) => <GroupedBars {...common(told)} body={grid(named(many.slice(0, 9)), named(told.names, 23))} />,
  },
};

const stacked: Chart = {
  size,
  cases: {
    plain: (told) => <StackedBars {...common(told)} additive body={grid(named(told.names), parts(told))} />,
    empty: (told) => <StackedBars {...common(told)} additive body={grid([], parts(told))} />,
    one: (told) => <StackedBars {...common(told)} additive body={grid(named(told.names.slice(0, 1)), parts(told))} />,
    // parts below 0 have no room in a whole
    negative: (told) => (
      <StackedBars {...common(told)} additive={false} body={grid(named(told.names), parts(told), means(2, 3))} />
    ),
    withheld: (told) => <StackedBars {...common(told)} additive body={leaving(grid(named(told.names), parts(told)))} />,
    'long-names': (told) => (
      <StackedBars {...common(told)} additive body={grid(named(told.long), named(told.long, 22))} />
    ),
    many: (told) => (
      <StackedBars {...common(told)} additive body={grid(named(many.slice(0, 16)), named(many.slice(0, 10), 24))} />
    ),
  },
};

export const bars: Charts = { bars: plain, 'grouped-bars': grouped, 'stacked-bars': stacked };
