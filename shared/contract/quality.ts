import * as z from 'zod';
import { CleanStep } from '../cleaning.ts';
import { Said, SourceKind } from '../domain.ts';

const Share = z.number().min(0).max(1);

/** The five parts of data quality (after Wang & Strong 1996 and ISO/IEC 25012). */
export const QualityPart = z.enum(['completeness', 'validity', 'uniqueness', 'consistency', 'timeliness']);
/** One of the five parts. */
export type QualityPart = z.infer<typeof QualityPart>;

/** The score of one part: value = 1 − bad / of, but for timeliness, which has its own formula. */
export const PartScore = z.strictObject({
  /** null: nothing to measure it on (no dates for timeliness …) */
  value: Share.nullable(),
  /** cells or rows looked at, and those with a finding */
  of: z.number(),
  bad: z.number(),
  /** the formula with its figures */
  formula: Said,
});
/** The score of one part. */
export type PartScore = z.infer<typeof PartScore>;

/** Scores by part. */
export const PartScores = z.record(QualityPart, PartScore);
/** Scores by part. */
export type PartScores = z.infer<typeof PartScores>;

/** What is amiss, with the rule that found it. Its rows are read by `cleaning.finding`. */
export const QualityFinding = z.strictObject({
  /** stable name, e.g. `missing:Income` */
  key: z.string(),
  part: QualityPart,
  column: z.string().nullable(),
  rule: Said,
  /** rows behind it */
  count: z.number().int(),
  share: Share,
  /** a step that would mend it */
  step: CleanStep.nullable(),
});
/** What is amiss. */
export type QualityFinding = z.infer<typeof QualityFinding>;

/** Quality of one source, with the steps that are on. */
export const SourceQuality = z.strictObject({
  sourceId: z.number().int(),
  name: z.string(),
  kind: SourceKind,
  importedAt: z.string(),
  rows: z.number().int(),
  /** mean of the parts that could be measured */
  score: Share,
  /** the same of the source as imported */
  imported: Share,
  parts: PartScores,
  /** largest first */
  findings: z.array(QualityFinding),
});
/** Quality of one source. */
export type SourceQuality = z.infer<typeof SourceQuality>;

/** Quality of the study. */
export const Quality = z.strictObject({
  /** mean over the sources, weighted by their cells; null without sources */
  score: Share.nullable(),
  formula: Said,
  parts: PartScores,
  sources: z.array(SourceQuality),
  /** files of one name over time, by import date; as imported */
  history: z.array(
    z.strictObject({
      name: z.string(),
      points: z.array(
        z.strictObject({
          sourceId: z.number().int(),
          importedAt: z.string(),
          score: Share,
          parts: z.record(QualityPart, Share.nullable()),
        }),
      ),
    }),
  ),
});
/** Quality of the study. */
export type Quality = z.infer<typeof Quality>;
