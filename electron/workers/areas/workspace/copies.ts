import { randomUUID } from 'node:crypto';
import type { Facts } from '../../../db/copies/make.ts';
import { copyInto } from '../../../db/copies/make.ts';
import { openCopy } from '../../../db/open.ts';
import { FORGETTING } from '../../../db/areas/sources/removed.ts';
import { meta, setMeta, setSetting } from '../../../db/settings.ts';
import { reading } from '../../reading/reading.ts';
import type { TaskContext } from '../../task.ts';

/** A verified copy. `generation`: what was verified, as the file names it. */
export interface MadeCopy extends Facts {
  readonly generation: string | undefined;
}

/** Tasks of the copies: reading and checking a whole file takes seconds that the core does not have. */
export const copyTasks = {
  /**
   * Copy a workspace as it is now into an empty file and verify it.
   * `renamed`: the copy becomes a workspace of its own, with a new id and this name. `forgotten`: it is made at the end of a
   * removal for good, when nothing of it is left: who brings it back has nothing to finish.
   * @throws AppError damaged, disk_full, io
   */
  'copies.make': async (
    {
      source,
      part,
      renamed,
      forgotten = false,
    }: { source: string; part: string; renamed?: string; forgotten?: boolean },
    context: TaskContext,
  ): Promise<MadeCopy> => {
    const facts = await copyInto(source, part, context);
    if (renamed !== undefined) {
      const db = openCopy(part);
      try {
        db.transaction(() => {
          setMeta(db, 'id', randomUUID());
          setSetting(db, 'name', renamed);
        });
      } finally {
        db.close();
      }
    }
    if (forgotten) {
      const db = openCopy(part);
      try {
        db.transaction(() => setMeta(db, FORGETTING, ''));
      } finally {
        db.close();
      }
    }
    // given to this copy alone, and rewritten by every transaction upon it
    return { ...facts, generation: reading(part, (db) => meta(db, 'generation')) };
  },
};
