import { useState } from 'react';
import { FEW_CUSTOMERS } from '../../../shared/domain.ts';
import { useJob } from '../../state/jobs.ts';
import { both, useQuery } from '../../state/queries.ts';
import { go } from '../../state/store.ts';
import { Button, EmptyState, Failed, Notice, Running, useLocale, ViewHeader, Waiting } from '../../ui/index.ts';
import { FeaturesDialog } from './FeaturesDialog.tsx';
import { Result } from './Result.tsx';
import { DEFAULT_CHOICE, RunControls, type RunChoice, runInput } from './RunControls.tsx';
import s from './index.module.css';

/** Step 3: find the groups, see them, name them. */
export function SegmentsView() {
  const { t } = useLocale();
  const info = useQuery('workspace.info', {});
  const current = useQuery('segments.current', {}, { keep: true });
  const asked = both(info, current);
  if (asked.error) return <Failed error={asked.error} retry={asked.refetch} />;
  if (!asked.data) return <Waiting />;
  const [workspace, segmentation] = asked.data;
  const customers = workspace?.customers ?? 0;
  if (customers === 0)
    return (
      <EmptyState
        why={t('segmentsUi:noData')}
        action={
          <Button kind="primary" onClick={() => go({ view: 'sources' })}>
            {t('segmentsUi:importFirst')}
          </Button>
        }
      />
    );
  return segmentation ? <Result segmentation={segmentation} /> : <Setup customers={customers} />;
}

/** Nothing clustered yet: one button with sensible defaults, and the choices that matter. */
function Setup({ customers }: { customers: number }) {
  const { t, fmt, say } = useLocale();
  const run = useJob('segments.run', { quiet: true });
  const [choice, setChoice] = useState<RunChoice>(DEFAULT_CHOICE);
  const [features, setFeatures] = useState(false);
  const start = () => {
    setFeatures(false);
    void run.run(runInput(choice));
  };
  return (
    <>
      <ViewHeader title={t('segmentsUi:setupTitle')} basis={t('segmentsUi:setupBasis', { n: customers })} />
      {customers < FEW_CUSTOMERS ? <FewNotice title={t('segmentsUi:fewTitle', { n: fmt.number(customers) })} /> : null}
      {run.error ? <Notice tone="danger">{run.error.said ? say(run.error.said) : run.error.message}</Notice> : null}
      <div className={s.setup}>
        <RunControls choice={choice} onChange={setChoice} />
        <div className={s.acts}>
          <Button kind="primary" size="lg" busy={run.running} onClick={start}>
            {t('segmentsUi:find')}
          </Button>
          <Button size="lg" disabled={run.running} onClick={() => setFeatures(true)}>
            {t('segmentsUi:features')}
          </Button>
        </div>
        {run.running ? <Running progress={run.progress} onStop={run.cancel} /> : null}
      </div>
      {features ? <FeaturesDialog onClose={() => setFeatures(false)} onRun={start} /> : null}
    </>
  );
}

/** Too few to cluster: say so, and lead elsewhere. */
function FewNotice({ title }: { title: string }) {
  const { t } = useLocale();
  return (
    <Notice
      title={title}
      actions={
        <>
          <Button kind="ghost" onClick={() => go({ view: 'customers' })}>
            {t('segmentsUi:viewCustomers')}
          </Button>
          <Button kind="ghost" onClick={() => go({ view: 'personas' })}>
            {t('segmentsUi:cardsByHand')}
          </Button>
        </>
      }
    >
      {t('segmentsUi:fewWhy', { floor: FEW_CUSTOMERS })}
    </Notice>
  );
}
