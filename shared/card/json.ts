import type { Claim, Evidence, Persona } from '../contract/personas.ts';
import type { Lang } from '../domain.ts';
import { sayIn } from '../locales/index.ts';
import { told } from '../privacy.ts';
import type { Edition } from './blocks.ts';
import { cardTitle, claimText, dataDate, fieldLabel, levelText, printDay, quoteSource } from './claims.ts';
import { shownFields } from './layout.ts';
import { shareable, tellablePrevalence } from './safe.ts';

/** Version of the JSON a card is exported as. */
const CARD_JSON_VERSION = 1;

/**
 * A card as JSON: the data itself, of the fields that the layout of the edition shows and in its order; claims with their evidence;
 * no customer, no condition on customers, no group below the floor.
 */
export function cardJson(persona: Persona, options: { edition: Edition; lang: Lang }): string {
  const { lang, edition } = options;
  const safe = shareable(persona);
  const date = dataDate(safe);
  const fields = shownFields(safe, { edition, place: 'paper' })
    .filter((field) => !['title', 'avatar', 'health'].includes(field.kind))
    .map((field) => ({
      key: field.key,
      label: fieldLabel(field, lang),
      kind: field.kind,
      onFace: field.onFace,
      value: field.value,
      claims: field.claims.map((claim) => jsonClaim(claim, lang)),
    }));
  const card = {
    format: 'persona-card',
    version: CARD_JSON_VERSION,
    edition,
    lang,
    title: cardTitle(safe, lang),
    preset: safe.preset,
    n: safe.segment === null ? null : told(safe.n),
    total: safe.segment === null ? null : told(safe.total),
    prevalence: tellablePrevalence(safe),
    ...(safe.cut ? { headline: sayIn(lang, safe.cut) } : {}),
    dataAsOf: date === null ? null : printDay(date),
    fields,
  };
  return `${JSON.stringify(card, null, 2)}\n`;
}

const jsonClaim = (claim: Claim, lang: Lang) => ({
  text: claimText(claim, lang),
  ...(claim.said && claim.text !== '' ? { words: claim.text } : {}),
  basis: claim.basis,
  status: claim.status,
  asOf: printDay(claim.asOf),
  evidence: claim.evidence.map((one) => jsonEvidence(one, lang)),
});

function jsonEvidence(one: Evidence, lang: Lang): Record<string, unknown> {
  if (one.kind === 'quote')
    return {
      kind: one.kind,
      text: one.text,
      source: quoteSource(one, lang),
      ...(one.speakerRole ? { speakerRole: one.speakerRole } : {}),
      ...(one.date ? { date: printDay(one.date) } : {}),
    };
  if (one.kind === 'document') return { ...one };
  if (one.kind === 'view')
    return {
      kind: one.kind,
      title: one.title,
      chart: one.chart,
      measure: sayIn(lang, one.measure),
      n: one.n,
      everyoneN: one.total,
      asOf: printDay(one.asOf),
      figures: one.figures.map(({ label, ...figure }) => ({
        label: typeof label === 'string' ? label : sayIn(lang, label),
        ...figure,
      })),
    };
  return {
    kind: one.kind,
    column: one.column,
    aggregate: one.aggregate,
    level: one.level === null ? null : levelText(one.level, lang),
    n: one.n,
    missing: told(one.missing),
    value: one.segmentValue,
    everyone: one.baseValue,
    everyoneN: one.baseN,
    effect: one.effect,
    interval: one.interval,
    p: one.p,
    comparisons: one.comparisons,
    ...(one.byCut ? { byCut: true } : {}),
    distribution: one.distribution?.map((row) => ({ ...row, level: levelText(row.level, lang) })) ?? null,
  };
}
