import { useEffect, useMemo } from 'react';
import type { Attribute } from '../../shared/contract/customers.ts';
import { labelsOf } from '../../shared/terms/spoken.ts';
import { useQuery, type QueryResult } from './queries.ts';
import { useStore } from './store.ts';

/** An attribute as views show it: `name` is what people read, `code` the name in the file, which formulas and rules go by. */
export interface ShownAttribute extends Attribute {
  readonly code: string;
}

/** The attributes of the customer table under the names people read: the one place where a view has them from. */
export function useAttributes({ enabled = true }: { enabled?: boolean } = {}): QueryResult<ShownAttribute[]> {
  const answer = useQuery('customers.attributes', {}, { enabled, keep: true });
  const { data } = answer;
  const shown = useMemo(() => data?.map((one) => ({ ...one, code: one.name, name: one.label })), [data]);
  return { ...answer, data: shown };
}

/** Keep what code names are read as, so that results speak of columns under these names. */
export function useLabels(enabled: boolean): void {
  const { data } = useQuery('customers.attributes', {}, { enabled, keep: true });
  useEffect(() => {
    useStore.setState({ labels: labelsOf(data ?? []) });
  }, [data]);
}
