import { monitorEventLoopDelay } from 'node:perf_hooks';
import { dirname } from 'node:path';
import { CallError, createClient } from '../../../electron/core/client.ts';
import { createCore } from '../../../electron/core/core.ts';

/**
 * Imports a file twice in a process of its own: the first time it is cancelled on the way, the second time it runs to its end.
 * Prints one line of JSON: the memory of the process with all its threads, how long the cancel took, and how long the core
 * thread was ever busy at a stretch.
 */
const [workspace, file, cancelAt] = process.argv.slice(2) as [string, string, string];
const home = dirname(workspace);
const core = createCore({ home, sample: home, version: '0', open: workspace });
const client = createClient(core.connect('child'));
const { fileId } = core.files.register(file, { purpose: 'read' });

let most = 0;
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 50);
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

// where to cancel: while the file is read, or while its rows are stored
const stop = new AbortController();
let asked = 0;
let cancelled = NaN;
try {
  await client.call(
    'sources.import',
    { fileId, mode: 'new' },
    {
      signal: stop.signal,
      onProgress: ({ step, done, total }) => {
        if (asked === 0 && step === `sources:step.${cancelAt}` && total && done / total > 0.3) {
          asked = performance.now();
          stop.abort();
        }
      },
    },
  );
} catch (error) {
  if (!(error instanceof CallError) || error.envelope.code !== 'cancelled') throw error;
  cancelled = performance.now() - asked;
}
const left = await client.call('sources.list', {});

const started = performance.now();
const { read, stored, rejected, customers } = await client.call('sources.import', { fileId, mode: 'new' });
const seconds = (performance.now() - started) / 1000;
clearInterval(watch);
const busy = delay.max / 1e6;
console.log(JSON.stringify({ most, cancelled, left: left.length, read, stored, rejected, customers, seconds, busy }));
process.exit(0);
