import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Lang } from '../shared/domain.ts';
import { callOperation, operations } from './shell/cli/call.ts';
import { progressTo } from './shell/cli/progress.ts';
import { readPassword } from './shell/cli/password.ts';
import { printTable, tableFacts, type Reading } from './shell/cli/read.ts';
import { runRecipe } from './shell/cli/run.ts';
import { envelopeOf, logUnknown, type Environment } from './shell/cli/session.ts';
import { usage, UsageError } from './shell/cli/usage.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stop.abort();
  });
// a reader that has seen enough (head) is no failure
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

await main(process.argv.slice(2));

async function main(args: string[]): Promise<void> {
  let lang = systemLang();
  const report = progressTo(process.stderr, lang);
  try {
    const { values, positionals } = parse(args);
    lang = values.lang ?? lang;
    const [command, ...rest] = positionals;
    if (values.help) process.stdout.write(usage);
    else if (values.version) process.stdout.write(`${version()}\n`);
    else await dispatch(command, rest, values, { ...environment(), lang }, progressTo(process.stderr, lang));
  } catch (error) {
    report.end();
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${usage}`);
      process.exitCode = 2;
    } else {
      logUnknown(error);
      process.stderr.write(`${JSON.stringify(envelopeOf(error, lang))}\n`);
      process.exitCode = 1;
    }
  }
}

type Values = ReturnType<typeof parse>['values'];

async function dispatch(
  command: string | undefined,
  rest: string[],
  values: Values,
  environment: Environment,
  report: ReturnType<typeof progressTo>,
): Promise<void> {
  const [first, second] = rest;
  const need = (count: number, ...allowed: (keyof Values)[]) => {
    if (rest.length !== count) throw new UsageError(`${command ?? ''}: ${String(count)} argument(s) expected`);
    const extra = (Object.keys(values) as (keyof Values)[]).find((name) => name !== 'lang' && !allowed.includes(name));
    if (extra !== undefined) throw new UsageError(`${command ?? ''}: no option --${extra}`);
  };
  switch (command) {
    case 'run':
      need(1, 'workspace', 'data', 'out', 'json', 'password-file');
      print(await runRecipe(first!, { ...values, password: passwordIn(values) }, environment, report));
      break;
    case 'read':
      need(1, 'json', 'sheet', 'password-file');
      if (values.json) print(await tableFacts(first!, readingOf(values), environment.lang));
      else await printTable(first!, readingOf(values), process.stdout);
      break;
    case 'call':
      if (rest.length === 1) rest.push('{}');
      need(2, 'workspace', 'json');
      print(await callOperation(first!, second ?? '{}', values.workspace, environment, report.show));
      break;
    case 'operations':
      need(0, 'json');
      print(operations());
      break;
    default:
      throw new UsageError(command === undefined ? 'a command is needed' : `no command ${command}`);
  }
  report.end();
}

function parse(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        workspace: { type: 'string' },
        data: { type: 'string' },
        out: { type: 'string' },
        sheet: { type: 'string' },
        'password-file': { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
    const { lang, ...others } = values;
    if (lang !== undefined && lang !== 'en' && lang !== 'zh-CN') throw new UsageError('--lang is zh-CN or en');
    return { values: { ...others, ...(lang === undefined ? {} : { lang: lang as Lang }) }, positionals };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}

function passwordIn({ 'password-file': file }: Values): string | undefined {
  return file === undefined ? undefined : readPassword(file);
}

function readingOf(values: Values): Reading {
  return { ...(values.sheet === undefined ? {} : { sheet: values.sheet }), password: passwordIn(values) };
}

/** The result: one JSON object. Typed arrays are printed as arrays; people get line breaks. */
function print(result: unknown): void {
  const plain = (_key: string, value: unknown) =>
    ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float32Array) : value;
  process.stdout.write(`${JSON.stringify(result, plain, process.stdout.isTTY ? 2 : undefined)}\n`);
}

function environment(): Omit<Environment, 'lang'> {
  return {
    version: version(),
    sample: fileURLToPath(new URL('../resources/sample', import.meta.url)),
    signal: stop.signal,
  };
}

function version(): string {
  const file = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}

function systemLang(): Lang {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^zh/i.test([LC_ALL, LC_MESSAGES, LANG].find(Boolean) ?? '') ? 'zh-CN' : 'en';
}
