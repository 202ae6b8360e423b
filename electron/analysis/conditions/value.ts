import type { ColumnCondition } from '../../../shared/conditions.ts';
import { compilePattern } from '../../../shared/pattern.ts';
import { type Family, type Known, knownOf, orderOf, type ValueTest, valueTest } from '../../../shared/valueTest.ts';
import type { Stored } from '../intake/convert.ts';

/** The answer to a condition: yes, no, or null where it is unknown. */
export type Answer = boolean | null;

/**
 * Whether a value that is there passes.
 * @throws AppError invalid_input for a pattern that cannot be understood
 */
export function passing(test: ValueTest): (value: Known) => boolean {
  switch (test.kind) {
    case 'among': {
      const wanted = new Set(test.values);
      return (value) => wanted.has(value) !== test.not;
    }
    case 'pattern': {
      const match = compilePattern(test.pattern);
      return (value) => match(String(value));
    }
    case 'interval':
      return within(test);
  }
}

function within({ low, high, not }: ValueTest & { kind: 'interval' }): (value: Known) => boolean {
  if (low === null && high === null) return () => !not;
  if (typeof low === 'string' || typeof high === 'string')
    return (value) =>
      ((low === null || orderOf(value, low) >= 0) && (high === null || orderOf(value, high) <= 0)) !== not;
  const [from, to] = [low ?? -Infinity, high ?? Infinity];
  return (value) => (Number(value) >= from && Number(value) <= to) !== not;
}

/**
 * The answer a stored value gives to a condition on its column.
 * @throws AppError invalid_input for a pattern that cannot be understood
 */
export function answerOf(condition: ColumnCondition<unknown>, family: Family): (value: Stored) => Answer {
  if (condition.kind === 'missing') return (value) => knownOf(value, family) === null;
  const test = valueTest(condition, family);
  if (!test) return () => null;
  const passes = passing(test);
  // a pattern is matched with the value as it stands in a file
  if (test.kind === 'pattern') return (value) => (value === null ? null : passes(value));
  return (value) => {
    const known = knownOf(value, family);
    return known === null ? null : passes(known);
  };
}
