import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../../electron/core/session.ts';
import { gotoEdit, undoEdit } from '../../../electron/db/edits.ts';
import { threeGroups } from '../segments/bench.ts';
import { startBench } from './bench.ts';
import { canKillAtWrite, type Moment, runAndKill, tornTransaction } from './crash.ts';
import { type State, stateOf } from './state.ts';
import { ACT_COUNT, doStep, type Step } from './steps.ts';

/** FULL=1: two hundred workspaces; otherwise as many as CI has time for. SEED: others than the usual ones. */
const RUNS = process.env['FULL'] === '1' ? 200 : 14;
const SEED = Number(process.env['SEED'] ?? 8);

let folder: string;
/** a workspace with something of everything */
let base: string;
let traces: boolean;
/** where the base stood at each of its edits */
const baseHeads = new Map<number | null, State['tables']>();

/** Remember where a workspace stands at an edit: whenever it stands there again, every table is the same. */
function meet(heads: Map<number | null, State['tables']>, { head, tables }: State): void {
  const known = heads.get(head);
  if (known) expect(tables, `at edit ${String(head)} again`).toEqual(known);
  else heads.set(head, tables);
}

beforeAll(async () => {
  folder = fs.mkdtempSync(join(tmpdir(), 'pwb-random-'));
  traces = await canKillAtWrite();
  if (!traces) console.warn('strace is not here or may not attach: runs are killed at a moment, not at a write.');
  fs.mkdirSync(join(folder, 'base'));
  base = join(folder, 'base', 'w.persona');
  const bench = startBench(base);
  const { client } = bench;
  meet(baseHeads, bench.state());
  client.onChange(() => meet(baseHeads, bench.state()));
  const customers = threeGroups(60);
  const orders = Array.from(
    { length: 40 },
    (_, i) => `${String(i)},M${String(1 + (i % 20)).padStart(5, '0')},${String(i * 3)}`,
  );
  // the second list holds some customers of the first again
  const lists = { 'customers.csv': customers, 'again.csv': customers.split('\n').slice(0, 12).join('\n') };
  for (const [name, text] of Object.entries({ ...lists, 'orders.csv': `order,member,amount\n${orders.join('\n')}\n` }))
    await client.call('sources.import', { fileId: await bench.give(name, text), mode: 'new' });
  await client.call('customers.build', {});
  await client.call('segments.run', { k: 3, restarts: 1, threads: 1 });
  await client.call('personas.draft', {});
  const { id, chars } = await client.call('notes.add', {
    text: 'P1: The queue is too long.\nP2: 排队太久了。',
    consent: 'yes',
  });
  const theme = await client.call('notes.addTheme', { name: 'Queue' });
  await client.call('notes.mark', { note: id, start: 4, stop: chars, themes: [theme.id] });
  await bench.close();
});
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** The steps without a crash: where the workspace stood after each, and at each edit within. */
async function undisturbed(workspace: string, steps: readonly Step[]) {
  const bench = startBench(workspace);
  const heads = new Map(baseHeads);
  const states = [bench.state()];
  const within: State[][] = [];
  const done: { act: string; refused: string | null }[] = [];
  let passed: State[] = [];
  bench.client.onChange(() => passed.push(bench.state()));
  try {
    for (const [i, step] of steps.entries()) {
      passed = [];
      bench.at(i + 1);
      const { act, refused } = await doStep(bench, step);
      const state = bench.state();
      if (refused !== null) expect(state, `${act} was refused`).toEqual(states.at(-1));
      for (const one of [...passed, state]) meet(heads, one);
      done.push({ act, refused });
      within.push(passed);
      states.push(state);
    }
    const writes = (2 * fs.statSync(`${workspace}-wal`).size) / (24 + 4096);
    const commits = within.filter((one) => one.length > 0).length;
    return { states, within, heads, done, commits, writes };
  } finally {
    await bench.close();
  }
}

function copied(name: string): string {
  const home = join(folder, name);
  fs.rmSync(home, { recursive: true, force: true });
  fs.mkdirSync(home);
  fs.copyFileSync(base, join(home, 'w.persona'));
  return join(home, 'w.persona');
}

const seen = { runs: 0, steps: 0, changed: 0, refused: 0, early: 0, torn: 0, inFlight: 0, undone: 0 };
const acts = new Map<string, number>();

type Whole = Awaited<ReturnType<typeof undisturbed>>;

/** Two runs of three are killed within a transaction, the third after one. */
function momentOf(share: number, { done, commits, writes }: Whole): Moment {
  if (!traces) return { step: Math.floor(share * done.length) - 1, wait: (share * 7919) % 30 };
  return seen.runs % 3 === 0
    ? { at: 'sync', n: 1 + Math.floor(share * commits) }
    : { at: 'write', n: 1 + Math.floor(share * writes) };
}

async function crashed(steps: readonly Step[], moment: Moment, whole: Whole) {
  const workspace = copied('crash');
  const list = join(folder, 'crash', 'steps.json');
  fs.writeFileSync(list, JSON.stringify(steps));
  const killed = await runAndKill(workspace, list, moment);
  const last = killed.states.length;
  expect(killed.states, 'the same steps came to something else').toEqual(whole.states.slice(1, last + 1));
  if (!killed.done) seen.early++;
  if (tornTransaction(`${workspace}-wal`)) seen.torn++;

  const session = openSession(workspace, null);
  const { db } = session;
  try {
    expect(session.notices).toEqual([]);
    expect(db.column('PRAGMA integrity_check')).toEqual(['ok']);
    expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
    const found = stateOf(db);
    if (last < steps.length && found.head !== whole.states[last]!.head) seen.inFlight++;
    // what was answered, or that and what was under way
    const allowed = [whole.states[last]!, ...(whole.within[last] ?? []), whole.states[last + 1] ?? whole.states[last]!];
    expect(allowed, `after ${String(last)} steps`).toContainEqual(found);

    for (let at = found; at.head !== null; seen.undone++) {
      expect(undoEdit(db)).not.toBeNull();
      const back = stateOf(db);
      expect(back.head).not.toBe(at.head);
      expect(back.tables, `back at edit ${String(back.head)}`).toEqual(whole.heads.get(back.head));
      at = back;
    }
    gotoEdit(db, found.head);
    expect(stateOf(db), 'there and back again').toEqual(found);
  } finally {
    session.close();
  }
}

test(
  `after a crash every tracked table is as it was answered, and at each edit back to the beginning, in ${String(RUNS)} random workspaces`,
  { timeout: 120_000 + RUNS * 40_000 },
  async () => {
    // small numbers and ends of ranges are no likelier to show a fault here
    const step = fc.noBias(fc.record({ act: fc.nat(ACT_COUNT - 1), seed: fc.nat() }, { noNullPrototype: true }));
    const steps = fc.noBias(fc.array(step, { minLength: 8, maxLength: 20, size: 'max' }));
    const share = fc.noBias(fc.nat(9999)).map((n) => n / 10_000);
    await fc.assert(
      fc.asyncProperty(steps, share, async (list, at) => {
        const whole = await undisturbed(copied('whole'), list);
        seen.runs++;
        seen.steps += list.length;
        whole.done.forEach(({ act, refused }, i) => {
          acts.set(act, (acts.get(act) ?? 0) + 1);
          if (refused !== null) seen.refused++;
          if (JSON.stringify(whole.states[i]!.tables) !== JSON.stringify(whole.states[i + 1]!.tables)) seen.changed++;
        });
        await crashed(list, momentOf(at, whole), whole);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
    console.log(`random workspaces: ${JSON.stringify(seen)}; ${String(acts.size)} of ${String(ACT_COUNT)} acts`);
    console.log([...acts].map(([name, n]) => `${name} ${String(n)}`).join(', '));
    expect(seen.changed / seen.steps, 'steps that changed rows').toBeGreaterThanOrEqual(0.6);
    expect(seen.early / seen.runs, 'crashes before the end').toBeGreaterThan(0.6);
    if (!traces) return;
    expect(seen.torn, 'crashes within a transaction').toBeGreaterThan(0);
    expect(seen.inFlight, 'crashes between the end of a transaction and its answer').toBeGreaterThan(0);
  },
);
