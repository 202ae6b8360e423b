import { useMemo } from 'react';
import { type Terms, termsIn } from '../../shared/terms/term.ts';
import { useQuery } from './queries.ts';

/** What is kept of names in this workspace, and units that its columns have; null before the first answer. */
export function useTerms(): (Terms & { readonly units: readonly string[] }) | null {
  const { data } = useQuery('dictionary.terms', {}, { keep: true });
  return useMemo(() => (data ? { ...termsIn(data.terms, data.currency), units: data.units } : null), [data]);
}
