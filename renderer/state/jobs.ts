import { useCallback, useEffect, useRef, useState } from 'react';
import type { In, OpName, Out } from '../../shared/contract.ts';
import type { JobInfo } from '../../shared/contract/workspace.ts';
import type { ErrorEnvelope, Progress } from '../../shared/frames.ts';
import { client } from './connection.ts';
import { envelopeOf } from './answers.ts';
import { tellFailure, useQuery } from './queries.ts';

/** How often the progress of running jobs is read for the tray and after a reload. */
const POLL_MS = 400;

/** Running and ended jobs, newest first; read again and again while one runs. */
export function useJobs(): readonly JobInfo[] {
  const { data, refetch } = useQuery('workspace.jobs', {});
  const running = data?.some((job) => job.state === 'running') ?? false;
  useEffect(() => {
    if (!running) return undefined;
    const timer = window.setInterval(refetch, POLL_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [running, refetch]);
  return data ?? [];
}

/** Ask a job to stop, by its id. */
export async function cancelJob(id: string): Promise<void> {
  await client().call('workspace.cancelJob', { id });
}

/** A job as a view sees it. */
export interface JobState<K extends OpName> {
  /** the output, or undefined when it failed or was cancelled */
  run(input: In<K>): Promise<Out<K> | undefined>;
  cancel(): void;
  readonly running: boolean;
  readonly progress: Progress | null;
  readonly error: ErrorEnvelope | null;
  readonly result: Out<K> | undefined;
  reset(): void;
}

interface Own<T> {
  readonly running: boolean;
  readonly progress: Progress | null;
  readonly error: ErrorEnvelope | null;
  readonly result: T | undefined;
}
const still = { running: false, progress: null, error: null, result: undefined };

/**
 * One kind of job. A reload loses the call, not the job: one of this kind that is found running is taken up, with its
 * progress and, in the end, its result (`attach: false` leaves it alone). A newer `run` replaces an older one in view.
 * `quiet`: the caller shows `error`.
 */
export function useJob<K extends OpName>(
  op: K,
  { quiet = false, attach = true }: { quiet?: boolean; attach?: boolean } = {},
): JobState<K> {
  const [own, setOwn] = useState<Own<Out<K>>>(still);
  /** the job list lags behind the answers: what began before our last run ended is not news */
  const [since, setSince] = useState('');
  const controller = useRef<AbortController | null>(null);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const jobs = useJobs();
  const found =
    own.running || !attach
      ? undefined
      : jobs.find((job) => job.op === op && job.state === 'running' && job.startedAt > since);
  const attached = useAttached(op, found, setOwn, quiet);

  const run = useCallback(
    async (input: In<K>): Promise<Out<K> | undefined> => {
      const mine = new AbortController();
      controller.current = mine;
      const newest = () => mounted.current && controller.current === mine;
      setOwn({ ...still, running: true });
      try {
        const result = await client().call(op, input, {
          signal: mine.signal,
          onProgress: (progress) => {
            if (newest()) setOwn((state) => ({ ...state, progress }));
          },
        });
        if (newest()) {
          setSince(new Date().toISOString());
          setOwn({ ...still, result });
        }
        return result;
      } catch (failure) {
        const error = envelopeOf(failure);
        if (newest()) {
          setSince(new Date().toISOString());
          setOwn({ ...still, error });
          if (!quiet) tellFailure(error);
        }
        return undefined;
      }
    },
    [op, quiet],
  );
  const cancel = useCallback(() => {
    controller.current?.abort();
    if (found) void cancelJob(found.id);
  }, [found]);
  const reset = useCallback(() => {
    controller.current = null;
    setOwn(still);
  }, []);
  return {
    run,
    cancel,
    reset,
    running: own.running || attached !== undefined,
    progress: own.running ? own.progress : (attached?.progress ?? null),
    error: own.error,
    result: own.result,
  };
}

/** Follow a job that this view did not start, and take its outcome when it ends. */
function useAttached<K extends OpName>(
  op: K,
  found: JobInfo | undefined,
  setOwn: (own: Own<Out<K>>) => void,
  quiet: boolean,
): JobInfo | undefined {
  const jobs = useJobs();
  const following = useRef<string | null>(null);
  useEffect(() => {
    if (found) {
      following.current = found.id;
      return;
    }
    const ended = jobs.find((job) => job.id === following.current && job.state !== 'running');
    if (!ended) return;
    following.current = null;
    if (ended.state === 'failed' && ended.error) {
      setOwn({ ...still, error: ended.error });
      if (!quiet) tellFailure(ended.error);
    } else if (ended.state === 'done') {
      void client()
        .call('workspace.jobResult', { id: ended.id })
        .then((result) => {
          setOwn({ ...still, result: result as Out<K> });
        })
        .catch((error: unknown) => {
          tellFailure(envelopeOf(error));
        });
    }
  }, [found, jobs, op, quiet, setOwn]);
  return found;
}
