import type { Out } from '../../../shared/contract.ts';
import { useJob } from '../../state/jobs.ts';
import { useQuery } from '../../state/queries.ts';
import { go, useStore } from '../../state/store.ts';
import { Answered, Button, EmptyState, Segmented, Select, useLocale, ViewHeader } from '../../ui/index.ts';
import { Quality } from './Quality.tsx';
import { Steps } from './Steps.tsx';
import s from './index.module.css';

type Source = Out<'cleaning.sources'>[number];

/** Clean the rows of a file step by step; the rows as they came are never changed. */
export function CleaningView() {
  const sources = useQuery('cleaning.sources', {}, { keep: true });
  return <Answered query={sources}>{(data) => <Chosen sources={data} />}</Answered>;
}

/** The file that is asked for, else the first one. */
function Chosen({ sources }: { sources: readonly Source[] }) {
  const route = useStore((state) => state.route);
  const source = sources.find(({ sourceId }) => sourceId === route.id) ?? sources[0];
  if (!source) return <NoSource />;
  const mode = route.mode === 'quality' ? 'quality' : 'steps';
  return (
    <>
      <Header source={source} sources={sources} mode={mode} />
      {mode === 'quality' ? (
        <Quality key={source.sourceId} sourceId={source.sourceId} />
      ) : (
        <Steps key={source.sourceId} sourceId={source.sourceId} sources={sources} />
      )}
    </>
  );
}

function NoSource() {
  const { t } = useLocale();
  return (
    <EmptyState
      why={t('cleaningUi:noSource')}
      action={
        <Button
          kind="primary"
          onClick={() => {
            go({ view: 'sources' });
          }}
        >
          {t('cleaningUi:import')}
        </Button>
      }
    />
  );
}

function Header({ source, sources, mode }: { source: Source; sources: readonly Source[]; mode: 'steps' | 'quality' }) {
  const { t } = useLocale();
  const table = useQuery('customers.table', {}).data;
  const joined = table?.report !== null && table?.report !== undefined;
  // one file alone has nothing to be joined with: its steps go straight into the customer table
  const whole = joined || table?.sources === 1;
  const run = useJob('cleaning.run');
  const build = useJob('customers.build');
  const { sourceId, enabled, ready } = source;
  const stale = joined ? table.stale !== null : whole ? enabled > 0 : !ready;
  const title = useTitle(source, mode);
  return (
    <ViewHeader
      title={title}
      basis={t('cleaningUi:basis', { name: source.name, rows: source.rows, count: source.steps })}
      modes={
        <>
          {sources.length > 1 ? (
            <Select
              boxed
              className={s.source}
              label={t('cleaningUi:source')}
              value={String(sourceId)}
              options={sources.map(({ sourceId: id, name }) => ({ value: String(id), label: name }))}
              onChange={(id) => {
                go({ view: 'cleaning', id: Number(id), mode });
              }}
            />
          ) : null}
          <Segmented
            label={t('cleaningUi:mode')}
            value={mode}
            options={(['steps', 'quality'] as const).map((value) => ({ value, label: t(`cleaningUi:modes.${value}`) }))}
            onChange={(value) => {
              go({ view: 'cleaning', id: sourceId, mode: value });
            }}
          />
        </>
      }
      actions={
        <Button
          kind="primary"
          busy={run.running || build.running}
          disabled={!stale}
          onClick={() => void (whole ? build.run({}) : run.run({ sourceId }))}
        >
          {t(joined ? 'cleaningUi:rebuild' : whole ? 'cleaningUi:applyToCustomers' : 'cleaningUi:apply')}
        </Button>
      }
    />
  );
}

/** What there is to say: about the steps, or about the quality. */
function useTitle({ sourceId, enabled, rows, kept }: Source, mode: 'steps' | 'quality'): string {
  const { t, fmt } = useLocale();
  const { data } = useQuery('cleaning.quality', {}, { keep: true, enabled: mode === 'quality' });
  const quality = data?.sources.find((one) => one.sourceId === sourceId);
  if (mode === 'quality')
    return quality
      ? t(quality.findings.length === 0 ? 'cleaningUi:title.sound' : 'cleaningUi:title.quality', {
          score: fmt.percent(quality.score),
          count: quality.findings.length,
        })
      : t('cleaningUi:title.looking');
  if (enabled === 0) return t('cleaningUi:title.none');
  if (kept === null) return t('cleaningUi:title.waiting', { count: enabled });
  return kept === rows
    ? t('cleaningUi:title.all', { count: enabled, kept })
    : t('cleaningUi:title.done', { count: enabled, kept, dropped: rows - kept });
}
