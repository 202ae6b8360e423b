import type { CrosstabProps } from '../../../renderer/charts/crosstab/CrossTable.tsx';
import { Heat } from '../../../renderer/charts/crosstab/Heat.tsx';
import { Pivot } from '../../../renderer/charts/crosstab/Pivot.tsx';
import { grid, means, named, told as leaving } from '../../fixtures/generators/charts.ts';
import type { Chart, Charts, Told } from '../example.ts';

const size = { width: 720, height: 300 };
const many = Array.from({ length: 14 }, (_, i) => `C-${i + 1}`);
const common = ({ t, marks }: Told): Omit<CrosstabProps, 'body'> => ({
  ...marks,
  corner: `${t('charts:segment')} ╲ ${t('charts:level')}`,
  counts: true,
});
const columns = (told: Told) => named(told.names.slice(0, 4), 51);
/** The figures of each case. */
const BODIES = {
  plain: (told: Told) => grid(named(told.names.slice(0, 5)), columns(told)),
  one: (told: Told) => grid(named(told.names.slice(0, 1)), columns(told).slice(0, 1)),
  empty: (told: Told) => grid(named(told.names.slice(0, 5)), []),
  negative: (told: Told) => grid(named(told.names.slice(0, 5)), columns(told), means(0, 4)),
  withheld: (told: Told) => leaving(grid(named(told.names.slice(0, 5)), columns(told))),
  long: (told: Told) => grid(named(told.long), named(told.long, 52)),
  many: () => grid(named(many), named(many, 53)),
};

const heat: Chart = {
  size,
  cases: {
    plain: (told) => <Heat {...common(told)} measure="" body={BODIES.plain(told)} />,
    // rows alone: their figures stand under what is measured
    empty: (told) => <Heat {...common(told)} measure={told.t('charts:count')} body={BODIES.empty(told)} />,
    one: (told) => <Heat {...common(told)} measure="" body={BODIES.one(told)} />,
    negative: (told) => <Heat {...common(told)} measure="" counts={false} body={BODIES.negative(told)} />,
    withheld: (told) => <Heat {...common(told)} measure="" body={BODIES.withheld(told)} />,
    'long-names': (told) => <Heat {...common(told)} measure="" body={BODIES.long(told)} />,
    many: (told) => <Heat {...common(told)} measure="" body={BODIES.many()} />,
  },
};

const pivot: Chart = {
  size,
  cases: {
    plain: (told) => <Pivot {...common(told)} total={told.t('exploreUi:total')} body={BODIES.plain(told)} />,
    empty: (told) => <Pivot {...common(told)} total={told.t('exploreUi:total')} body={BODIES.empty(told)} />,
    one: (told) => <Pivot {...common(told)} total={told.t('exploreUi:total')} body={BODIES.one(told)} />,
    negative: (told) => (
      <Pivot {...common(told)} total={told.t('exploreUi:total')} counts={false} body={BODIES.negative(told)} />
    ),
    withheld: (told) => <Pivot {...common(told)} total={told.t('exploreUi:total')} body={BODIES.withheld(told)} />,
    'long-names': (told) => <Pivot {...common(told)} total={told.t('exploreUi:total')} body={BODIES.long(told)} />,
    many: (told) => <Pivot {...common(told)} total={told.t('exploreUi:total')} body={BODIES.many()} />,
  },
};

export const crosstab: Charts = { heat, pivot };
