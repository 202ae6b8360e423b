import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { createClient } from '../../../electron/core/client.ts';
import { createCore } from '../../../electron/core/core.ts';
import type { FileRef } from '../../../shared/shell.ts';
import { threeGroups } from '../segments/bench.ts';

/**
 * A first session: makes a workspace, imports, joins, segments, drafts cards, writes notes. Says each step when it begins
 * and when it was answered, then waits to be killed.
 */
const [workspace] = process.argv.slice(2) as [string];
const home = dirname(workspace);
const core = createCore({ home, sample: home, version: '0', threads: 1 });
const client = createClient(core.connect('child'));
const say = (line: string) => process.stdout.write(`${line}\n`);
const give = async (path: string, purpose: 'read' | 'write') =>
  ((await core.shellCall('shell.registerFile', { path, purpose })) as FileRef).fileId;
const table = join(home, 'customers.csv');
fs.writeFileSync(table, threeGroups(400));

const steps: [string, () => Promise<unknown>][] = [
  ['create', async () => client.call('workspace.create', { name: 'w', fileId: await give(workspace, 'write') })],
  ['import', async () => client.call('sources.import', { fileId: await give(table, 'read') })],
  ['build', () => client.call('customers.build', {})],
  ['segment', () => client.call('segments.run', { k: 3, restarts: 2 })],
  ['draft', () => client.call('personas.draft', {})],
  ['note', () => client.call('notes.add', { text: 'The queue is too long on Saturdays.' })],
];
for (const [name, step] of steps) {
  say(`begin ${name}`);
  await step();
  say(`done ${name}`);
}
setInterval(() => undefined, 1000);
