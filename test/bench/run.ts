import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import type { Measurement } from './measurement.ts';

/** A case: how to run it, and what to reach; what is measured is told in docs/BENCHMARKS.md. */
type Case = {
  goal: string;
  load: () => Promise<{ run(): Promise<Measurement> }>;
  reached: (result: Measurement) => boolean;
};

const CASES: Record<string, Case> = {
  import: {
    goal: 'ratio ≤ 2.0, peak memory < 400 MB',
    load: () => import('./import.ts'),
    reached: ({ ratio, rssMb }) => atMost(ratio, 2) && (rssMb ?? 0) < 400,
  },
  excel: {
    goal: 'ratio ≤ 0.5',
    load: () => import('./excel.ts'),
    reached: ({ ratio }) => atMost(ratio, 0.5),
  },
  clean: {
    goal: '< 5,000 ms',
    load: () => import('./clean.ts'),
    reached: ({ ms, ['agrees']: agrees }) => atMost(ms, 5000) && agrees === true,
  },
  rfm: {
    goal: '< 1,000 ms, figures equal to the peer’s',
    load: () => import('./rfm.ts'),
    reached: ({ ms, ['agrees']: agrees, peerMs }) => atMost(ms, 999.9) && (agrees === true || !peerMs),
  },
  cluster: {
    goal: 'ratio ≤ 0.7',
    load: () => import('./cluster.ts'),
    reached: ({ ratio }) => atMost(ratio, 0.7),
  },
  sweep: {
    goal: 'ratio ≤ 0.7',
    load: () => import('./sweep.ts'),
    reached: ({ ratio }) => atMost(ratio, 0.7),
  },
  wide: {
    goal: '< 60 s of processor each, peak memory < 800 MB',
    load: () => import('./wide.ts'),
    reached: ({ ms, rssMb }) => atMost(ms, 60_000) && (rssMb ?? 0) < 800,
  },
  dedupe: {
    goal: '< 30 s, F1 ≥ 0.97',
    load: () => import('./dedupe.ts'),
    reached: ({ ms, ['f1']: f1 }) => atMost(ms, 30_000) && Number(f1) >= 0.97,
  },
  scatter: {
    goal: '≤ 16.7 ms',
    load: () => import('./scatter.ts'),
    reached: ({ ms }) => atMost(ms, 16.7),
  },
  open: {
    goal: '≤ 1,500 ms',
    load: () => import('./open.ts'),
    reached: ({ ms }) => atMost(ms, 1500),
  },
};

const BEGIN = '<!-- figures:begin -->';
const END = '<!-- figures:end -->';
const report = fileURLToPath(new URL('../../docs/BENCHMARKS.md', import.meta.url));

async function main(args: string[]): Promise<number> {
  const asked = optionsFrom(args);
  if (!asked) {
    process.stderr.write(
      `Usage: npm run -s bench -- [CASE ...] [--cases a,b] [--json] [--write]\nCases: ${Object.keys(CASES).join(', ')}\n`,
    );
    return 2;
  }
  const results: Measurement[] = [];
  let failed = 0;
  for (const name of asked.names) {
    try {
      const result = await (await CASES[name]!.load()).run();
      results.push(result);
      if (asked.json) process.stdout.write(`${JSON.stringify(result)}\n`);
    } catch (error) {
      failed += 1;
      process.stderr.write(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    }
  }
  const rows = new Map(results.map((result) => [result.case, rowOf(result)]));
  if (!asked.json) process.stdout.write(await formatted(tableOf(rows)));
  if (asked.write && rows.size > 0) await write(rows);
  return failed > 0 ? 1 : 0;
}

function optionsFrom(args: string[]): { names: string[]; json: boolean; write: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, write: { type: 'boolean' }, cases: { type: 'string' } },
    });
    const names = [...positionals, ...(values.cases?.split(',') ?? [])];
    if (names.some((name) => !Object.hasOwn(CASES, name))) return null;
    return {
      names: names.length > 0 ? [...new Set(names)] : Object.keys(CASES),
      json: values.json === true,
      write: values.write === true,
    };
  } catch {
    return null;
  }
}

const atMost = (value: number | null | undefined, limit: number) =>
  value !== null && value !== undefined && value <= limit;

const number = (value: number | null | undefined, digits: number) =>
  value === null || value === undefined
    ? '–'
    : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A line of the table, of what was measured just now. */
function rowOf(result: Measurement): string {
  const { goal, reached } = CASES[result.case]!;
  const own = result.ms === null ? '–' : `${number(result.ms, result.ms < 100 ? 1 : 0)} ms`;
  const memory = result.rssMb === undefined ? '' : `, ${number(result.rssMb, 0)} MB`;
  const peer =
    result.peerMs === null || result.peerMs === undefined
      ? '–'
      : `${result.peer ?? 'peer'}: ${number(result.peerMs, 0)} ms`;
  const verdict = result.note ?? (result.ms === null ? '–' : reached(result) ? 'yes' : 'no');
  return `| ${[result.case, own + memory, peer, number(result.ratio, 2), goal, verdict].join(' | ')} |`;
}

/** The table in the order of the cases. */
function tableOf(rows: ReadonlyMap<string, string>): string {
  const lines = Object.keys(CASES).flatMap((name) => rows.get(name) ?? []);
  const head = ['| case | measured | peer | ratio | goal | reached |', '| --- | --- | --- | --- | --- | --- |'];
  return `${[...head, ...lines].join('\n')}\n`;
}

/** The machine the figures belong to. */
function machine(): string {
  const processors = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(1);
  return `${processors[0]?.model ?? 'unknown processor'}, ${String(processors.length)} cores, ${memory} GB, ${process.platform} ${release()}, Node ${process.version}`;
}

/** Put the table between its marks, leaving the words around it alone. Figures that this machine gave before stay. */
async function write(rows: ReadonlyMap<string, string>): Promise<void> {
  const old = existsSync(report) ? readFileSync(report, 'utf8') : `# Benchmarks\n\n${BEGIN}\n${END}\n`;
  const from = old.indexOf(BEGIN);
  const to = old.indexOf(END);
  if (from < 0 || to < from) throw new Error(`${report} has no ${BEGIN} … ${END}`);
  const before = old.slice(from, to);
  const all = new Map(Object.keys(CASES).map((name) => [name, `| ${name} | not yet measured | – | – | – | – |`]));
  if (before.includes(machine()))
    for (const [line, name] of before.matchAll(/^\| (\w+) .*\|$/gm)) if (all.has(name!)) all.set(name!, line);
  for (const [name, line] of rows) all.set(name, line);
  const day = new Date().toISOString().slice(0, 10);
  const block = `${BEGIN}\n\nMeasured on ${machine()}; last on ${day}.\n\n${tableOf(all)}\n`;
  mkdirSync(dirname(report), { recursive: true });
  writeFileSync(report, await formatted(old.slice(0, from) + block + old.slice(to)));
}

/** As the project formats its documents. */
async function formatted(text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(report)), parser: 'markdown' });
}

process.exitCode = await main(process.argv.slice(2));
