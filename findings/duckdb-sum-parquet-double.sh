#!/usr/bin/env bash
# DuckDB 1.5.6 (@duckdb/node-api 1.5.6-r.1): the sum of a BIGINT column is a HUGEINT, and COPY ... TO a Parquet file stores a HUGEINT as DOUBLE without
# a word: exact totals, and long ids that went through sum or any HUGEINT, come out rounded past 2^53, and a whole number column is a
# floating one for the reader.
# Why a good guess is wrong: no value was ever fractional, DuckDB itself shows the exact total before the export, count(*) in the same query
# stays an integer, and Parquet has a decimal type of 38 digits that would hold it.
# Who meets it: whoever aggregates orders in cents in DuckDB and hands the table on as Parquet; typeof() tells before, CAST(... AS BIGINT) mends it.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error @duckdb/node-api@1.5.6-r.1 >/dev/null
cat > look.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson();
await connection.run(`CREATE TABLE line (customer VARCHAR, cents BIGINT);
  INSERT INTO line VALUES ('a', 9007199254740993), ('a', 2), ('b', 5)`);
const query = 'SELECT customer, sum(cents) AS total, count(*) AS n FROM line GROUP BY customer ORDER BY customer';
const [before] = await rows(`SELECT total, typeof(total), typeof(n) FROM (${query})`);
await connection.run(`COPY (${query}) TO 'totals.parquet' (FORMAT parquet)`);
const [after] = await rows("SELECT total, typeof(total), typeof(n) FROM 'totals.parquet'");
await connection.run(`COPY (SELECT customer, sum(cents)::BIGINT AS total FROM line GROUP BY customer ORDER BY customer) TO 'cast.parquet' (FORMAT parquet)`);
const [mended] = await rows("SELECT total, typeof(total) FROM 'cast.parquet'");
console.log(`in DuckDB:      ${before.join(', ')}`);
console.log(`in the Parquet: ${after.join(', ')}`);
console.log(`with a cast:    ${mended.join(', ')}`);
const same =
  before.join() === '9007199254740995,HUGEINT,BIGINT' &&
  after.join() === '9007199254740996,DOUBLE,BIGINT' &&
  mended.join() === '9007199254740995,BIGINT';
process.exit(same ? 0 : 1);
JS
node look.mjs || { echo 'no longer as described'; exit 1; }
