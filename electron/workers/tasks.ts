import type { buildTasks } from './areas/customers/build/tasks.ts';
import type { cleanTasks } from './areas/cleaning/tasks.ts';
import { clusterTasks } from './areas/segments/clusterTasks.ts';
import { segmentTasks } from './areas/segments/groupTasks.ts';
import { placeTasks } from './areas/segments/placeTasks.ts';
import type { copyTasks } from './areas/workspace/copies.ts';
import type { deriveTasks } from './areas/derive/tasks.ts';
import { dictionaryTasks } from './areas/dictionary/tasks.ts';
import { exploreTasks } from './areas/explore/tasks.ts';
import { featureTasks } from './areas/features/tasks.ts';
import { forgetTasks } from './areas/sources/forget.ts';
import type { identityTasks } from './areas/identity/tasks.ts';
import { intakeTasks } from './areas/sources/tasks.ts';
import { noteTasks } from './areas/notes/tasks.ts';
import { personaTasks } from './areas/personas/tasks.ts';
import { privacyTasks } from './areas/privacy/tasks.ts';
import type { Task } from './task.ts';

/** Tasks a thread can run as soon as it has started: a new area adds one import and one line. */
const ready = {
  ...clusterTasks,
  ...dictionaryTasks,
  ...exploreTasks,
  ...featureTasks,
  ...forgetTasks,
  ...intakeTasks,
  ...noteTasks,
  ...personaTasks,
  ...placeTasks,
  ...privacyTasks,
  ...segmentTasks,
} as const satisfies Record<string, Task>;

/**
 * Areas that need the Chinese dictionaries (15 MB a thread) or the schemas of the contract (more than that): loaded by the
 * first of their tasks, so that an import goes without.
 */
const late: Readonly<Record<string, () => Promise<Readonly<Record<string, Task>>>>> = {
  build: async () => (await import('./areas/customers/build/tasks.ts')).buildTasks,
  clean: async () => (await import('./areas/cleaning/tasks.ts')).cleanTasks,
  copies: async () => (await import('./areas/workspace/copies.ts')).copyTasks,
  customer: async () => (await import('./areas/derive/tasks.ts')).deriveTasks,
  derive: async () => (await import('./areas/derive/tasks.ts')).deriveTasks,
  identity: async () => (await import('./areas/identity/tasks.ts')).identityTasks,
};

type Tasks = typeof ready &
  typeof buildTasks &
  typeof cleanTasks &
  typeof copyTasks &
  typeof deriveTasks &
  typeof identityTasks;

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
