import type { ColumnFormat, ColumnType, Said } from '../../../../shared/domain.ts';
import { type Terms, termsOf } from '../../../../shared/terms/term.ts';
import { type Labels, withNames } from '../../../../shared/terms/spoken.ts';
import { builtBody } from '../../../db/areas/customers/built.ts';
import { attributesOf, isPersonal, sourceInView } from '../../../db/areas/customers/inView.ts';
import { termsOfWorkspace } from '../../../db/areas/dictionary/terms.ts';
import { attributesOf as columnsOfSource, listSources } from '../../../db/areas/sources/sources.ts';
import type { ReadDb } from '../../../db/open.ts';
import { SessionCache } from '../../session-cache.ts';

/** A code name with the columns that bear it. */
export interface NamedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly format: ColumnFormat;
  readonly reason: Said;
  /** levels in order, where it has some and is not personal */
  readonly levels: readonly string[] | null;
  /** names of files that have it; empty: made by a formula */
  readonly sources: readonly string[];
  /** what people read, and the unit */
  readonly label: string;
  readonly unit: string | null;
}

/** Every code name of the workspace: of its files in their order, then of attributes made by a formula. */
export function namedColumns(db: ReadDb): NamedColumn[] {
  const terms = termsOfWorkspace(db);
  const found = new Map<string, NamedColumn & { sources: string[] }>();
  for (const source of listSources(db).toReversed())
    addColumns(found, columnsOfSource(db, source.id), terms, source.name);
  const view = sourceInView(db);
  if (view) addColumns(found, attributesOf(db, view.id), terms, null);
  return [...found.values()];
}

type Facts = Pick<NamedColumn, 'name' | 'type' | 'format' | 'reason'> & {
  readonly levels: readonly string[] | null;
  readonly role: Parameters<typeof isPersonal>[0]['role'];
  readonly personal: Parameters<typeof isPersonal>[0]['personal'];
};

function addColumns(
  found: Map<string, NamedColumn & { sources: string[] }>,
  columns: readonly Facts[],
  terms: Terms,
  source: string | null,
): void {
  const named = termsOf(columns, terms);
  columns.forEach((column, i) => {
    const known = found.get(column.name);
    if (known) {
      if (source !== null && !known.sources.includes(source)) known.sources.push(source);
      return;
    }
    const { name, type, format, reason } = column;
    const levels = isPersonal(column) ? null : column.levels;
    const { label, unit } = named[i]!;
    found.set(name, { name, type, format, reason, levels, sources: source === null ? [] : [source], label, unit });
  });
}

/** Names of columns that say the same of a customer as one does, by how they were joined: it and the others. */
export function sameFact(db: ReadDb, name: string): string[] {
  const view = sourceInView(db);
  const provenance = view && builtBody(db, view.id)?.provenance;
  for (const [attribute, { from }] of Object.entries(provenance ?? {})) {
    const names = [attribute, ...from.map(({ column }) => column)];
    if (names.includes(name)) return [...new Set([name, ...names])];
  }
  return [name];
}

/** Columns that are called something else than their code names. */
export const differing = (columns: readonly NamedColumn[]): { name: string; label: string }[] =>
  columns.flatMap(({ name, label }) => (name === label ? [] : [{ name, label }]));

const cache = new SessionCache<Labels>(1);

/**
 * The names people read in place of code names, of the table in view and then of all files: worked out anew once anything was
 * written.
 */
export function labelsInView(db: ReadDb): Labels {
  const key = String(db.value<number>('SELECT total_changes()'));
  const known = cache.get(db, key);
  if (known) return known;
  const view = sourceInView(db);
  const attributes = view ? attributesOf(db, view.id) : [];
  return cache.set(db, key, withNames(attributes, differing(namedColumns(db))));
}
