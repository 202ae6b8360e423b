import { useRef, useState } from 'react';
import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import { type Bucket, type ExploreResult, type ExploreSpec, FEW } from '../../../shared/contract/explore.ts';
import { ChartTools } from '../../charts/kit/ChartTools.tsx';
import { type MarkChartProps, seriesColour } from '../../charts/kit/marks.ts';
import { pngOf, svgOf } from '../../charts/kit/picture.ts';
import { RampKey } from '../../charts/kit/RampKey.tsx';
import { useLeaving } from '../../charts/kit/useLeaving.ts';
import type { PointsHandle } from '../../charts/points/Points.tsx';
import { ask } from '../../state/queries.ts';
import { useStore } from '../../state/store.ts';
import { Shape, useLocale } from '../../ui/index.ts';
import { bucketName, fieldName, figureIn, measuredBy, namedAs, viewName } from './attributes.ts';
import { ChartDrawing } from './ChartDrawing.tsx';
import { tableOf } from './twin.ts';
import sChartView from './ChartView.module.css';
import sFigure from './figure.module.css';
import s from './ChartPanel.module.css';

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
  const { left, leaves } = useLeaving((audience) => ask('explore.leavingChart', { spec, audience }));
  const box = useRef<HTMLDivElement>(null);
  const points = useRef<PointsHandle>(null);
  useStore((state) => state.theme);
  const attributes = left ? namedAs(known, left.attributes) : known;
  const { chart: kind, body, n: drawn } = left ?? result;
  const few = t('exploreUi:few');
  const measured = measuredBy(spec, { body, chart: kind }, attributes);
  const figure = figureIn(spec, { body, chart: kind }, attributes, locale);
  const chart: MarkChartProps = {
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
    <figure className={s.chart}>
      <div className={s.chartHead}>
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
      <div ref={box} className={sChartView.chartBody}>
        <ChartDrawing spec={spec} kind={kind} body={body} chart={chart} attributes={attributes} points={points} />
      </div>
      <figcaption className={`${s.chartFoot} cap`}>
        <span className="grow ell" aria-live="polite">
          {point ?? t('exploreUi:hint')}
        </span>
        <Missing result={result} attributes={known} onMark={onMark} />
        {result.estimated === null ? null : (
          <span className="nw">{t('exploreUi:estimated', { n: result.estimated })}</span>
        )}
        {result.chart === 'heat' ? <RampKey /> : null}
        <span className="nw">{t('charts:n', { n: result.n })}</span>
      </figcaption>
    </figure>
  );
}

const LEGENDS = new Set(['stacked', 'grouped', 'histogram']);

interface LegendProps {
  buckets: readonly Bucket[];
  say: (bucket: Bucket) => string;
  count: (n: number) => string;
  onMark: ChartPanelProps['onMark'];
}

/** Shape, name and n of each series; each filters. */
function Legend({ buckets, say, count, onMark }: LegendProps) {
  return (
    <ul className={s.legend}>
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
            className={`${sFigure.figure} nw`}
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
