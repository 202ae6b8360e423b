import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Truth } from '../../../resources/sample/study.ts';
import { Recipe } from '../../../shared/recipe.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const sample = join(root, 'resources/sample');
const truth = JSON.parse(readFileSync(join(sample, 'truth.json'), 'utf8')) as Truth;
const folder = mkdtempSync(join(tmpdir(), 'recipe-all-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Result = {
  sources: { file: string; kind: string; key: string | null; rows: number }[];
  customers: { count: number; merged: number; review: number; matchRate: number };
  quality: { score: number };
  skipped: unknown[];
};
type Identity = { source: string; row: number; customer: number | null; score: number };

const command = (...args: string[]): unknown =>
  JSON.parse(
    execFileSync(process.execPath, [...ENGINE_OPTIONS, join(root, 'electron/cli.ts'), ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );

describe.each([
  ['recipe.all.json', ''],
  ['recipe.all.en.json', '.en'],
])('%s', (name, edition) => {
  const recipe = Recipe.parse(JSON.parse(readFileSync(join(sample, name), 'utf8')));

  test('imports the five tables, cleans, joins, derives, segments, drafts and exports', () => {
    expect([...new Set(recipe.steps.map(({ step }) => step))]).toEqual([
      'import',
      'clean',
      'join',
      'derive',
      'segment',
      'draft',
      'export',
    ]);
    const files = recipe.steps.flatMap((step) => (step.step === 'import' ? [step.file] : []));
    expect(files).toEqual(
      ['members.csv', 'buyers.csv', 'orders.xlsx', 'survey.csv', 'events.jsonl'].map((file) =>
        file.replace('.', `${edition}.`),
      ),
    );
  });

  test('gives one row a customer: the planted people, and nobody merged who is two', () => {
    const steps = recipe.steps.filter(({ step }) => ['import', 'clean', 'join', 'derive'].includes(step));
    const workspace = join(folder, `study${edition}.persona`);
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify({ ...recipe, steps }));
    const result = command('run', path, '--data', sample, '--workspace', workspace, '--json') as Result;
    expect(result.skipped).toEqual([]);
    expect(result.sources.map(({ kind, rows }) => [kind, rows])).toEqual([
      ['customers', truth.members.rows],
      ['customers', truth.buyers.rows],
      ['orders', truth.orders.lines],
      ['survey', truth.survey.rows],
      ['events', truth.events.rows - truth.events.broken.length],
    ]);

    const rows = command('call', 'customers.identities', '{}', '--workspace', workspace) as Identity[];
    // rows that are somebody's
    const of = (file: string) =>
      new Map(
        rows.flatMap(({ source, row, customer }) =>
          source.startsWith(file) && customer !== null ? [[row, customer] as const] : [],
        ),
      );
    for (const [file, count] of [
      ['members', truth.members.rows + truth.members.rejected],
      ['orders', truth.orders.lines],
      ['events', truth.events.rows],
    ] as const)
      expect(rows.flatMap(({ source, row }) => (source.startsWith(file) ? [row] : []))).toEqual(
        Array.from({ length: count }, (_, i) => i + 1),
      );
    const [members, buyers, orders, survey] = ['members', 'buyers', 'orders', 'survey'].map(of);
    expect(new Set(members!.values()).size).toBe(truth.members.rows);
    const found = truth.buyers.pairs.filter(
      ({ row, with: other }) => buyers!.get(row) === (other.file === 'members' ? members! : buyers!).get(other.row),
    );
    expect(found.length / truth.buyers.pairs.length).toBeGreaterThanOrEqual(0.98);
    const known = new Set(members!.values());
    for (const row of truth.buyers.strangers) expect(known.has(buyers!.get(row)!)).toBe(false);
    for (const row of truth.orders.orphans) expect(known.has(orders!.get(row) ?? 0)).toBe(false);

    // exactly the lines that were planted twice are dropped as repeated
    const dropped = (sourceId: number) =>
      (
        command(
          ...['call', 'cleaning.table', JSON.stringify({ sourceId, show: 'dropped', limit: 1000 })],
          ...['--workspace', workspace],
        ) as { rows: { id: number }[] }
      ).rows.map(({ id }) => id);
    const sorted = (rows: readonly number[]) => rows.toSorted((a, b) => a - b);
    const [ORDERS, EVENTS] = [3, 5];
    expect(sorted(dropped(ORDERS))).toEqual(sorted(truth.orders.dirt['order']!['line twice']!));
    // ids of events count the stored rows, which leave out the broken ones
    const line = (id: number) => sorted(truth.events.broken).reduce((at, broken) => (broken <= at ? at + 1 : at), id);
    expect(sorted(dropped(EVENTS).map(line))).toEqual(sorted(truth.events.twice));

    // whose answer and whose order is whose
    const number = new Map(truth.members.numbers.map(([key, row]) => [members!.get(Number(row))!, key]));
    for (const [row, key] of Object.entries(truth.survey.members))
      expect(number.get(survey!.get(Number(row)) ?? 0), `answer ${row}`).toBe(key);
    const nobodys = new Set([
      ...truth.orders.walkIns,
      ...truth.orders.orphans,
      ...truth.orders.dirt['order']!['line twice']!,
    ]);
    const lost = Array.from({ length: truth.orders.lines }, (_, i) => i + 1).filter(
      (row) => !nobodys.has(row) && !known.has(orders!.get(row) ?? 0),
    );
    expect(lost.length).toBeLessThanOrEqual(truth.orders.lines * 0.001);

    const nobody = new Set(
      [...orders!, ...survey!].flatMap(([, customer]) => (customer > 0 && !known.has(customer) ? [customer] : [])),
    );
    const people = truth.members.rows + truth.buyers.strangers.length + nobody.size;
    expect(Math.abs(result.customers.count - people)).toBeLessThanOrEqual(25);
    expect(result.quality.score).toBeGreaterThan(0.7);
  }, 180_000);
});

test('the buyers are found by the member number beside their own also without the mapping', () => {
  const recipe = Recipe.parse(JSON.parse(readFileSync(join(sample, 'recipe.all.json'), 'utf8')));
  const customers = (['mapped', 'proposed'] as const).map((name) => {
    const wanted = recipe.steps.filter((step) =>
      step.step === 'import' || step.step === 'clean'
        ? ['members.csv', 'buyers.csv'].includes(step.file ?? '')
        : step.step === 'join',
    );
    const steps = wanted.map((step) =>
      step.step === 'import' && name === 'proposed' ? { step: step.step, file: step.file } : step,
    );
    const path = join(folder, `${name}.json`);
    writeFileSync(path, JSON.stringify({ ...recipe, steps }));
    const { sources, customers: found } = command('run', path, '--data', sample, '--json') as Result;
    return { key: sources[1]!.key, found };
  });
  expect(customers.map(({ key }) => key)).toEqual(['会员号', '买家编号']);
  expect(customers[1]!.found).toEqual(customers[0]!.found);
}, 120_000);
