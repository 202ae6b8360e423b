import type { buildTasks } from './build/tasks.ts';
import type { cleanTasks } from './clean/tasks.ts';
import { clusterTasks } from './cluster-tasks.ts';
import type { copyTasks } from './copies.ts';
import { deriveTasks } from './derive/tasks.ts';
import { exploreTasks } from './explore/tasks.ts';
import { featureTasks } from './features.ts';
import { forgetTasks } from './forget.ts';
import type { identityTasks } from './identity/tasks.ts';
import { intakeTasks } from './intake/tasks.ts';
import { noteTasks } from './notes.ts';
import { personaTasks } from './persona-tasks.ts';
import { privacyTasks } from './privacy.ts';
import type { Task } from './task.ts';

/** Tasks a thread can run as soon as it has started: a new area adds one import and one line. */
const ready = {
  ...clusterTasks,
  ...deriveTasks,
  ...exploreTasks,
  ...featureTasks,
  ...forgetTasks,
  ...intakeTasks,
  ...noteTasks,
  ...personaTasks,
  ...privacyTasks,
} as const satisfies Record<string, Task>;

/**
 * Areas that need the Chinese dictionaries (15 MB a thread) or the schemas of the contract (more than that): loaded by the
 * first of their tasks, so that an import goes without.
 */
const late: Readonly<Record<string, () => Promise<Readonly<Record<string, Task>>>>> = {
  build: async () => (await import('./build/tasks.ts')).buildTasks,
  clean: async () => (await import('./clean/tasks.ts')).cleanTasks,
  copies: async () => (await import('./copies.ts')).copyTasks,
  identity: async () => (await import('./identity/tasks.ts')).identityTasks,
};

type Tasks = typeof ready & typeof buildTasks & typeof cleanTasks & typeof copyTasks & typeof identityTasks;

/** A task by its name; undefined: there is none. */
export async function taskOf(name: string): Promise<Task | undefined> {
  if (Object.hasOwn(ready, name)) return ready[name as keyof typeof ready] as Task;
  const area = name.split('.', 1)[0]!;
  if (!Object.hasOwn(late, area)) return undefined;
  const tasks = await late[area]!();
  return Object.hasOwn(tasks, name) ? tasks[name] : undefined;
}

/** Name of a task. */
export type TaskName = keyof Tasks;
/** Input of a task. */
export type TaskInput<K extends TaskName> = Parameters<Tasks[K]>[0];
/** Output of a task. */
export type TaskOutput<K extends TaskName> = Awaited<ReturnType<Tasks[K]>>;
