import { openSession } from '../../../electron/core/session.ts';
import { AppError } from '../../../shared/frames.ts';

/** Opens a workspace, adds a row, closes it or dies, and says the row; or the code of the refusal. */
const [path, row, end] = process.argv.slice(2) as [string, string, 'die'?];
try {
  const session = openSession(path, null);
  session.db.run('INSERT INTO persona (position, rev, body) VALUES (1, 1, ?)', row);
  if (end === 'die') process.kill(process.pid, 'SIGKILL');
  session.close();
  console.log(row);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.log(error.code);
}
