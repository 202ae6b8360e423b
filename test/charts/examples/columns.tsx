import { Columns, type ColumnsProps } from '../../../renderer/charts/columns/Columns.tsx';
import { grid, means, named, ranges, told as leaving } from '../../fixtures/generators/charts.ts';
import type { Charts, Told } from '../example.ts';

const size = { width: 640, height: 280 };
const common = ({ t, marks, fmt }: Told): Omit<ColumnsProps, 'body'> => ({
  ...marks,
  size,
  edge: (value) => fmt.number(value),
  additive: true,
  names: [t('customersUi:distribution'), t('charts:count')],
});

export const columns: Charts = {
  columns: {
    size,
    cases: {
      plain: (told) => <Columns {...common(told)} body={grid(ranges(14, 0, 50), [])} />,
      empty: (told) => <Columns {...common(told)} body={grid([], [])} />,
      one: (told) => <Columns {...common(told)} body={grid(ranges(1, 18, 1), [])} />,
      negative: (told) => (
        <Columns {...common(told)} additive={false} body={grid(ranges(12, -60, 10), [], means(0, 30))} />
      ),
      withheld: (told) => <Columns {...common(told)} body={leaving(grid(ranges(14, 0, 50), []))} />,
      'long-names': (told) => (
        <Columns
          {...common(told)}
          names={[told.long[0] ?? '', told.long[1] ?? '']}
          body={grid(ranges(8, 1_000_000, 250_000), named(told.long, 31))}
        />
      ),
      many: (told) => <Columns {...common(told)} body={grid(ranges(100, 0, 1), named(told.names.slice(0, 2), 32))} />,
    },
  },
};
