import type { Comparison, Segmentation } from '../contract/segments.ts';
import { stayingSegments } from '../card/together.ts';
import { withheldGroups, withheldTable } from '../privacy.ts';

/** Segments of which no figure leaves, and those of them whose name does not either. */
export interface KeptSegments {
  has(id: number): boolean;
  named(id: number): boolean;
}

/** Which segments of a segmentation stay in the workspace: the same for its cards, charts and tables. */
export function keptSegments({ segments, n }: Pick<Segmentation, 'segments' | 'n'>): KeptSegments {
  const staying = stayingSegments(segments, n);
  return {
    has: (id) => staying.has(id),
    named: (id) => !staying.has(id) || staying.get(id) === 'beside',
  };
}

/**
 * One attribute over all segments as it may leave. With the figures of everyone beside them, a segment without enough
 * values takes another one with it; a level that is not told has no entry.
 */
export function leavingComparison(comparison: Comparison, kept: KeptSegments): Comparison {
  const own = comparison.groups.filter(({ segment }) => segment !== null);
  const everyone = comparison.groups.filter(({ segment }) => segment === null);
  const out = withheldGroups(
    own.map(({ n }) => n),
    'known',
    own.map(({ segment }) => (kept.has(segment!) ? 'never' : 'told')),
  );
  if (!out) return { ...comparison, groups: [] };
  const told = own.filter(({ segment }, i) => !kept.has(segment!) && !out.groups[i]);
  if (comparison.kind === 'numeric') return { ...comparison, groups: [...told, ...everyone] };
  const levels = [...new Set(comparison.groups.flatMap(({ shares }) => (shares ?? []).map(({ level }) => level)))];
  const countOf = (group: (typeof own)[number], level: string) =>
    group.shares?.find((one) => one.level === level)?.count ?? 0;
  const table = withheldTable({
    cells: own.map((group) => {
      const counts = levels.map((level) => countOf(group, level));
      return [...counts, Math.max(0, group.n - counts.reduce((sum, count) => sum + count, 0))];
    }),
    rows: 'told',
    columns: 'told',
    total: 'known',
    secret: own.map((group) => [...levels, ''].map(() => !told.includes(group))),
  });
  if (!table) return { ...comparison, groups: [] };
  const groups = told
    .filter((group) => !table.rows[own.indexOf(group)])
    .map((group) => ({
      ...group,
      shares:
        group.shares && group.shares.filter(({ level }) => !table.cells[own.indexOf(group)]![levels.indexOf(level)]),
    }));
  const all = everyone.map((group) => ({
    ...group,
    shares: group.shares && group.shares.filter(({ level }) => !table.columns[levels.indexOf(level)]),
  }));
  return { ...comparison, groups: [...groups, ...all] };
}
