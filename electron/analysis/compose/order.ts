import type { SourceKind } from '../../../shared/domain.ts';

/** How near the rows of a kind are to what a customer list says: lists first, what people did last. */
const RANK: Record<SourceKind, number> = {
  customers: 0,
  companies: 0,
  survey: 1,
  orders: 2,
  feedback: 3,
  events: 4,
  notes: 5,
  other: 6,
};

interface Sized {
  readonly id: number;
  readonly kind: SourceKind;
  readonly customers: Int32Array;
}

/**
 * The order in which sources are believed: as a person said, then by kind, then the larger first.
 * @param order ids a person put in order, the most trusted first
 */
export const bySize =
  (order: readonly number[]) =>
  (a: Sized, b: Sized): number => {
    const place = ({ id }: Sized) => (order.includes(id) ? order.indexOf(id) : order.length);
    return place(a) - place(b) || RANK[a.kind] - RANK[b.kind] || b.customers.length - a.customers.length || a.id - b.id;
  };

/** Rank of a kind among the sources of customers: the least is the main one. */
export const rankOfKind = (kind: SourceKind): number => RANK[kind];
