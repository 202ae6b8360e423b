import { useRef, useState } from 'react';
import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import {
  type Bucket,
  type ExploreField,
  type ExploreResult,
  type ExploreSpec,
  FEW,
} from '../../../shared/contract/explore.ts';
import { numberToDate } from '../../../shared/values.ts';
import { Bars } from '../../charts/explore/Bars.tsx';
import { Boxes } from '../../charts/explore/Boxes.tsx';
import { Columns } from '../../charts/explore/Columns.tsx';
import { Heat } from '../../charts/explore/Heat.tsx';
import { Line } from '../../charts/explore/Line.tsx';
import { Points, type PointsHandle } from '../../charts/explore/Points.tsx';
import { TileMap } from '../../charts/explore/TileMap.tsx';
import { type ExploreChartProps, seriesColour } from '../../charts/explore/types.ts';
import { ChartTools } from '../../charts/ChartTools.tsx';
import { HeatmapKey } from '../../charts/Heatmap.tsx';
import { pngOf, svgOf } from '../../charts/picture.ts';
import { useLeaving } from '../../charts/useLeaving.ts';
import { themeShown } from '../../state/preferences.ts';
import { ask } from '../../state/queries.ts';
import { useStore } from '../../state/store.ts';
import { Shape, useLocale } from '../../ui/index.ts';
import { bucketName, fieldName, figureIn, measuredBy, measureName, namedAs, printed, viewName } from './attributes.ts';
import { tableOf } from './twin.ts';

export interface ChartPanelProps {
  spec: ExploreSpec;
  result: ExploreResult;
  attributes: readonly Attribute[];
  onMark: (filters: readonly Filter[] | null, rows: boolean) => void;
}

/** The chart with its reason, its legend, what is missing, and its downloads, which are drawn as they leave. */
export function ChartPanel({ spec, result, attributes: known, onMark }: ChartPanelProps) {
  const locale = useLocale();
  const { t, say, fmt } = locale;
  const [point, setPoint] = useState<string | null>(null);
  const { left, leaves } = useLeaving(() => ask('explore.leavingChart', { spec }));
  const box = useRef<HTMLDivElement>(null);
  const points = useRef<PointsHandle>(null);
  useStore((state) => state.theme);
  const attributes = left ? namedAs(known, left.attributes) : known;
  const { chart: kind, body, n: drawn } = left ?? result;
  const few = t('exploreUi:few');
  const measured = measuredBy(spec, { body, chart: kind }, attributes);
  const figure = figureIn(spec, { body, chart: kind }, attributes, locale);
  const chart: ExploreChartProps = {
    label: viewName(spec, attributes, t),
    count: (n) => (n === FEW ? few : fmt.number(n)),
    value: (value) => (value === null && left ? few : figure(value)),
    share:
      spec.measure.of === 'count' && !measured && drawn > 0
        ? (n) => (n === FEW ? few : fmt.percent(n / drawn, 1))
        : undefined,
    name: (bucket) => bucketName(bucket, say),
    onMark,
    onPoint: setPoint,
  };
  const legend = body.kind === 'points' ? body.groups : body.kind === 'grid' && LEGENDS.has(kind) ? body.columns : [];
  return (
    <figure className="xchart">
      <div className="xchart-head">
        <span className="cap ell grow" title={say(result.why)}>
          {say(result.why)}
        </span>
        <ChartTools
          leaves={leaves}
          name={(figures) => viewName(spec, namedAs(known, figures.attributes), t)}
          table={(figures) => tableOf(figures, { spec, attributes: known, locale, few })}
          svg={() => points.current?.svg() ?? svgOf(box.current!)}
          png={() => points.current?.png() ?? pngOf(svgOf(box.current!))}
        />
      </div>
      {legend.length > 0 ? <Legend buckets={legend} say={chart.name} count={chart.count} onMark={onMark} /> : null}
      <div ref={box} className="xchart-body">
        <Chart spec={spec} kind={kind} body={body} chart={chart} attributes={attributes} points={points} />
      </div>
      <figcaption className="xchart-foot cap">
        <span className="grow ell" aria-live="polite">
          {point ?? t('exploreUi:hint')}
        </span>
        <Missing result={result} attributes={known} onMark={onMark} />
        {result.estimated === null ? null : (
          <span className="nw">{t('exploreUi:estimated', { n: result.estimated })}</span>
        )}
        {result.chart === 'heat' ? <HeatmapKey /> : null}
        <span className="nw">{t('charts:n', { n: result.n })}</span>
      </figcaption>
    </figure>
  );
}

const LEGENDS = new Set(['stacked', 'grouped', 'histogram']);

interface ChartProps {
  spec: ExploreSpec;
  kind: ExploreResult['chart'];
  body: ExploreResult['body'];
  chart: ExploreChartProps;
  attributes: readonly Attribute[];
  points: React.RefObject<PointsHandle | null>;
}

function Chart({ spec, kind, body, chart, attributes, points }: ChartProps) {
  const locale = useLocale();
  const { t, lang } = locale;
  const attributeOf = (field: ExploreField | null) => attributes.find(({ id }) => id === field);
  const counts = spec.measure.of === 'count' || spec.measure.of === 'share';
  const edgeOf = (attribute: Attribute | undefined) => (value: number) => printed(value, attribute, locale);
  if (body.kind === 'boxes')
    return (
      <Boxes
        {...chart}
        body={body}
        keyText={t('charts:boxKey')}
        heads={[t('charts:median'), 'n']}
        edge={edgeOf(attributeOf(body.attribute))}
      />
    );
  if (body.kind === 'points') {
    const [x, y] = body.attributes.map((id) => attributeOf(id));
    const range = (attribute: Attribute | undefined, [min, max]: readonly [number, number]): Filter[] =>
      attribute
        ? [
            {
              kind: 'range',
              attribute: attribute.id,
              min: attribute.type === 'date' ? numberToDate(min) : min,
              max: attribute.type === 'date' ? numberToDate(max) : max,
            },
          ]
        : [];
    return (
      <Points
        {...chart}
        body={body}
        names={[x?.name ?? '', y?.name ?? '']}
        print={[edgeOf(x), edgeOf(y)]}
        within={(across, up) => [...range(x, across), ...range(y, up)]}
        theme={themeShown()}
        handle={points}
      />
    );
  }
  const measure = measureName(spec, attributes, t);
  const heads = [t(`explore:measure.${spec.measure.of}`), chart.share ? t('explore:measure.share') : 'n'] as const;
  const dated = counts ? measuredBy(spec, { body, chart: kind }, attributes) : undefined;
  switch (kind) {
    case 'histogram': {
      const x = attributeOf(spec.x)?.type === 'number' ? attributeOf(spec.x) : attributeOf(spec.y);
      return <Columns {...chart} body={body} edge={edgeOf(x)} additive={counts} names={[x?.name ?? '', measure]} />;
    }
    case 'line':
      return (
        <Line
          {...chart}
          body={body}
          measure={dated ? t('explore:measureOf.mean', { column: dated.name }) : measure}
          zero={measuredBy(spec, { body, chart: kind }, attributes) === undefined || spec.measure.of === 'sum'}
        />
      );
    case 'map':
      return <TileMap {...chart} body={body} lang={lang} />;
    case 'heat':
    case 'pivot':
      return (
        <Heat
          {...chart}
          body={body}
          corner={`${fieldName(spec.x, attributes, t)}${body.columns.length > 0 ? ` ╲ ${fieldName(spec.y ?? spec.split, attributes, t)}` : ''}`}
          totals={kind === 'pivot'}
          all={kind === 'pivot' ? t('exploreUi:total') : measureName(spec, attributes, t)}
          counts={counts}
        />
      );
    case 'stacked':
    case 'grouped':
      return <Bars {...chart} body={body} kind={kind} additive={counts} heads={heads} />;
    default:
      return <Bars {...chart} body={body} kind="bars" additive={counts} heads={heads} />;
  }
}

interface LegendProps {
  buckets: readonly Bucket[];
  say: (bucket: Bucket) => string;
  count: (n: number) => string;
  onMark: ChartPanelProps['onMark'];
}

/** Shape, name and n of each series; each filters. */
function Legend({ buckets, say, count, onMark }: LegendProps) {
  return (
    <ul className="xlegend">
      {buckets.map((bucket, i) => (
        <li key={bucket.key}>
          <button
            type="button"
            disabled={bucket.filters === null}
            onClick={(event) => {
              onMark(bucket.filters, event.shiftKey);
            }}
          >
            <Shape colour={seriesColour(bucket, i)} size={10} />
            <span className="ell">{say(bucket)}</span>
            <span className="mut num">{count(bucket.n)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Missing({ result, attributes, onMark }: Pick<ChartPanelProps, 'result' | 'attributes' | 'onMark'>) {
  const { t } = useLocale();
  return (
    <>
      {result.missing.map(({ field, n, filters }) => {
        const words = t('exploreUi:missing', { name: fieldName(field, attributes, t), n });
        return filters ? (
          <button
            key={String(field)}
            type="button"
            className="xfig nw"
            onClick={() => {
              onMark(filters, true);
            }}
          >
            {words}
          </button>
        ) : (
          <span key={String(field)} className="nw">
            {words}
          </span>
        );
      })}
    </>
  );
}
