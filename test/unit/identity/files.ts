import { IdentityRules } from '../../../shared/contract/identity.ts';
import { resolveIdentities } from '../../../electron/analysis/identity/resolve.ts';
import type { IdentityResult, IdentitySource } from '../../../electron/analysis/identity/types.ts';
import type { Mapping, SourceKind } from '../../../shared/domain.ts';
import { propose } from '../kinds/table.ts';
import { sourceOf } from './generate.ts';

/** A file as an import would take it: what its rows are and mean is found out, nothing is told. */
export interface Taken {
  readonly source: IdentitySource;
  readonly kind: SourceKind;
  readonly mapping: Mapping;
}

/** Take a made file as an import would. */
export function take(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  more: { id?: number; name?: string; kind?: SourceKind; mapping?: Mapping } = {},
): Taken {
  const { kind, mapping, columns } = propose(header.join('|'), (i) => rows[i]!, {
    rows: rows.length,
    name: more.name ?? 'orders.csv',
    ...(more.kind ? { kind: more.kind } : {}),
    ...(more.mapping ? { mapping: more.mapping } : {}),
  });
  const key = columns.find(({ role }) => role === 'key')?.name ?? null;
  const source = sourceOf(
    {
      names: header,
      types: columns.map(({ type }) => type),
      rows: rows.map((row) => row.map((cell) => (cell === '' ? null : cell))),
      entities: rows.map((_, i) => i),
    },
    {
      id: more.id ?? 1,
      name: more.name ?? 'orders.csv',
      kind,
      // as an import does: lists have a key of their own, other rows that of their customer
      key: mapping.customer ?? (kind === 'customers' || kind === 'companies' ? key : null),
      mapping,
    },
  );
  return { source, kind, mapping };
}

/** Who is who in files that were taken. */
export const whose = (files: readonly Taken[], rules: Parameters<typeof IdentityRules.parse>[0] = {}): IdentityResult =>
  resolveIdentities(
    files.map(({ source }) => source),
    { decisions: [], rules: IdentityRules.parse(rules) },
  );
