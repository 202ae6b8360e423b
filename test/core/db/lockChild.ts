import { openSession } from '../../../electron/core/session.ts';
import { AppError } from '../../../shared/frames.ts';

/** Opens a workspace, adds a row, closes it, and says the row; or the code of the refusal. */
const [path, row] = process.argv.slice(2) as [string, string];
try {
  const session = openSession(path, null);
  session.db.run('INSERT INTO persona (position, rev, body) VALUES (1, 1, ?)', row);
  session.close();
  console.log(row);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.log(error.code);
}
