import type { Claim, Evidence, Persona } from '../../../shared/contract/personas.ts';
import type { Said } from '../../../shared/domain.ts';
import { maskMadeUp, maskText } from './mask.ts';

/**
 * A card as it may leave: personal data in what people wrote on it, in quotes and in the names of categories is masked. On
 * screen the owner's own words stay as typed. The name of a card is a made-up one: of it only contacts and numbers are.
 * @returns the card, and how many of its texts were masked
 */
export function maskedCard(card: Persona): { card: Persona; masked: number } {
  let masked = 0;
  const by =
    (mask: (words: string) => string) =>
    (words: string): string => {
      const shown = mask(words);
      if (shown !== words) masked++;
      return shown;
    };
  const text = by(maskText);
  const said = ({ key, values }: Said): Said =>
    values === undefined ? { key } : { key, values: saidValues(values, text, said) };
  const evidence = (one: Evidence): Evidence => {
    switch (one.kind) {
      case 'quote':
        return { ...one, text: text(one.text), source: text(one.source) };
      case 'document':
      case 'view':
        return { ...one, title: text(one.title) };
      default:
        return one;
    }
  };
  const claim = (one: Claim): Claim => ({
    ...one,
    said: one.said && said(one.said),
    text: text(one.text),
    evidence: one.evidence.map(evidence),
  });
  const fields = card.fields.map((field) => ({
    ...field,
    label: field.label === null ? null : text(field.label),
    claims: field.claims.map(claim),
    value: typeof field.value === 'string' && field.kind !== 'image' ? text(field.value) : field.value,
  }));
  const prevalence = {
    ...card.prevalence,
    steps: card.prevalence.steps.map((step) => ({ ...step, label: said(step.label) })),
    next: card.prevalence.next && { ...card.prevalence.next, label: said(card.prevalence.next.label) },
  };
  return { card: { ...card, name: by(maskMadeUp)(card.name), title: said(card.title), fields, prevalence }, masked };
}

type Values = NonNullable<Said['values']>;

function saidValues(values: Values, text: (words: string) => string, said: (one: Said) => Said): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'string') return [name, text(value)];
      if (Array.isArray(value)) return [name, value.map((one) => (typeof one === 'string' ? text(one) : said(one)))];
      return [name, typeof value === 'object' ? said(value) : value];
    }),
  );
}
