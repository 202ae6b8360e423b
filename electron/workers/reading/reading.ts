import type { ColumnRequest } from './values.ts';
import { openReader, type ReadDb } from '../../db/open.ts';
import type { TaskContext } from '../task.ts';

/** A customer table in a workspace file. */
export interface Table {
  readonly path: string;
  readonly table: string;
}

/** An attribute to read. */
export interface AttributeRequest extends ColumnRequest {
  readonly attribute: number;
  readonly name: string;
}

/** Work on a reading connection of its own. */
export function reading<T>(path: string, work: (db: ReadDb) => T): T {
  const db = openReader(path);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Progress of a reading step, which also notices a cancel. */
export const stepOf =
  (context: TaskContext, step: string) =>
  (done: number, total: number): void => {
    context.check();
    context.progress({ step: `jobs:step.${step}`, done, total });
  };
