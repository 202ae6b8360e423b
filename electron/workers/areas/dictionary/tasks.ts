import type { SourcePath } from '../../../formats/source.ts';
import { openSource } from '../../../formats/source.ts';
import { namesOf } from '../../../formats/table.ts';
import type { TaskContext } from '../../task.ts';

/** Most rows of a data dictionary: a longer file is one of data. */
const MOST_ROWS = 20_000;

/** Tasks of the data dictionary. */
export const dictionaryTasks = {
  /** Read a small table whole, without typing it; null: it is longer than a dictionary. @throws AppError unsupported_file, io */
  'dictionary.table': async (
    { path, name, sheet }: { path: SourcePath; name: string; sheet?: string | undefined },
    context: TaskContext,
  ): Promise<{ columns: string[]; rows: string[][] } | null> => {
    const table = await openSource(path, sheet === undefined ? {} : { sheet }, () => context.check(), name);
    const rows: string[][] = [];
    let width = table.header.width;
    for await (const block of table.blocks()) {
      context.check();
      width = block.width;
      rows.push(...block.rows);
      if (rows.length > MOST_ROWS) return null;
    }
    return { columns: namesOf(table, width), rows };
  },
};
