import { dirname } from 'node:path';
import { createClient } from '../../../electron/core/client.ts';
import { createCore } from '../../../electron/core/core.ts';

/**
 * Imports a file into a workspace and says on its output how far it is: `read 0.42` while the file is read, `rest` from
 * then on, `done` at the end. It then waits to be killed.
 */
const [workspace, file] = process.argv.slice(2) as [string, string];
const home = dirname(workspace);
const core = createCore({ home, sample: home, version: '0', open: workspace });
const client = createClient(core.connect('child'));
const say = (line: string) => process.stdout.write(`${line}\n`);
let last = '';
await client.call(
  'sources.import',
  { fileId: core.files.register(file, { purpose: 'read' }).fileId, mode: 'new' },
  {
    onProgress: ({ step, done, total }) => {
      const line = step === 'sources:step.read' && total ? `read ${(done / total).toFixed(3)}` : '';
      if (line !== '' && line !== last) say(line);
      last = line;
    },
  },
);
say('done');
setInterval(() => undefined, 1000);
