import * as z from 'zod';

/** How two values are compared. */
export const CompareOperator = z.enum(['<', '<=', '=', '!=', '>=', '>']);
/** How two values are compared. */
export type CompareOperator = z.infer<typeof CompareOperator>;

/** A constant of a condition: a number, or a text that is read as the type of the column it is held against. */
export type Constant = number | string;

/** A condition on the values of one column. */
export type ColumnCondition<Column> =
  /** there is no value */
  | { readonly kind: 'missing'; readonly column: Column }
  /** the value `operator` a constant; a written day is its first moment */
  | {
      readonly kind: 'compareValue';
      readonly column: Column;
      readonly operator: CompareOperator;
      readonly value: Constant;
    }
  /** min ≤ value ≤ max; null leaves an end open. A day, month or year as the upper end is taken in whole */
  | { readonly kind: 'range'; readonly column: Column; readonly min: Constant | null; readonly max: Constant | null }
  /** one of these; those that are no value of the column's type are no value at all */
  | { readonly kind: 'values'; readonly column: Column; readonly values: readonly Constant[] }
  /** the whole value, printed as it would stand in a file, matches (see `shared/pattern.ts`) */
  | { readonly kind: 'pattern'; readonly column: Column; readonly pattern: string };

/**
 * What rows are asked, in one language: filters of customers and charts, rules of cleaning and the yes-or-no parts of
 * formulas are put into it, and its compilers (one row: `analysis/conditions/predicate.ts`, coded columns: `…/marks.ts`,
 * a table: `db/conditions.ts`) give the same rows.
 *
 * **Three answers.** A row meets a condition, does not, or it is unknown. Of a missing value everything but `missing` is
 * unknown, and so is its contrary: `not` turns yes and no round and leaves unknown alone. `all` is no as soon as one part
 * is no, `any` is yes as soon as one part is yes; otherwise one unknown part makes them unknown (Kleene, Introduction to
 * Metamathematics, 1952, § 64). `all` of nothing is yes, `any` of nothing no. A row is kept when the answer is yes.
 *
 * **Types.** There are three families: numbers (with yes and no as 1 and 0), dates, and texts (categories, identifiers
 * and free text). Texts that hold a number count as that number where numbers are asked (`'1.0'` is 1), numbers are
 * printed where texts are asked. Unknown for every row is what cannot be asked: a comparison or an end of a range that is
 * no value of the column's family, two columns of different families, a column that is not there.
 *
 * **Dates** are moments: `2024-03-05` and `2024-03-05T00:00:00` are the same one. They are written as a year, month, day,
 * minute or second of ISO 8601 that is in the calendar.
 *
 * **Texts** are equal when every character is; they stand in the order of their code points, levels of an ordered category
 * too: the order people gave levels is for showing.
 *
 * **Membership** of ids and segments is never unknown: who is in no segment is in none of these. Where there is no
 * segmentation it is unknown for everyone.
 * @template Column what names a column: the id of an attribute, a name, or a part of a formula
 */
export type Condition<Column = number> =
  | ColumnCondition<Column>
  /** the value `operator` the value of another column in the same row */
  | { readonly kind: 'compare'; readonly column: Column; readonly operator: CompareOperator; readonly other: Column }
  /** the row is one of these */
  | { readonly kind: 'ids'; readonly ids: readonly number[] }
  /** the row is in one of these segments of the current segmentation */
  | { readonly kind: 'segments'; readonly segments: readonly number[] }
  | { readonly kind: 'not'; readonly of: Condition<Column> }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition<Column>[] };
