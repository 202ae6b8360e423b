import * as z from 'zod';
import {
  Candidate,
  Estimated,
  KFigures,
  KmeansOptions,
  Moves,
  ReadAttribute,
  Separation,
  UsedFeature,
  Verdict,
} from '../../../../shared/contract/segments.ts';
import { Said } from '../../../../shared/domain.ts';
import { AttributeFigures, FittedFeature, MatrixColumn } from '../../../../shared/figures.ts';
import type { ReadDb } from '../../open.ts';
import { firstForm, type Form, nextForm, readStored } from '../../stored.ts';

/** Hashes of what a segmentation was made from. */
export interface InputHashes {
  readonly source: string;
  readonly attributes: string;
  readonly features: string;
}

/** How customers of newer data were placed by the model. */
export interface PlacedBody {
  /** when the model was made */
  readonly at: string;
  /** null: earlier and present customers cannot be compared */
  readonly moves: Moves | null;
  /** customers farther from their centre than anyone was; null: not known of this model */
  readonly unlike: number | null;
  readonly unseen: readonly {
    readonly column: string;
    readonly levels: readonly string[];
    readonly customers: number;
  }[];
}

/** What k-means keeps of its own. */
export interface KmeansBody {
  readonly method: 'kmeans';
  readonly options: KmeansOptions;
  readonly features: readonly UsedFeature[];
  /** the frozen model: treatments with their figures, and centres row-major k x d */
  readonly fitted: readonly FittedFeature[];
  readonly columns: readonly MatrixColumn[];
  readonly centres: readonly number[];
  /** how far the farthest member of each group stood when the model was made; null: made before it was kept */
  readonly reach: readonly number[] | null;
  readonly inertia: number;
  readonly candidates: readonly Candidate[];
  readonly range: readonly KFigures[];
}

/** The JSON of a stored segmentation: everything besides its columns. What its method alone knows stands under `by`. */
export interface SegmentationBody {
  readonly leftOut: number;
  readonly bounded: readonly Said[];
  readonly reads: readonly ReadAttribute[];
  readonly silhouette: Estimated | null;
  readonly stability: number | null;
  readonly verdict: Verdict;
  readonly verdictSaid: Said;
  /** null: made before it was looked for, or too few customers */
  readonly separation: Separation | null;
  readonly versions: Readonly<Record<string, string>>;
  readonly hashes: InputHashes;
  /** every readable attribute in every cluster */
  readonly figures: readonly AttributeFigures[];
  /** customers nearest each centre */
  readonly typical: readonly (readonly number[])[];
  readonly axes: readonly { readonly explained: number; readonly low: Said; readonly high: Said }[];
  /** null: these very customers made it */
  readonly placed: PlacedBody | null;
  readonly by: KmeansBody;
}

const int = z.number().int();

const common = {
  leftOut: int.min(0),
  silhouette: Estimated.nullable(),
  stability: z.number().nullable(),
  verdict: Verdict,
  verdictSaid: Said,
  versions: z.record(z.string(), z.string()),
  hashes: z.strictObject({ source: z.string(), attributes: z.string(), features: z.string() }),
  figures: z.array(AttributeFigures),
  typical: z.array(z.array(int)),
  axes: z.array(z.strictObject({ explained: z.number(), low: Said, high: Said })),
};
const kmeans = {
  options: KmeansOptions,
  features: z.array(UsedFeature),
  fitted: z.array(FittedFeature),
  columns: z.array(MatrixColumn),
  centres: z.array(z.number()),
  inertia: z.number(),
  candidates: z.array(Candidate),
  range: z.array(KFigures),
};

/** K-means was the only method, and what was bounded was not said at first. */
const flat = firstForm(z.strictObject({ ...common, ...kmeans, bounded: z.array(Said).default([]) }));

const methods = {
  ...common,
  bounded: z.array(Said),
  reads: z.array(ReadAttribute),
  by: z.discriminatedUnion('method', [z.strictObject({ method: z.literal('kmeans'), ...kmeans })]),
};

/** What bodies were before models were kept whole. */
type Unplaced = Omit<SegmentationBody, 'placed' | 'by'> & { readonly by: Omit<KmeansBody, 'reach'> };

/** The verdict rested on silhouettes. */
const byMethod: Form<Omit<Unplaced, 'separation'>> = nextForm(
  flat,
  z.strictObject(methods),
  ({ options, features, fitted, columns, centres, inertia, candidates, range, ...rest }) => ({
    ...rest,
    reads: readsOf(features),
    by: { method: 'kmeans', options, features, fitted, columns, centres, inertia, candidates, range },
  }),
);

const separated: z.ZodType<Unplaced> = z.strictObject({ ...methods, separation: Separation.nullable() });

/** Numbers were compared by their means alone, without their ranks. */
const byMeans: Form<Unplaced> = nextForm(byMethod, separated, (body) => ({ ...body, separation: null }));

/** Customers of newer data were not placed. */
const unplaced: Form<Unplaced> = nextForm(byMeans, separated, (body) => body);

const placed: z.ZodType<SegmentationBody> = z.strictObject({
  ...methods,
  separation: Separation.nullable(),
  placed: z
    .strictObject({
      at: z.string(),
      moves: Moves.nullable(),
      unlike: int.min(0).nullable(),
      unseen: z.array(z.strictObject({ column: z.string(), levels: z.array(z.string()), customers: int.min(0) })),
    })
    .nullable(),
  by: z.discriminatedUnion('method', [
    z.strictObject({ method: z.literal('kmeans'), ...kmeans, reach: z.array(z.number()).nullable() }),
  ]),
});

/** The body of a segmentation. */
export const segmentationForm: Form<SegmentationBody> = nextForm(unplaced, placed, ({ by, ...body }) => ({
  ...body,
  placed: null,
  by: { ...by, reach: null },
}));

/** The attributes that features are made of. */
export const readsOf = (features: readonly UsedFeature[]): ReadAttribute[] =>
  features.map(({ attribute, column }) => ({ attribute, column }));

/** What is stored of a segmentation; null: it is not there. @throws AppError newer_version, damaged */
export function segmentationBody(db: ReadDb, id: number): SegmentationBody | null {
  const body = db.value<string>('SELECT body FROM segmentation WHERE id = ?', id);
  return body === undefined ? null : readSegmentation({ id, body });
}

/** The body of a row. @throws AppError newer_version, damaged */
export const readSegmentation = ({ id, body }: { id: number; body: string }): SegmentationBody =>
  readStored(segmentationForm, body, `segmentation ${id}`);
