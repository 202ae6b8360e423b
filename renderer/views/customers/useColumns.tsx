import { useMemo, useState } from 'react';
import type { ShownAttribute } from '../../state/attributes.ts';
import { changeTable, type Sort, useTable } from '../../state/customersTable.ts';
import { useLocale } from '../../ui/index.ts';
import { tableColumns } from './columns.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import type { CustomersProps, Rows } from './useRows.ts';

/**
 * The columns of the table, which of them is inspected, and the one whose filter menu is open.
 * `onTurn`: the reader turned to a column, away from a customer.
 */
export function useColumns({ attributes, segmentation }: CustomersProps, rows: Rows, onTurn: () => void) {
  const locale = useLocale();
  const { hidden, attribute: asked } = useTable();
  const [filtering, setFiltering] = useState<number | null>(null);
  const shown = useMemo(() => attributes.filter(({ code }) => !hidden.includes(code)), [attributes, hidden]);
  const inspected = attributes.find(({ id }) => id === asked) ?? firstNumber(shown) ?? shown[0];
  const { sort, filters, own, search } = rows;
  const columns = tableColumns({
    locale,
    shown,
    attributes,
    segmentation,
    sort,
    filtered: new Set(own.map(({ attribute }) => attribute)),
    inspected: inspected?.id ?? null,
    onSort: (attribute) => {
      onTurn();
      changeTable({ attribute, sort: nextSort(sort, attribute) });
    },
    onInspect: (attribute) => {
      onTurn();
      changeTable({ attribute });
    },
    filterFor: (attribute) => (
      <FilterMenu
        attribute={attribute}
        filters={own.filter((filter) => filter.attribute === attribute.id)}
        others={filters.filter((filter) => !('attribute' in filter) || filter.attribute !== attribute.id)}
        search={search}
        opened={filtering === attribute.id}
        onOpened={(opened) => {
          setFiltering(opened ? attribute.id : null);
        }}
      />
    ),
  });
  return { columns, shown, inspected, openFilter: setFiltering };
}

const firstNumber = (list: readonly ShownAttribute[]) =>
  list.find(({ type, role }) => role === 'attribute' && type === 'number');

/** Up, down, and back to the order of the file. */
function nextSort(sort: Sort | null, attribute: number): Sort | null {
  if (sort?.attribute !== attribute) return { attribute, descending: false };
  return sort.descending ? null : { attribute, descending: true };
}
