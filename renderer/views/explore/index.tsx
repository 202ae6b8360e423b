import { useEffect, useMemo, useState } from 'react';
import type { Filter } from '../../../shared/contract/customers.ts';
import { useAttributes } from '../../state/attributes.ts';
import { useQuery } from '../../state/queries.ts';
import { go, keepDraft } from '../../state/store.ts';
import { Button, EmptyState, Failed, useLocale, Waiting } from '../../ui/index.ts';
import { ChartView, type ExploreProps } from './ChartView.tsx';
import { Compare } from './Compare.tsx';
import { placeOf, useMode } from '../../state/explorePlace.ts';
import { Start } from './Start.tsx';

/** Exploring: a question about the customers, answered with a chart, its figures and a sentence. */
export function ExploreView() {
  const { t } = useLocale();
  const attributes = useAttributes();
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
  return <ChartView {...props} mode={mode} spec={place.spec} rows={shownRows} onRows={onRows} />;
}
