import { useCallback, useMemo } from 'react';
import { type Nameable, type TermChange, type Terms, termsIn, termsOf, withChanges } from '../../shared/terms/term.ts';
import { useQuery } from './queries.ts';
import { useStore } from './store.ts';

/** What is kept of names in this workspace, and units that its columns have; null before the first answer. */
export function useTerms(): (Terms & { readonly units: readonly string[] }) | null {
  const { data } = useQuery('dictionary.terms', {}, { keep: true });
  return useMemo(() => (data ? { ...termsIn(data.terms, data.currency), units: data.units } : null), [data]);
}

/** What people read in place of a code name. */
export type NameOf = (code: string) => string;

const NONE: readonly never[] = [];
const nothing = termsIn([], null);

/**
 * What people read in place of code names: of these columns, as they stand beside each other, then of the workspace.
 * @param columns of one table; left out: of the workspace alone
 * @param changes of names that are not stored yet
 */
export function useNames(columns: readonly Nameable[] = NONE, changes: readonly TermChange[] = NONE): NameOf {
  const terms = useTerms() ?? nothing;
  const { names } = useStore((state) => state.labels);
  const own = useMemo(() => {
    const labels = termsOf(columns, withChanges(terms, changes));
    return new Map(columns.map(({ name }, i) => [name, labels[i]!.label]));
  }, [columns, terms, changes]);
  return useCallback((code) => own.get(code) ?? names.get(code) ?? code, [own, names]);
}
