import type { CompareOperator, Condition, Constant } from '../../../../shared/conditions.ts';
import type { Family } from '../../../../shared/valueTest.ts';
import { numberToDate } from '../../../../shared/values.ts';
import { type Operand, type Predicate, predicateOf } from '../../conditions/predicate.ts';
import { textOf, type Value, type ValueType } from './functions.ts';

/** A part of a formula as conditions name it: what stands for a column is worked out for each row. */
export interface Asked {
  readonly type: ValueType;
  /** value of a row, from 0 */
  readonly run: (row: number) => Value;
  /** its value, when it is the same for all rows; undefined: it is not */
  readonly constant: Value | undefined;
  /** what it asks, when it is a condition */
  readonly condition?: Condition<Asked>;
}

/** Signs of formulas: the operator, and the one that says the same with its sides exchanged. */
const OPERATORS: ReadonlyMap<string, readonly [CompareOperator, CompareOperator]> = new Map([
  ['=', ['=', '=']],
  ['≠', ['!=', '!=']],
  ['<', ['<', '>']],
  ['>', ['>', '<']],
  ['≤', ['<=', '>=']],
  ['≥', ['>=', '<=']],
]);

/** The condition that a function of formulas is of its parts. */
export function conditionOf(name: string, parts: readonly Asked[]): Condition<Asked> {
  const [first, second] = parts;
  if (first && second) {
    const operators = OPERATORS.get(name);
    if (operators) return comparison(operators, first, second);
    return { kind: name === 'or' ? 'any' : 'all', of: parts.map(held) };
  }
  if (!first) throw new Error(`${name} is a condition of something`);
  return name === 'not' ? { kind: 'not', of: held(first) } : { kind: 'missing', column: first };
}

/** A part that is yes or no as a condition. */
const held = (part: Asked): Condition<Asked> =>
  part.condition ?? { kind: 'compareValue', column: part, operator: '=', value: 1 };

function comparison(
  [operator, exchanged]: readonly [CompareOperator, CompareOperator],
  one: Asked,
  other: Asked,
): Condition<Asked> {
  const right = constantOf(other);
  if (right !== null) return { kind: 'compareValue', column: one, operator, value: right };
  const left = constantOf(one);
  if (left !== null) return { kind: 'compareValue', column: other, operator: exchanged, value: left };
  return { kind: 'compare', column: one, operator, other };
}

function constantOf({ constant, type }: Asked): Constant | null {
  if (constant === undefined || constant === null) return null;
  if (typeof constant === 'boolean') return Number(constant);
  return type === 'date' ? numberToDate(Number(constant)) : constant;
}

/** A condition as the value of a formula. */
export const asked = (condition: Condition<Asked>): Predicate<number> =>
  predicateOf(condition, { column: operandOf, id: null, segment: null });

const FAMILIES: Readonly<Record<ValueType, Family>> = {
  number: 'number',
  boolean: 'number',
  date: 'date',
  text: 'text',
  missing: 'text',
};

function operandOf({ run, type }: Asked): Operand<number> {
  return {
    family: FAMILIES[type],
    read: (row) => {
      const value = run(row);
      return typeof value === 'boolean' ? Number(value) : value;
    },
    print: (row) => String(textOf(run(row), type)),
  };
}
