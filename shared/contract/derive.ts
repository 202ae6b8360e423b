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

/** What one of a currency is in the one of the value attributes, and of which day that is. */
const CurrencyRate = z.strictObject({
  currency: z.string().trim().min(1).max(12),
  rate: z.number().positive().finite(),
  date: z.iso.date(),
});
/**
 * How attributes are derived: what the recipe's `derive` step takes. In the workspace all but `formulas` is the setting
 * `derive`, and the formulas are the rows of the table `derived`.
 */
export const DeriveOptions = z.strictObject({
  /** the day to which recency and tenure count in days of the calendar; null: the day of the last order, the day after where orders have no time of day */
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
      /** an order that was wholly credited, by a credit note or by lines of its own: no sale, or a sale all the same */
      credits: z.enum(['cancel', 'keep']).default('cancel'),
      /** sums that were given back: as the rows tell; they lower the amount; they are taken off the amounts already */
      refunds: z.enum(['auto', 'lower', 'taken']).default('auto'),
      /** what the amount is of: as the rows tell; the line; the order, and it counts once */
      amount: z.enum(['auto', 'line', 'order']).default('auto'),
      /**
       * Amounts of several currencies are never added. main: the one of the value attributes, null: the one of most rows.
       * rates: what one of another is in it; without a rate its orders count and its amounts do not.
       */
      currency: z
        .strictObject({
          main: z.string().trim().min(1).max(12).nullable().default(null),
          rates: z.array(CurrencyRate).max(200).default([]),
        })
        .prefault({}),
      /** values of the status column that mean a sale, whatever their words say */
      sold: z.array(z.string().min(1).max(200)).max(100).default([]),
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

/** Most values of status columns in a report. */
export const STATUSES_LISTED = 60;

/** What a value of the status column was read as. */
export const StatusRead = z.strictObject({
  value: z.string(),
  /** partly: a part went back, and no column says how much; unknown: no rule reads it. Both count as sales */
  as: z.enum(['sale', 'returned', 'unsold', 'partly', 'unknown']),
  /** a person said so */
  asked: z.boolean(),
  lines: z.number().int(),
});
/** What a value of the status column was read as. */
export type StatusRead = z.infer<typeof StatusRead>;

/** Orders or lines, and what they came to. */
const Worth = z.strictObject({ n: z.number().int(), amount: z.number() });

/** How the money of one source was made. Sums are in the currency of the value attributes. */
const SourceMoney = z.strictObject({
  sourceId: z.number().int(),
  name: z.string(),
  /** one sentence: what is added up, what was taken off, what is not in it */
  said: Said,
  revenue: z.number(),
  /** rows that are sales */
  sales: z.number().int(),
  /** what is not in the sum, each at least 0 but for errors in the file */
  left: z.strictObject({
    /** parts that were given back of sales */
    refunds: z.number(),
    /** orders that were wholly credited */
    cancelled: z.number(),
    /** lines that a status or a refund calls returned */
    returned: z.number(),
    /** negative lines that did not lower anything */
    credited: z.number(),
    /** lines that are no sale */
    unsold: z.number(),
    /** lines of no customer */
    nobody: z.number(),
    /** shipping of the sales, where a column of its own holds it */
    shipping: z.number(),
  }),
});
/** How the money of one source was made. */
export type SourceMoney = z.infer<typeof SourceMoney>;

/** How money was made, over all order sources. */
const MoneyReport = z.strictObject({
  sources: z.array(SourceMoney),
  /** sales that were lowered by a part that was given back, and the sum of these parts */
  lowered: Worth,
  /** orders that were wholly credited, whose lines are among the returns, and what they were worth */
  cancelled: Worth,
  /** lines whose date cannot be: after the import, or one that stands for none. They count as undated */
  unbelievable: z.number().int(),
  /** values of the status columns, the unread ones first, then the commonest; at most {@link STATUSES_LISTED} */
  statuses: z.array(StatusRead),
  /** lines sold and what they came to by currency, each in its own; currency null: rows that say none, taken for the main one */
  currencies: z.array(z.strictObject({ currency: z.string().nullable(), lines: z.number().int(), amount: z.number() })),
  /** ISO 4217 code of the currency of the value attributes; null: no row says one */
  currency: z.string().nullable(),
  /** rates that were used */
  rates: z.array(CurrencyRate),
});
/** How money was made. */
export type MoneyReport = z.infer<typeof MoneyReport>;

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
  /** sum of the sales, less what was given back of them; returned lines lower it where that was asked for */
  revenue: z.number(),
  /** how money was made; left out by older programs */
  money: z.exactOptional(MoneyReport),
  /** by which signs returns were recognised, in the order of the rules */
  signs: z.array(Said),
  /** where the amount came from */
  amount: Said,
});
/** What was counted as a sale. */
type SalesReport = z.infer<typeof SalesReport>;

/** The sum of the sales beside a figure from elsewhere, in the currency of the value attributes. */
export const RevenueCheck = z.strictObject({
  ours: z.number(),
  figure: z.number(),
  /** figure less ours */
  difference: z.number(),
  /** the likely reason */
  said: Said,
});
/** The sum of the sales beside a figure from elsewhere. */
export type RevenueCheck = z.infer<typeof RevenueCheck>;

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
  'derive.checkRevenue': query(
    'Compare the sum of the sales with a figure from elsewhere, and say what may explain the difference',
    z.strictObject({
      figure: z.number().finite(),
      /** the sum of one source; null: of all */
      source: z.number().int().nullable().default(null),
    }),
    RevenueCheck,
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
