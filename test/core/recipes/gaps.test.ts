import fs from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CleanStepInput } from '../../../shared/cleaning.ts';
import { type Recipe, RecipeStep } from '../../../shared/recipe.ts';
import { openStudy, plantedCsv, type Study } from '../personas/study.ts';

const { csv, canaries } = plantedCsv();
/** Names and telephones of customers, and the column each is from. */
const from = (values: readonly string[]) =>
  fc.constantFrom(...values).map((value) => ({ value, column: value.includes('zq') ? 'name' : 'phone' }));
const Canary = from(canaries.slice(0, -100));
/** What is read as missing is stored nowhere, so that nothing but its column can tell what it is. */
const Missing = from(canaries.slice(-100));

/** Something a person does with a customer's value, what the recipe must name for it, and how it is done. */
interface Planted {
  readonly of: string;
  readonly column?: string;
  readonly step?: CleanStepInput;
  readonly formula?: { name: string; formula: string };
  readonly name?: string;
}

const Cleaning = fc
  .tuple(
    Canary,
    fc.constantFrom('map', 'to', 'list', 'values', 'any', 'all', 'fill', 'split', 'missing', 'renamed', 'city'),
  )
  .map(([{ value, column }, way]): Planted => {
    const step = ((): CleanStepInput => {
      const where = { kind: 'values' as const, column, values: [value] };
      switch (way) {
        case 'to':
          return { op: 'map', column, groups: [{ from: ['x'], to: value }] };
        case 'list':
          return { op: 'invalid', column, rule: { kind: 'list', values: [value], keep: false } };
        case 'values':
          return { op: 'dropRows', where };
        case 'any':
        case 'all':
          return { op: 'dropRows', where: { kind: way, of: [{ kind: 'missing', column: 'age' }, where] } };
        case 'fill':
          return { op: 'fill', column, with: 'constant', value };
        case 'split':
          return { op: 'split', column, by: value.slice(0, 20), into: [`${column} 1`, `${column} 2`] };
        case 'missing':
          return { op: 'parse', column, as: 'number', format: { missing: [value] }, into: `${column} read` };
        case 'city':
          return { op: 'map', column: 'city', groups: [{ from: [value], to: 'Mill' }] };
        default:
          return { op: 'map', column, groups: [{ from: [value], to: null }] };
      }
    })();
    return { of: step.op, step, column: way === 'city' ? 'city' : column };
  });

const Formula = fc.tuple(Canary, fc.nat(999)).map(([{ value }, n]): Planted => {
  const name = `own ${String(n)}`;
  return { of: 'formula', column: name, formula: { name, formula: `if([city] = "${value}", 1, 0)` } };
});
const Renamed = Canary.map(({ value }): Planted => ({ of: 'name', name: `Friends of ${value}` }));

async function plant({ client }: Study, sourceId: number, one: Planted): Promise<void> {
  if (one.step) await client.call('cleaning.add', { sourceId, steps: [one.step] });
  if (one.formula) await client.call('derive.addFormula', one.formula);
}

const told = (recipe: Recipe) => recipe.steps.flatMap((step) => (step.step === 'gap' ? [step] : []));
const leaked = (text: string) => canaries.filter((canary) => text.includes(canary));

describe('the recipe of a workspace with personal columns', () => {
  const full = process.env['FULL'] === '1';
  it(
    'holds no value of them, whatever was done, and names each thing left out; a replay says so',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(Cleaning, { minLength: 1, maxLength: 8 }),
          fc.uniqueArray(Formula, { maxLength: 3, selector: ({ column }) => column }),
          fc.array(Renamed, { maxLength: 2 }),
          Missing,
          Canary,
          async (cleaning, formulas, names, { value, column }, returned) => {
            const study = await openStudy();
            try {
              const path = join(study.home, 'members.csv');
              fs.writeFileSync(path, csv);
              const give = (to: Study) => to.core.files.register(path, { purpose: 'read' }).fileId;
              const { sourceId } = await study.client.call('sources.import', {
                fileId: give(study),
                columns: (['name', 'phone'] as const).map((own) => ({
                  name: own,
                  role: 'personal' as const,
                  personal: own,
                  ...(own === column ? { levels: [value], format: { missing: [value] } } : {}),
                })),
              });
              const kept: CleanStepInput = { op: 'map', column: 'city', groups: [{ from: ['Mill'], to: 'Harbour' }] };
              await study.client.call('cleaning.add', { sourceId, steps: [kept] });
              for (const one of [...cleaning, ...formulas]) await plant(study, sourceId, one);
              await study.client.call('derive.set', { sales: { returned: [returned.value], unsold: ['draft'] } });
              await study.client.call('customers.build', {});
              const { segments } = await study.client.call('segments.run', { k: 2, restarts: 1 });
              for (const [i, { name }] of names.entries())
                await study.client.call('segments.rename', { segment: segments[i]!.id, name: name! });

              const recipe = await study.client.call('recipes.current', {});
              expect(leaked(JSON.stringify(recipe, null, 2))).toEqual([]);
              expect(recipe.steps.some((step) => step.step === 'clean' && step.steps.length > 0)).toBe(true);
              expect(RecipeStep.array().parse(recipe.steps)).toEqual(recipe.steps);
              const gaps = told(recipe);
              const wanted = [
                ...[...cleaning, ...formulas, ...names].map(({ of, column: on }) => ({ of, column: on })),
                { of: 'levels', column },
                { of: 'format', column },
                { of: 'returned', column: undefined },
              ];
              const plain = (list: readonly { of: string; column?: string | undefined }[], of: string) =>
                list.filter((one) => one.of === of).map((one) => one.column ?? '');
              for (const of of new Set(wanted.map((one) => one.of)))
                expect(plain(gaps, of).toSorted()).toEqual(plain(wanted, of).toSorted());

              const again = await openStudy();
              try {
                const run = await again.client.call('recipes.run', { recipe, files: { 'members.csv': give(again) } });
                const said = run.skipped.filter((line) => line.includes('left out: it held customer data'));
                expect(said).toHaveLength(gaps.length);
                expect(leaked(run.skipped.join('\n'))).toEqual([]);
              } finally {
                await again.close();
              }
            } finally {
              await study.close();
            }
          },
        ),
        { numRuns: full ? 60 : 4, seed: 8, endOnFailure: true },
      );
    },
    full ? 1_800_000 : 240_000,
  );

  it('keeps rules on plain columns, and follows a personal column through renaming and parting', async () => {
    const study = await openStudy();
    try {
      const { sourceId } = await study.importText('members.csv', csv);
      const [name] = canaries;
      await study.client.call('cleaning.add', {
        sourceId,
        steps: [
          { op: 'rename', column: 'name', to: 'who' },
          { op: 'split', column: 'who', by: ' ', into: ['given', 'family'] },
          { op: 'map', column: 'given', groups: [{ from: ['Anna'], to: 'Ann' }] },
          { op: 'map', column: 'who', groups: [{ from: [name!], to: 'Ann' }] },
          { op: 'map', column: 'gender', groups: [{ from: ['female'], to: 'f' }] },
        ],
      });
      const recipe = await study.client.call('recipes.current', {});
      const clean = recipe.steps.find((step) => step.step === 'clean');
      expect(clean?.steps.map(({ op }) => op)).toEqual(['rename', 'split', 'map']);
      expect(told(recipe).map(({ column }) => column)).toEqual(['given', 'who']);
    } finally {
      await study.close();
    }
  });

  it('names a file that was never joined with the one in view', async () => {
    const study = await openStudy();
    try {
      await study.importText('orders.csv', 'order,member,paid\nA1,1,20\nA2,2,30\n');
      const { sourceId } = await study.importText('members.csv', csv);
      await study.client.call('cleaning.add', { sourceId, steps: [{ op: 'rename', column: 'name', to: 'who' }] });
      const files = (recipe: Recipe) => ({
        imported: recipe.steps.flatMap((step) => (step.step === 'import' ? [step.file] : [])),
        cleaned: recipe.steps.flatMap((step) => (step.step === 'clean' ? [step.file] : [])),
        left: told(recipe),
      });
      const apart = await study.client.call('recipes.current', {});
      const [view] = files(apart).imported;
      const other = view === 'orders.csv' ? 'members.csv' : 'orders.csv';
      expect(files(apart)).toEqual({
        imported: [view],
        cleaned: view === 'members.csv' ? ['members.csv'] : [],
        left: [{ step: 'gap', of: 'source', file: other }],
      });
      const again = await openStudy();
      try {
        const path = join(study.home, view!);
        fs.writeFileSync(path, view === 'members.csv' ? csv : 'order,member,paid\nA1,1,20\nA2,2,30\n');
        const { fileId } = again.core.files.register(path, { purpose: 'read' });
        const { skipped } = await again.client.call('recipes.run', { recipe: apart, files: { [view!]: fileId } });
        expect(skipped).toEqual([`“${other}” is left out: it is not joined with the table in view`]);
      } finally {
        await again.close();
      }
      await study.client.call('customers.build', {});
      const joined = files(await study.client.call('recipes.current', {}));
      expect(joined).toMatchObject({ imported: ['orders.csv', 'members.csv'], left: [] });
    } finally {
      await study.close();
    }
  });

  it('names gap among the steps there are', async () => {
    const study = await openStudy();
    try {
      await expect(study.client.call('recipes.check', { text: '["polish"]' })).rejects.toThrow(/known are.*\bgap\b/);
    } finally {
      await study.close();
    }
  });
});
