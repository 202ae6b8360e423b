import type { Attribute } from '../../../../shared/contract/customers.ts';
import type { AttributeFigures } from '../../../../shared/figures.ts';
import { outcome } from '../../../analysis/features/outcomes.ts';
import type { Found } from '../../../analysis/groups/differences.ts';

type Known = Pick<Attribute, 'id' | 'name' | 'type' | 'distinct'>;
type Levels = Pick<AttributeFigures, 'attribute' | 'levels'>;

/** Attributes that say what became of customers, of those there are figures of: never features, always shown against segments. */
export function outcomesAmong(attributes: readonly Known[], figures: readonly Levels[]): ReadonlySet<number> {
  const levels = new Map(figures.map((one) => [one.attribute, one.levels]));
  return new Set(
    attributes.flatMap(({ id, distinct, ...named }) => {
      const known = levels.get(id);
      return known !== undefined && outcome(named, { distinct, levels: known }) !== null ? id : [];
    }),
  );
}

/**
 * The comparisons of a segment that tell of outcomes: of yes and no the yes, of two levels the rarer, of more each.
 * @param found every comparison with everyone
 */
export function outcomesFound(found: readonly Found[], segment: number, outcomes: ReadonlySet<number>): Found[] {
  return [...outcomes].flatMap((attribute) => {
    const own = found.filter((one) => one.segment === segment && one.attribute === attribute);
    return own.length === 2 ? own.toSorted((a, b) => a.base - b.base).slice(0, 1) : own;
  });
}
