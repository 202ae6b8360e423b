#!/usr/bin/env bash
# hyparquet 1.33.0 with hucre 1.0.0: whole numbers of 64 bits in a Parquet file arrive as BigInt, as they must; handed on to writeXlsx every such
# cell is written empty, without an error, while writeCsv of the same package writes the digits. The column of the keys is gone, the header stays.
# Why a good guess is wrong: JSON.stringify raises an error for a BigInt and most code that cannot take one does; here the file is well made, its
# other columns are right, and the same rows come out whole as CSV.
# Who meets it: whoever turns Parquet exports into workbooks: customer and order numbers of warehouses are BIGINT as a rule.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --ignore-scripts --no-audit --no-fund --loglevel=error @duckdb/node-api@1.5.6-r.1 hyparquet@1.33.0 hucre@1.0.0 >/dev/null
cat > look.mjs <<'JS'
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { readXlsx, writeCsv, writeXlsx } from 'hucre';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(`COPY (SELECT 1001::BIGINT AS customer, 'A' AS tier, 12.5::DOUBLE AS spent) TO 'customers.parquet' (FORMAT parquet)`);
const [row] = await parquetReadObjects({ file: await asyncBufferFromFile('customers.parquet') });
const columns = Object.keys(row).map((key) => ({ header: key, key }));
const workbook = await readXlsx(await writeXlsx({ sheets: [{ name: 'customers', columns, data: [row] }] }));
const [header, cells] = workbook.sheets[0].rows;
const csv = writeCsv([Object.values(row)]).trim();
console.log(`from Parquet: customer is a ${typeof row.customer}, ${row.customer}`);
console.log(`in the workbook: ${JSON.stringify(header)} ${JSON.stringify(cells)}`);
console.log(`as CSV: ${csv}`);
const same = typeof row.customer === 'bigint' && JSON.stringify(cells) === '[null,"A",12.5]' && csv === '1001,A,12.5';
process.exit(same ? 0 : 1);
JS
node look.mjs || { echo 'no longer as described'; exit 1; }
