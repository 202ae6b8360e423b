import { useEffect, useState } from 'react';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { FEW_CUSTOMERS } from '../../../shared/domain.ts';
import { useJob } from '../../state/jobs.ts';
import { useCommand, useQuery } from '../../state/queries.ts';
import { clearSelection, go, useStore } from '../../state/store.ts';
import { Button } from '../../ui/Button.tsx';
import { useLocale } from '../../ui/locale.ts';
import { Running } from '../../ui/Running.tsx';
import { EmptyState, Failed, Notice, Waiting } from '../../ui/small.tsx';
import { ViewBody, ViewHeader } from '../../ui/View.tsx';
import { Candidates } from './Candidates.tsx';
import { FeaturesDialog } from './FeaturesDialog.tsx';
import { ProfilePanel } from './ProfilePanel.tsx';
import { RangeDialog } from './RangeDialog.tsx';
import { AnewDialog, DEFAULT_CHOICE, RunControls, type RunChoice, runInput } from './RunControls.tsx';
import { ScatterPanel } from './ScatterPanel.tsx';
import { SegmentInspector } from './SegmentInspector.tsx';
import { SegmentList } from './SegmentList.tsx';
import './list.css';
import './plot.css';
import './profile.css';
import './inspector.css';
import './setup.css';

/** Step 3: find the groups, see them, name them. */
export function SegmentsView() {
  const { t } = useLocale();
  const info = useQuery('workspace.info', {});
  const current = useQuery('segments.current', {}, { keep: true });
  if (current.error) return <Failed error={current.error} retry={current.refetch} />;
  if (!info.data || current.data === undefined) return <Waiting />;
  if (info.data.customers === 0)
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
  return current.data ? <Result segmentation={current.data} /> : <Setup customers={info.data.customers} />;
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
      <div className="setup">
        <RunControls choice={choice} onChange={setChoice} />
        <div className="acts">
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

function Result({ segmentation }: { segmentation: Segmentation }) {
  const { t, say } = useLocale();
  const selected = useStore((state) => state.selection.segment);
  const [features, setFeatures] = useState(false);
  const [range, setRange] = useState(false);
  const [anew, setAnew] = useState(false);
  const rerun = useJob('segments.run');
  const choose = useJob('segments.choose');
  const draft = useJob('personas.draft');
  const exclude = useCommand('segments.exclude');
  const segment = segmentation.segments.find((s) => s.id === selected) ?? segmentation.segments[0];
  useEffect(() => {
    if (selected !== null && !segmentation.segments.some((s) => s.id === selected)) clearSelection();
  }, [segmentation, selected]);
  const busy = rerun.running || choose.running;
  const again = () => {
    setFeatures(false);
    void rerun.run({ k: 'auto', seed: segmentation.seed });
  };
  const draftCards = async (segments?: number[]) => {
    const made = await draft.run(segments ? { segments } : {});
    if (made?.[0]) go({ view: 'personas', id: made[0].id });
  };
  return (
    <>
      <ViewHeader
        title={say(segmentation.headline)}
        stale={segmentation.stale}
        basis={t('segmentsUi:basis', {
          n: segmentation.n,
          count: segmentation.features.length,
          seed: segmentation.seed,
        })}
        actions={
          <>
            <Button onClick={() => setAnew(true)} disabled={busy}>
              {t('segmentsUi:anew')}
            </Button>
            <Button onClick={() => setFeatures(true)}>{t('segmentsUi:features')}</Button>
            <Button kind="primary" busy={draft.running} disabled={busy} onClick={() => void draftCards()}>
              {t('segmentsUi:draft')}
            </Button>
          </>
        }
      />
      {segmentation.stale ? (
        <Notice
          title={t('segmentsUi:stale')}
          actions={
            <Button kind="ghost" busy={busy} onClick={again}>
              {t('segmentsUi:again')}
            </Button>
          }
        >
          {segmentation.staleWhy ? say(segmentation.staleWhy) : null}
        </Notice>
      ) : null}
      {busy ? (
        <Running progress={rerun.progress ?? choose.progress} onStop={rerun.running ? rerun.cancel : choose.cancel} />
      ) : null}
      <ViewBody
        inspector={
          segment ? (
            <SegmentInspector
              segmentation={segmentation}
              segment={segment}
              drafting={draft.running}
              onDraft={() => void draftCards([segment.id])}
            />
          ) : undefined
        }
      >
        <div className="segments">
          <div className="segments-left">
            <SegmentList segmentation={segmentation} />
            <Candidates
              segmentation={segmentation}
              busy={busy}
              onChoose={(k) => void choose.run({ k })}
              onAll={() => setRange(true)}
            />
          </div>
          <ScatterPanel
            segmentation={segmentation}
            onExclude={(id) => {
              const one = segmentation.segments.find((s) => s.id === id);
              if (one) void exclude.run({ segment: id, excluded: !one.excluded });
            }}
          />
          {segmentation.segments.length > 1 ? <ProfilePanel segmentation={segmentation} /> : null}
        </div>
      </ViewBody>
      {features ? <FeaturesDialog onClose={() => setFeatures(false)} onRun={again} /> : null}
      {anew ? (
        <AnewDialog
          seed={segmentation.seed}
          onClose={() => setAnew(false)}
          onRun={(choice) => {
            setAnew(false);
            void rerun.run(runInput(choice));
          }}
        />
      ) : null}
      {range ? (
        <RangeDialog
          segmentation={segmentation}
          onChoose={(k) => void choose.run({ k })}
          onClose={() => setRange(false)}
        />
      ) : null}
    </>
  );
}
