import { useEffect, useMemo } from 'react';
import type { Attribute } from '../../shared/contract/customers.ts';
import { sentencesWithLabels, withNames } from '../../shared/terms/spoken.ts';
import { useQuery, type QueryResult } from './queries.ts';
import { useStore } from './store.ts';

/** An attribute as views show it: `name` is what people read, `code` the name in the file, which formulas and rules go by. */
export interface ShownAttribute extends Attribute {
  readonly code: string;
}

/** The attributes of the customer table under the names people read: the one place where a view has them from. */
export function useAttributes({ enabled = true }: { enabled?: boolean } = {}): QueryResult<ShownAttribute[]> {
  const answer = useQuery('customers.attributes', {}, { enabled, keep: true });
  const labels = useStore((state) => state.labels);
  const { data } = answer;
  const shown = useMemo(
    () =>
      data?.map((one) => ({
        ...one,
        code: one.name,
        name: one.label,
        reason: sentencesWithLabels(one.reason, labels),
      })),
    [data, labels],
  );
  return { ...answer, data: shown };
}

/**
 * Keep what code names are read as, so that results speak of columns under these names.
 * @param open a workspace is open
 * @param table it has a customer table
 */
export function useLabels(open: boolean, table: boolean): void {
  const { data } = useQuery('customers.attributes', {}, { enabled: table, keep: true });
  const { data: terms } = useQuery('dictionary.terms', {}, { enabled: open, keep: true });
  useEffect(() => {
    useStore.setState({ labels: withNames(data ?? [], terms?.names ?? []) });
  }, [data, terms]);
}
