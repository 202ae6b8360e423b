/*
 * npm test: a browser, a build, the unit, core and Electron tests, then the end-to-end tests in that browser. Written so that
 * an old Node can read it: the version is settled first (R45).
 */
import { spawn } from 'child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'fs';
import { dirname, join, relative } from 'path';
import { createInterface } from 'readline';
import { fileURLToPath } from 'url';
import { ENGINE_OPTIONS, WANTED_NODE } from '../electron/own-node.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = join(root, 'test-results');
/** Files named at the end. */
const SLOWEST = 10;
/** Lines of a reason that are repeated at the end. */
const REASON_LINES = 12;

/** What a process says that does not come to its end: only its own last words tell why. */
const LAST_WORDS = /fatal error|check failed|assertion .*failed|segmentation fault|out of memory/i;
const lastWords = [];

/** Run one of our tools on this terminal. */
function tool(args, env) {
  return new Promise(function (resolve) {
    const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const child = spawn(process.execPath, ENGINE_OPTIONS.concat(args), {
      cwd: root,
      stdio: ['inherit', 'inherit', 'pipe'],
      env: Object.assign({}, process.env, colour, env),
    });
    child.stderr.pipe(process.stderr, { end: false });
    createInterface({ input: child.stderr }).on('line', function (line) {
      if (LAST_WORDS.test(line)) lastWords.push(line);
    });
    child.on('exit', function (code) {
      resolve(code === null ? 1 : code);
    });
  });
}

function json(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** What broke outside of a test: hooks, files, processes (support/vitest-broken). */
function brokenThings() {
  return json(join(results, 'vitest-broken.json')) || [];
}

/** Counts of a vitest report; a report that is missing counts as one failure. */
function vitestCounts(file) {
  const report = json(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenThings().length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function playwrightCounts(file) {
  const report = json(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const stats = report.stats;
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (report.errors ? report.errors.length : 0),
    skipped: stats.skipped,
  };
}

/** Files and their milliseconds, from both reports. */
function fileTimes() {
  const times = {};
  const add = function (file, ms) {
    times[file] = (times[file] || 0) + ms;
  };
  const vitest = json(join(results, 'vitest.json'));
  (vitest ? vitest.testResults : []).forEach(function (suite) {
    add(relative(root, suite.name), suite.endTime - suite.startTime);
  });
  const walk = function (suite) {
    (suite.suites || []).forEach(walk);
    (suite.specs || []).forEach(function (spec) {
      spec.tests.forEach(function (test) {
        test.results.forEach(function (result) {
          add(join('test', spec.file), result.duration);
        });
      });
    });
  };
  const browser = json(join(results, 'playwright.json'));
  (browser ? browser.suites : []).forEach(walk);
  return times;
}

/** What failed, with the first lines of its reason: they are long gone from the screen when a run ends. */
function failures() {
  const found = [];
  const add = function (name, reason) {
    // eslint-disable-next-line no-control-regex -- the colours of a terminal
    const plain = String(reason || '').replace(/\u001b\[[0-9;]*m/g, '');
    found.push([name].concat(plain.split('\n').slice(0, REASON_LINES)).join('\n    '));
  };
  brokenThings().forEach(function (broken) {
    add(broken.name, broken.reason);
  });
  const vitest = json(join(results, 'vitest.json'));
  (vitest ? vitest.testResults : []).forEach(function (suite) {
    const file = relative(root, suite.name);
    suite.assertionResults.forEach(function (test) {
      if (test.status === 'failed') add(file + ' > ' + test.fullName, test.failureMessages.join('\n'));
    });
  });
  const walk = function (suite) {
    (suite.suites || []).forEach(walk);
    (suite.specs || []).forEach(function (spec) {
      if (spec.ok) return;
      const errors = spec.tests.flatMap(function (test) {
        return test.results.flatMap(function (result) {
          return result.errors;
        });
      });
      add(
        spec.file + ' > ' + spec.title,
        errors
          .map(function (error) {
            return error.message;
          })
          .join('\n'),
      );
    });
  };
  const browser = json(join(results, 'playwright.json'));
  (browser ? browser.suites : []).forEach(walk);
  return found;
}

/** Say where the time goes. */
function tellSlowest() {
  const times = fileTimes();
  const slowest = Object.keys(times)
    .sort(function (a, b) {
      return times[b] - times[a];
    })
    .slice(0, SLOWEST);
  process.stdout.write('the ' + slowest.length + ' slowest files:\n');
  slowest.forEach(function (file) {
    process.stdout.write('  ' + String(Math.round(times[file] / 1000)).padStart(4) + ' s  ' + file + '\n');
  });
}

async function main() {
  if (parseInt(process.versions.node, 10) < WANTED_NODE) {
    process.stderr.write(
      'Node ' +
        WANTED_NODE +
        ' or newer is needed, this is ' +
        process.version +
        '. Start the tests with "npm test".\n',
    );
    process.exit(1);
  }
  const only = process.argv[2];
  const { haveChromium } = await import('./support/chromium.js');
  const browser = await haveChromium();
  if (browser === null) process.exit(1);
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });

  const { buildIfStale } = await import('../electron/build.ts');
  await buildIfStale(['code', 'renderer']);

  const env = {
    CHROME_PATH: browser,
    // every thread would load a compiler of its own to take the types off; threads with WebAssembly that come and go end now
    // and then in V8's "Check failed: jit_page.has_value()"
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node-compile'),
  };
  const counts = [];
  let status = 0;
  if (only !== 'e2e') {
    const report = join(results, 'vitest.json');
    const reporters = ['default', 'json', join(root, 'test', 'support', 'vitest-broken.ts')];
    const args = ['run', '--outputFile.json=' + report].concat(
      reporters.map(function (name) {
        return '--reporter=' + name;
      }),
    );
    const withBroken = Object.assign({ VITEST_BROKEN: join(results, 'vitest-broken.json') }, env);
    status |= await tool([join(root, 'node_modules', 'vitest', 'vitest.mjs')].concat(args), withBroken);
    counts.push(vitestCounts(report));
  }
  if (only !== 'unit') {
    const report = join(results, 'playwright.json');
    const args = ['test', '--config', join('test', 'playwright.config.ts')];
    const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
    status |= await tool([cli].concat(args), Object.assign({ PLAYWRIGHT_JSON_OUTPUT_FILE: report }, env));
    counts.push(playwrightCounts(report));
  }

  const sum = function (name) {
    return counts.reduce(function (total, count) {
      return total + count[name];
    }, 0);
  };
  tellSlowest();
  failures().forEach(function (one) {
    process.stdout.write('FAILED ' + one + '\n');
  });
  lastWords.forEach(function (line) {
    process.stdout.write('said by a process that ended: ' + line + '\n');
  });
  const skipped = sum('skipped');
  if (status !== 0 && sum('failed') === 0) process.stdout.write('FAILED: a tool ended with ' + status + '\n');
  process.stdout.write(
    sum('passed') + ' passed, ' + sum('failed') + ' failed' + (skipped ? ', ' + skipped + ' skipped' : '') + '\n',
  );
  process.exitCode = status === 0 && sum('failed') === 0 ? 0 : 1;
}

main().catch(function (error) {
  process.stderr.write((error && error.stack ? error.stack : String(error)) + '\n');
  process.exitCode = 1;
});
