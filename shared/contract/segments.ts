import * as z from 'zod';
import { Box, Effect, Interval, Said } from '../domain.ts';
import { askedOfDoor, leftOf } from './leaving.ts';
import { command, job, query } from './operation.ts';
import { MissingPolicy, Treatment } from './features.ts';

/** One segment. `colour` 1…8 stays for life; ids are unique in the workspace. */
export const Segment = z.strictObject({
  id: z.number().int(),
  /** working title in both languages until renamed */
  title: Said,
  /** what the user called it; wins over title */
  name: z.string().nullable(),
  colour: z.number().int().min(1).max(8),
  size: z.number().int(),
  share: z.number(),
  excluded: z.boolean(),
});
/** One segment. */
export type Segment = z.infer<typeof Segment>;

/** A value estimated on a sample says so. */
export const Estimated = z.strictObject({ value: z.number(), sampled: z.boolean(), sample: z.number().int() });
/** An estimate. */
export type Estimated = z.infer<typeof Estimated>;

/** Figures for one k. */
export const KFigures = z.strictObject({
  k: z.number().int(),
  inertia: z.number(),
  /** mean silhouette; null for k = 1 */
  silhouette: Estimated.nullable(),
  /** mean adjusted Rand index between the solution and solutions on bootstrap samples */
  stability: z.number().nullable(),
  smallest: z.number().int(),
  sizes: z.array(z.number().int()),
});
/** Figures for one k. */
export type KFigures = z.infer<typeof KFigures>;

/** A candidate solution described in a sentence. */
export const Candidate = KFigures.extend({ sentence: Said, recommended: z.boolean() });
/** A candidate solution. */
export type Candidate = z.infer<typeof Candidate>;

/** clear: well-separated groups · weak: useful but overlapping · none: no clear groups · few: too few customers to cluster with confidence */
export const Verdict = z.enum(['clear', 'weak', 'none', 'few']);
/** The verdict over a segmentation. */
export type Verdict = z.infer<typeof Verdict>;

/**
 * Whether the data falls into groups, whatever it was cut into. `k`: groups, 1 where there are none. `valley`: how full
 * the valleys between neighbouring groups are on average, 0 empty … 1 as full as the groups; null where none stand apart. `shape`: groups
 * that stand apart, groups that only overlap, one round cloud, or a band (a ring, a chain, a curve) that can be cut into pieces
 * but has no groups. `columns`: how many go with another.
 */
export const Separation = z.strictObject({
  k: z.number().int().min(1),
  valley: z.number().nullable(),
  shape: z.enum(['groups', 'overlap', 'cloud', 'band']),
  columns: z.number().int(),
});
/** Whether the data falls into groups. */
export type Separation = z.infer<typeof Separation>;

/** A feature as it was used: enough to score a new customer. */
export const UsedFeature = z.strictObject({
  attribute: z.number().int(),
  column: z.string(),
  treatment: Treatment,
  weight: z.number(),
  missing: MissingPolicy,
  /** of sensitive data: why it may be used */
  why: z.exactOptional(z.string()),
});
/** A feature as it was used. */
export type UsedFeature = z.infer<typeof UsedFeature>;

/** An attribute that a segmentation reads. */
export const ReadAttribute = z.strictObject({ attribute: z.number().int(), column: z.string() });
/** An attribute that a segmentation reads. */
export type ReadAttribute = z.infer<typeof ReadAttribute>;

/** What k-means can be asked; complete. */
export const KmeansOptions = z.strictObject({
  k: z.union([z.literal('auto'), z.number().int().min(1).max(50)]),
  from: z.number().int().min(2).max(50),
  to: z.number().int().min(2).max(50),
  seed: z.number().int().min(0).max(4294967295),
  restarts: z.number().int().min(1).max(100),
});
/** What k-means can be asked. */
export type KmeansOptions = z.infer<typeof KmeansOptions>;

/** What only a segmentation by k-means has. */
const KmeansPart = z.strictObject({
  method: z.literal('kmeans'),
  /** groups it was divided into; what was asked for stands in the options of the recipe */
  k: z.number().int(),
  seed: z.number().int(),
  from: z.number().int(),
  to: z.number().int(),
  restarts: z.number().int(),
  features: z.array(UsedFeature),
  inertia: z.number(),
  candidates: z.array(Candidate),
  range: z.array(KFigures),
});

/** What one method alone knows of its result. */
export const MethodPart = z.discriminatedUnion('method', [KmeansPart]);
/** What one method alone knows of its result. */
export type MethodPart = z.infer<typeof MethodPart>;

/** Whom a frozen model moved when it placed everyone anew. */
export const Moves = z.strictObject({
  /** customers in another segment than before, customers who were in none of the earlier, and earlier ones who are gone */
  moved: z.number().int().min(0),
  added: z.number().int().min(0),
  gone: z.number().int().min(0),
});
/** Whom a frozen model moved. */
export type Moves = z.infer<typeof Moves>;

/** How the customers of newer data came into segments that were made from earlier data. */
const Placed = z.strictObject({
  /** when the model was made */
  at: z.string(),
  /** what moved, who is unlike any segment, and values the model had never seen */
  said: z.array(Said),
});

/** The current segmentation with the recipe that made it: what every method has, and under `by` what only its own has. */
export const Segmentation = z.strictObject({
  id: z.number().int(),
  by: MethodPart,
  /** customers divided into segments, and left out for want of a value */
  n: z.number().int(),
  leftOut: z.number().int(),
  /** what was worked out on a sample or on some of the columns; empty: on everything */
  bounded: z.array(Said),
  reads: z.array(ReadAttribute),
  /** null: not measured */
  silhouette: Estimated.nullable(),
  stability: z.number().nullable(),
  verdict: Verdict,
  /** what the verdict rests on; null: made before it was looked for, or too few customers */
  separation: Separation.nullable(),
  /** the verdict in words with its figures */
  verdictSaid: Said,
  /** the finding as a headline */
  headline: Said,
  /** the same where the groups were cut as asked and the data has none, for wherever they are shown; else null */
  cut: Said.nullable(),
  segments: z.array(Segment),
  /** null: its own data made it */
  placed: Placed.nullable(),
  /** the data or what it reads changed since */
  stale: z.boolean(),
  staleWhy: Said.nullable(),
  recipe: z.strictObject({
    input: z.string(), // sha-256 of the source and the attribute table
    options: z.record(z.string(), z.unknown()),
    versions: z.record(z.string(), z.string()),
  }),
  createdAt: z.string(),
  ms: z.number(),
});
/** The current segmentation. */
export type Segmentation = z.infer<typeof Segmentation>;

/** One attribute compared: this segment against everyone. */
export const Difference = z.strictObject({
  segment: z.number().int(),
  attribute: z.number().int(),
  column: z.string(),
  /** the level or band for shares; null for means */
  level: z.string().nullable(),
  sentence: Said,
  effect: Effect,
  /** customers of the segment with a value; missing among them */
  n: z.number().int(),
  missing: z.number().int(),
  value: z.number(),
  interval: Interval,
  base: z.number(),
  baseN: z.number().int(),
  /** corrected after Holm over all comparisons tested; null: the groups were cut by this attribute where the data has none */
  p: z.number().nullable(),
});
/** One attribute compared. */
export type Difference = z.infer<typeof Difference>;

/** One attribute over all segments, for box plots and bars. Groups: each segment, then everyone (segment null). */
export const Comparison = z.strictObject({
  attribute: z.number().int(),
  column: z.string(),
  kind: z.enum(['numeric', 'share']),
  groups: z.array(
    z.strictObject({
      segment: z.number().int().nullable(),
      n: z.number().int(),
      missing: z.number().int(),
      /** numeric: whiskers at 5 and 95 %, quartiles, mean with interval */
      box: Box.nullable(),
      /** share of each level with its interval (Wilson) */
      shares: z
        .array(z.strictObject({ level: z.string(), count: z.number().int(), share: z.number(), interval: Interval }))
        .nullable(),
    }),
  ),
});
/** One attribute over all segments. */
export type Comparison = z.infer<typeof Comparison>;

/** A principal component: its share of the variance, and both ends in words. */
const Axis = z.strictObject({ explained: z.number(), low: Said, high: Said });

/** Standardised difference of each segment from everyone, per attribute. */
export const Heatmap = z.strictObject({
  attributes: z.array(
    z.strictObject({
      attribute: z.number().int(),
      column: z.string(),
      level: z.string().nullable(),
      /** what became of customers: always shown */
      outcome: z.boolean(),
      /** of an attribute that stands for one choice of several */
      choice: z.strictObject({ question: z.string(), option: z.string() }).nullable(),
    }),
  ),
  rows: z.array(
    z.strictObject({ segment: z.number().int(), n: z.number().int(), values: z.array(z.number().nullable()) }),
  ),
});
/** Standardised difference of each segment from everyone. */
export type Heatmap = z.infer<typeof Heatmap>;

/** Every clustered customer on the first two principal components. */
export const Scatter = z.strictObject({
  /** length n each */
  x: z.instanceof(Float32Array),
  y: z.instanceof(Float32Array),
  /** segment id per point */
  segment: z.instanceof(Int32Array),
  customer: z.instanceof(Int32Array),
  axes: z.tuple([Axis, Axis]),
});
/** Every clustered customer on the first two principal components. */
export type Scatter = z.infer<typeof Scatter>;

/** A segment as it leaves: few people could be recognised by the title of a small one, which is then another. */
export const LeavingSegment = Segment.pick({ id: true, title: true, name: true, colour: true }).extend({
  /** null: not told */
  size: z.number().int().nullable(),
});
/** A segment as it leaves. */
export type LeavingSegment = z.infer<typeof LeavingSegment>;

const leavingSegments = z.array(LeavingSegment);

/** The heat map as it leaves: rows of segments that may be told. */
export const LeavingHeatmap = leftOf({ segments: leavingSegments, heat: Heatmap });
/** The heat map as it leaves. */
export type LeavingHeatmap = z.infer<typeof LeavingHeatmap>;

/** One attribute over all segments as it leaves; customers without a value are -1 where they are few. */
export const LeavingComparison = leftOf({ segments: leavingSegments, comparison: Comparison });
/** One attribute over all segments as it leaves. */
export type LeavingComparison = z.infer<typeof LeavingComparison>;

/** The map as it leaves: points of segments that may be told, and of no customer in particular. */
export const LeavingScatter = leftOf({ segments: leavingSegments, points: Scatter });
/** The map as it leaves. */
export type LeavingScatter = z.infer<typeof LeavingScatter>;

const none = z.strictObject({});
const id = z.number().int();

/** Operations on segments. */
export const segmentsOperations = {
  'segments.run': job(
    'Cluster the customers; k fixed or chosen over a range',
    z.strictObject({
      method: z.literal('kmeans').default('kmeans'),
      k: KmeansOptions.shape.k.default('auto'),
      from: KmeansOptions.shape.from.default(2),
      to: KmeansOptions.shape.to.default(10),
      seed: KmeansOptions.shape.seed.default(1),
      restarts: KmeansOptions.shape.restarts.default(10),
      /** worker threads; the result does not depend on it */
      threads: z.number().int().min(1).max(64).optional(),
    }),
    Segmentation,
  ),
  'segments.current': query('The current segmentation, or null', none, Segmentation.nullable()),
  'segments.choose': job(
    'Take another candidate k of the current segmentation',
    z.strictObject({ k: z.number().int().min(1).max(50) }),
    Segmentation,
  ),
  'segments.scatter': query('Every clustered customer on the first two principal components', none, Scatter.nullable()),
  'segments.heatmap': query(
    'Standardised difference of each segment from everyone, per attribute (d for means, h for the share that differs most)',
    none,
    Heatmap.nullable(),
  ),
  'segments.differences': query(
    'What makes a group different: ranked sentences',
    z.strictObject({ segment: id, limit: z.number().int().min(1).max(200).default(10) }),
    z.array(Difference),
  ),
  'segments.outcomes': query(
    'What became of the customers of a group: whether they left, bought or answered, each against everyone',
    z.strictObject({ segment: id }),
    z.array(Difference),
  ),
  'segments.compare': query(
    'One attribute over all segments',
    z.strictObject({ attribute: id }),
    Comparison.nullable(),
  ),
  'segments.leavingHeatmap': query(
    'The heat map as it may leave the workspace',
    z.strictObject(askedOfDoor),
    LeavingHeatmap,
  ),
  'segments.leavingComparison': query(
    'One attribute over all segments as it may leave the workspace',
    z.strictObject({ attribute: id, ...askedOfDoor }),
    LeavingComparison,
  ),
  'segments.leavingScatter': query(
    'The map of customers as it may leave the workspace: no point is of somebody',
    z.strictObject(askedOfDoor),
    LeavingScatter,
  ),
  'segments.typical': query(
    'Customers nearest the centre of a segment, pseudonymised (C-0001 …)',
    z.strictObject({ segment: id, limit: z.number().int().min(1).max(10).default(3) }),
    z.array(
      z.strictObject({
        pseudonym: z.string(),
        cells: z.array(z.strictObject({ column: z.string(), text: z.string() })),
      }),
    ),
  ),
  'segments.rename': command(
    'Rename a segment (empty: back to the working title)',
    z.strictObject({ segment: id, name: z.string().max(80) }),
    none,
  ),
  'segments.recolour': command(
    'Give a segment another colour',
    z.strictObject({ segment: id, colour: z.number().int().min(1).max(8) }),
    none,
  ),
  'segments.merge': command(
    'Merge segments into the first of them',
    z.strictObject({ segments: z.array(id).min(2).max(50) }),
    none,
  ),
  'segments.exclude': command(
    'Leave a segment out of views and cards, or take it back',
    z.strictObject({ segment: id, excluded: z.boolean() }),
    none,
  ),
};
