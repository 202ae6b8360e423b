import { dirname } from 'node:path';
import { CallError, createClient } from '../../../electron/core/client.ts';
import { createCore } from '../../../electron/core/core.ts';
import { peakMemory } from '../../support/peak-memory.ts';

/**
 * Does one thing with a workspace in a process of its own and prints what it cost: seconds of processor time without the
 * start of the program, the highest resident memory, and what came of it. `cancel` stops a segmentation on its way and
 * tells how long that took.
 */
const [workspace, what, argument] = process.argv.slice(2) as [string, string, string];
const core = createCore({ home: dirname(workspace), sample: dirname(workspace), version: '0', open: workspace });
const client = createClient(core.connect('child'));

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
/** Groups of the customers, in the order of their ids. */
const groupsOf = (id: number): number[] =>
  core.session().db.column<number>('SELECT cluster FROM member WHERE segmentation_id = ? ORDER BY customer_id', id);

async function cancelled(): Promise<number> {
  const stop = new AbortController();
  let asked = 0;
  try {
    await client.call(
      'segments.run',
      {},
      {
        signal: stop.signal,
        onProgress: ({ step, done }) => {
          if (asked > 0 || step !== 'jobs:step.cluster' || done < 10) return;
          asked = performance.now();
          stop.abort();
        },
      },
    );
  } catch (error) {
    if (!(error instanceof CallError) || error.envelope.code !== 'cancelled') throw error;
  }
  return performance.now() - asked;
}

const before = cpuSeconds();
let result: unknown = null;
let groups: number[] | null = null;
let cancelMs: number | null = null;
if (what === 'import') {
  const { fileId } = core.files.register(argument, { purpose: 'read' });
  result = await client.call('sources.import', { fileId, mode: 'new' });
} else if (what === 'features') result = await client.call('features.list', {});
else if (what === 'quality') result = await client.call('cleaning.quality', {});
else if (what === 'cancel') cancelMs = await cancelled();
else {
  const segmentation = await client.call('segments.run', {});
  groups = groupsOf(segmentation.id);
  result = segmentation;
}
const cpu = cpuSeconds() - before;
const peakMb = peakMemory() / 1024;
// two million numbers do not fit into a pipe at once
await new Promise((resolve) =>
  process.stdout.write(JSON.stringify({ cpu, peakMb, cancelMs, groups, result }), resolve),
);
process.exit(0);
