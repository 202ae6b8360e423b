import { clusterTasks } from './cluster-tasks.ts';
import { featureTasks } from './features.ts';
import { intakeTasks } from './intake/tasks.ts';
import { personaTasks } from './persona-tasks.ts';
import type { Task } from './task.ts';

/** Every task a worker thread can run: a new area adds one import and one line. */
export const tasks = {
  ...clusterTasks,
  ...featureTasks,
  ...intakeTasks,
  ...personaTasks,
} as const satisfies Record<string, Task>;

/** Name of a task. */
export type TaskName = keyof typeof tasks;
/** Input of a task. */
export type TaskInput<K extends TaskName> = Parameters<(typeof tasks)[K]>[0];
/** Output of a task. */
export type TaskOutput<K extends TaskName> = Awaited<ReturnType<(typeof tasks)[K]>>;
