import type { Belongs } from '../../../../shared/contract/sources.ts';
import { belongsBy } from '../../../analysis/identity/belongs.ts';
import { openReader } from '../../../db/open.ts';
import { countColumn, countPresent, valueCounts } from '../../../db/areas/sources/sources.ts';
import { quoteName } from '../../../db/settings.ts';
import type { TaskContext } from '../../task.ts';
import { readNote, type NoteText } from '../../../formats/documents.ts';
import { profilesOf } from './profiles.ts';
import { sourceHash, sourceSize, type SourcePath } from '../../../formats/source.ts';
import { profileFile, type FileInspection, type IntakeInput, type KeyedRow } from './inspect.ts';
import { loadFile, type LoadInput, type LoadResult } from './load.ts';
import { planFile, type PlanFacts, type PlanInput } from './plan.ts';

/** Tasks of the import path. */
export const intakeTasks = {
  /** Look at a whole file: how it is read, what its columns are, a preview. Emits the rejected rows. */
  'intake.inspect': async (
    input: IntakeInput,
    context: TaskContext,
  ): Promise<FileInspection & { profiles: ReturnType<typeof profilesOf> }> => {
    const { facts, columns, store } = await profileFile(input, context, (block) => {
      if (block.rejected.length > 0) context.emit(block.rejected);
    });
    const profiles = profilesOf(columns, store, () => {
      context.check();
    });
    return { ...facts, profiles };
  },

  /** The same, and everything to be stored: see {@link loadFile} for what is emitted. */
  'intake.load': (input: LoadInput, context: TaskContext): Promise<LoadResult> => loadFile(input, context),

  /** A new file beside an earlier source: which columns correspond, what importing it would do. */
  'intake.plan': (input: PlanInput, context: TaskContext): Promise<PlanFacts> => planFile(input, context),

  /** Size of a file; small files are hashed at once. */
  'intake.size': ({ path }: { path: SourcePath }): { bytes: number; hash: string | null } => {
    const bytes = sourceSize(path);
    return { bytes, hash: bytes < 1 << 20 ? sourceHash(path, () => undefined) : null };
  },

  /** sha-256 of a file, hex. */
  'intake.hash': ({ path }: { path: SourcePath }, context: TaskContext): string =>
    sourceHash(path, () => context.check()),

  /** The text of a note: .txt, .md or .docx. */
  'notes.read': ({ path, name }: { path: string; name: string }): Promise<NoteText> => readNote(path, name),

  /** How many of some values a column of a customer table holds. */
  'intake.present': (input: { workspace: string; table: string; column: string; values: string[] }): number => {
    const db = openReader(input.workspace);
    try {
      return countPresent(db, input.table, input.column, input.values);
    } finally {
      db.close();
    }
  },

  /** Of some rows whose key a table has: the share of equal cells, column by column; NaN where nothing can be compared. */
  'intake.agreement': (input: {
    workspace: string;
    table: string;
    key: string;
    columns: { column: string; place: number }[];
    rows: KeyedRow[];
  }): number[] => {
    const db = openReader(input.workspace);
    try {
      const names = input.columns.map(({ column }) => quoteName(column)).join(', ');
      const equal = input.columns.map(() => 0);
      const both = input.columns.map(() => 0);
      for (const { key, cells } of input.rows) {
        const [found] = db.rows(
          `SELECT ${names} FROM ${quoteName(input.table)} WHERE ${quoteName(input.key)} = ? LIMIT 1`,
          key,
        );
        if (!found) continue;
        input.columns.forEach(({ place }, c) => {
          const here = cells[place] ?? null;
          const there = found[c] ?? null;
          if (here === null || there === null) return;
          both[c]!++;
          if (String(there) === here) equal[c]!++;
        });
      }
      return input.columns.map((_, c) => equal[c]! / both[c]!);
    } finally {
      db.close();
    }
  },

  /** Whose the rows of a table are, by the columns that tell: their names, and where they stand. */
  'intake.belongs': (input: {
    workspace: string;
    table: string;
    rows: number;
    columns: { name: string; column: string }[];
  }): Belongs => {
    const db = openReader(input.workspace);
    try {
      const told = input.columns.map(({ name, column }) => ({
        column: name,
        counts: valueCounts(db, input.table, column),
      }));
      return belongsBy(told, input.rows);
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
