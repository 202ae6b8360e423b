/*
 * What the JSON report of vitest leaves out: errors outside of tests, a process that ended before its file, hooks that failed,
 * files that were never run to their end. Written as lines that test/run.js repeats and counts as failures.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule, TestSuite } from 'vitest/node';

/** One thing that broke: where, and why. */
export interface Broken {
  name: string;
  reason: string;
}

/** The cause first: of a process that ended, it alone names the signal. */
const because = (errors: readonly SerializedError[]): string =>
  errors
    .flatMap((error) => [error.cause, error])
    .filter((error) => error !== undefined)
    .map((error) => error.stack ?? error.message)
    .join('\n') || 'no reason given';

const brokenSuites = (file: string, suites: Iterable<TestSuite>): Broken[] =>
  Array.from(suites)
    .filter((suite) => suite.errors().length > 0)
    .map((suite) => ({ name: `${file} > ${suite.fullName}`, reason: because(suite.errors()) }));

const brokenModule = (module: TestModule): Broken[] => {
  const file = relative(process.cwd(), module.moduleId);
  const state = module.state();
  const own: Broken[] = [];
  if (module.errors().length > 0) own.push({ name: file, reason: because(module.errors()) });
  if (state === 'pending' || state === 'queued') {
    const open = Array.from(module.children.allTests('pending'), (test) => test.fullName);
    own.push({ name: file, reason: ['was not run to its end; without a result are', ...open].join('\n') });
  }
  return [...own, ...brokenSuites(file, module.children.allSuites())];
};

/** Everything that broke outside of a test. */
export const brokenThings = (modules: readonly TestModule[], unhandled: readonly SerializedError[]): Broken[] => [
  ...modules.flatMap(brokenModule),
  ...unhandled.map((error) => ({ name: 'outside of a test', reason: because([error]) })),
];

/** Writes them beside the report of the tests; `VITEST_BROKEN` is the file. */
export default class BrokenReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env.VITEST_BROKEN;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(brokenThings(modules, unhandled)));
  }
}
