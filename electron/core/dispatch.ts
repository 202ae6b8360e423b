import type * as z from 'zod';
import { contract, isOperation, type OpName } from '../../shared/contract.ts';
import type { Lang, Said } from '../../shared/domain.ts';
import {
  AppError,
  type Addressed,
  type ClientFrame,
  type CoreFrame,
  type ErrorEnvelope,
  SHELL_CLIENT,
} from '../../shared/frames.ts';
import { LOOKS } from '../../shared/looks.ts';
import { hasMessage, sayIn } from '../../shared/locales/index.ts';
import { recordEdit } from '../db/edits.ts';
import { translated } from '../db/failures.ts';
import type { BaseContext, CommandContext, JobContext, QueryContext, WorkspaceJob } from './area.ts';
import type { Core } from './core.ts';
import type { Job } from './jobs.ts';
import { readersFor } from './readers.ts';

/**
 * Of these several may run at a time: a newer look at a file replaces the older in the view, not in the core; two windows
 * may export, each its own cards.
 */
const PARALLEL = new Set<OpName>(['sources.inspect', 'cleaning.quality', 'personas.export']);

/** These take away what other jobs may be reading: they run without any. */
const ALONE = new Set<OpName>(['sources.forget', 'sources.tidy']);
/** How often a job that waits for one of these looks again. */
const WAIT_MS = 50;

/** Of what nobody can cancel. */
const NEVER = new AbortController().signal;

type AnyHandler = (context: unknown, input: unknown) => unknown;
type WorkspaceJobHandler = (core: Core, input: unknown, job: WorkspaceJob) => unknown;

/** Frames in, frames out: parse, run, answer. */
export class Dispatcher {
  readonly #core: Core;
  readonly #send: (message: Addressed<CoreFrame>) => void;
  /** running calls by client and id, to cancel them */
  readonly #running = new Map<string, { cancel(): void; detach(): void }>();

  constructor(core: Core, send: (message: Addressed<CoreFrame>) => void) {
    this.#core = core;
    this.#send = send;
  }

  async receive({ client, frame }: Addressed<ClientFrame>): Promise<void> {
    const key = `${client} ${frame.id}`;
    if (frame.type === 'cancel') {
      this.#running.get(key)?.cancel();
      return;
    }
    try {
      const output = await this.#call(client, key, frame.op, frame.input, (progress) =>
        this.#send({ client, frame: { type: 'progress', id: frame.id, progress } }),
      );
      this.#send({ client, frame: { type: 'ok', id: frame.id, output } });
    } catch (error) {
      this.#send({ client, frame: { type: 'err', id: frame.id, error: this.envelope(error) } });
    }
  }

  /** A client went away: nobody hears its answers any more; its jobs go on. */
  release(client: string): void {
    for (const [key, call] of this.#running) if (key.startsWith(`${client} `)) call.detach();
  }

  /** Any error as it crosses the border. */
  envelope(error: unknown): ErrorEnvelope {
    const { code, said, details } = this.#known(error);
    return { code, message: sayIn(this.#core.lang(), said), said, ...(details ? { details } : {}) };
  }

  /** Any error as one of ours. What nobody foresaw is logged in full and becomes `internal`. */
  #known(error: unknown): AppError {
    const known = translated(error);
    if (known instanceof AppError) return known;
    this.#core.log(error);
    return new AppError('internal', { key: 'errors:internal' });
  }

  async #call(
    client: string,
    key: string,
    op: string,
    raw: unknown,
    onProgress: (progress: { step: string; done: number; total: number | null }) => void,
  ): Promise<unknown> {
    if (client === SHELL_CLIENT && op.startsWith('shell.')) return this.#core.shellCall(op, raw);
    if (!isOperation(op)) throw new AppError('unknown_operation', { key: 'errors:unknown_operation', values: { op } });
    const input = parseInput(contract[op].input, raw);
    const alone = contract[op].kind === 'command' ? this.#core.aloneUntil() : null;
    if (alone) await alone;
    if (contract[op].kind === 'query') return this.#query(key, op, input);
    if (contract[op].kind === 'command') return this.#run(op, input);
    if (this.#mustWait(op)) await this.#turn(key, op);
    const job = this.#startJob(op, input);
    job.listeners.add(onProgress);
    this.#running.set(key, {
      cancel: () => this.#core.jobs.cancel(job.info.id),
      detach: () => job.listeners.delete(onProgress),
    });
    try {
      return await this.#runJob(op, job, input);
    } finally {
      this.#running.delete(key);
    }
  }

  /**
   * A job nobody called for, as soon as no other runs: a restore that opens the workspace is one. Never rejects; its failure
   * is told by the list of jobs.
   */
  async background(op: OpName, input: unknown): Promise<void> {
    const session = this.#core.sessionOrNull();
    try {
      while (this.#core.jobs.busy(false)) {
        await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
        if (this.#core.sessionOrNull() !== session) return;
      }
      await this.#runJob(op, this.#startJob(op, input), parseInput(contract[op].input, input));
    } catch (error) {
      this.#core.survived(error);
    }
  }

  /** A job that must be alone runs; or one is to begin while a copy is made, which begins by itself and is soon over. */
  #mustWait(op: OpName): boolean {
    return (
      [...ALONE].some((other) => this.#core.jobs.running(other)) ||
      (ALONE.has(op) && this.#core.jobs.running('workspace.makeCopy'))
    );
  }

  /** Wait until no job runs that must be alone. @throws AppError cancelled when the call was meanwhile */
  async #turn(key: string, op: OpName): Promise<void> {
    let cancelled = false;
    this.#running.set(key, { cancel: () => (cancelled = true), detach: () => undefined });
    try {
      while (this.#mustWait(op) && !cancelled) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    } finally {
      this.#running.delete(key);
    }
    if (cancelled) throw new AppError('cancelled', { key: 'errors:cancelled' });
  }

  /** Run a query for a client: what its threads do ends when the client asks for that, or goes away. */
  async #query(key: string, op: OpName, input: unknown): Promise<unknown> {
    const stop = new AbortController();
    const end = () => {
      stop.abort();
    };
    this.#running.set(key, { cancel: end, detach: end });
    try {
      return await this.#run(op, input, stop.signal);
    } finally {
      this.#running.delete(key);
    }
  }

  /** Run a query or a command. */
  #run(op: OpName, input: unknown, signal = NEVER): unknown {
    const handler = this.#core.handlers[op] as AnyHandler;
    if (op.startsWith('workspace.')) return handler(this.#core, input);
    if (contract[op].kind === 'query') return handler(this.#queryContext(signal), input);
    const prepare = this.#core.preparations[op] as ((context: unknown, input: unknown) => Promise<void>) | undefined;
    return prepare
      ? prepare(this.#queryContext(signal), input).then(() => this.#command(op, handler, input))
      : this.#command(op, handler, input);
  }

  #command(op: OpName, handler: AnyHandler, input: unknown): unknown {
    const session = this.#core.session();
    const at = this.#core.now();
    let label: Said | null = null;
    const context: CommandContext = { ...this.#base(), db: session.db, label: (said) => (label = said) };
    const edit = {
      op,
      at,
      get label() {
        return label ?? defaultLabel(op);
      },
    };
    const { result, tables } = this.#core.audited(session.db, op, 'command', () =>
      recordEdit(session.db, edit, () => handler(context, input)),
    );
    this.#core.changed([...tables, 'edit']);
    return result;
  }

  #startJob(op: OpName, input: unknown): Job {
    if (ALONE.has(op) && this.#core.jobs.busy(false)) throw new AppError('busy', { key: 'sources:error.othersRun' });
    if (!PARALLEL.has(op) && this.#core.jobs.running(op)) throw new AppError('busy', { key: 'errors:job_running' });
    const file = typeof input === 'object' && input !== null && 'fileId' in input ? input.fileId : null;
    return this.#core.jobs.start(op, LOOKS.has(op), this.#core.files.refOf(file));
  }

  /** Whatever happens on the way, the job ends. */
  async #runJob(op: OpName, job: Job, input: unknown): Promise<unknown> {
    const db = this.#core.sessionOrNull()?.db;
    const outcome = await this.#outcome(op, job, input);
    try {
      if (job.look) return answerOf(outcome);
      if ('error' in outcome)
        this.#core.audit(db, op, 'job', outcome.error.code === 'cancelled' ? 'cancelled' : 'failed');
      // a job of the workspace as a whole may have opened another: it stands in the trail of that one
      else if (op.startsWith('workspace.')) this.#core.audit(this.#core.sessionOrNull()?.db, op, 'job', 'ok');
      // the row of what a job published was written with it
      else if (!job.committed) this.#core.audit(db, op, 'job', 'ok');
    } finally {
      this.#core.jobs.end(job, 'error' in outcome ? { error: this.envelope(outcome.error) } : outcome);
    }
    return answerOf(outcome);
  }

  /** Run a job's handler to its end. */
  async #outcome(op: OpName, job: Job, input: unknown): Promise<Outcome> {
    const cancelled = () => job.controller.signal.aborted && !job.committed;
    try {
      const handler = this.#core.handlers[op] as AnyHandler;
      const result = await (op.startsWith('workspace.')
        ? (handler as WorkspaceJobHandler)(this.#core, input, this.#workspaceJob(job))
        : handler(this.#jobContext(op, job), input));
      if (!cancelled()) return { result };
    } catch (error) {
      if (!cancelled()) return { error: this.#known(error) };
    }
    return { error: new AppError('cancelled', { key: 'errors:cancelled' }) };
  }

  #workspaceJob(job: Job): WorkspaceJob {
    return {
      signal: job.controller.signal,
      progress: this.#core.jobs.reporter(job),
      commit: () => {
        if (job.controller.signal.aborted) throw new AppError('cancelled', { key: 'errors:cancelled' });
        job.committed = true;
      },
    };
  }

  #base(): BaseContext & { lang: Lang } {
    return { files: this.#core.files, lang: this.#core.lang(), now: () => this.#core.now() };
  }

  #queryContext(signal: AbortSignal): QueryContext {
    const { pool, readers } = this.#core;
    return { ...this.#base(), db: this.#core.session().db, pool, readers: readersFor(readers, signal) };
  }

  #jobContext(op: OpName, job: Job): JobContext {
    const { db } = this.#core.session();
    const report = this.#core.jobs.reporter(job);
    const signal = job.controller.signal;
    const isOpen = () => this.#core.sessionOrNull()?.db === db;
    const alive = () => {
      if (signal.aborted || !isOpen()) throw new AppError('cancelled', { key: 'errors:cancelled' });
    };
    const context: JobContext = {
      ...this.#base(),
      db,
      pool: this.#core.pool,
      readers: readersFor(this.#core.readers, signal),
      signal,
      progress: (step, done, total) => report({ step, done, total }),
      stage: (work) => {
        alive();
        return db.transaction(() => work(db));
      },
      clean: async (step) => {
        try {
          while (isOpen() && db.transaction(() => step(db))) await new Promise((resolve) => setImmediate(resolve));
          return isOpen();
        } catch (error) {
          this.#core.survived(error);
          return false;
        }
      },
      commit: (label, work) => {
        alive();
        const { result, tables } = this.#core.audited(db, op, 'job', () =>
          recordEdit(db, { op, label, at: this.#core.now() }, () => work(db)),
        );
        job.committed = true;
        this.#core.changed([...tables, 'edit']);
        return result;
      },
      seal: (tables, work) => {
        alive();
        const result = this.#core.audited(db, op, 'job', () => work(db));
        job.committed = true;
        this.#core.changed([...tables, 'edit']);
        return result;
      },
      alone: (work) => this.#core.alone(work),
      call: async (name, part) => {
        alive();
        const parsed = parseInput(contract[name].input, part);
        const output =
          contract[name].kind === 'job'
            ? await this.#runPart(name, job, parsed)
            : await this.#run(name, parsed, signal);
        return output as never;
      },
      copies: {
        before: (reason) => this.#core.copies.before(reason, { signal, progress: report }),
        renew: () => this.#core.copies.renew({ signal, progress: report }),
      },
      follow: (next) => this.#core.follow(context, next),
      breathe: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        alive();
      },
    };
    return context;
  }

  /** A job as a part of another: same signal and progress; the whole can be cancelled until the last part is done. */
  async #runPart(op: OpName, job: Job, input: unknown): Promise<unknown> {
    const handler = this.#core.handlers[op] as AnyHandler;
    const result = await handler(this.#jobContext(op, job), input);
    job.committed = false;
    return result;
  }
}

/** How an edit is called when its handler does not say. @throws when the messages have no name for it */
function defaultLabel(op: OpName): Said {
  const key = `edits:${op.replace('.', '_')}`;
  if (!hasMessage(key)) throw new Error(`${op} has no name in the history: ${key} is missing`);
  return { key };
}

type Outcome = { result: unknown } | { error: AppError };

function answerOf(outcome: Outcome): unknown {
  if ('error' in outcome) throw outcome.error;
  return outcome.result;
}

/** @throws AppError invalid_input that names the place, never the value */
export function parseInput<T extends z.ZodType>(schema: T, raw: unknown): z.output<T> {
  const parsed = schema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 5).map((issue) => ({
    path: shortened(issue.path.map(String).join('.') || '(input)'),
    problem: shortened(
      issue.code === 'unrecognized_keys'
        ? `unknown field ${issue.keys.slice(0, 5).map(shortened).join(', ')}`
        : issue.message,
    ),
  }));
  const first = issues[0]!;
  throw new AppError(
    'invalid_input',
    { key: 'errors:invalid_input', values: { path: first.path, problem: first.problem } },
    { issues },
  );
}

/** Names come from outside and may be of any length; the error must stay small. */
const shortened = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
