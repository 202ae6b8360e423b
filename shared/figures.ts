import * as z from 'zod';
import { MissingPolicy, Treatment } from './contract/features.ts';
import { ColumnType } from './domain.ts';

const int = z.number().int();
const count = int.min(0);

/** Size, mean, and sums of squared and cubed deviations from it. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
  readonly m3: number;
}
const Moments = z.strictObject({ n: count, mean: z.number(), m2: z.number(), m3: z.number() });

/** What is kept of one attribute in one cluster: enough to compare, and to add clusters up when segments are merged. */
export type ClusterFigures =
  /** n customers with a value, sum of squared deviations from their mean; the same of their ranks among all customers */
  | {
      readonly kind: 'mean';
      readonly n: number;
      readonly missing: number;
      readonly mean: number;
      readonly m2: number;
      readonly ranks?: { readonly mean: number; readonly m2: number };
      /** sum of cubed deviations, and the logarithms of the values above zero (null: some lie below it) */
      readonly skew?: { readonly m3: number; readonly logs: Moments | null };
    }
  /** customers per level */
  | { readonly kind: 'shares'; readonly n: number; readonly missing: number; readonly counts: readonly number[] };

/** An attribute over all clusters. */
export interface AttributeFigures {
  readonly attribute: number;
  readonly column: string;
  readonly type: ColumnType;
  /** levels of a category; of a boolean only '1'; of numbers and dates none */
  readonly levels: readonly string[];
  readonly clusters: readonly ClusterFigures[];
}
/** Schema of {@link AttributeFigures}. */
export const AttributeFigures: z.ZodType<AttributeFigures> = z.strictObject({
  attribute: int,
  column: z.string(),
  type: ColumnType,
  levels: z.array(z.string()),
  clusters: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('mean'),
        n: count,
        missing: count,
        mean: z.number(),
        m2: z.number(),
        ranks: z.exactOptional(z.strictObject({ mean: z.number(), m2: z.number() })),
        skew: z.exactOptional(z.strictObject({ m3: z.number(), logs: Moments.nullable() })),
      }),
      z.strictObject({ kind: z.literal('shares'), n: count, missing: count, counts: z.array(count) }),
    ]),
  ),
});

/** One attribute's part in the matrix, complete. */
export interface FeaturePlan {
  readonly attribute: number;
  readonly treatment: Treatment;
  readonly weight: number;
  readonly missing: MissingPolicy;
}

/**
 * A treatment with its figures, frozen: enough to place a new customer among the old ones.
 * A column of the matrix is weight * (transform(value) - centre) / scale.
 */
export interface FittedFeature extends FeaturePlan {
  /** what stands for a missing value, before the transform; NaN where missing is a level of its own */
  readonly fill: number;
  readonly centre: number;
  readonly scale: number;
  /** of categories: the levels; null is the level "missing". Empty for numbers */
  readonly levels: readonly (string | null)[];
}
/** Schema of {@link FittedFeature}. */
export const FittedFeature: z.ZodType<FittedFeature> = z.strictObject({
  attribute: int,
  treatment: Treatment,
  weight: z.number(),
  missing: MissingPolicy,
  // JSON knows no NaN
  fill: z
    .number()
    .nullable()
    .transform((fill) => fill ?? NaN),
  centre: z.number(),
  scale: z.number(),
  levels: z.array(z.string().nullable()),
});

/** What one column of the matrix stands for. */
export interface MatrixColumn {
  readonly attribute: number;
  /** of one-hot columns; null: missing */
  readonly level?: string | null;
}
/** Schema of {@link MatrixColumn}. */
export const MatrixColumn: z.ZodType<MatrixColumn> = z.strictObject({
  attribute: int,
  level: z.exactOptional(z.string().nullable()),
});
