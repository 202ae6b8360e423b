import { createHash } from 'node:crypto';
import { openReader } from '../../db/open.ts';
import { countColumn, countPresent } from '../../db/sources.ts';
import { quoteName } from '../../db/settings.ts';
import type { TaskContext } from '../task.ts';
import { chunksOf, sizeOf } from './files.ts';
import { profilesOf } from './profiles.ts';
import { profileFile, type FileInspection, type IntakeInput } from './inspect.ts';
import { loadFile, type LoadInput, type LoadResult } from './load.ts';

/** Tasks of the import path. */
export const intakeTasks = {
  /** Look at a whole file: how it is read, what its columns are, a preview. Emits the rejected rows. */
  'intake.inspect': (
    input: IntakeInput,
    context: TaskContext,
  ): FileInspection & { profiles: ReturnType<typeof profilesOf> } => {
    const { facts, columns, store } = profileFile(input, context, (block) => {
      if (block.rejected.length > 0) context.emit(block.rejected);
    });
    const profiles = profilesOf(columns, store, () => {
      context.check();
    });
    return { ...facts, profiles };
  },

  /** The same, and everything to be stored: see {@link loadFile} for what is emitted. */
  'intake.load': (input: LoadInput, context: TaskContext): LoadResult => loadFile(input, context),

  /** Size of a file; small files are hashed at once. */
  'intake.size': ({ path }: { path: string }): { bytes: number; hash: string | null } => {
    const bytes = sizeOf(path);
    return { bytes, hash: bytes < 1 << 20 ? hashOf(path, () => undefined) : null };
  },

  /** sha-256 of a file, hex. */
  'intake.hash': ({ path }: { path: string }, context: TaskContext): string => hashOf(path, () => context.check()),

  /** How many of some values a column of a customer table holds. */
  'intake.present': (input: { workspace: string; table: string; column: string; values: string[] }): number => {
    const db = openReader(input.workspace);
    try {
      return countPresent(db, input.table, input.column, input.values);
    } finally {
      db.close();
    }
  },

  /** Rows of a customer table, and missing and distinct values of its columns. */
  'intake.counts': (
    input: { workspace: string; table: string; columns: string[] },
    context: TaskContext,
  ): { rows: number; columns: { missing: number; distinct: number }[] } => {
    const db = openReader(input.workspace);
    try {
      const rows = db.value<number>(`SELECT count(*) FROM ${quoteName(input.table)}`)!;
      const columns = input.columns.map((column) => {
        context.check();
        return countColumn(db, input.table, column);
      });
      return { rows, columns };
    } finally {
      db.close();
    }
  },
} as const;

function hashOf(path: string, check: () => void): string {
  const hash = createHash('sha256');
  for (const chunk of chunksOf(path)) {
    check();
    hash.update(chunk);
  }
  return hash.digest('hex');
}
