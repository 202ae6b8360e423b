import type { ColumnOverride, ImportMode, ReadOptions } from '../../../../shared/contract/sources.ts';
import { DeriveOptions } from '../../../../shared/contract/derive.ts';
import type { ColumnGuess, Mapping, SourceKind } from '../../../../shared/domain.ts';
import type { RecipeStep } from '../../../../shared/recipe.ts';
import { holdsPersonal } from '../../../analysis/privacy/find.ts';
import { partSteps, textsIn } from '../../../analysis/privacy/recipe.ts';
import { builtBody } from '../../../db/built.ts';
import { attributesOf, isPersonal } from '../../../db/customers-source.ts';
import type { ReadDb } from '../../../db/open.ts';
import { setting } from '../../../db/settings.ts';
import { stepsForRecipe } from '../cleaning/recipe.ts';
import { deriveOptions, identityRules, joinedSources, trustRules } from '../customers/build/inputs.ts';

interface SourceRow {
  id: number;
  name: string;
  mode: ImportMode;
  kind: SourceKind;
  options: string;
  columns: string;
}

/** What was asked for at an import. `into`: the source it took the place of. */
interface Asked {
  readonly read: ReadOptions;
  readonly columns: ColumnOverride[];
  readonly mode: ImportMode | null;
  readonly kind?: SourceKind | null;
  readonly mapping?: Mapping | null;
  readonly into?: number | null;
}

/** The files behind the table in view, in the order of their import: each source with those it took the place of. */
export function importSteps(db: ReadDb, inView: number): RecipeStep[] {
  const built = builtBody(db, inView);
  const rows = new Map(
    db
      .all<SourceRow>('SELECT id, name, mode, kind, options, columns FROM source WHERE built IS NULL ORDER BY id')
      .map((row) => [row.id, { ...row, asked: JSON.parse(row.options) as Asked }]),
  );
  const ends = built ? joinedSources(db).map(({ id }) => id) : [inView];
  const wanted = new Set<number>();
  for (const end of ends)
    for (let id: number | undefined = end; id !== undefined && !wanted.has(id);) {
      wanted.add(id);
      const row = rows.get(id);
      id = row?.mode === 'new' ? undefined : (row?.asked.into ?? undefined);
    }
  return [...rows.values()]
    .filter(({ id }) => wanted.has(id))
    .map(({ id, name, mode, columns, asked }) => {
      const changed = ends.includes(id) ? changedSince(db, id, JSON.parse(columns) as ColumnGuess[]) : [];
      const all = mergeOverrides(asked.columns, changed);
      const { sheet, ...read } = asked.read;
      const options = {
        ...read,
        ...(all.length > 0 ? { columns: all } : {}),
        ...(asked.mode !== null || mode !== 'new' ? { mode } : {}),
      };
      return {
        step: 'import',
        file: name,
        ...(asked.kind ? { kind: asked.kind } : {}),
        ...(sheet === undefined ? {} : { sheet }),
        ...(asked.mapping && Object.keys(asked.mapping).length > 0 ? { mapping: asked.mapping } : {}),
        ...(Object.keys(options).length > 0 ? { options } : {}),
      };
    });
}

/** How the table in view was cleaned, joined and derived; nothing for one file as it came. */
export function tableSteps(db: ReadDb, inView: number): RecipeStep[] {
  const cleaning = joinedSources(db).flatMap(({ id, name }): RecipeStep[] => {
    const { steps, gaps } = partSteps(stepsForRecipe(db, id), attributesOf(db, id), name);
    return [...(steps.length > 0 ? [{ step: 'clean' as const, file: name, steps }] : []), ...gaps];
  });
  if (!builtBody(db, inView)) return cleaning;
  const rules = identityRules(db);
  const derive = deriveOptions(db);
  const derived = JSON.stringify(derive) !== JSON.stringify(DeriveOptions.parse({}));
  const formulas = derive.formulas.filter((formula) => !textsIn(formula).some(holdsPersonal));
  return [
    ...cleaning,
    {
      step: 'join',
      ...(rules ? { rules } : {}),
      ...(setting(db, 'trust') === undefined ? {} : { trust: trustRules(db) }),
    },
    ...(derived ? [{ step: 'derive' as const, ...derive, formulas }] : []),
    ...derive.formulas.flatMap((one): RecipeStep[] => (formulas.includes(one) ? [] : [formulaGap(one.name)])),
  ];
}

const formulaGap = (name: string): RecipeStep => ({
  step: 'gap',
  of: 'formula',
  ...(holdsPersonal(name) ? {} : { column: name }),
});

/** What was changed about the attributes after the import. */
function changedSince(db: ReadDb, source: number, columns: readonly ColumnGuess[]): ColumnOverride[] {
  const before = new Map(columns.map((column) => [column.name, column]));
  return attributesOf(db, source).flatMap((now) => {
    const was = before.get(now.name);
    if (!was) return [];
    const changed = JSON.stringify(now.levels) !== JSON.stringify(was.levels) && now.levels !== null;
    const levels = changed && !isPersonal(now) && !now.levels!.some(holdsPersonal);
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
