import type { Attribute } from '../../../shared/contract/customers.ts';
import type { ChartKind, DateStep, ExploreResult, ExploreSpec, Measure } from '../../../shared/contract/explore.ts';
import { Select, useLocale } from '../../ui/index.ts';
import { AttributePicker } from './AttributePicker.tsx';
import { refusalOf } from './attributes.ts';

interface ShelfProps {
  spec: ExploreSpec;
  attributes: readonly Attribute[];
  segments: boolean;
  /** what fits; null before the first answer */
  result: ExploreResult | null;
  onChange: (change: Partial<ExploreSpec>) => void;
}

const OF: readonly Measure['of'][] = ['count', 'share', 'sum', 'mean', 'median'];
const STEPS: readonly DateStep[] = ['auto', 'day', 'week', 'month', 'quarter', 'year'];
const TOPS = [5, 8, 12, 20, 30, 50] as const;

/** What is shown, in the order of a sentence: measure, attributes, colour, chart. */
export function Shelf({ spec, attributes, segments, result, onChange }: ShelfProps) {
  const { t } = useLocale();
  const numbers = attributes.filter((attribute) => attribute.type === 'number' && refusalOf(attribute, t) === null);
  const own = spec.measure.of !== 'count' && spec.measure.of !== 'share';
  const common = { attributes, segments };
  const [fit, others] = result ? [result.charts[0], result.charts.slice(1)] : [undefined, []];
  return (
    <div className="xshelf" role="group" aria-label={t('exploreUi:shelf')}>
      <span className="xpick">
        <span className="cap">{t('exploreUi:measure')}</span>
        <Select<Measure['of']>
          label={t('exploreUi:measure')}
          value={spec.measure.of}
          options={OF.map((of) => ({
            value: of,
            label: t(`explore:measure.${of}`),
            disabled: of !== 'count' && of !== 'share' && numbers.length === 0,
          }))}
          onChange={(of) => {
            const plain = of === 'count' || of === 'share';
            const attribute = plain ? null : (spec.measure.attribute ?? numbers[0]?.id ?? null);
            onChange({ measure: { of, attribute } });
          }}
        />
      </span>
      {own ? (
        <AttributePicker
          {...common}
          label={t('exploreUi:ofWhat')}
          segments={false}
          numbers
          value={spec.measure.attribute}
          onPick={(field) => {
            if (typeof field === 'number') onChange({ measure: { ...spec.measure, attribute: field } });
          }}
        />
      ) : null}
      <AttributePicker
        {...common}
        label={t('exploreUi:by')}
        value={spec.x}
        onPick={(x) => {
          if (x !== null)
            onChange({
              x,
              ...(x === spec.y ? { y: null } : {}),
              ...(x === spec.split ? { split: null } : {}),
              chart: 'auto',
            });
        }}
      />
      <AttributePicker
        {...common}
        label={t('exploreUi:and')}
        none={t('exploreUi:none')}
        value={spec.y}
        onPick={(y) => {
          onChange({ y: y === spec.x ? null : y, chart: 'auto' });
        }}
      />
      <AttributePicker
        {...common}
        label={t('exploreUi:colour')}
        none={t('exploreUi:none')}
        value={spec.split}
        disabled={
          spec.y !== null &&
          result !== null &&
          result.chart !== 'scatter' &&
          !(result.chart === 'line' && spec.split !== null)
        }
        onPick={(split) => {
          onChange({ split: split === spec.x ? null : split, ...(spec.y === null ? { chart: 'auto' as const } : {}) });
        }}
      />
      <span className="xpick">
        <span className="cap">{t('exploreUi:chart')}</span>
        <Select<ChartKind | 'auto'>
          label={t('exploreUi:chart')}
          value={
            spec.chart === 'auto' || !result?.charts.includes(spec.chart) || spec.chart === fit ? 'auto' : spec.chart
          }
          options={[
            {
              value: 'auto',
              label: fit ? t('exploreUi:fitting', { chart: t(`explore:chart.${fit}`) }) : t('exploreUi:auto'),
            },
            ...others.map((chart) => ({ value: chart, label: t(`explore:chart.${chart}`) })),
          ]}
          onChange={(chart) => {
            onChange({ chart });
          }}
        />
      </span>
      {result?.step ? (
        <span className="xpick">
          <span className="cap">{t('exploreUi:step')}</span>
          <Select<DateStep>
            label={t('exploreUi:step')}
            value={spec.step}
            options={STEPS.map((step) => ({
              value: step,
              label:
                step === 'auto' && result.step
                  ? t('exploreUi:fitting', { chart: t(`exploreUi:steps.${result.step}`) })
                  : t(`exploreUi:steps.${step}`),
            }))}
            onChange={(step) => {
              onChange({ step });
            }}
          />
        </span>
      ) : null}
      {result && ranked(result) ? (
        <>
          <span className="xpick">
            <span className="cap">{t('exploreUi:sort')}</span>
            <Select<'value' | 'label'>
              label={t('exploreUi:sort')}
              value={spec.sort}
              options={(['value', 'label'] as const).map((sort) => ({
                value: sort,
                label: t(`exploreUi:sorts.${sort}`),
              }))}
              onChange={(sort) => {
                onChange({ sort });
              }}
            />
          </span>
          <span className="xpick">
            <span className="cap">{t('exploreUi:top')}</span>
            <Select<string>
              label={t('exploreUi:top')}
              value={String(spec.top)}
              options={[...new Set([...TOPS, spec.top])]
                .sort((a, b) => a - b)
                .map((n) => ({ value: String(n), label: String(n) }))}
              onChange={(top) => {
                onChange({ top: Number(top) });
              }}
            />
          </span>
        </>
      ) : null}
    </div>
  );
}

/** Charts whose categories are sorted and cut. */
const ranked = ({ chart, body }: ExploreResult): boolean =>
  chart !== 'map' &&
  chart !== 'line' &&
  chart !== 'histogram' &&
  ((body.kind === 'grid' && body.rows.some(({ kind }) => kind === 'level')) ||
    (body.kind === 'boxes' && body.groups.length > 1 && body.groups.some(({ bucket }) => bucket.kind === 'level')));
