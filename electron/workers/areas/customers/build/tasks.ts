import { type BuildInput, type BuildOutput, runBuild } from './run.ts';
import type { TaskContext } from '../../../task.ts';

/** The join of all sources into one customer table. */
export const buildTasks = {
  'build.run': (input: BuildInput, context: TaskContext): BuildOutput => runBuild(input, context),
} as const;
