import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { startBench } from './bench.ts';
import { doStep, type Step } from './steps.ts';

/**
 * Does the steps of a file on a workspace once a line comes in, and after each says its number and where the workspace
 * stands. It then waits to be killed.
 */
const [workspace, list] = process.argv.slice(2) as [string, string];
const steps = JSON.parse(fs.readFileSync(list, 'utf8')) as Step[];
const bench = startBench(workspace);
// at once, whole, before anything else is done
const say = (line: unknown) => fs.writeSync(1, `${JSON.stringify(line)}\n`);
say('open');
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'go') continue;
  for (const [i, step] of steps.entries()) {
    bench.at(i + 1);
    await doStep(bench, step);
    say([i, bench.state()]);
  }
  say('done');
}
