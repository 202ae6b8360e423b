import { buildTasks } from './build/tasks.ts';
import { cleanTasks } from './clean/tasks.ts';
import { clusterTasks } from './cluster-tasks.ts';
import { deriveTasks } from './derive/tasks.ts';
import { exploreTasks } from './explore/tasks.ts';
import { featureTasks } from './features.ts';
import { identityTasks } from './identity/tasks.ts';
import { intakeTasks } from './intake/tasks.ts';
import { noteTasks } from './notes.ts';
import { personaTasks } from './persona-tasks.ts';
import type { Task } from './task.ts';

/** Every task a worker thread can run: a new area adds one import and one line. */
export const tasks = {
  ...buildTasks,
  ...cleanTasks,
  ...clusterTasks,
  ...deriveTasks,
  ...exploreTasks,
  ...featureTasks,
  ...identityTasks,
  ...intakeTasks,
  ...noteTasks,
  ...personaTasks,
} as const satisfies Record<string, Task>;

/** Name of a task. */
export type TaskName = keyof typeof tasks;
/** Input of a task. */
export type TaskInput<K extends TaskName> = Parameters<(typeof tasks)[K]>[0];
/** Output of a task. */
export type TaskOutput<K extends TaskName> = Awaited<ReturnType<(typeof tasks)[K]>>;
