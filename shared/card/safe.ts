import type { Claim, Evidence, Field, Persona, StatEvidence, ViewEvidence } from '../contract/personas.ts';
import { PRIVACY_FLOOR, type Said } from '../domain.ts';
import { tellable } from '../privacy.ts';
import { leavingCounts } from '../privacy/chart.ts';

/**
 * The card as it may leave the workspace: no customer, no group below the privacy floor, no quote without consent, no
 * condition on customers. A second lock behind the draft, which makes no claim about such a group in the first place.
 */
export function shareable(persona: Persona): Persona {
  return { ...persona, fields: persona.fields.map(shareableField) };
}

/** A card without the claims that speak of few customers by themselves. */
export const withoutFew = (persona: Persona): Persona => ({
  ...persona,
  fields: persona.fields.map((field) => ({ ...field, claims: field.claims.filter(claimTellable) })),
});

/** How many customers the card describes, if it may be told: neither they nor the rest of the group are few. */
export function tellablePrevalence(persona: Persona): number | null {
  const { count } = persona.prevalence;
  const known = persona.segment !== null && persona.prevalence.steps.length > 0;
  return known && tellable(count) && tellable(persona.n - count) ? count : null;
}

function shareableField(field: Field): Field {
  // typical customers are rows, however masked
  if (field.kind === 'typical') return { ...field, claims: [], value: null };
  const claims = field.claims.filter((claim) => claimTellable(claim) && !withheld(field, claim));
  return { ...field, claims: claims.map(shareableClaim) };
}

/**
 * Somebody's words, and nobody who said them agreed to their being shown: they stand on no face and in no export. A
 * statement in other words that such a quote stands behind is not withheld; the quote is.
 */
export function withheld(field: Pick<Field, 'key'>, claim: Claim): boolean {
  const quotes = claim.evidence.filter((one) => one.kind === 'quote');
  if (quotes.length === 0 || quotes.some((quote) => quote.consent)) return false;
  if (field.key === 'quote') return true;
  const said = folded(claim.text);
  return claim.said === null && said !== '' && quotes.some(({ text }) => repeats(said, folded(text)));
}

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '');

/** A few characters in common are no repetition: "快" is in many quotes. */
const repeats = (said: string, quote: string): boolean =>
  said === quote || (said.length >= 8 && quote.includes(said)) || (quote.length >= 8 && said.includes(quote));

const claimTellable = (claim: Claim): boolean =>
  claim.evidence.every((one) => one.kind !== 'stat' || statTellable(one));

function statTellable(stat: StatEvidence): boolean {
  if (stat.n < PRIVACY_FLOOR || stat.baseN < PRIVACY_FLOOR) return false;
  const share = stat.aggregate === 'share' || (stat.aggregate === 'distribution' && stat.level !== null);
  if (!share) return true;
  const some = stat.segmentValue * stat.n;
  const all = stat.baseValue * stat.baseN;
  return [some, stat.n - some, all, stat.baseN - all].every((count) => tellable(Math.round(count)));
}

function shareableClaim(claim: Claim): Claim {
  const shares = claim.evidence.some((one) => one.kind === 'stat' && one.effect?.kind === 'h');
  const view = claim.evidence.find((one) => one.kind === 'view' && leavingView(one) !== one.figures);
  return {
    ...claim,
    said:
      view?.kind === 'view' && claim.said
        ? // the sentence may name a figure that is withheld
          { key: 'explore:pinned', values: { title: view.title === '' ? view.measure : view.title, n: view.n } }
        : shares && claim.said
          ? { ...claim.said, values: roundedValues(claim.said.values) }
          : claim.said,
    evidence: claim.evidence.flatMap(shareableEvidence),
  };
}

/** Figures of a pinned view: what is left out of them does not follow from how many were drawn. */
function leavingView({ n, figures }: ViewEvidence): ViewEvidence['figures'] {
  const counts = figures.map((one) => one.n ?? 0);
  const rest = n - counts.reduce((sum, count) => sum + count, 0);
  const out = rest < 0 ? counts : leavingCounts(counts, rest);
  if (out.every((count) => count !== null)) return figures;
  return figures.map((one, i) => (out[i] === null ? { ...one, n: null, value: null } : one));
}

/** A share as it may be told: a whole percentage, so that what is withheld cannot be worked out from the rest. */
const percentage = (share: number): number => Math.round(share * 100) / 100;

const roundedValues = (values: Said['values']): Said['values'] =>
  values &&
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? percentage(value) : value]),
  );

function shareableEvidence(one: Evidence): Evidence[] {
  if (one.kind === 'quote') return one.consent ? [one] : [];
  // its conditions may name few
  if (one.kind === 'view') return [{ ...one, spec: null, figures: leavingView(one) }];
  if (one.kind !== 'stat') return [one];
  const distribution =
    one.distribution?.map((row) => ({
      ...row,
      share: row.share !== null && tellable(Math.round(row.share * one.n)) ? percentage(row.share) : null,
      base: percentage(row.base),
    })) ?? null;
  if (one.effect?.kind !== 'h') return [{ ...one, filter: null, distribution }];
  return [
    {
      ...one,
      filter: null,
      distribution,
      segmentValue: percentage(one.segmentValue),
      baseValue: percentage(one.baseValue),
      effect: { kind: 'h', value: percentage(one.effect.value) },
      interval: one.interval && [percentage(one.interval[0]), percentage(one.interval[1])],
    },
  ];
}
