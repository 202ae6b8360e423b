import type { In } from '../../../../shared/contract.ts';
import type { CustomerPage } from '../../../../shared/contract/customers.ts';
import { useDraft, useQuery } from '../../../state/queries.ts';
import { go, keepDraft, useStore } from '../../../state/store.ts';

/** Where a customer stood in the table it was opened from: its order and filters decide who is next. */
interface Opened {
  readonly id: number;
  readonly index: number;
  readonly view: Omit<In<'customers.page'>, 'offset' | 'limit'>;
}
const PLACE = 'customers.opened';

/** Open the page of a customer from a row of the table. */
export function openCustomer(id: number, index: number, view: Opened['view']): void {
  keepDraft(PLACE, { id, index, view } satisfies Opened);
  go({ view: 'customers', id });
}

/** Go to a neighbour: the place in the table moves along. */
export function turnTo(id: number, by: 1 | -1): void {
  const opened = useStore.getState().drafts[PLACE] as Opened | undefined;
  if (opened) keepDraft(PLACE, { ...opened, id, index: opened.index + by } satisfies Opened);
  go({ view: 'customers', id });
}

/** Who stands before and after, in the table as it was sorted and filtered, or in its own order. */
export function useNeighbours(page: CustomerPage): {
  previous: number | null;
  next: number | null;
  place: number;
  total: number;
} {
  const opened = useDraft<Opened>(PLACE);
  const known = opened?.id === page.id ? opened : null;
  const { data } = useQuery(
    'customers.page',
    { ...(known?.view ?? {}), offset: Math.max(0, (known?.index ?? 0) - 1), limit: 3 },
    { enabled: known !== null },
  );
  const at = data?.rows.findIndex(({ id }) => id === page.id) ?? -1;
  if (!known || !data || at < 0) return page;
  return {
    previous: data.rows[at - 1]?.id ?? null,
    next: data.rows[at + 1]?.id ?? null,
    place: known.index + 1,
    total: data.count,
  };
}
