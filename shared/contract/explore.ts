import * as z from 'zod';
import { Box, Effect, Interval, Said } from '../domain.ts';
import { Filter } from './customers.ts';
import { askedOfDoor, leftOf, NamedAttribute } from './leaving.ts';
import { command, query } from './operation.ts';

const id = z.number().int();
const count = z.number().int();
const none = z.strictObject({});

/** What a chart is drawn over: an attribute of the customer table by its id, or the segments of the current segmentation. */
export const ExploreField = z.union([id, z.literal('segment')]);
/** What a chart is drawn over. */
export type ExploreField = z.infer<typeof ExploreField>;

/** The charts there are. `stacked` and `grouped` are bars split by a second attribute. */
export const ChartKind = z.enum([
  'bars',
  'stacked',
  'grouped',
  'histogram',
  'line',
  'box',
  'scatter',
  'heat',
  'map',
  'pivot',
]);
/** A chart. */
export type ChartKind = z.infer<typeof ChartKind>;

/** What is measured of the customers of a mark; sum, mean and median are of an attribute. */
export const Measure = z.strictObject({
  of: z.enum(['count', 'share', 'sum', 'mean', 'median']),
  attribute: id.nullable().default(null),
});
/** What is measured. */
export type Measure = z.infer<typeof Measure>;

/** Length of the steps of a date axis; auto: by the time the data spans. */
export const DateStep = z.enum(['auto', 'day', 'week', 'month', 'quarter', 'year']);
/** Length of the steps of a date axis. */
export type DateStep = z.infer<typeof DateStep>;

/** A view of the exploring page: small, without data, and enough to draw it again on the same or on another table. */
export const ExploreSpec = z.strictObject({
  x: ExploreField,
  /** the second attribute */
  y: ExploreField.nullable().default(null),
  /** colour by */
  split: ExploreField.nullable().default(null),
  measure: Measure.default({ of: 'count', attribute: null }),
  /** auto: chosen by the types of the attributes */
  chart: z.union([z.literal('auto'), ChartKind]).default('auto'),
  step: DateStep.default('auto'),
  sort: z.enum(['value', 'label']).default('value'),
  /** categories drawn; the rest is one mark */
  top: z.number().int().min(2).max(50).default(12),
  filters: z.array(Filter).max(60).default([]),
});
/** A view of the exploring page. */
export type ExploreSpec = z.infer<typeof ExploreSpec>;

const Label = z.union([z.string(), Said]);

/** A step of an axis: a category, a range, a span of time, or everything that is not one of them. */
export const Bucket = z.strictObject({
  /** the stored category, the code of a province, or the place of a range */
  key: z.string(),
  label: Label,
  /** range: numbers as stored, dates in milliseconds since 1970, end exclusive · rest: what is beyond the top */
  kind: z.enum(['level', 'range', 'period', 'rest', 'province']),
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** customers in it */
  n: count,
  /** the conditions that give exactly these customers; null: they cannot be said as a condition */
  filters: z.array(Filter).nullable(),
  /** colour 1 … 8 of a segment, which is its own for life */
  colour: z.number().int().nullable(),
});
/** A step of an axis. */
export type Bucket = z.infer<typeof Bucket>;

/** One figure: customers, what was measured of them (null: nobody has a value), and its 95 % interval where there is one. */
export const Cell = z.strictObject({
  n: count,
  value: z.number().nullable(),
  interval: Interval.nullable(),
});
/** One figure. */
export type Cell = z.infer<typeof Cell>;

/** Figures of rows, or of rows by columns (no columns: one figure a row). */
export const GridBody = z.strictObject({
  kind: z.literal('grid'),
  rows: z.array(Bucket),
  columns: z.array(Bucket),
  /** rows x max(1, columns) */
  cells: z.array(z.array(Cell)),
  rowTotals: z.array(Cell),
  columnTotals: z.array(Cell),
  total: Cell,
  /**
   * rows x columns: for counts and shares the adjusted standardised residual of independence (Haberman 1973), for means
   * and medians the difference from the whole in standard deviations; null where nothing can be told
   */
  tones: z.array(z.array(z.number().nullable())).nullable(),
});
/** Figures of rows, or of rows by columns. */
export type GridBody = z.infer<typeof GridBody>;

/** A box per group: whiskers at 5 and 95 %, quartiles, mean with its interval. */
export const BoxBody = z.strictObject({
  kind: z.literal('boxes'),
  /** whose values */
  attribute: id,
  groups: z.array(
    z.strictObject({
      bucket: Bucket,
      n: count,
      box: Box.nullable(),
    }),
  ),
});
/** A box per group. */
export type BoxBody = z.infer<typeof BoxBody>;

/** Points: a customer each, at most {@link POINTS} of them. */
export const PointsBody = z.strictObject({
  kind: z.literal('points'),
  attributes: z.tuple([id, id]),
  /** length of the sample each; dates in milliseconds since 1970 */
  x: z.instanceof(Float64Array),
  y: z.instanceof(Float64Array),
  /** place in `groups`; -1 without a value of the split */
  group: z.instanceof(Int32Array),
  customer: z.instanceof(Int32Array),
  groups: z.array(Bucket),
  /** customers with both values, of which the sample was drawn */
  of: count,
  /** Spearman's rank correlation, with its 95 % interval (Fisher's z, Bonett & Wright 2000) */
  rank: z.strictObject({ value: z.number(), interval: Interval }).nullable(),
});
/** Points. */
export type PointsBody = z.infer<typeof PointsBody>;

/** What a row of the table in view is: a table made by joining holds customers, a file on its own what its kind says. */
export const Things = z.enum(['customers', 'orders', 'events', 'reviews', 'rows']);
/** What a row of the table in view is. */
export type Things = z.infer<typeof Things>;

/** More points than these are sampled, and said to be. */
export const POINTS = 20_000;

/** A chart with everything that is said about it. */
export const ExploreResult = z.strictObject({
  /** what is drawn, and why this chart */
  chart: ChartKind,
  why: Said,
  /** charts these attributes can be drawn as */
  charts: z.array(ChartKind),
  /** one sentence made from the numbers; null: there are none */
  finding: Said.nullable(),
  /** what is counted */
  things: Things,
  /** customers (or what else the table holds) of the filters; those of them that are drawn; all of the table */
  inView: count,
  n: count,
  total: count,
  /** customers in view without a value, by field */
  missing: z.array(z.strictObject({ field: ExploreField, n: count, filters: z.array(Filter).nullable() })),
  /** the sample something was estimated on; null: every customer was counted */
  estimated: count.nullable(),
  /** step of the date axis that was taken */
  step: DateStep.nullable(),
  body: z.discriminatedUnion('kind', [GridBody, BoxBody, PointsBody]),
});
/** A chart with everything that is said about it. */
export type ExploreResult = z.infer<typeof ExploreResult>;

/** Stands for a number of customers that is not told. */
export const FEW = -1;

/** A chart as it leaves the workspace; a number of customers that is not told is {@link FEW}, and what was measured of them null. */
export const LeavingChart = leftOf({
  chart: ChartKind,
  finding: Said.nullable(),
  /** customers drawn */
  n: count,
  body: z.discriminatedUnion('kind', [GridBody, BoxBody, PointsBody]),
  attributes: z.array(NamedAttribute),
});
/** A chart as it leaves the workspace. */
export type LeavingChart = z.infer<typeof LeavingChart>;

/** A group to compare. `others`: everyone who is not in the other group. */
export const GroupRef = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everyone') }),
  z.strictObject({ kind: z.literal('others') }),
  z.strictObject({ kind: z.literal('segment'), segment: id }),
  z.strictObject({ kind: z.literal('filters'), filters: z.array(Filter).max(60) }),
  /** the customers of a saved view */
  z.strictObject({ kind: z.literal('view'), view: id }),
]);
/** A group to compare. */
export type GroupRef = z.infer<typeof GroupRef>;

/** One attribute (or one level of it) in two groups. Means, or shares of a level. */
export const GroupDifference = z.strictObject({
  attribute: id,
  column: z.string(),
  level: z.string().nullable(),
  label: Label.nullable(),
  a: z.strictObject({ n: count, value: z.number(), interval: Interval }),
  b: z.strictObject({ n: count, value: z.number(), interval: Interval }),
  /** a - b with its 95 % interval (Welch for means, Newcombe's method 10 for shares); null when the groups overlap */
  difference: z.number(),
  interval: Interval.nullable(),
  effect: Effect,
  /** corrected after Holm over all attributes and levels compared; null: the groups were chosen by this attribute, and nothing is tested */
  p: z.number().nullable(),
  sentence: Said,
});
/** One attribute in two groups. */
export type GroupDifference = z.infer<typeof GroupDifference>;

/** Two groups side by side. */
export const GroupComparison = z.strictObject({
  /** what is counted */
  things: Things,
  a: z.strictObject({ n: count, filters: z.array(Filter).nullable() }),
  b: z.strictObject({ n: count, filters: z.array(Filter).nullable() }),
  /** customers in both */
  both: count,
  /** names what surely differs (1 %, and |d| or |h| of 0.2), never what the groups were chosen by */
  finding: Said.nullable(),
  /** where a group is a segment that was cut without groups in the data: that it was */
  cut: Said.nullable(),
  /** strongest first, what the groups were chosen by last; one line an attribute */
  differences: z.array(GroupDifference),
  /** the distribution of one attribute in each: shares of the customers with a value */
  detail: z
    .strictObject({
      attribute: id,
      rows: z.array(Bucket),
      a: z.array(Cell),
      b: z.array(Cell),
    })
    .nullable(),
});
/** Two groups side by side. */
export type GroupComparison = z.infer<typeof GroupComparison>;

/** A saved view. `broken`: why it cannot be drawn on the customer table there is now. */
export const SavedView = z.strictObject({
  id,
  name: z.string(),
  spec: ExploreSpec,
  createdAt: z.string(),
  broken: Said.nullable(),
});
/** A saved view. */
export type SavedView = z.infer<typeof SavedView>;

/** Two groups side by side as they leave the workspace. */
export const LeavingPair = leftOf({
  finding: Said.nullable(),
  lines: z.array(
    GroupDifference.pick({ attribute: true, column: true, level: true, label: true }).extend({
      /** null: not told */
      told: GroupDifference.nullable(),
    }),
  ),
  detail: GroupComparison.shape.detail,
  attributes: z.array(NamedAttribute),
});
/** Two groups side by side as they leave the workspace. */
export type LeavingPair = z.infer<typeof LeavingPair>;

const name = z.string().trim().min(1).max(120);

/** Operations of the exploring page. */
export const exploreOperations = {
  'explore.chart': query(
    'A chart of one or two attributes of the customers, with its figures and a sentence',
    z.strictObject({ spec: ExploreSpec }),
    ExploreResult,
  ),
  'explore.compare': query(
    'Two groups of customers side by side: difference, effect size, interval',
    z.strictObject({ a: GroupRef, b: GroupRef, attribute: id.nullable().default(null) }),
    GroupComparison,
  ),
  'explore.leavingChart': query(
    'A chart as it may leave the workspace: files and pictures of it are made from this',
    z.strictObject({ spec: ExploreSpec, ...askedOfDoor }),
    LeavingChart,
  ),
  'explore.leavingPair': query(
    'Two groups side by side as they may leave the workspace',
    z.strictObject({ a: GroupRef, b: GroupRef, attribute: id.nullable().default(null), ...askedOfDoor }),
    LeavingPair,
  ),
  'explore.questions': query(
    'Ready questions made from the attributes at hand, each with the view that answers it',
    none,
    z.array(z.strictObject({ question: Said, spec: ExploreSpec })),
  ),
  'explore.views': query('Saved views in their order', none, z.array(SavedView)),
  'explore.saveView': command(
    'Save a view, or change a saved one',
    z.strictObject({ id: id.optional(), name, spec: ExploreSpec }),
    SavedView,
  ),
  'explore.renameView': command('Rename a saved view', z.strictObject({ id, name }), none),
  'explore.removeView': command('Delete a saved view (undoable)', z.strictObject({ id }), none),
  'explore.moveView': command(
    'Move a saved view before another (null: to the end)',
    z.strictObject({ id, before: id.nullable() }),
    none,
  ),
  'explore.pin': command(
    'Make a view evidence of a persona: of a statement, or of a new one that says what the view shows',
    z.strictObject({
      persona: id,
      rev: z.number().int(),
      field: z.string().max(80),
      /** an existing statement; null: a new one */
      claim: z.string().max(80).nullable().default(null),
      title: z.string().trim().max(200),
      spec: ExploreSpec,
    }),
    z.strictObject({ rev: z.number().int(), claim: z.string() }),
  ),
};
