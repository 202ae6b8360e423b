import type { SourceKind } from '../../../shared/domain.ts';
import { KINDS } from '../../../shared/kinds.ts';

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
    return (
      place(a) - place(b) ||
      KINDS[a.kind].rank - KINDS[b.kind].rank ||
      b.customers.length - a.customers.length ||
      a.id - b.id
    );
  };
