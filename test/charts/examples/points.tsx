import { Points, type PointsProps } from '../../../renderer/charts/points/Points.tsx';
import { pointsOf, viewOf } from '../../../renderer/charts/points/geometry.ts';
import type { PointsBody } from '../../../shared/contract/explore.ts';
import { bucket, named, points as bodyOf } from '../../fixtures/generators/charts.ts';
import { sampleOf } from '../canvas.ts';
import type { Chart, Charts, Told } from '../example.ts';

const size = { width: 640, height: 320 };
const common = ({ t, marks, fmt }: Told): Omit<PointsProps, 'body'> => ({
  ...marks,
  size,
  names: [t('charts:median'), t('charts:mean')],
  print: [(value) => fmt.number(value), (value) => fmt.number(value)],
  within: () => [],
  theme: '',
  handle: { current: null },
});

/** The figures of each case. */
const BODIES = {
  plain: (told: Told) => bodyOf(60, named(told.names.slice(0, 3))),
  empty: () => bodyOf(0, []),
  one: () => bodyOf(1, []),
  negative: () => bodyOf(120, [], 0),
  'long-names': (told: Told) => bodyOf(40, named(told.long)),
  many: (told: Told) => bodyOf(5000, named(told.names.slice(0, 4))),
} satisfies Record<string, (told: Told) => PointsBody>;

const isCase = (name: string): name is keyof typeof BODIES => name in BODIES;

const points: Chart = {
  size,
  cases: {
    plain: (told) => <Points {...common(told)} body={BODIES.plain(told)} />,
    empty: (told) => <Points {...common(told)} body={BODIES.empty()} />,
    one: (told) => <Points {...common(told)} body={BODIES.one()} />,
    negative: (told) => <Points {...common(told)} body={BODIES.negative()} />,
    // the points of groups that are not told do not come to the chart
    withheld: null,
    'long-names': (told) => (
      <Points {...common(told)} names={[told.long[0] ?? '', told.long[1] ?? '']} body={BODIES['long-names'](told)} />
    ),
    many: (told) => <Points {...common(told)} body={BODIES.many(told)} />,
  },
  canvas: (name, told) => {
    if (!isCase(name)) return [];
    const body = BODIES[name](told);
    const nobody = bucket('', '', 0);
    return sampleOf(
      pointsOf(body, viewOf(body, size)).map((point) => ({
        ...point,
        of: told.marks.name(body.groups[body.group[point.index] ?? -1] ?? nobody),
      })),
    );
  },
};

export const pointCharts: Charts = { points };
