import { openReader } from '../../../db/open.ts';
import { quoteName } from '../../../db/settings.ts';
import type { NamingColumns } from '../../../db/areas/notes/links.ts';
import { namesOf, openTable } from '../../../formats/table.ts';
import type { TaskContext } from '../../task.ts';

/** A small table as text. */
export interface TextTable {
  readonly columns: string[];
  readonly rows: string[][];
  /** rows that could not be read as they are */
  readonly rejected: number;
}

/** Most rows of a coded set. */
const MOST_ROWS = 200_000;

/** Tasks of the notes. */
export const noteTasks = {
  /** Read a delimited file whole, without typing it. @throws AppError unsupported_file, io */
  'notes.table': ({ path }: { path: string }, context: TaskContext): TextTable => {
    const table = openTable(path, {}, () => context.check());
    const rows: string[][] = [];
    let rejected = 0;
    let width = table.header.names.length;
    for (const block of table.blocks()) {
      context.check();
      rejected += block.rejected.length;
      width = block.width;
      for (const row of block.rows) if (rows.length < MOST_ROWS) rows.push(row);
    }
    return { columns: namesOf(table, width), rows, rejected };
  },

  /** Customers whose key or name holds what was typed; those it is the whole of come first. */
  'notes.customers': (input: { path: string; naming: NamingColumns; search: string; limit: number }): number[] => {
    const db = openReader(input.path);
    try {
      const { table, key, names } = input.naming;
      const columns = [...(key ? [key.column] : []), ...names].map(quoteName);
      if (columns.length === 0) return [];
      const exact = db.column<number>(
        `SELECT id FROM ${quoteName(table)} WHERE ${columns.map((column) => `${column} = ?`).join(' OR ')} LIMIT ?`,
        ...columns.map(() => input.search),
        input.limit,
      );
      const like = `%${input.search.replace(/[\\%_]/g, '\\$&')}%`;
      const found = db.column<number>(
        `SELECT id FROM ${quoteName(table)} WHERE ${columns.map((column) => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')} LIMIT ?`,
        ...columns.map(() => like),
        input.limit,
      );
      return [...new Set([...exact, ...found])].slice(0, input.limit);
    } finally {
      db.close();
    }
  },
};
