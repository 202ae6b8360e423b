import { Line, type LineProps } from '../../../renderer/charts/line/Line.tsx';
import { grid, means, months, named, rest, told as leaving } from '../../fixtures/generators/charts.ts';
import type { Charts, Told } from '../example.ts';

const size = { width: 640, height: 280 };
const common = ({ t, marks }: Told): Omit<LineProps, 'body'> => ({
  ...marks,
  size,
  zero: true,
  measure: t('charts:count'),
});

export const line: Charts = {
  line: {
    size,
    cases: {
      plain: (told) => <Line {...common(told)} body={grid(months(18), [])} />,
      empty: (told) => <Line {...common(told)} body={grid([], [])} />,
      one: (told) => <Line {...common(told)} zero={false} body={grid(months(1), [], means(50, 5))} />,
      negative: (told) => (
        <Line {...common(told)} zero={false} body={grid(months(18), named(told.names.slice(0, 2), 41), means(0, 8))} />
      ),
      // a span that is not told interrupts the line
      withheld: (told) => (
        <Line {...common(told)} body={leaving(grid(months(18), named(told.names.slice(0, 3), 42)))} />
      ),
      'long-names': (told) => <Line {...common(told)} body={grid(months(12), named(told.long, 43))} />,
      many: (told) => (
        <Line
          {...common(told)}
          body={grid(months(72), [...named(told.names.slice(0, 3), 44), rest(told.t('customersUi:others'), 30)])}
        />
      ),
    },
  },
};
