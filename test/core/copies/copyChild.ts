import { dirname } from 'node:path';
import { createClient } from '../../../electron/core/client.ts';
import { createCore } from '../../../electron/core/core.ts';

/**
 * Makes copies of a workspace and brings the newest back, over and over, while cards are added; says `step` at each
 * beginning and end, until it is killed.
 */
const [workspace] = process.argv.slice(2) as [string];
const home = dirname(workspace);
const core = createCore({ home, sample: home, version: '0', open: workspace, threads: 1 });
const client = createClient(core.connect('child'));
const say = (line: string) => process.stdout.write(`${line}\n`);
const onProgress = ({ step }: { step: string }) => say(step);
say('begin');
for (let round = 0; ; round++) {
  const { name } = await client.call('workspace.makeCopy', {}, { onProgress });
  say('copied');
  core.session().db.run("INSERT INTO persona (position, rev, body) VALUES (?, 1, '{}')", round);
  await client.call('workspace.restoreCopy', { name }, { onProgress });
  say('restored');
}
