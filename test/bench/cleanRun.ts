import { join } from 'node:path';
import { createClient } from '../../electron/core/client.ts';
import { createCore } from '../../electron/core/core.ts';
import type { CleanStepInput } from '../../shared/cleaning.ts';
import { peakMemory } from '../support/peak-memory.ts';

/**
 * Imports order lines into a workspace, adds ten cleaning steps and builds the clean table, in a process of its own: prints
 * how long the build took, the peak memory, the longest time the core was deaf, and figures of the table.
 */
const [home, file] = process.argv.slice(2) as [string, string];
const STEPS: CleanStepInput[] = [
  { op: 'normalise' },
  { op: 'map', column: 'Country', groups: [{ from: ['EIRE'], to: 'Ireland' }] },
  { op: 'invalid', column: 'UnitPrice', rule: { kind: 'range', min: 0, max: null } },
  { op: 'dropDuplicates' },
  { op: 'dropRows', where: { kind: 'pattern', column: 'InvoiceNo', pattern: 'A\\d+' } },
  { op: 'winsorise', column: 'Quantity', lower: 0.001, upper: 0.999 },
  { op: 'fill', column: 'Description', with: 'mode', by: 'StockCode', flag: 'filled' },
  { op: 'split', column: 'InvoiceDate', by: 'T', into: ['Day', 'Time'] },
  { op: 'type', column: 'InvoiceNo', type: 'text' },
  { op: 'rename', column: 'Country', to: 'Land' },
];

const core = createCore({ home, sample: home, version: '0', open: join(home, 'bench.persona') });
const client = createClient(core.connect('bench'));
const { fileId } = core.files.register(file, { purpose: 'read' });
const { sourceId } = await client.call('sources.import', { fileId });
await client.call('cleaning.add', { sourceId, steps: STEPS });
let last = performance.now();
let gapMs = 0;
const pulse = setInterval(() => {
  const now = performance.now();
  gapMs = Math.max(gapMs, now - last);
  last = now;
}, 1);
const [run] = await client.call('cleaning.run', { sourceId });
clearInterval(pulse);
const { db } = core.session();
const made = db.get<{ table_name: string; body: string }>('SELECT table_name, body FROM clean_table')!;
const { columns } = JSON.parse(made.body) as { columns: { name: string; column: string }[] };
const column = (name: string) => columns.find((one) => one.name === name)!.column;
const figures = db.get<{ quantity: number; filled: number }>(
  `SELECT sum(${column('Quantity')}) AS quantity, sum(${column('filled')}) AS filled FROM "${made.table_name}"`,
)!;
const rssMb = Math.round(peakMemory() / 1000);
const skipped = run!.reports.filter((report) => report.skipped !== null).length;
await core.close();
process.stdout.write(
  JSON.stringify({ ms: run!.ms, rows: run!.rows, kept: run!.kept, skipped, rssMb, gapMs, ...figures }),
);
