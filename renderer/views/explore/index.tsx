import { useEffect, useMemo, useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import type { ExploreSpec, SavedView } from '../../../shared/contract/explore.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { useQuery } from '../../state/queries.ts';
import { go, keepDraft } from '../../state/store.ts';
import { Button, EmptyState, Failed, useLocale, ViewBody, ViewHeader, Waiting } from '../../ui/index.ts';
import { fieldName, viewName } from './attributes.ts';
import { ChartPanel } from './ChartPanel.tsx';
import { Chips } from './Chips.tsx';
import { Compare } from './Compare.tsx';
import { PinDialog } from './PinDialog.tsx';
import { narrowed, placeOf, setFilters, show, takeBack, useMode, useSteps } from '../../state/explorePlace.ts';
import { Rows } from './Rows.tsx';
import { SaveDialog } from './SaveDialog.tsx';
import { Shelf } from './Shelf.tsx';
import { Side } from './Side.tsx';
import { SLOT } from './slot.ts';
import { Start } from './Start.tsx';
import '../customers/customers.css';
import './explore.css';
import './charts.css';
import './compare.css';
import './start.css';

/** Exploring: a question about the customers, answered with a chart, its figures and a sentence. */
export function ExploreView() {
  const { t } = useLocale();
  const attributes = useQuery('customers.attributes', {}, { keep: true });
  const segmentation = useQuery('segments.current', {}, { keep: true });
  const views = useQuery('explore.views', {}, { keep: true });
  const questions = useQuery('explore.questions', {}, { keep: true });
  const failed = [attributes, views].find(({ error }) => error);
  if (failed?.error) return <Failed error={failed.error} retry={failed.refetch} />;
  if (!attributes.data || !views.data) return <Waiting />;
  if (attributes.data.length === 0)
    return (
      <EmptyState
        why={t('exploreUi:noData')}
        action={
          <Button
            kind="primary"
            onClick={() => {
              go({ view: 'sources', mode: 'import' });
            }}
          >
            {t('customersUi:import')}
          </Button>
        }
      />
    );
  return (
    <Explore
      attributes={attributes.data}
      segmentation={segmentation.data ?? null}
      views={views.data}
      questions={questions.data ?? (questions.error ? [] : null)}
    />
  );
}

interface ExploreProps {
  attributes: readonly Attribute[];
  segmentation: Segmentation | null;
  views: readonly SavedView[];
  /** null: not known yet */
  questions: Out<'explore.questions'> | null;
}

function Explore(props: ExploreProps) {
  const mode = useMode();
  const place = useMemo(() => placeOf(mode), [mode]);
  const [rows, setRows] = useState<{ mode: string; filters: readonly Filter[] } | null>(null);
  useEffect(() => {
    keepDraft('explore.last', mode);
  }, [mode]);
  // the rows belong to the place they were asked for
  const shownRows = rows?.mode === mode ? rows.filters : null;
  const onRows = (filters: readonly Filter[] | null) => {
    setRows(filters && { mode, filters });
  };
  if (place.kind === 'start') return <Start {...props} mode={mode} />;
  if (place.kind === 'compare')
    return (
      <Compare
        compare={place.compare}
        attributes={props.attributes}
        segmentation={props.segmentation}
        views={props.views}
        rows={shownRows}
        onRows={onRows}
      />
    );
  return <Chart {...props} mode={mode} spec={place.spec} rows={shownRows} onRows={onRows} />;
}

interface ChartViewProps extends ExploreProps {
  mode: string;
  spec: ExploreSpec;
  rows: readonly Filter[] | null;
  onRows: (filters: readonly Filter[] | null) => void;
}

function Chart({ attributes, segmentation, views, questions, mode, spec, rows, onRows }: ChartViewProps) {
  const { t, say } = useLocale();
  const steps = useSteps();
  const { data, error, loading, refetch } = useQuery('explore.chart', { spec, slot: SLOT }, { keep: true });
  const [dialog, setDialog] = useState<'save' | 'pin' | null>(null);
  const stopped = error?.code === 'cancelled';
  const name = viewName(spec, attributes, t);
  const onMark = (filters: readonly Filter[] | null, wanted: boolean) => {
    if (filters === null) return;
    const next = narrowed(spec.filters, filters);
    if (wanted) onRows(next);
    else if (filters.length > 0 && JSON.stringify(next) !== JSON.stringify(spec.filters)) setFilters(spec, next);
    else onRows(next);
  };
  const drawn = [spec.x, spec.y, spec.measure.attribute, spec.split].filter((field) => typeof field === 'number');
  return (
    <>
      <ViewHeader
        title={
          <span className="xfinding">{data?.finding ? say(data.finding) : data ? t('exploreUi:nobody') : name}</span>
        }
        basis={
          data
            ? t(spec.filters.length > 0 ? 'exploreUi:basisOf' : 'exploreUi:basis', {
                name,
                n: data.inView,
                total: data.total,
                things: t(`explore:things.${data.things}`),
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
              }}
            >
              {t('exploreUi:compare')}
            </Button>
            <Button
              disabled={!data}
              onClick={() => {
                setDialog('pin');
              }}
            >
              {t('exploreUi:pin')}
            </Button>
            <Button
              kind="primary"
              disabled={!data}
              onClick={() => {
                setDialog('save');
              }}
            >
              {t('exploreUi:save')}
            </Button>
          </>
        }
      />
      <Shelf
        spec={spec}
        attributes={attributes}
        segments={segmentation !== null}
        result={data ?? null}
        onChange={(change) => {
          show({ kind: 'chart', spec: { ...spec, ...change } });
        }}
      />
      <Chips
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
      {error && !stopped ? <Failed error={error} retry={refetch} /> : null}
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
            <Side views={views} questions={questions ?? []} mode={mode} />
          )
        }
      >
        {data ? (
          <div className={loading ? 'xmain waits' : 'xmain'} aria-busy={loading || undefined}>
            {data.n === 0 ? (
              <EmptyState
                why={
                  data.inView === 0
                    ? t('customersUi:noMatch')
                    : t('exploreUi:noValues', {
                        name: fieldName(spec.x, attributes, t),
                        who: t(`explore:who.${data.things}`),
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
            ) : (
              <ChartPanel spec={spec} result={data} attributes={attributes} onMark={onMark} />
            )}
          </div>
        ) : error && !stopped ? (
          <div />
        ) : (
          <Waiting />
        )}
      </ViewBody>
      {dialog === 'save' ? (
        <SaveDialog
          spec={spec}
          proposed={name}
          onClose={() => {
            setDialog(null);
          }}
        />
      ) : null}
      {dialog === 'pin' && data ? (
        <PinDialog
          spec={spec}
          result={data}
          title={name}
          onClose={() => {
            setDialog(null);
          }}
        />
      ) : null}
    </>
  );
}
