import * as z from 'zod';
import { ColumnType, Dimension, Said } from '../domain.ts';
import { Cell } from './customers.ts';
import { askedOfDoor, LeavingHistogram } from './leaving.ts';
import { command, query } from './operation.ts';

/** Longest formula, in characters. */
export const FORMULA_LENGTH = 2000;
/** Functions a formula may call, as they are offered; they are read in any case. */
export const FORMULA_FUNCTIONS: readonly string[] = [
  'if',
  'coalesce',
  'isMissing',
  'min',
  'max',
  'abs',
  'round',
  'floor',
  'ceil',
  'log',
  'exp',
  'sqrt',
  'days',
  'year',
  'month',
  'day',
  'hour',
  'weekday',
  'reference',
  'contains',
  'startsWith',
  'endsWith',
  'lower',
  'upper',
  'trim',
  'length',
  'concat',
  'text',
  'number',
  'bucket',
];
/** Types a formula may be given. */
export const FormulaType = z.enum(['number', 'category', 'date', 'boolean', 'text']);
/** A type of formulas. */
export type FormulaType = z.infer<typeof FormulaType>;

/** An attribute by a formula of the reader's own; `type`: null or left out, as the formula gives it. */
export const OwnFormula = z.strictObject({
  name: z.string().trim().min(1).max(200),
  formula: z.string().min(1).max(FORMULA_LENGTH),
  type: FormulaType.nullable().default(null),
});
/** An attribute by a formula. */
export type OwnFormula = z.infer<typeof OwnFormula>;

const days = z.number().int().min(1).max(100_000).nullable().default(null);

/**
 * How attributes are derived: what the recipe's `derive` step takes. In the workspace all but `formulas` is the setting
 * `derive`, and the formulas are the rows of the table `derived`.
 */
export const DeriveOptions = z.strictObject({
  /** the day to which recency and tenure count; null: the day after the last order */
  reference: z.iso.date().nullable().default(null),
  /**
   * Lifecycle in days; null: from the intervals between purchases. new: first purchase at most so long ago; active, dormant: last
   * purchase at most so long ago; later than that a customer is lost.
   */
  cutoffs: z.strictObject({ new: days, active: days, dormant: days }).prefault({}),
  /** levels of the R, F and M scores (5: quintiles) */
  bins: z.number().int().min(2).max(10).default(5),
  /** same: equal values get equal scores; spread: equal values are parted, earlier customers lower, so that the levels are equally large */
  ties: z.enum(['same', 'spread']).default('same'),
  sales: z
    .strictObject({
      /** exclude: returned lines leave the amount as it is; subtract: they lower it */
      returns: z.enum(['exclude', 'subtract']).default('exclude'),
      /** lines without a positive amount (gifts, corrections, unpaid orders): not sales, or sales of that amount */
      nonPositive: z.enum(['exclude', 'keep']).default('exclude'),
      /** further values of the status column that mean: cancelled or returned */
      returned: z.array(z.string().min(1).max(200)).max(100).default([]),
      /** further values of the status column that mean: not a sale, yet no return (unpaid, drafts, bad debts) */
      unsold: z.array(z.string().min(1).max(200)).max(100).default([]),
    })
    .prefault({}),
  /** keys of derived attributes that are switched off; a battery's index has the key `index.<source name>.<n>` */
  off: z.array(z.string().min(1).max(400)).max(2000).default([]),
  formulas: z.array(OwnFormula).max(200).default([]),
});
/** How attributes are derived. */
export type DeriveOptions = z.output<typeof DeriveOptions>;

/** Days of the lifecycle as they were used. */
export const Cutoffs = z.strictObject({ new: z.number(), active: z.number(), dormant: z.number() });
/** Days of the lifecycle. */
export type Cutoffs = z.infer<typeof Cutoffs>;

/** What was counted as a sale, over all order sources. lines = sales + returns + free + unsold + nobody */
const SalesReport = z.strictObject({
  lines: z.number().int(),
  sales: z.number().int(),
  /** cancelled or returned */
  returns: z.number().int(),
  /** no positive amount */
  free: z.number().int(),
  /** the status says that it is no sale */
  unsold: z.number().int(),
  /** lines that belong to no customer */
  nobody: z.number().int(),
  /** sales without a readable date */
  undated: z.number().int(),
  customers: z.number().int(),
  orders: z.number().int(),
  revenue: z.number(),
  /** by which signs returns were recognised, in the order of the rules */
  signs: z.array(Said),
  /** where the amount came from */
  amount: Said,
});
/** What was counted as a sale. */
type SalesReport = z.infer<typeof SalesReport>;

/** How the derived attributes of a table came about: kept with the table (`source.built`, field `derive`). */
export const DeriveReport = z.strictObject({
  options: DeriveOptions,
  /** ISO date; null: no orders with a date */
  reference: z.string().nullable(),
  cutoffs: Cutoffs.nullable(),
  /** where the cut-offs came from, with the intervals behind them */
  cutoffsSaid: Said.nullable(),
  sales: SalesReport.nullable(),
  /** derived, yet switched off */
  off: z.array(z.strictObject({ key: z.string(), name: Said, formula: z.string(), explain: Said })),
  /** formulas that failed, and why */
  skipped: z.array(z.strictObject({ key: z.string(), name: Said, why: Said })),
  /** `column`: SQL column of the table */
  attributes: z.array(
    z.strictObject({ key: z.string(), column: z.string(), name: Said, formula: z.string(), explain: Said }),
  ),
});
/** How the derived attributes of a table came about. */
export type DeriveReport = z.infer<typeof DeriveReport>;

/** A derived attribute in the list: of the table in view, or one that is switched off or waits for the next build. */
export const DerivedListed = z.strictObject({
  key: z.string(),
  /** row of the table `derived` for a formula of the reader's own */
  own: z.number().int().nullable(),
  name: Said,
  type: ColumnType.nullable(),
  dimension: Dimension.nullable(),
  formula: z.string(),
  explain: Said,
  on: z.boolean(),
  /** attribute of the table in view; null: not in it */
  attribute: z.number().int().nullable(),
});
/** A derived attribute in the list. */
export type DerivedListed = z.infer<typeof DerivedListed>;

/** A name that may stand in a formula. */
const FormulaName = z.strictObject({
  /** as it is written in a formula: bare, or in square brackets */
  write: z.string(),
  name: z.string(),
  type: ColumnType,
});

/** What is wrong with a formula, and where: characters `from` to `to` (end exclusive). */
export const FormulaProblem = z.strictObject({ said: Said, from: z.number().int(), to: z.number().int() });
/** What is wrong with a formula. */
export type FormulaProblem = z.infer<typeof FormulaProblem>;

/** What a formula gives on the table in view. */
export const FormulaPreview = z.strictObject({
  problem: FormulaProblem.nullable(),
  /** type it gives; null when it has a problem */
  type: FormulaType.nullable(),
  /** customers, and those without a value */
  n: z.number().int(),
  missing: z.number().int(),
  distinct: z.number().int(),
  /** the first customers that have a value: their ids, the values it reads (personal data masked), and what it gives */
  reads: z.array(z.string()),
  rows: z.array(z.strictObject({ customer: z.number().int(), cells: z.array(Cell), value: Cell })),
  /** numbers and dates (milliseconds) */
  bins: z.array(z.strictObject({ from: z.number(), to: z.number(), count: z.number().int() })).nullable(),
  values: z.array(z.strictObject({ value: z.string(), count: z.number().int() })).nullable(),
});
/** What a formula gives. */
export type FormulaPreview = z.infer<typeof FormulaPreview>;

/** Every derived attribute, and how they are made. */
export const DeriveList = z.strictObject({
  options: DeriveOptions,
  report: DeriveReport.nullable(),
  attributes: z.array(DerivedListed),
  names: z.array(FormulaName),
  /** the options or formulas changed since the table in view was built */
  stale: z.boolean(),
});
/** Every derived attribute, and how they are made. */
export type DeriveList = z.infer<typeof DeriveList>;

const own = z.strictObject({ id: z.number().int() });

/** Operations on derived attributes. */
export const deriveOperations = {
  'derive.list': query(
    'Derived attributes with formula, cut-offs and what counts as a sale',
    z.strictObject({}),
    DeriveList,
  ),
  'derive.set': command(
    'Choose how attributes are derived; holds from the next build of the customer table',
    DeriveOptions.omit({ formulas: true }),
    z.strictObject({}),
  ),
  'derive.formulaCheck': query(
    'Parse and check a formula and try it on the customer table',
    z.strictObject({ formula: z.string().max(FORMULA_LENGTH), type: FormulaType.nullable().default(null) }),
    FormulaPreview,
  ),
  'derive.leavingCheck': query(
    'The histogram of what a formula gives, as it may leave the workspace',
    z.strictObject({
      /** what the attribute is to be called */
      name: z.string().max(200),
      formula: z.string().max(FORMULA_LENGTH),
      type: FormulaType.nullable().default(null),
      ...askedOfDoor,
    }),
    LeavingHistogram,
  ),
  'derive.addFormula': command('Add an attribute by a formula', OwnFormula, own),
  'derive.editFormula': command('Change an attribute by a formula', own.extend(OwnFormula.shape), z.strictObject({})),
  'derive.removeFormula': command('Take an attribute by a formula away', own, z.strictObject({})),
};
