import type { ReactNode, RefObject } from 'react';
import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import type {
  BoxBody,
  ChartKind,
  ExploreField,
  ExploreResult,
  ExploreSpec,
  GridBody,
  PointsBody,
} from '../../../shared/contract/explore.ts';
import { numberToDate } from '../../../shared/values.ts';
import { Bars } from '../../charts/bars/Bars.tsx';
import { GroupedBars } from '../../charts/bars/GroupedBars.tsx';
import { StackedBars } from '../../charts/bars/StackedBars.tsx';
import { Boxes } from '../../charts/boxes/Boxes.tsx';
import { Columns } from '../../charts/columns/Columns.tsx';
import { Heat } from '../../charts/crosstab/Heat.tsx';
import { Pivot } from '../../charts/crosstab/Pivot.tsx';
import type { MarkChartProps } from '../../charts/kit/marks.ts';
import { Line } from '../../charts/line/Line.tsx';
import { Points, type PointsHandle } from '../../charts/points/Points.tsx';
import { TileMap } from '../../charts/tile-map/TileMap.tsx';
import { themeShown } from '../../state/preferences.ts';
import { type Locale, useLocale } from '../../ui/index.ts';
import { fieldName, fieldTitle, measuredBy, measureName, printed } from './attributes.ts';

export interface ChartDrawingProps {
  spec: ExploreSpec;
  kind: ChartKind;
  body: ExploreResult['body'];
  chart: MarkChartProps;
  attributes: readonly Attribute[];
  points: RefObject<PointsHandle | null>;
}

/** What a chart is made from, in the reader's language. */
type Told<Body> = Omit<ChartDrawingProps, 'body'> & { body: Body; locale: Locale };

/** The chart itself. */
export function ChartDrawing({ body, ...props }: ChartDrawingProps) {
  const told = { ...props, locale: useLocale() };
  if (body.kind === 'boxes') return <BoxesOf {...told} body={body} />;
  if (body.kind === 'points') return <PointsOf {...told} body={body} />;
  const { kind } = props;
  return (kind === 'box' || kind === 'scatter' ? GRIDS.bars : GRIDS[kind])({ ...told, body });
}

/** How figures by row are drawn. */
const GRIDS: Record<Exclude<ChartKind, 'box' | 'scatter'>, (told: Told<GridBody>) => ReactNode> = {
  bars: ({ chart, body, ...told }) => <Bars {...chart} body={body} heads={headsOf({ chart, ...told })} />,
  stacked: ({ chart, body, ...told }) => (
    <StackedBars {...chart} body={body} additive={countsIn(told)} heads={headsOf({ chart, ...told })} />
  ),
  grouped: ({ chart, body, ...told }) => <GroupedBars {...chart} body={body} heads={headsOf({ chart, ...told })} />,
  histogram: ({ chart, body, ...told }) => {
    const [x, y] = [attributeOf(told, told.spec.x), attributeOf(told, told.spec.y)];
    const across = x?.type === 'number' ? x : y;
    return (
      <Columns
        {...chart}
        body={body}
        edge={edgeOf(told, across)}
        additive={countsIn(told)}
        names={[fieldTitle(across?.id ?? null, told.attributes, told.locale.t), measureIn(told)]}
      />
    );
  },
  line: ({ chart, body, ...told }) => {
    const { spec, kind, attributes, locale } = told;
    const measured = measuredBy(spec, { body, chart: kind }, attributes);
    return (
      <Line
        {...chart}
        body={body}
        measure={
          countsIn(told) && measured ? locale.t('explore:measureOf.mean', { column: measured.name }) : measureIn(told)
        }
        zero={measured === undefined || spec.measure.of === 'sum'}
      />
    );
  },
  heat: ({ chart, body, ...told }) => (
    <Heat {...chart} body={body} corner={cornerOf(told, body)} counts={countsIn(told)} measure={measureIn(told)} />
  ),
  pivot: ({ chart, body, ...told }) => (
    <Pivot
      {...chart}
      body={body}
      corner={cornerOf(told, body)}
      counts={countsIn(told)}
      total={told.locale.t('exploreUi:total')}
    />
  ),
  map: ({ chart, body, locale }) => <TileMap {...chart} body={body} lang={locale.lang} />,
};

type Asked = Pick<ChartDrawingProps, 'spec' | 'attributes'> & { locale: Locale };

const attributeOf = ({ attributes }: Pick<Asked, 'attributes'>, field: ExploreField | null | undefined) =>
  attributes.find(({ id }) => id === field);
const countsIn = ({ spec }: Pick<Asked, 'spec'>) => spec.measure.of === 'count' || spec.measure.of === 'share';
const measureIn = ({ spec, attributes, locale }: Asked) => measureName(spec, attributes, locale.t);
const edgeOf =
  ({ locale }: Pick<Asked, 'locale'>, attribute: Attribute | undefined) =>
  (value: number) =>
    printed(value, attribute, locale);

/** What the two columns of figures beside bars are. */
const headsOf = ({ spec, chart, locale: { t } }: Asked & Pick<ChartDrawingProps, 'chart'>) =>
  [t(`explore:measure.${spec.measure.of}`), chart.share ? t('explore:measure.share') : 'n'] as const;

/** What the rows and the columns of a table are. */
function cornerOf({ spec, attributes, locale: { t } }: Asked, { columns }: GridBody): string {
  const rows = fieldName(spec.x, attributes, t);
  return columns.length > 0 ? `${rows} ╲ ${fieldName(spec.y ?? spec.split, attributes, t)}` : rows;
}

function BoxesOf({ chart, body, ...told }: Told<BoxBody>) {
  const { t } = told.locale;
  return (
    <Boxes
      {...chart}
      body={body}
      keyText={t('charts:boxKey')}
      heads={[t('charts:median'), 'n']}
      edge={edgeOf(told, attributeOf(told, body.attribute))}
    />
  );
}

function PointsOf({ chart, body, points, ...told }: Told<PointsBody>) {
  const [x, y] = [attributeOf(told, body.attributes[0]), attributeOf(told, body.attributes[1])];
  return (
    <Points
      {...chart}
      body={body}
      names={[
        fieldTitle(x?.id ?? null, told.attributes, told.locale.t),
        fieldTitle(y?.id ?? null, told.attributes, told.locale.t),
      ]}
      print={[edgeOf(told, x), edgeOf(told, y)]}
      within={(across, up) => [...rangeOf(x, across), ...rangeOf(y, up)]}
      theme={themeShown()}
      handle={points}
    />
  );
}

/** The condition that a value lies in a range. */
function rangeOf(attribute: Attribute | undefined, [min, max]: readonly [number, number]): Filter[] {
  if (!attribute) return [];
  const end = (value: number) => (attribute.type === 'date' ? numberToDate(value) : value);
  return [{ kind: 'range', attribute: attribute.id, min: end(min), max: end(max) }];
}
