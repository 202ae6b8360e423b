import { type XY } from '../../../renderer/charts/scatter/geometry.ts';
import { labelsOf, outlineOf } from '../../../renderer/charts/scatter/labels.ts';
import { domainOf, outlinesOf, screenOf } from '../../../renderer/charts/scatter/layout.ts';
import { groupsOf, inOrder } from '../../../renderer/charts/scatter/order.ts';
import { Scatter, type ScatterProps } from '../../../renderer/charts/scatter/Scatter.tsx';
import type { Mark } from '../../../renderer/charts/scatter/stamps.ts';
import type { ScatterGroup } from '../../../renderer/charts/scatter/types.ts';
import { clouds } from '../../fixtures/generators/charts.ts';
import { sampleOf } from '../canvas.ts';
import type { Charts, Told } from '../example.ts';

const size = { width: 640, height: 340 };
/** Of the points inside the axes, px. */
const PLOT = { width: 586, height: 302 };
const many = Array.from({ length: 8 }, (_, i) => `C-${i + 1}`);

/** Points a cloud, and the names of the clouds. */
const CASES = {
  plain: ({ names }: Told) => ({ n: 60, names: names.slice(0, 4) }),
  empty: () => ({ n: 0, names: [] as string[] }),
  one: ({ names }: Told) => ({ n: 1, names: names.slice(0, 1) }),
  'long-names': ({ long }: Told) => ({ n: 60, names: long }),
  many: () => ({ n: 5000, names: many }),
};
const isCase = (name: string): name is keyof typeof CASES => name in CASES;

/** The first group is the chosen one. */
const CHOSEN = 0;

const groupsIn = ({ t }: Told, names: readonly string[], n: number): ScatterGroup[] =>
  names.map((name, i) => ({ segment: i + 1, mark: ((i % 8) + 1) as Mark, name, note: t('charts:n', { n }) }));

function scatterOf(told: Told, name: keyof typeof CASES): ScatterProps {
  const { n, names } = CASES[name](told);
  const side = (key: string) => ({ key });
  const axis = { explained: 0.31, low: side('charts:lower'), high: side('charts:higher') };
  return {
    data: { ...clouds(n, names.length), axes: [axis, { ...axis, explained: 0.22 }] },
    groups: groupsIn(told, names, n),
    selection: { segment: names.length > 1 ? CHOSEN + 1 : null, customers: null },
    tool: 'pointer',
    theme: '',
    label: told.t('segmentsUi:map'),
    describe: (point) => String(point),
    onClick: () => undefined,
    onLasso: () => undefined,
    handle: { current: null },
  };
}

/** Labels, the outline of the chosen group and the points, as the plot lays them out. */
function drawnOf(told: Told, name: keyof typeof CASES): string[] {
  const { data, groups, selection } = scatterOf(told, name);
  const ordered = inOrder(data);
  const group = groupsOf(
    ordered.segment,
    groups.map(({ segment }) => segment),
  );
  const ellipses = outlinesOf(group, groups.length, ordered);
  const t = screenOf(domainOf(data), PLOT, { k: 1, x: 0, y: 0 }, 1);
  const toScreen = ([x, y]: XY): XY => [x * t.kx + t.tx, y * t.ky + t.ty];
  const chosen = groups.findIndex(({ segment }) => segment === selection.segment);
  const labels = labelsOf({
    ...PLOT,
    toScreen,
    chosen,
    groups: groups.map((one, i) => ({ ...one, colour: '', ellipse: ellipses[i] ?? null })),
  });
  const outline = ellipses[chosen];
  return [
    ...labels.map(({ group: of, x, y }) => `label ${x.toFixed(1)} ${y.toFixed(1)} ${of.name} · ${of.note}`),
    ...(outline ? [`outline ${outlineOf(outline, toScreen)}`] : []),
    ...sampleOf(
      Array.from(ordered.x, (x, i) => {
        const [px, py] = toScreen([x, ordered.y[i] ?? NaN]);
        return { x: px, y: py, of: groups[group[i] ?? -1]?.name ?? '' };
      }),
    ),
  ];
}

export const scatter: Charts = {
  scatter: {
    size,
    cases: {
      plain: (told) => <Scatter {...scatterOf(told, 'plain')} />,
      empty: (told) => <Scatter {...scatterOf(told, 'empty')} />,
      one: (told) => <Scatter {...scatterOf(told, 'one')} />,
      // components lie on both sides of 0 in every case; groups that are not told do not come to the chart
      negative: null,
      withheld: null,
      'long-names': (told) => <Scatter {...scatterOf(told, 'long-names')} />,
      many: (told) => <Scatter {...scatterOf(told, 'many')} />,
    },
    canvas: (name, told) => (isCase(name) ? drawnOf(told, name) : []),
  },
};
