import type { In } from '../../shared/contract.ts';
import type { Filter } from '../../shared/contract/customers.ts';
import type { Segmentation } from '../../shared/contract/segments.ts';
import { keepDraft, useStore, type Selection } from './store.ts';

/** A condition on one attribute. */
export type AttributeFilter = Extract<Filter, { attribute: number }>;
export type Sort = NonNullable<In<'customers.page'>['sort']>;

/** What the reader asked of the table; kept while another view is on screen. */
export interface TableState {
  readonly filters: readonly AttributeFilter[];
  readonly search: string;
  readonly sort: Sort | null;
  /** columns that are not shown, by name: they stay hidden when a newer file comes */
  readonly hidden: readonly string[];
  /** the attribute in the inspector */
  readonly attribute: number | null;
}
const PLACE = 'customers.table';
const EMPTY: TableState = { filters: [], search: '', sort: null, hidden: [], attribute: null };

export const useTable = (): TableState => useStore((state) => (state.drafts[PLACE] as TableState | undefined) ?? EMPTY);
export function changeTable(change: Partial<TableState>): void {
  const now = (useStore.getState().drafts[PLACE] as TableState | undefined) ?? EMPTY;
  keepDraft(PLACE, { ...now, ...change });
}

/** Conditions of one attribute give way to new ones. */
export function setFilters(attribute: number, filters: readonly AttributeFilter[]): void {
  const now = (useStore.getState().drafts[PLACE] as TableState | undefined) ?? EMPTY;
  changeTable({ filters: [...now.filters.filter((filter) => filter.attribute !== attribute), ...filters] });
}

/** The shared selection as conditions. A segment that is gone is none. */
export function selectionFilters(selection: Selection, segmentation: Segmentation | null): Filter[] {
  const { segment, customers } = selection;
  const filters: Filter[] = [];
  if (segment !== null && segmentation?.segments.some(({ id }) => id === segment))
    filters.push({ kind: 'segments', segments: [segment] });
  if (customers) filters.push({ kind: 'customers', ids: [...customers] });
  return filters;
}
