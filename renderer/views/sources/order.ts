import type { SourceKind } from '../../../shared/domain.ts';
import { KINDS } from '../../../shared/kinds.ts';

interface Listed {
  readonly sourceId: number;
  readonly name: string;
  readonly kind: SourceKind;
  readonly customers: number;
}

/**
 * Sources in the order in which a join believes them: as a person said, then by kind, then the larger first.
 * @param order names a person put in order, the most trusted first
 */
export function believedOrder<S extends Listed>(sources: readonly S[], order: readonly string[]): S[] {
  const place = ({ name }: Listed) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...sources].sort(
    (a, b) =>
      place(a) - place(b) ||
      KINDS[a.kind].rank - KINDS[b.kind].rank ||
      b.customers - a.customers ||
      a.sourceId - b.sourceId,
  );
}
