import type { Attribute } from '../../../shared/contract/customers.ts';
import type { ChartKind, DateStep, ExploreResult, ExploreSpec, Measure } from '../../../shared/contract/explore.ts';
import { Select, useLocale, type Option } from '../../ui/index.ts';
import { AttributePicker } from './AttributePicker.tsx';
import { refusalOf } from './attributes.ts';
import sAttributePicker from './AttributePicker.module.css';
import s from './Shelf.module.css';

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
  const common = { attributes, segments };
  return (
    <div className={s.shelf} role="group" aria-label={t('exploreUi:shelf')}>
      <MeasurePicker measure={spec.measure} attributes={attributes} onMeasure={(measure) => onChange({ measure })} />
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
      <ChartPicker chart={spec.chart} charts={result?.charts ?? []} onChart={(chart) => onChange({ chart })} />
      {result?.step ? (
        <StepPicker step={spec.step} fitting={result.step} onStep={(step) => onChange({ step })} />
      ) : null}
      {result && ranked(result) ? <RankPickers sort={spec.sort} top={spec.top} onChange={onChange} /> : null}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
}

/** A pick list with its name before it, as the attributes have. */
function Choice<T extends string>({ label, ...select }: ChoiceProps<T>) {
  return (
    <span className={sAttributePicker.pick}>
      <span className="cap">{label}</span>
      <Select<T> label={label} {...select} />
    </span>
  );
}

interface MeasurePickerProps {
  measure: Measure;
  attributes: readonly Attribute[];
  onMeasure: (measure: Measure) => void;
}

/** Rows are counted, or an attribute of numbers is measured: then also which. */
function MeasurePicker({ measure, attributes, onMeasure }: MeasurePickerProps) {
  const { t } = useLocale();
  const numbers = attributes.filter((attribute) => attribute.type === 'number' && refusalOf(attribute, t) === null);
  return (
    <>
      <Choice<Measure['of']>
        label={t('exploreUi:measure')}
        value={measure.of}
        options={OF.map((of) => ({
          value: of,
          label: t(`explore:measure.${of}`),
          disabled: !counts(of) && numbers.length === 0,
        }))}
        onChange={(of) => {
          onMeasure({ of, attribute: counts(of) ? null : (measure.attribute ?? numbers[0]?.id ?? null) });
        }}
      />
      {counts(measure.of) ? null : (
        <AttributePicker
          attributes={attributes}
          label={t('exploreUi:ofWhat')}
          segments={false}
          numbers
          value={measure.attribute}
          onPick={(field) => {
            if (typeof field === 'number') onMeasure({ ...measure, attribute: field });
          }}
        />
      )}
    </>
  );
}

const counts = (of: Measure['of']): boolean => of === 'count' || of === 'share';

interface ChartPickerProps {
  chart: ExploreSpec['chart'];
  /** those that fit, the best first; none before the first answer */
  charts: readonly ChartKind[];
  onChart: (chart: ExploreSpec['chart']) => void;
}

/** The chart that fits best, or another that fits. */
function ChartPicker({ chart, charts, onChart }: ChartPickerProps) {
  const { t } = useLocale();
  const [fit, ...others] = charts;
  return (
    <Choice<ExploreSpec['chart']>
      label={t('exploreUi:chart')}
      value={chart === 'auto' || !charts.includes(chart) || chart === fit ? 'auto' : chart}
      options={[
        {
          value: 'auto',
          label: fit ? t('exploreUi:fitting', { chart: t(`explore:chart.${fit}`) }) : t('exploreUi:auto'),
        },
        ...others.map((other) => ({ value: other, label: t(`explore:chart.${other}`) })),
      ]}
      onChange={onChart}
    />
  );
}

interface StepPickerProps {
  step: DateStep;
  /** the one that was taken */
  fitting: NonNullable<ExploreResult['step']>;
  onStep: (step: DateStep) => void;
}

/** How long a step of a time axis is. */
function StepPicker({ step, fitting, onStep }: StepPickerProps) {
  const { t } = useLocale();
  return (
    <Choice<DateStep>
      label={t('exploreUi:step')}
      value={step}
      options={STEPS.map((one) => ({
        value: one,
        label:
          one === 'auto'
            ? t('exploreUi:fitting', { chart: t(`exploreUi:steps.${fitting}`) })
            : t(`exploreUi:steps.${one}`),
      }))}
      onChange={onStep}
    />
  );
}

interface RankPickersProps {
  sort: ExploreSpec['sort'];
  top: number;
  onChange: ShelfProps['onChange'];
}

/** The order of the categories, and how many are shown. */
function RankPickers({ sort, top, onChange }: RankPickersProps) {
  const { t } = useLocale();
  return (
    <>
      <Choice<ExploreSpec['sort']>
        label={t('exploreUi:sort')}
        value={sort}
        options={(['value', 'label'] as const).map((one) => ({ value: one, label: t(`exploreUi:sorts.${one}`) }))}
        onChange={(next) => {
          onChange({ sort: next });
        }}
      />
      <Choice<string>
        label={t('exploreUi:top')}
        value={String(top)}
        options={[...new Set([...TOPS, top])]
          .sort((a, b) => a - b)
          .map((n) => ({ value: String(n), label: String(n) }))}
        onChange={(next) => {
          onChange({ top: Number(next) });
        }}
      />
    </>
  );
}

/** Charts whose categories are sorted and cut. */
const ranked = ({ chart, body }: ExploreResult): boolean =>
  chart !== 'map' &&
  chart !== 'line' &&
  chart !== 'histogram' &&
  ((body.kind === 'grid' && body.rows.some(({ kind }) => kind === 'level')) ||
    (body.kind === 'boxes' && body.groups.length > 1 && body.groups.some(({ bucket }) => bucket.kind === 'level')));
