#!/usr/bin/env bash
# hyparquet 1.33.0 reading a file of DuckDB 1.5.6: one column of type INTERVAL makes the reading of the whole file fail with "parquet interval not
# supported", although no row of that column needs to be looked at; its schema reads fine, and the file reads when the columns are named without it.
# Why a good guess is wrong: nested lists, maps, UUIDs, enums and unsigned 64 bits of the same file all read, and columns are stored apart from
# each other, so that the others could be answered.
# Who meets it: whoever lets people open their own Parquet exports: "age of the account" or "time between orders" worked out in DuckDB is an
# INTERVAL. The schema has to be looked at first and such columns left out by name, and that said.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error @duckdb/node-api@1.5.6-r.1 hyparquet@1.33.0 >/dev/null
cat > look.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(`COPY (SELECT 'c1' AS customer, [1, 2] AS baskets, INTERVAL 3 MONTH AS between_orders)
  TO 'customers.parquet' (FORMAT parquet)`);
const file = await asyncBufferFromFile('customers.parquet');
const { schema } = await parquetMetadataAsync(file);
const odd = schema.filter((column) => column.converted_type === 'INTERVAL').map((column) => column.name);
const whole = await parquetReadObjects({ file }).then(() => 'reads', (error) => error.message);
const some = await parquetReadObjects({ file, columns: ['customer', 'baskets'] });
console.log(`columns of type INTERVAL: ${odd.join()}`);
console.log(`the whole file: ${whole}`);
console.log(`without that column: ${JSON.stringify(some)}`);
const same =
  odd.join() === 'between_orders' && /interval not supported/.test(whole) && JSON.stringify(some) === '[{"customer":"c1","baskets":[1,2]}]';
process.exit(same ? 0 : 1);
JS
node look.mjs || { echo 'no longer as described'; exit 1; }
