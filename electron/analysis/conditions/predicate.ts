import type { ColumnCondition, Condition } from '../../../shared/conditions.ts';
import { type Family, type Known, orderOf, OUTCOMES, valueTest } from '../../../shared/valueTest.ts';
import { type Answer, passing } from './value.ts';

/** A value of a row. */
export interface Operand<Row> {
  readonly family: Family;
  /** the value as it is compared (see {@link Known}); null: missing */
  read(row: Row): Known | null;
  /** the value as it would stand in a file, for patterns */
  print(row: Row): string;
}

/** What a condition is asked of, row by row. What is null or undefined is not there: its conditions are unknown. */
export interface Operands<Column, Row> {
  column(name: Column): Operand<Row> | undefined;
  readonly id: ((row: Row) => number) | null;
  /** the segment of a row; null: none */
  readonly segment: ((row: Row) => number | null) | null;
}

/** The answer of a row. */
export type Predicate<Row> = (row: Row) => Answer;

const unknown = (): null => null;

/**
 * A condition as a question to one row.
 * @throws AppError invalid_input for a pattern that cannot be understood
 */
export function predicateOf<Column, Row>(condition: Condition<Column>, of: Operands<Column, Row>): Predicate<Row> {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return joined(
        condition.of.map((part) => predicateOf(part, of)),
        condition.kind === 'any',
      );
    case 'not': {
      const ask = predicateOf(condition.of, of);
      return (row) => {
        const answer = ask(row);
        return answer === null ? null : !answer;
      };
    }
    case 'ids': {
      const { id } = of;
      const wanted = new Set(condition.ids);
      return id ? (row) => wanted.has(id(row)) : unknown;
    }
    case 'segments': {
      const { segment } = of;
      const wanted = new Set<number | null>(condition.segments);
      return segment ? (row) => wanted.has(segment(row)) : unknown;
    }
    case 'compare': {
      const [one, other] = [of.column(condition.column), of.column(condition.other)];
      if (!one || !other || one.family !== other.family) return unknown;
      const [less, equal, more] = OUTCOMES[condition.operator];
      return (row) => {
        const a = one.read(row);
        if (a === null) return null;
        const b = other.read(row);
        if (b === null) return null;
        const order = orderOf(a, b);
        return order < 0 ? less : order > 0 ? more : equal;
      };
    }
    default: {
      const operand = of.column(condition.column);
      return operand ? ofOne(condition, operand) : unknown;
    }
  }
}

function ofOne<Row>(condition: ColumnCondition<unknown>, operand: Operand<Row>): Predicate<Row> {
  if (condition.kind === 'missing') return (row) => operand.read(row) === null;
  const test = valueTest(condition, operand.family);
  if (!test) return unknown;
  const passes = passing(test);
  const printed = test.kind === 'pattern';
  return (row) => {
    const value = operand.read(row);
    return value === null ? null : passes(printed ? operand.print(row) : value);
  };
}

/** The parts together; `decides`: the answer of a part that settles the whole. */
function joined<Row>(parts: readonly Predicate<Row>[], decides: boolean): Predicate<Row> {
  return (row) => {
    let answer: Answer = !decides;
    for (const part of parts) {
      const one = part(row);
      if (one === decides) return decides;
      if (one === null) answer = null;
    }
    return answer;
  };
}
