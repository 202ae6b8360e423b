import { dirname } from 'node:path';
import { createClient } from '../../../electron/core/client.ts';
import { createCore } from '../../../electron/core/core.ts';

/**
 * Cleans a source and joins all of them, and says on its output how far it is: `at <ms> <step>` whenever a step reports,
 * `cleaned` and `done` at the ends. It then waits to be killed.
 */
const [workspace] = process.argv.slice(2) as [string];
const home = dirname(workspace);
const core = createCore({ home, sample: home, version: '0', open: workspace, threads: 2 });
const client = createClient(core.connect('child'));
const say = (line: string) => process.stdout.write(`${line}\n`);
const onProgress = ({ step }: { step: string }) => say(`at ${step}`);
say('begin');
await client.call('cleaning.run', { sourceId: 1 }, { onProgress });
say('cleaned');
await client.call('customers.build', {}, { onProgress });
say('done');
setInterval(() => undefined, 1000);
