import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../../../shared/frames.ts';
import { openWriter } from '../../../db/open.ts';

/** How long readings that are under way may keep the log from being emptied. */
const PATIENCE_MS = 60_000;

/** Tasks of removing for good. */
export const forgetTasks = {
  /**
   * Rewrite a workspace without its free space and empty its log. Deleted cells are overwritten with zeros, but a page
   * that was split keeps copies of cells that moved to the next one: only a rewritten file has none of them. The caller
   * sees to it that nothing else writes meanwhile.
   * @throws AppError busy when readings never end
   */
  'forget.rewrite': async ({ path }: { path: string }): Promise<void> => {
    const db = openWriter(path, () => undefined);
    try {
      db.exec('VACUUM');
      const until = performance.now() + PATIENCE_MS;
      while (db.value<number>('PRAGMA wal_checkpoint(TRUNCATE)') !== 0) {
        if (performance.now() > until) throw new AppError('busy', { key: 'errors:busy' });
        await sleep(50);
      }
    } finally {
      db.close();
    }
  },
};
