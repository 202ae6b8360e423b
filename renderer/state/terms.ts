import { useMemo } from 'react';
import { type Nameable, type Term, termOf, type Terms, termsIn } from '../../shared/terms/term.ts';
import { useQuery } from './queries.ts';

/** What is kept of names in this workspace, and units that its columns have; null before the first answer. */
export function useTerms(): (Terms & { readonly units: readonly string[] }) | null {
  const { data } = useQuery('dictionary.terms', {}, { keep: true });
  return useMemo(() => (data ? { ...termsIn(data.terms, data.currency), units: data.units } : null), [data]);
}

const none = termsIn([], null);

/** What people read of a column that need not be in the workspace yet. `name`: its code name. */
export function useTerm(column: Nameable): Term {
  const terms = useTerms();
  return termOf(column, terms ?? none);
}
