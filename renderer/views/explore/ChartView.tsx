import { useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import type { ExploreResult, ExploreSpec, SavedView } from '../../../shared/contract/explore.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import type { ShownAttribute } from '../../state/attributes.ts';
import { narrowed, setFilters, show, takeBack, useSteps } from '../../state/explorePlace.ts';
import { useQuery } from '../../state/queries.ts';
import { Button, EmptyState, Failed, useLocale, ViewBody, ViewHeader, Waiting } from '../../ui/index.ts';
import { fieldName, viewName } from './attributes.ts';
import { ChartPanel } from './ChartPanel.tsx';
import { Narrowing } from './Narrowing.tsx';
import { PinDialog } from './PinDialog.tsx';
import { Rows } from './Rows.tsx';
import { SaveDialog } from './SaveDialog.tsx';
import { Shelf } from './Shelf.tsx';
import { Side } from './Side.tsx';
import s from './ChartView.module.css';

/** What the page knows before anything is charted. */
export interface ExploreProps {
  attributes: readonly ShownAttribute[];
  segmentation: Segmentation | null;
  views: readonly SavedView[];
  /** null: not known yet */
  questions: Out<'explore.questions'> | null;
}

/** The attributes a chart is drawn of, each once. */
function drawnOf({ x, y, split, measure }: ExploreSpec, attributes: readonly ShownAttribute[]): ShownAttribute[] {
  const fields = [x, y, split, measure.attribute];
  return attributes.filter(({ id }) => fields.includes(id));
}

interface ChartViewProps extends ExploreProps {
  /** the address of the chart */
  mode: string;
  spec: ExploreSpec;
  /** the conditions whose rows are shown beside the chart */
  rows: readonly Filter[] | null;
  onRows: (filters: readonly Filter[] | null) => void;
}

/** One chart: what it shows, what narrows it, the chart, and at its side the rows asked for or the saved views. */
export function ChartView({ attributes, segmentation, views, questions, mode, spec, rows, onRows }: ChartViewProps) {
  const { t } = useLocale();
  const steps = useSteps();
  const { data, error, loading, refetch } = useQuery('explore.chart', { spec }, { keep: true });
  const [dialog, setDialog] = useState<'save' | 'pin' | null>(null);
  const failed = error && error.code !== 'cancelled' ? error : null;
  const name = viewName(spec, attributes, t);
  const close = () => {
    setDialog(null);
  };
  const drawn = [spec.x, spec.y, spec.measure.attribute, spec.split].filter((field) => typeof field === 'number');
  return (
    <>
      <ChartHeader spec={spec} result={data} attributes={attributes} segmentation={segmentation} onDialog={setDialog} />
      <Shelf
        spec={spec}
        attributes={attributes}
        segments={segmentation !== null}
        result={data ?? null}
        onChange={(change) => {
          show({ kind: 'chart', spec: { ...spec, ...change } });
        }}
      />
      <Narrowing
        filters={spec.filters}
        attributes={attributes}
        segmentation={segmentation}
        steps={steps.length}
        onChange={(filters) => {
          setFilters(spec, filters);
        }}
        onTakeBack={() => {
          takeBack(spec);
        }}
      />
      {failed ? <Failed error={failed} retry={refetch} /> : null}
      <ViewBody
        inspector={
          rows ? (
            <Rows
              filters={rows}
              attributes={attributes}
              segmentation={segmentation}
              first={drawn}
              things={data?.things ?? 'rows'}
              onClose={() => {
                onRows(null);
              }}
            />
          ) : (
            <Side shown={drawnOf(spec, attributes)} views={views} questions={questions ?? []} mode={mode} />
          )
        }
      >
        {data ? (
          <div className={loading ? `${s.main} ${s.waits}` : s.main} aria-busy={loading || undefined}>
            {data.n === 0 ? (
              <NothingDrawn spec={spec} result={data} attributes={attributes} />
            ) : (
              <ChartPanel
                spec={spec}
                result={data}
                attributes={attributes}
                onMark={(filters, wanted) => {
                  mark(spec, filters, wanted, onRows);
                }}
              />
            )}
          </div>
        ) : failed ? (
          <div />
        ) : (
          <Waiting />
        )}
      </ViewBody>
      {dialog === 'save' ? <SaveDialog spec={spec} proposed={name} onClose={close} /> : null}
      {dialog === 'pin' && data ? <PinDialog spec={spec} result={data} title={name} onClose={close} /> : null}
    </>
  );
}

/** A mark of the chart narrows it; its rows are shown when they are asked for, or when it narrows nothing. */
function mark(
  spec: ExploreSpec,
  filters: readonly Filter[] | null,
  wanted: boolean,
  onRows: ChartViewProps['onRows'],
): void {
  if (filters === null) return;
  const next = narrowed(spec.filters, filters);
  const narrower = filters.length > 0 && JSON.stringify(next) !== JSON.stringify(spec.filters);
  if (wanted || !narrower) onRows(next);
  else setFilters(spec, next);
}

interface ChartHeaderProps {
  spec: ExploreSpec;
  /** undefined: not known yet */
  result: ExploreResult | undefined;
  attributes: readonly Attribute[];
  segmentation: Segmentation | null;
  onDialog: (dialog: 'save' | 'pin') => void;
}

/** What was found, of whom, and what can be done with the chart. */
function ChartHeader({ spec, result, attributes, segmentation, onDialog }: ChartHeaderProps) {
  const { t, say } = useLocale();
  const name = viewName(spec, attributes, t);
  return (
    <ViewHeader
      title={
        <span className={s.finding}>
          {result?.finding ? say(result.finding) : result ? t('exploreUi:nobody') : name}
        </span>
      }
      basis={
        result
          ? t(spec.filters.length > 0 ? 'exploreUi:basisOf' : 'exploreUi:basis', {
              name,
              n: result.inView,
              total: result.total,
              things: t(`explore:things.${result.things}`),
            })
          : name
      }
      actions={
        <>
          <Button
            kind="ghost"
            onClick={() => {
              show({ kind: 'start' });
            }}
          >
            {t('exploreUi:new')}
          </Button>
          <Button
            disabled={spec.filters.length === 0 && !segmentation}
            onClick={() => {
              compareWithOthers(spec, segmentation);
            }}
          >
            {t('exploreUi:compare')}
          </Button>
          <Button
            disabled={!result}
            onClick={() => {
              onDialog('pin');
            }}
          >
            {t('exploreUi:pin')}
          </Button>
          <Button
            kind="primary"
            disabled={!result}
            onClick={() => {
              onDialog('save');
            }}
          >
            {t('exploreUi:save')}
          </Button>
        </>
      }
    />
  );
}

/** Those of the chart, or else those of the first segment, beside everyone else. */
function compareWithOthers(spec: ExploreSpec, segmentation: Segmentation | null): void {
  show({
    kind: 'compare',
    compare: {
      a:
        spec.filters.length > 0
          ? { kind: 'filters', filters: spec.filters }
          : { kind: 'segment', segment: segmentation!.segments[0]!.id },
      b: { kind: 'others' },
      attribute: null,
    },
  });
}

interface NothingDrawnProps {
  spec: ExploreSpec;
  result: ExploreResult;
  attributes: readonly Attribute[];
}

/** Why there is no chart: nobody is left, or nobody left has a value. */
function NothingDrawn({ spec, result, attributes }: NothingDrawnProps) {
  const { t } = useLocale();
  return (
    <EmptyState
      why={
        result.inView === 0
          ? t('customersUi:noMatch')
          : t('exploreUi:noValues', {
              name: fieldName(spec.x, attributes, t),
              who: t(`explore:who.${result.things}`),
            })
      }
      action={
        spec.filters.length > 0 ? (
          <Button
            onClick={() => {
              setFilters(spec, []);
            }}
          >
            {t('customersUi:clearAll')}
          </Button>
        ) : undefined
      }
    />
  );
}
