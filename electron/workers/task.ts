import { AppError, type ErrorCode, type Progress } from '../../shared/frames.ts';
import type { Said } from '../../shared/domain.ts';

/** What a task running in a worker thread gets besides its input. */
export interface TaskContext {
  /** true once the task was cancelled: look at it in every loop that may take long, then call {@link check} */
  stopped(): boolean;
  /** throws AppError `cancelled` once the task was cancelled */
  check(): void;
  /** the flag behind it: 0 runs, 1 stop; may be handed on to mathematics that polls */
  readonly flag: Int32Array;
  progress(progress: Progress): void;
  /** an intermediate result, to `onEmit` of the caller; `transfer` lists buffers that go over without a copy */
  emit(value: unknown, transfer?: ArrayBuffer[]): void;
  /** buffers of the output that go back without a copy */
  transfer(...buffers: ArrayBuffer[]): void;
}

/** A task is a function of a cloneable input; its output must be cloneable too. */
export type Task = (input: never, context: TaskContext) => unknown;

/** One task for a thread. */
export type TaskCall = { type: 'run'; id: number; task: string; input: unknown; flag: Int32Array };
/** Core to worker: a task, or the wish that the thread goes once it is free. */
export type ToWorker = TaskCall | { type: 'end' };
/** Worker to core. */
export type FromWorker =
  | { type: 'ok'; id: number; output: unknown }
  | {
      type: 'err';
      id: number;
      code: ErrorCode;
      said: Said;
      details: Record<string, unknown> | undefined;
      stack: string;
    }
  | { type: 'progress'; id: number; progress: Progress }
  | { type: 'emit'; id: number; value: unknown };

/** The error of a cancelled task. */
export const cancelled = (): AppError => new AppError('cancelled', { key: 'errors:cancelled' });
