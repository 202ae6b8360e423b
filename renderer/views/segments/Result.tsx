import { useEffect, useState } from 'react';
import type { Segment, Segmentation } from '../../../shared/contract/segments.ts';
import type { Progress } from '../../../shared/frames.ts';
import { useJob } from '../../state/jobs.ts';
import { useCommand } from '../../state/queries.ts';
import { clearSelection, go, useStore } from '../../state/store.ts';
import { Button, Notice, Running, useLocale, ViewBody, ViewHeader } from '../../ui/index.ts';
import { Candidates } from './Candidates.tsx';
import { FeaturesDialog } from './FeaturesDialog.tsx';
import { ProfilePanel } from './ProfilePanel.tsx';
import { RangeDialog } from './RangeDialog.tsx';
import { AnewDialog, type RunChoice, runInput } from './RunControls.tsx';
import { ScatterPanel } from './ScatterPanel.tsx';
import { SegmentInspector } from './SegmentInspector.tsx';
import { SegmentList } from './SegmentList.tsx';
import { SensitiveUsed } from './SensitiveWhy.tsx';
import s from './Result.module.css';

/** The groups that were found: their list, the map, their profile, and how to find others. */
export function Result({ segmentation }: { segmentation: Segmentation }) {
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const runs = useRuns(segmentation);
  const draft = useDraftCards();
  const exclude = useCommand('segments.exclude');
  const segment = useSelected(segmentation);
  return (
    <>
      <Head
        segmentation={segmentation}
        busy={runs.busy}
        drafting={draft.running}
        onDialog={setDialog}
        onDraft={() => void draft.run()}
      />
      {/* above the notices: what is told meanwhile must not move the button under the pointer */}
      {runs.busy ? <Running progress={runs.progress} onStop={runs.stop} /> : null}
      {segmentation.stale ? <Stale why={segmentation.staleWhy} busy={runs.busy} onAgain={runs.again} /> : null}
      {segmentation.placed ? <PlacedBy placed={segmentation.placed} /> : null}
      <SensitiveUsed by={segmentation.by} />
      <ViewBody
        inspector={
          segment ? (
            <SegmentInspector
              segmentation={segmentation}
              segment={segment}
              drafting={draft.running}
              onDraft={() => void draft.run([segment.id])}
            />
          ) : undefined
        }
      >
        <div className={s.segments}>
          <div className={s.left}>
            <SegmentList segmentation={segmentation} />
            <Candidates
              segmentation={segmentation}
              busy={runs.busy}
              onChoose={runs.choose}
              onAll={() => setDialog('range')}
            />
          </div>
          <ScatterPanel
            segmentation={segmentation}
            onExclude={(id) => {
              const one = segmentation.segments.find((segment) => segment.id === id);
              if (one) void exclude.run({ segment: id, excluded: !one.excluded });
            }}
          />
          {segmentation.segments.length > 1 ? <ProfilePanel segmentation={segmentation} /> : null}
        </div>
      </ViewBody>
      {dialog ? (
        <OpenDialog name={dialog} segmentation={segmentation} runs={runs} onClose={() => setDialog(null)} />
      ) : null}
    </>
  );
}

/** The segment that is selected, else the first. A selection of one that is no more is cleared. */
function useSelected({ segments }: Segmentation): Segment | undefined {
  const selected = useStore((state) => state.selection.segment);
  useEffect(() => {
    if (selected !== null && !segments.some((one) => one.id === selected)) clearSelection();
  }, [segments, selected]);
  return segments.find((one) => one.id === selected) ?? segments[0];
}

interface Runs {
  /** another clustering is on its way */
  readonly busy: boolean;
  readonly progress: Progress | null;
  stop(): void;
  /** from the same seed, with what is there now */
  again(): void;
  anew(choice: RunChoice): void;
  choose(k: number): void;
}

function useRuns({ by: { seed } }: Segmentation): Runs {
  const rerun = useJob('segments.run');
  const choose = useJob('segments.choose');
  return {
    busy: rerun.running || choose.running,
    progress: rerun.progress ?? choose.progress,
    stop: rerun.running ? rerun.cancel : choose.cancel,
    again: () => void rerun.run({ k: 'auto', seed }),
    anew: (choice) => void rerun.run(runInput(choice)),
    choose: (k) => void choose.run({ k }),
  };
}

/** Cards of some segments, or of all; the first that was made is opened. */
function useDraftCards() {
  const { running, run } = useJob('personas.draft');
  return {
    running,
    run: async (segments?: number[]) => {
      const made = await run(segments ? { segments } : {});
      if (made?.[0]) go({ view: 'personas', id: made[0].id });
    },
  };
}

type DialogName = 'features' | 'anew' | 'range';

interface HeadProps {
  segmentation: Segmentation;
  busy: boolean;
  drafting: boolean;
  onDialog: (name: DialogName) => void;
  onDraft: () => void;
}

function Head({ segmentation, busy, drafting, onDialog, onDraft }: HeadProps) {
  const { t, say } = useLocale();
  const { headline, stale, n, reads, by } = segmentation;
  return (
    <ViewHeader
      title={say(headline)}
      stale={stale}
      basis={t('segmentsUi:basis', { n, count: reads.length, seed: by.seed })}
      actions={
        <>
          <Button onClick={() => onDialog('anew')} disabled={busy}>
            {t('segmentsUi:anew')}
          </Button>
          <Button onClick={() => onDialog('features')}>{t('segmentsUi:features')}</Button>
          <Button kind="primary" busy={drafting} disabled={busy} onClick={onDraft}>
            {t('segmentsUi:draft')}
          </Button>
        </>
      }
    />
  );
}

/** The customers came later than the segments: whom their model moved, and who is unlike all of them. */
function PlacedBy({ placed }: { placed: NonNullable<Segmentation['placed']> }) {
  const { say } = useLocale();
  const [first, ...others] = placed.said;
  return (
    <Notice tone="calm" title={say(first!)}>
      {others.map((said, i) => (
        <p key={i}>{say(said)}</p>
      ))}
    </Notice>
  );
}

/** The data has changed since; why, and the same again. */
function Stale({ why, busy, onAgain }: { why: Segmentation['staleWhy']; busy: boolean; onAgain: () => void }) {
  const { t, say } = useLocale();
  return (
    <Notice
      title={t('segmentsUi:stale')}
      actions={
        <Button kind="ghost" busy={busy} onClick={onAgain}>
          {t('segmentsUi:again')}
        </Button>
      }
    >
      {why ? say(why) : null}
    </Notice>
  );
}

interface OpenDialogProps {
  name: DialogName;
  segmentation: Segmentation;
  runs: Runs;
  onClose: () => void;
}

function OpenDialog({ name, segmentation, runs, onClose }: OpenDialogProps) {
  if (name === 'range') return <RangeDialog by={segmentation.by} onChoose={runs.choose} onClose={onClose} />;
  if (name === 'anew')
    return (
      <AnewDialog
        seed={segmentation.by.seed}
        onClose={onClose}
        onRun={(choice) => {
          onClose();
          runs.anew(choice);
        }}
      />
    );
  return (
    <FeaturesDialog
      onClose={onClose}
      onRun={() => {
        onClose();
        runs.again();
      }}
    />
  );
}
