/*
 * Named by --import: a program that ends says how much memory it had at most, all its threads together, in kilobytes on the
 * last line of its standard error.
 */
import { readFileSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.on('exit', () => {
    writeSync(2, `\n${/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]}\n`);
  });
