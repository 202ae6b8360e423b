import type { ColumnOverride, ImportMode } from '../../../../shared/contract/sources.ts';
import { DeriveOptions } from '../../../../shared/contract/derive.ts';
import type { ColumnGuess, SourceKind } from '../../../../shared/domain.ts';
import type { RecipeStep } from '../../../../shared/recipe.ts';
import {
  gapOf,
  type Holds,
  isOwn,
  type OwnFacts,
  partFormulas,
  partOverrides,
  partSteps,
} from '../../../analysis/privacy/recipe.ts';
import { builtBody } from '../../../db/areas/customers/built.ts';
import { attributesOf } from '../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../db/open.ts';
import { setting } from '../../../db/settings.ts';
import { stepsForRecipe } from '../cleaning/recipe.ts';
import {
  asideSources,
  deriveOptions,
  identityRules,
  type JoinedSource,
  joinedSources,
  trustRules,
} from '../customers/build/inputs.ts';
import { columnsForm } from '../../../db/areas/sources/forms.ts';
import { isBuilt, readOptions } from '../../../db/areas/sources/sources.ts';
import { readStored } from '../../../db/stored.ts';

interface SourceRow {
  id: number;
  name: string;
  mode: ImportMode;
  kind: SourceKind;
  options: string;
  columns: string;
}

/**
 * The sources that the table in view is of: those of its join and the lists of things that it looked something up in, or the
 * one file that is shown as it came.
 */
function sourcesOf(db: ReadDb, inView: number): JoinedSource[] {
  if (!isBuilt(db, inView)) return joinedSources(db).filter(({ id }) => id === inView);
  const used = new Set(builtBody(db, inView)?.report.lists?.flatMap((list) => (list.used ? [list.sourceId] : [])));
  return [...joinedSources(db), ...asideSources(db).filter(({ id }) => used.has(id))];
}

/**
 * The files behind the table in view, in the order of their import: each source with those it took the place of. A file that
 * the table is not of is left out, and a gap names it.
 */
export function importSteps(db: ReadDb, inView: number, holds: Holds): RecipeStep[] {
  const rows = new Map(
    db
      .all<SourceRow>('SELECT id, name, mode, kind, options, columns FROM source WHERE built IS NULL ORDER BY id')
      .map((row) => [row.id, { ...row, asked: readOptions(row.id, row.options) }]),
  );
  const ends = isBuilt(db, inView) ? sourcesOf(db, inView).map(({ id }) => id) : [inView];
  const wanted = new Set<number>();
  for (const end of ends)
    for (let id: number | undefined = end; id !== undefined && !wanted.has(id);) {
      wanted.add(id);
      const row = rows.get(id);
      id = row?.mode === 'new' ? undefined : (row?.asked.into ?? undefined);
    }
  const replaced = new Set([...rows.values()].map(({ asked }) => asked.into));
  const others = [...rows.values()]
    .filter(({ id }) => !wanted.has(id) && !replaced.has(id))
    .map(({ name }) => gapOf('source', undefined, holds(name) ? undefined : name));
  const imports = [...rows.values()]
    .filter(({ id }) => wanted.has(id))
    .flatMap(({ id, name, mode, columns, asked }): RecipeStep[] => {
      const guessed = readStored(columnsForm, columns, `columns of source ${id}`);
      const changed = ends.includes(id) ? changedSince(db, id, guessed) : [];
      const facts = [...guessed, ...attributesOf(db, id)];
      const { overrides: all, gaps } = partOverrides(mergeOverrides(asked.columns ?? [], changed), facts, name, holds);
      const { sheet: named, ...read } = asked.read ?? {};
      const sheet = named === undefined || holds(named) ? undefined : named;
      if (sheet !== named) gaps.push(gapOf('sheet', undefined, name));
      const options = {
        ...read,
        ...(all.length > 0 ? { columns: all } : {}),
        ...((asked.mode ?? null) !== null || mode !== 'new' ? { mode } : {}),
      };
      const step: RecipeStep = {
        step: 'import',
        file: name,
        ...(asked.kind ? { kind: asked.kind } : {}),
        ...(sheet === undefined ? {} : { sheet }),
        ...(asked.mapping && Object.keys(asked.mapping).length > 0 ? { mapping: asked.mapping } : {}),
        ...(Object.keys(options).length > 0 ? { options } : {}),
      };
      return [step, ...gaps];
    });
  return [...imports, ...others];
}

/** How the table in view was cleaned, joined and derived; nothing for one file as it came. */
export function tableSteps(db: ReadDb, inView: number, holds: Holds): RecipeStep[] {
  const joined = sourcesOf(db, inView);
  const cleaning = joined.flatMap(({ id, name }): RecipeStep[] => {
    const { steps, gaps } = partSteps(stepsForRecipe(db, id), attributesOf(db, id), name, holds);
    return [...(steps.length > 0 ? [{ step: 'clean' as const, file: name, steps }] : []), ...gaps];
  });
  if (!isBuilt(db, inView)) return cleaning;
  const rules = identityRules(db);
  return [
    ...cleaning,
    {
      step: 'join',
      ...(rules ? { rules } : {}),
      ...(setting(db, 'trust') === undefined ? {} : { trust: trustRules(db) }),
    },
    ...deriveSteps(db, [...attributesOf(db, inView), ...joined.flatMap(({ id }) => attributesOf(db, id))], holds),
  ];
}

function deriveSteps(db: ReadDb, columns: readonly OwnFacts[], holds: Holds): RecipeStep[] {
  const derive = deriveOptions(db);
  if (JSON.stringify(derive) === JSON.stringify(DeriveOptions.parse({}))) return [];
  const { formulas, gaps } = partFormulas(derive.formulas, columns, holds);
  const own = joinedSources(db).some(({ id, mapping }) =>
    attributesOf(db, id).some((column) => column.name === mapping.status && isOwn(column)),
  );
  const sales = { ...derive.sales };
  for (const which of ['returned', 'unsold', 'sold'] as const) {
    const kept = sales[which].filter((value) => !holds(value) && !own);
    if (kept.length < sales[which].length) gaps.push(gapOf(which));
    sales[which] = kept;
  }
  return [{ step: 'derive', ...derive, sales, formulas }, ...gaps];
}

/** What was changed about the attributes after the import. */
function changedSince(db: ReadDb, source: number, columns: readonly ColumnGuess[]): ColumnOverride[] {
  const before = new Map(columns.map((column) => [column.name, column]));
  return attributesOf(db, source).flatMap((now) => {
    const was = before.get(now.name);
    if (!was) return [];
    const levels = JSON.stringify(now.levels) !== JSON.stringify(was.levels) && now.levels !== null;
    const change: ColumnOverride = {
      name: now.name,
      ...(now.role === was.role ? {} : { role: now.role }),
      ...(now.dimension === was.dimension ? {} : { dimension: now.dimension }),
      ...(now.personal === was.personal ? {} : { personal: now.personal }),
      ...(levels ? { levels: now.levels! } : {}),
    };
    return Object.keys(change).length > 1 ? [change] : [];
  });
}

function mergeOverrides(asked: readonly ColumnOverride[], changed: readonly ColumnOverride[]): ColumnOverride[] {
  const all = new Map(asked.map((override) => [override.name, override]));
  for (const change of changed) all.set(change.name, { ...all.get(change.name), ...change });
  return [...all.values()];
}
