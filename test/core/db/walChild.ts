import fs from 'node:fs';
import Database from 'better-sqlite3';
import { openSession } from '../../../electron/core/session.ts';
import { freshGeneration } from '../../../electron/db/file/generation.ts';
import { migrate } from '../../../electron/db/migrate.ts';
import { Connection } from '../../../electron/db/connection.ts';

/** Writes to a workspace, says so and waits to be killed: what it wrote is then in the WAL. */
const [path, how] = process.argv.slice(2) as [string, string];
const [command, ...rows] = how.split(' ');
/** A connection that nothing holds is closed by the collector at any moment, and takes its WAL into the file. */
const all: unknown[] = [];
function held<T>(connection: T): T {
  all.push(connection);
  return connection;
}
const INSERT = 'INSERT INTO persona (position, rev, body) VALUES (1, 1, ?)';

if (command === 'write') {
  const db = held(openSession(path, null).db);
  for (const row of rows) db.run(INSERT, row);
} else if (command === 'partly') {
  const db = held(openSession(path, null).db);
  const [first, ...others] = rows as [string, ...string[]];
  db.run(INSERT, first);
  // a reader holds back what comes after it: the checkpoint takes the first row only
  const reader = held(new Database(path, { readonly: true }));
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM persona').get();
  for (const row of others) db.run(INSERT, row);
  db.exec('PRAGMA wal_checkpoint(PASSIVE)');
} else if (command === 'early') {
  const db = held(openSession(path, null).db);
  db.run(INSERT, 'early');
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  fs.copyFileSync(path, `${path}.early`);
  db.run(INSERT, 'late');
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.run(INSERT, 'latest');
} else if (command === 'copy') {
  const db = held(openSession(path, null).db);
  db.run('VACUUM INTO ?', `${path}.copy`);
  freshGeneration(`${path}.copy`);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  for (const row of rows) db.run(INSERT, row);
} else if (command === 'foreign') {
  const db = held(new Database(path));
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(100000))');
} else {
  // as version 0.1 made its files: everything through the WAL, no generation
  fs.closeSync(fs.openSync(path, 'wx'));
  const db = held(new Connection(path, {}));
  db.exec('PRAGMA auto_vacuum = INCREMENTAL');
  db.exec('PRAGMA journal_mode = WAL');
  migrate(db);
  db.run('INSERT INTO meta VALUES (?, ?)', 'id', crypto.randomUUID());
  for (const row of ['a', 'b', ...rows]) db.run(INSERT, row);
  if (rows[0] === 'closed') db.close();
}
process.stdout.write('written\n');
setInterval(() => all.length, 1000);
