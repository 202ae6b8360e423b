import { useEffect, useRef, useState } from 'react';
import type { In } from '../../../shared/contract.ts';
import type { TermChange } from '../../../shared/contract/dictionary.ts';
import type {
  ColumnOverride,
  ImportMode,
  Inspection,
  ReadOptions,
  Receipt,
  Rename,
} from '../../../shared/contract/sources.ts';
import type { Mapping, SourceKind } from '../../../shared/domain.ts';
import type { ErrorEnvelope, Progress } from '../../../shared/frames.ts';
import { client } from '../../state/connection.ts';
import { useJob, type JobState } from '../../state/jobs.ts';
import { ask, attempt } from '../../state/queries.ts';
import { saveRecipe } from '../../state/recipes.ts';
import { go, useStore } from '../../state/store.ts';
import { keepPassword, passwordOf } from './password.ts';
import { keepPlan, planNow, withColumn, withTerm, type Plan } from './plan.ts';
import { markDone } from './queue.ts';

/** The wizard's work on one file: looking at it again after each change, and storing it. */
export interface Intake extends Choices {
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
  look(): void;
  stopLooking(): void;
  /** look again with the password of the file */
  unlock(password: string): void;
  store(): void;
  stopStoring(): void;
}

/** What the reader can settle about the file. */
interface Choices {
  setRead(change: ReadOptions): void;
  /** `again`: the change alters how cells are read or masked, so the file is looked at again */
  setColumn(change: ColumnOverride, again: boolean): void;
  setColumns(columns: readonly ColumnOverride[], again: boolean): void;
  /** what a column is called: kept with the plan, so that a file that does not go in leaves no name behind */
  describe(change: TermChange): void;
  setMode(mode: ImportMode): void;
  /** null: as proposed. A change of kind forgets changes of the mapping */
  setKind(kind: SourceKind | null): void;
  setMapping(change: Mapping): void;
  /** this file is the next one of an earlier source: its columns under the earlier names, with the earlier settings */
  setSeries(series: {
    into: number;
    mode: ImportMode;
    rename: Rename;
    columns: readonly ColumnOverride[];
    kind: SourceKind;
    mapping: Mapping;
  }): void;
  setRecipe(recipe: boolean): void;
  setStep(step: Plan['step']): void;
}

/** What is proposed for a file that is known by its bytes, its keys or its headers. */
const DEFAULT_MODE = { hash: 'skip', key: 'update', headers: 'add' } as const;

export function useIntake(plan: Plan): Intake {
  const inspect = useJob('sources.inspect', { quiet: true });
  const load = useJob('sources.import', { quiet: true });
  const { fileId } = plan.file;
  const inspection = useNewestLook(inspect.result, fileId);
  const look = ({ file, read, columns, kind, mapping }: Plan) => {
    inspect.cancel();
    void inspect.run({
      fileId: file.fileId,
      ...passwordOf(file.fileId),
      read,
      columns: [...columns],
      mapping,
      ...(kind ? { kind } : {}),
    });
  };
  useFirstLook(fileId, look);
  useEndOfImport(load, plan.importing);

  const change = (part: Partial<Plan>, again: boolean) => {
    const next = { ...(planNow() ?? plan), ...part };
    keepPlan(next);
    if (again) look(next);
  };
  const known = inspection?.known ?? null;
  const mode = plan.mode ?? (known ? DEFAULT_MODE[known.how] : null);
  const store = async () => {
    change({ importing: new Date().toISOString() }, false);
    const receipt = await load.run(importOf(planNow() ?? plan, mode, known?.sourceId));
    const now = planNow();
    if (receipt) finish(receipt);
    else if (now) keepPlan({ ...now, importing: null });
  };
  return {
    ...choices(plan, change),
    plan,
    inspection,
    looking: inspect.running,
    lookProgress: inspect.progress,
    lookError: inspect.error,
    storing: load.running || (plan.importing !== null && !load.error),
    storeProgress: load.progress,
    storeError: load.error,
    mode,
    look: () => {
      look(planNow() ?? plan);
    },
    stopLooking: inspect.cancel,
    unlock: (password) => {
      keepPassword(fileId, password);
      look(planNow() ?? plan);
    },
    store: () => void store(),
    stopStoring: load.cancel,
  };
}

/** The last answer stays while the file is looked at again; one to another file is nothing. */
function useNewestLook(result: Inspection | undefined, fileId: string): Inspection | null {
  const [inspection, setInspection] = useState<Inspection | null>(null);
  if (result && result !== inspection && result.fileId === fileId) setInspection(result);
  return inspection?.fileId === fileId ? inspection : null;
}

/** A file is looked at when it comes up, unless an import or a look from before a reload goes on. */
function useFirstLook(fileId: string, look: (plan: Plan) => void): void {
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
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
      if (still?.file.fileId === fileId) latest.current(still);
    })();
    return () => {
      gone = true;
    };
  }, [fileId]);
}

/** An import taken up after a reload ends here; one of this window in `store`. */
function useEndOfImport({ result, running }: JobState<'sources.import'>, importing: string | null): void {
  useEffect(() => {
    if (result) finish(result);
  }, [result]);

  // one that was stopped has no result: the wizard comes back
  const ran = useRef(false);
  useEffect(() => {
    if (ran.current && !running && importing !== null) void endedMeanwhile(importing);
    ran.current = running;
  }, [running, importing]);
}

/** Each choice as a change of the plan. */
function choices(drawn: Plan, change: (part: Partial<Plan>, again: boolean) => void): Choices {
  // two choices may come between two drawings: the second builds on the first
  const now = (): Plan => planNow() ?? drawn;
  return {
    setRead: (read) => {
      change({ read: { ...now().read, ...read } }, true);
    },
    setColumn: (column, again) => {
      change({ columns: withColumn(now().columns, column) }, again);
    },
    setColumns: (columns, again) => {
      change({ columns }, again);
    },
    describe: (term) => {
      change({ terms: withTerm(now().terms, term) }, false);
    },
    setMode: (mode) => {
      change({ mode }, false);
    },
    setKind: (kind) => {
      change({ kind, mapping: {} }, true);
    },
    setMapping: (mapping) => {
      change({ mapping: { ...now().mapping, ...mapping } }, true);
    },
    setSeries: ({ columns, ...series }) => {
      change({ ...series, columns: columns.reduce(withColumn, [...now().columns]) }, true);
    },
    setRecipe: (recipe) => {
      change({ recipe }, false);
    },
    setStep: (step) => {
      change({ step }, false);
    },
  };
}

/** A plan as the core takes it; earlier names and the earlier source only where the file follows one. */
function importOf(plan: Plan, mode: ImportMode | null, known: number | undefined): In<'sources.import'> {
  const { file, read, columns, mapping, kind, rename, into, terms } = plan;
  const series = mode === 'update' || mode === 'add' || mode === 'replace';
  const target = into ?? known;
  return {
    fileId: file.fileId,
    ...passwordOf(file.fileId),
    read,
    columns: [...columns],
    terms: [...terms],
    mapping,
    ...(kind ? { kind } : {}),
    ...(mode ? { mode } : {}),
    ...(series && rename ? { rename } : {}),
    ...(series && target !== undefined ? { into: target } : {}),
  };
}

/** The receipt is a place of its own: a reload comes back to it. With more files waiting the next one comes up. */
function finish(receipt: Receipt): void {
  const plan = planNow();
  // the answer of the call and the job's own result both come here
  if (!plan) return;
  const { recipe } = plan;
  keepPlan(null);
  if (recipe) void attempt(saveRecipe);
  const left = markDone(receipt);
  if (useStore.getState().route.view !== 'sources') return;
  if (left) go({ view: 'sources', mode: 'queue' });
  else go({ view: 'sources', id: receipt.sourceId });
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

/** Is a job of this kind running, perhaps from before a reload? */
const runs = async (op: string) =>
  (await ask('workspace.jobs', {})).some((job) => job.op === op && job.state === 'running');
