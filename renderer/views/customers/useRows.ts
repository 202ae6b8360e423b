import { useCallback, useMemo, useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import type { Filter } from '../../../shared/contract/customers.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import type { ShownAttribute } from '../../state/attributes.ts';
import { selectionFilters, useTable } from '../../state/customersTable.ts';
import { ask, useQuery, useSettled } from '../../state/queries.ts';
import { useStore } from '../../state/store.ts';

export interface CustomersProps {
  attributes: readonly ShownAttribute[];
  segmentation: Segmentation | null;
  /** the unfiltered count; another object whenever a table changed */
  whole: Out<'customers.page'>;
}

/** The customers that the table shows: what narrows and sorts them, how many they are, and their rows in windows. */
export function useRows({ attributes, segmentation, whole }: CustomersProps) {
  const table = useTable();
  const selection = useStore((state) => state.selection);
  const search = useSettled(table.search, 250);
  const [turn, setTurn] = useState({ whole, n: 0 });
  if (turn.whole !== whole) setTurn({ whole, n: turn.n + 1 });

  const selected = useMemo(() => selectionFilters(selection, segmentation), [selection, segmentation]);
  const known = useMemo(() => {
    const ids = new Set(attributes.map(({ id }) => id));
    return {
      filters: table.filters.filter(({ attribute }) => ids.has(attribute)),
      sort: table.sort && ids.has(table.sort.attribute) ? table.sort : null,
    };
  }, [attributes, table.filters, table.sort]);
  const filters: Filter[] = useMemo(() => [...selected, ...known.filters], [selected, known.filters]);
  const { data: counted, error } = useQuery('customers.page', { offset: 0, limit: 0, filters, search }, { keep: true });

  const load = useCallback(
    async (offset: number, limit: number) =>
      (await ask('customers.page', { offset, limit, sort: known.sort, filters, search })).rows,
    [filters, known.sort, search],
  );
  const version = useMemo(
    () => JSON.stringify([turn.n, filters, known.sort, search]),
    [turn.n, filters, known.sort, search],
  );
  return {
    sort: known.sort,
    /** everything that narrows the table, what is selected in other views too */
    filters,
    /** conditions on attributes that are there */
    own: known.filters,
    search,
    count: counted?.count ?? whole.total,
    error,
    load,
    version,
  };
}

export type Rows = ReturnType<typeof useRows>;
