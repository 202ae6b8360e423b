import { dirname } from 'node:path';
import { createClient } from '../../../electron/core/client.ts';
import { createCore } from '../../../electron/core/core.ts';

/**
 * Removes everything that was removed for good, and says on its output how far it is: `begin`, each step, `done`. It then
 * waits to be killed.
 */
const [workspace] = process.argv.slice(2) as [string];
const home = dirname(workspace);
const core = createCore({ home, sample: home, version: '0', open: workspace, threads: 1 });
const client = createClient(core.connect('child'));
const say = (line: string) => process.stdout.write(`${line}\n`);
const { sources } = await client.call('sources.removed', {});
say('begin');
await client.call(
  'sources.forget',
  { sourceIds: sources.map(({ sourceId }) => sourceId), notes: true, sure: true },
  { onProgress: ({ step, done }) => say(`${step} ${done}`) },
);
say('done');
setInterval(() => undefined, 1000);
