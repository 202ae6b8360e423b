import fs from 'node:fs';
import { dirname } from 'node:path';
import { createClient } from '../../../electron/core/client.ts';
import { createCore } from '../../../electron/core/core.ts';

/**
 * Makes a copy where the disk will not take it although it said it would, then goes on working; prints what came of each
 * as one line of JSON.
 */
const [workspace] = process.argv.slice(2) as [string];
fs.statfsSync = (() => ({ bavail: 2 ** 30, bsize: 4096 })) as unknown as typeof fs.statfsSync;
const home = dirname(workspace);
const core = createCore({ home, sample: home, version: '0', open: workspace, threads: 1, firstLookMs: 0 });
const client = createClient(core.connect('child'));
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: { envelope: { code: string } }) => error.envelope.code,
  );
const said = async () => {
  for (let i = 0; i < 600; i++) {
    const [notice] = await client.call('workspace.notices', {});
    if (notice) return notice.said;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
};
const copied = await outcome(client.call('workspace.makeCopy', {}));
const renamed = await outcome(client.call('workspace.rename', { name: 'After' }));
const notice = await said();
const jobs = (await client.call('workspace.jobs', {})).map(({ state }) => state);
process.stdout.write(`${JSON.stringify({ copied, renamed, notice, jobs })}\n`);
process.exit(0);
