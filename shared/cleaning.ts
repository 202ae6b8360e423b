import * as z from 'zod';
import { CompareOperator } from './conditions.ts';
import { ColumnFormat, ColumnType } from './domain.ts';

/** Longest name of a column. */
const name = z.string().min(1).max(10_000);
/** A value as it is written: a text that holds a number counts as the number in columns of numbers. */
const value = z.string().max(10_000);
/** End of a range: a number, or an ISO date for date columns; an upper end takes in its whole day. */
const end = z.union([z.number(), z.string().max(30)]).nullable();

/**
 * A pattern for whole cells, in the part of regular expressions that can be matched in linear time: letters, `.`,
 * classes `[a-z]` `[^…]`, `\d \w \s`, groups, `|`, `* + ?`, `{m}` `{m,n}`. No back references and no look-around.
 */
const CellPattern = z.string().min(1).max(200);

/** What values of a column must be; a value that is not is invalid. Missing values are never invalid. */
export const ValidRule = z.discriminatedUnion('kind', [
  /** min ≤ value ≤ max; null leaves an end open */
  z.strictObject({ kind: z.literal('range'), min: end, max: end }),
  /** the whole cell matches */
  z.strictObject({ kind: z.literal('pattern'), pattern: CellPattern }),
  /** `keep`: only these values are valid; otherwise these are the invalid ones */
  z.strictObject({ kind: z.literal('list'), values: z.array(value).min(1).max(10_000), keep: z.boolean() }),
  /** value `operator` the value of another column in the same row; rows where either is missing pass */
  z.strictObject({ kind: z.literal('compare'), other: name, operator: CompareOperator }),
]);
/** What values of a column must be. */
export type ValidRule = z.infer<typeof ValidRule>;

const PlainCondition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('missing'), column: name }),
  /** one of these values */
  z.strictObject({ kind: z.literal('values'), column: name, values: z.array(value).min(1).max(10_000) }),
  /** min ≤ value ≤ max */
  z.strictObject({ kind: z.literal('range'), column: name, min: end, max: end }),
  z.strictObject({ kind: z.literal('pattern'), column: name, pattern: CellPattern }),
  z.strictObject({ kind: z.literal('compare'), column: name, other: name, operator: CompareOperator }),
]);
/** Rows that meet a condition, in the language of `shared/conditions.ts`; in it a missing value meets nothing but `missing`. */
export const RowCondition = z.union([
  PlainCondition,
  z.strictObject({ kind: z.literal('not'), of: PlainCondition }),
  z.strictObject({ kind: z.enum(['all', 'any']), of: z.array(PlainCondition).min(1).max(20) }),
]);
/** Rows that meet a condition. */
export type RowCondition = z.infer<typeof RowCondition>;
/** A condition without parts. */
export type PlainCondition = z.infer<typeof PlainCondition>;

/** Writing of texts: blanks at the edges, runs of blanks, full and half width, case, traditional to simplified. */
const NormaliseStep = z.strictObject({
  op: z.literal('normalise'),
  /** default: every text, category and identifier column */
  columns: z.array(name).min(1).max(2000).optional(),
  trim: z.boolean().default(true),
  /** runs of blanks become one; blanks between Chinese characters go */
  spaces: z.boolean().default(true),
  /** full-width letters, digits and signs become half-width (the part of NFKC that data needs) */
  width: z.boolean().default(true),
  case: z.enum(['none', 'lower', 'upper', 'title']).default('none'),
  /** traditional Chinese characters become simplified */
  simplify: z.boolean().default(false),
});
/** Values that mean the same become one; `to: null` makes them missing. */
const MapStep = z.strictObject({
  op: z.literal('map'),
  column: name,
  groups: z
    .array(z.strictObject({ from: z.array(value).min(1).max(10_000), to: value.nullable() }))
    .min(1)
    .max(5000),
});
/** Names of Chinese provinces and cities in all their forms become the standard names (GB/T 2260). */
const RegionsStep = z.strictObject({
  op: z.literal('regions'),
  column: name,
  /** `same`: a province stays a province, a city a city; otherwise everything becomes the province or the city */
  level: z.enum(['same', 'province', 'city']).default('same'),
  /** write to a new column instead */
  into: name.optional(),
});
/** Read texts as numbers, dates or yes/no, from the raw cells where no step changed them; what cannot be read becomes missing. */
const ParseStep = z.strictObject({
  op: z.literal('parse'),
  column: name,
  as: z.enum(['number', 'date', 'boolean']),
  format: ColumnFormat.optional(),
  /** write to a new column instead */
  into: name.optional(),
});
/** Read a column as another type, from its raw cells: what the first typing could not read is not lost. */
const TypeStep = z.strictObject({
  op: z.literal('type'),
  column: name,
  type: ColumnType,
  format: ColumnFormat.optional(),
});
/** Part the texts of a column; what is over goes to the last part. The column itself stays. */
const SplitStep = z.strictObject({
  op: z.literal('split'),
  column: name,
  by: z.string().min(1).max(20),
  into: z.array(name).min(1).max(50),
});
/** Join the values of columns that are not missing. The columns themselves stay. */
const CombineStep = z.strictObject({
  op: z.literal('combine'),
  columns: z.array(name).min(2).max(50),
  separator: z.string().max(20),
  into: name,
});
/** Fill missing values; a yes/no column says which cells were filled. */
const FillStep = z.strictObject({
  op: z.literal('fill'),
  column: name,
  /** median and mean for numbers, mode for every type; `source`: the value of the same name in another file */
  with: z.enum(['constant', 'median', 'mean', 'mode', 'source']),
  /** for `constant` */
  value: z.union([value, z.number()]).optional(),
  /** median, mean or mode among the rows with the same value here; groups without any fall back to all rows */
  by: name.optional(),
  /** for `source`: the file's name, the column taken (default: of the same name) and the column both files share */
  source: z.string().min(1).max(400).optional(),
  from: name.optional(),
  key: name.optional(),
  /** name of the flag column; default the column's name with `_filled` */
  flag: name.optional(),
});
/** Values that break a rule become missing. */
const InvalidStep = z.strictObject({ op: z.literal('invalid'), column: name, rule: ValidRule });
/** Numbers beyond two limits are set to the limit: quantiles (type 7), or Tukey's fences at `fences` times the IQR. */
const WinsoriseStep = z.strictObject({
  op: z.literal('winsorise'),
  column: name,
  lower: z.number().min(0).max(0.5).default(0.01),
  upper: z.number().min(0.5).max(1).default(0.99),
  fences: z.number().min(0).max(100).optional(),
});
/** Rows that meet a condition go. */
const DropRowsStep = z.strictObject({ op: z.literal('dropRows'), where: RowCondition });
/** Of rows that are equal in these columns (default: in all) the first stays; rows empty in all columns named stay too. */
const DropDuplicatesStep = z.strictObject({
  op: z.literal('dropDuplicates'),
  columns: z.array(name).min(1).max(2000).optional(),
});
const DropColumnsStep = z.strictObject({ op: z.literal('dropColumns'), columns: z.array(name).min(1).max(2000) });
const RenameStep = z.strictObject({ op: z.literal('rename'), column: name, to: name });

/** One step of cleaning, in the order of the menu. Columns are named as they are called when the step's turn comes. */
export const CleanStep = z.discriminatedUnion('op', [
  NormaliseStep,
  MapStep,
  RegionsStep,
  TypeStep,
  ParseStep,
  SplitStep,
  CombineStep,
  FillStep,
  InvalidStep,
  WinsoriseStep,
  DropDuplicatesStep,
  DropRowsStep,
  DropColumnsStep,
  RenameStep,
]);
/** One step of cleaning, complete. */
export type CleanStep = z.infer<typeof CleanStep>;
/** One step of cleaning as it may be written: defaults left out. */
export type CleanStepInput = z.input<typeof CleanStep>;
/** Name of a kind of step. */
export type CleanOp = CleanStep['op'];
/** Every kind of step, in the order in which people are offered them. */
export const CLEAN_OPS: readonly CleanOp[] = CleanStep.options.map(({ shape }) => shape.op.value);
/** A step of one kind. */
export type StepOf<Op extends CleanOp> = Extract<CleanStep, { op: Op }>;
