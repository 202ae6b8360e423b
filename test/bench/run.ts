import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measurement } from './measurement.ts';

/** A case: what is measured, how to run it, and what to reach. */
type Case = {
  work: string;
  goal: string;
  load: () => Promise<{ run(): Promise<Measurement> }>;
  reached: (result: Measurement) => boolean;
};

const CASES: Record<string, Case> = {
  import: {
    work: '541,909-row customer CSV into a workspace, all checks on, against `sqlite3 .import`',
    goal: 'ratio ≤ 2.0, peak memory < 400 MB',
    load: () => import('./import.ts'),
    reached: ({ ratio, rssMb }) => atMost(ratio, 2) && (rssMb ?? 0) < 400,
  },
  cluster: {
    work: '1,000,000 × 10, k = 8, given starting centres, to convergence or 300 iterations, 2 threads, against scikit-learn (Lloyd)',
    goal: 'ratio ≤ 0.7',
    load: () => import('./cluster.ts'),
    reached: ({ ratio }) => atMost(ratio, 0.7),
  },
  sweep: {
    work: '100,000 × 10, k = 2…10, 10 restarts, with silhouettes, against scikit-learn',
    goal: 'ratio ≤ 0.7',
    load: () => import('./sweep.ts'),
    reached: ({ ratio }) => atMost(ratio, 0.7),
  },
  scatter: {
    work: '500,000 points, zoom and pan in Chromium without a GPU (95th percentile of a frame)',
    goal: '≤ 16.7 ms',
    load: () => import('./scatter.ts'),
    reached: ({ ms }) => atMost(ms, 16.7),
  },
  open: {
    work: 'workspace of 100,000 customers, from process start to the first usable screen (median of 3)',
    goal: '≤ 1,500 ms',
    load: () => import('./open.ts'),
    reached: ({ ms }) => atMost(ms, 1500),
  },
};

const BEGIN = '<!-- bench:begin -->';
const END = '<!-- bench:end -->';
const document = fileURLToPath(new URL('../../docs/BENCHMARKS.md', import.meta.url));

async function main(args: string[]): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = names.find((name) => !Object.hasOwn(CASES, name));
  const options = args.filter((arg) => arg.startsWith('--'));
  if (unknown !== undefined || options.some((option) => option !== '--json' && option !== '--write')) {
    process.stderr.write(`Usage: npm run -s bench -- [${Object.keys(CASES).join('|')}] [--json] [--write]\n`);
    return 2;
  }
  const results: Measurement[] = [];
  let failed = 0;
  for (const name of names.length > 0 ? names : Object.keys(CASES)) {
    try {
      const result = await (await CASES[name]!.load()).run();
      results.push(result);
      if (options.includes('--json')) process.stdout.write(`${JSON.stringify(result)}\n`);
    } catch (error) {
      failed += 1;
      process.stderr.write(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    }
  }
  if (!options.includes('--json')) process.stdout.write(`${table(results)}\n`);
  if (options.includes('--write')) write(table(results));
  return failed > 0 ? 1 : 0;
}

const atMost = (value: number | null | undefined, limit: number) =>
  value !== null && value !== undefined && value <= limit;

function table(results: Measurement[]): string {
  const number = (value: number | null | undefined, digits: number) =>
    value === null || value === undefined
      ? '–'
      : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const rows = results.map((result) => {
    const { work, goal, reached } = CASES[result.case]!;
    const verdict = result.ms === null ? '–' : reached(result) ? 'yes' : 'no';
    const own = `${number(result.ms, result.ms !== null && result.ms < 100 ? 1 : 0)} ms`;
    const peer = result.peer === null ? '–' : `${result.peer}: ${number(result.peerMs, 0)} ms`;
    const memory = result.rssMb === undefined ? '' : `, ${number(result.rssMb, 0)} MB`;
    const ratio = number(result.ratio, 2);
    return `| ${result.case} | ${work} | ${own}${memory} | ${peer} | ${ratio} | ${goal} | ${result.note ?? verdict} |`;
  });
  const head = [
    '| case | work | measured | peer | ratio | goal | reached |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  return [...head, ...rows].join('\n');
}

/** The machine the figures belong to. */
function machine(): string {
  const processors = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(1);
  return `${processors[0]?.model ?? 'unknown processor'}, ${String(processors.length)} cores, ${memory} GB, ${process.platform} ${release()}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
}

/** Put the table between its marks, leaving the words around it alone. */
function write(text: string): void {
  const block = `${BEGIN}\n\nMeasured on: ${machine()}.\n\n${text}\n\n${END}`;
  const old = existsSync(document)
    ? readFileSync(document, 'utf8')
    : `# Benchmarks\n\n\`npm run bench -- --write\` measures every case on this machine and puts the result here.\n\n${BEGIN}\n${END}\n`;
  const from = old.indexOf(BEGIN);
  const to = old.indexOf(END);
  const next = from >= 0 && to > from ? old.slice(0, from) + block + old.slice(to + END.length) : `${old}\n${block}\n`;
  mkdirSync(dirname(document), { recursive: true });
  writeFileSync(document, next);
}

process.exitCode = await main(process.argv.slice(2));
