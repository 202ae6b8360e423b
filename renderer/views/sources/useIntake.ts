import { useEffect, useRef, useState } from 'react';
import type { ColumnOverride, ImportMode, Inspection, ReadOptions, Receipt } from '../../../shared/contract/sources.ts';
import type { ErrorEnvelope, Progress } from '../../../shared/frames.ts';
import { client } from '../../state/connection.ts';
import { useJob } from '../../state/jobs.ts';
import { ask } from '../../state/queries.ts';
import { go, useStore } from '../../state/store.ts';
import { keepPlan, planNow, withColumn, type Plan } from './plan.ts';

/** The wizard's work on one file: looking at it again after each change, and storing it. */
export interface Intake {
  readonly plan: Plan;
  /** the newest look at the file; while `looking` it may be the one before */
  readonly inspection: Inspection | null;
  readonly looking: boolean;
  readonly lookProgress: Progress | null;
  readonly lookError: ErrorEnvelope | null;
  readonly storing: boolean;
  readonly storeProgress: Progress | null;
  readonly storeError: ErrorEnvelope | null;
  readonly mode: ImportMode | null;
  setRead(change: ReadOptions): void;
  /** `again`: the change alters how cells are read or masked, so the file is looked at again */
  setColumn(change: ColumnOverride, again: boolean): void;
  setColumns(columns: readonly ColumnOverride[], again: boolean): void;
  setMode(mode: ImportMode): void;
  setStep(step: Plan['step']): void;
  look(): void;
  stopLooking(): void;
  store(): void;
  stopStoring(): void;
}

/** Is a job of this kind running, perhaps from before a reload? */
const runs = async (op: string) =>
  (await ask('workspace.jobs', {})).some((job) => job.op === op && job.state === 'running');

/** The receipt is a place of its own: a reload comes back to it. */
function finish(receipt: Receipt): void {
  keepPlan(null);
  if (useStore.getState().route.view === 'sources') go({ view: 'sources', id: receipt.sourceId });
}

/** An import that ended while this window was being loaded again. */
async function endedMeanwhile(since: string): Promise<void> {
  const jobs = await ask('workspace.jobs', {});
  const job = jobs.find(({ op, startedAt }) => op === 'sources.import' && startedAt >= since);
  if (job?.state === 'running') return;
  const plan = planNow();
  if (job?.state === 'done') finish((await client().call('workspace.jobResult', { id: job.id })) as Receipt);
  else if (plan) keepPlan({ ...plan, importing: null });
}

export function useIntake(plan: Plan): Intake {
  const inspect = useJob('sources.inspect', { quiet: true });
  const load = useJob('sources.import', { quiet: true });
  const [inspection, setInspection] = useState<Inspection | null>(null);
  if (inspect.result && inspect.result !== inspection && inspect.result.fileId === plan.file.fileId)
    setInspection(inspect.result);
  const shown = inspection?.fileId === plan.file.fileId ? inspection : null;

  const look = ({ file, read, columns }: Plan) => {
    inspect.cancel();
    void inspect.run({ fileId: file.fileId, read, columns: [...columns] });
  };
  const latest = useRef({ look, inspect });
  useEffect(() => {
    latest.current = { look, inspect };
  });
  const { fileId } = plan.file;
  useEffect(() => {
    let gone = false;
    void (async () => {
      const now = planNow();
      if (!now) return;
      if (now.importing !== null) {
        await endedMeanwhile(now.importing);
        if (planNow()?.importing !== null) return;
      }
      if (gone || (await runs('sources.inspect')) || gone) return;
      const still = planNow();
      if (still?.file.fileId === fileId) latest.current.look(still);
    })();
    return () => {
      gone = true;
    };
  }, [fileId]);

  // an import taken up after a reload ends here; one of this window in `store`
  const { result } = load;
  useEffect(() => {
    if (result) finish(result);
  }, [result]);

  // one that was stopped has no result: the wizard comes back
  const { running } = load;
  const { importing } = plan;
  const ran = useRef(false);
  useEffect(() => {
    if (ran.current && !running && importing !== null) void endedMeanwhile(importing);
    ran.current = running;
  }, [running, importing]);

  const change = (part: Partial<Plan>, again: boolean) => {
    const next = { ...(planNow() ?? plan), ...part };
    keepPlan(next);
    if (again) look(next);
  };
  const known = shown?.known ?? null;
  const mode = known ? (plan.mode ?? (known.how === 'hash' ? 'skip' : 'update')) : null;
  return {
    plan,
    inspection: shown,
    looking: inspect.running,
    lookProgress: inspect.progress,
    lookError: inspect.error,
    storing: load.running || (plan.importing !== null && !load.error),
    storeProgress: load.progress,
    storeError: load.error,
    mode,
    setRead: (read) => {
      change({ read: { ...plan.read, ...read } }, true);
    },
    setColumn: (column, again) => {
      change({ columns: withColumn((planNow() ?? plan).columns, column) }, again);
    },
    setColumns: (columns, again) => {
      change({ columns }, again);
    },
    setMode: (chosen) => {
      change({ mode: chosen }, false);
    },
    setStep: (step) => {
      change({ step }, false);
    },
    look: () => {
      look(planNow() ?? plan);
    },
    stopLooking: inspect.cancel,
    store: () => {
      change({ importing: new Date().toISOString() }, false);
      const input = { fileId, read: plan.read, columns: [...plan.columns], ...(mode ? { mode } : {}) };
      void load.run(input).then((receipt) => {
        if (receipt) finish(receipt);
        else {
          const now = planNow();
          if (now) keepPlan({ ...now, importing: null });
        }
      });
    },
    stopStoring: load.cancel,
  };
}
