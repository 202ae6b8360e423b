import type { Persona } from '../../../../shared/contract/personas.ts';
import type { MethodPart, Segmentation } from '../../../../shared/contract/segments.ts';
import { claimText } from '../../../../shared/card/claims.ts';
import { tellablePrevalence } from '../../../../shared/card/safe.ts';
import type { Lang } from '../../../../shared/domain.ts';
import { sayIn } from '../../../../shared/locales/index.ts';
import { type Labels, withLabels } from '../../../../shared/terms/spoken.ts';
import type { ReadDb } from '../../../db/open.ts';
import { labelsInView } from '../dictionary/columns.ts';
import { stayingOf } from '../personas/leaving.ts';

/**
 * A segmentation in the result of a replay. A segment below the privacy floor has no name and no size. Columns go by their code
 * names, with what people read beside; sentences say the latter.
 */
export function segmentationTold(db: ReadDb, made: Segmentation, lang: Lang): Record<string, unknown> {
  const staying = stayingOf(db, made);
  const labels = labelsInView(db);
  const { headline, verdictSaid, segments } = withLabels(made, labels);
  const small = (id: number) => staying.has(id) && staying.get(id) !== 'beside';
  return {
    ...partTold(made.by, labels),
    n: made.n,
    leftOut: made.leftOut,
    silhouette: made.silhouette && { value: made.silhouette.value, sampled: made.silhouette.sampled },
    stability: made.stability,
    verdict: made.verdict,
    shape: made.separation?.shape ?? null,
    groups: made.separation?.k ?? null,
    // the sentence names the largest and the smallest, but where they were cut as asked
    finding: staying.size > 0 && made.cut === null ? null : sayIn(lang, headline),
    reason: sayIn(lang, verdictSaid),
    segments: segments.map(({ id, name, title, size, share, excluded }) => ({
      id,
      label: small(id) ? sayIn(lang, { key: 'personas:staying.segment' }) : (name ?? sayIn(lang, title)),
      size: staying.has(id) ? null : size,
      share: staying.has(id) ? null : share,
      ...(excluded ? { excluded } : {}),
    })),
  };
}

const partTold = ({ k, seed, features, inertia }: MethodPart, { names }: Labels): Record<string, unknown> => ({
  k,
  seed,
  features: features.map(({ column, treatment, weight, why }) => ({
    column,
    label: names.get(column) ?? column,
    treatment,
    weight,
    ...(why ? { why } : {}),
  })),
  inertia,
});

/** A drafted card that may leave, in the result of a replay. */
export function cardTold(db: ReadDb, stored: Persona, lang: Lang): Record<string, unknown> {
  const card = withLabels(stored, labelsInView(db));
  const claims = card.fields.flatMap((field) =>
    field.claims.map((claim) => ({
      field: field.key,
      basis: claim.basis,
      text: claimText(claim, lang),
      n: claim.evidence.find((evidence) => evidence.kind === 'stat')?.n ?? null,
    })),
  );
  return {
    id: card.id,
    segment: card.segment,
    title: card.name === '' ? sayIn(lang, card.title) : card.name,
    finding: card.cut && sayIn(lang, card.cut),
    n: card.n,
    prevalence: tellablePrevalence(card),
    claims,
  };
}
