import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applySteps } from '../../../electron/analysis/cleaning/apply.ts';
import { createClient } from '../../../electron/core/client.ts';
import { createCore } from '../../../electron/core/core.ts';
import { stepsOf } from '../../../electron/db/areas/cleaning/tables.ts';
import { head } from '../../../electron/db/edits.ts';
import type { WriteDb } from '../../../electron/db/open.ts';
import { loadSource } from '../../../electron/workers/areas/cleaning/source.ts';
import { describe as describeSource } from '../../../electron/core/areas/cleaning/describe.ts';
import type { CleanStep } from '../../../shared/cleaning.ts';
import { CleanStep as Schema } from '../../../shared/cleaning.ts';
import { type Bench, createBench, SAMPLE } from '../segments/bench.ts';
import { rowsOf } from '../../unit/cleaning/support.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60);
let bench: Bench;
let start: number;
beforeAll(async () => {
  bench = createBench({ threads: 1 });
  await bench.importText('id,city,spend\n1,Paris,10\n2,paris,20\n3,Lyon,\n4,Lyon,4000\n4,Lyon,4000\n');
  start = head(db())!;
});
afterAll(() => bench.close());

const db = (): WriteDb => bench.core.session().db;
const call: Bench['client']['call'] = (op, input) => bench.client.call(op, input);

/** The steps as the workspace has them, and the rows they make. */
function state(): string {
  const steps = stepsOf(db(), 1).map(({ id, position, enabled, step }) => [id, position, enabled, step]);
  const { source, enabled } = describeSource(db(), 1);
  const loaded = loadSource(db(), source, () => undefined);
  const { table } = applySteps(
    loaded.table,
    enabled,
    loaded.context(db(), () => undefined),
  );
  return JSON.stringify([steps, rowsOf(table)]);
}

const STEPS: CleanStep[] = (
  [
    { op: 'normalise', case: 'title' },
    { op: 'map', column: 'city', groups: [{ from: ['Lyon'], to: 'Lyons' }] },
    { op: 'dropDuplicates' },
    { op: 'fill', column: 'spend', with: 'median' },
    { op: 'winsorise', column: 'spend', fences: 1 },
    { op: 'rename', column: 'city', to: 'town' },
    { op: 'dropRows', where: { kind: 'missing', column: 'spend' } },
  ] as const
).map((step) => Schema.parse(step));
const step = fc.constantFrom(...STEPS);
const action = fc.oneof(
  fc.record({ do: fc.constant('add' as const), step, at: fc.nat({ max: 4 }) }),
  fc.record({ do: fc.constant('edit' as const), step, which: fc.nat() }),
  fc.record({ do: fc.constant('move' as const), which: fc.nat(), at: fc.nat({ max: 4 }) }),
  fc.record({ do: fc.constant('toggle' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('remove' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('undo' as const) }),
  fc.record({ do: fc.constant('redo' as const) }),
  fc.record({ do: fc.constant('goto' as const), which: fc.nat() }),
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

/** Do an action where it can be done. */
async function perform(one: Action, known: readonly number[]): Promise<void> {
  const steps = stepsOf(db(), 1);
  if (one.do === 'add') {
    await call('cleaning.add', { sourceId: 1, steps: [one.step], at: one.at + 1 });
    return;
  }
  if (one.do === 'undo') {
    if (head(db()) !== start) await call('workspace.undo', {});
    return;
  }
  if (one.do === 'redo') {
    await call('workspace.redo', {});
    return;
  }
  if (one.do === 'goto') {
    await call('workspace.goto', { id: known[one.which % known.length]! });
    return;
  }
  if (steps.length === 0) return;
  const { id, enabled } = steps[one.which % steps.length]!;
  if (one.do === 'edit') await call('cleaning.edit', { id, step: one.step });
  else if (one.do === 'move') await call('cleaning.move', { id, to: one.at + 1 });
  else if (one.do === 'toggle') await call('cleaning.toggle', { id, enabled: !enabled });
  else await call('cleaning.remove', { id });
}

describe('the history of cleaning', () => {
  // what each entry of the history looked like when it was made
  const seen = new Map<number, string>();

  it('keeps every state it ever had: each entry leads to exactly the steps and rows of then', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 14 }), async (actions) => {
        await call('workspace.goto', { id: start });
        seen.set(start, state());
        const known = [start];
        for (const one of actions) {
          await perform(one, known);
          const at = head(db())!;
          const before = seen.get(at);
          if (before === undefined) seen.set(at, state());
          else expect(state()).toBe(before);
          if (!known.includes(at)) known.push(at);
          const positions = stepsOf(db(), 1).map(({ position }) => position);
          expect(positions).toEqual(positions.map((_, i) => i + 1));
        }
        for (const at of known) {
          await call('workspace.goto', { id: at });
          expect(state()).toBe(seen.get(at));
        }
      }),
      { numRuns: RUNS, seed: 20261121 },
    );
  }, 300_000);

  it('also after a restart', async () => {
    const { path } = bench.core.session();
    bench.client.close();
    await bench.core.close();
    const core = createCore({ home: bench.folder, sample: SAMPLE, version: 'test', open: path, threads: 1 });
    bench = { ...bench, core, client: createClient(core.connect('again')), close: () => core.close() };
    for (const [at, before] of [...seen].slice(-30)) {
      await call('workspace.goto', { id: at });
      expect(state()).toBe(before);
    }
  });
});
