import type { Claim, Field } from '../contract/personas.ts';
import type { Lang } from '../domain.ts';
import type { Content, Distribution, Quote, Section, Statement } from './blocks.ts';
import {
  claimText,
  drawnAsStack,
  fieldLabel,
  figureParts,
  levelText,
  printCount,
  printEffect,
  printShare,
  quoteSource,
  statOf,
  word,
} from './claims.ts';
import { isPicture } from './escape.ts';
import { withheld } from './safe.ts';

/** Where a card is read: on paper nothing is blank and few are not told; on the screen it is filled. */
export type Place = 'paper' | 'screen';

/** A field of a card as a section. */
export function sectionOf(field: Field, lang: Lang, place: Place): Section {
  const first = field.kind === 'distribution' && field.claims[0] ? statOf(field.claims[0]) : undefined;
  return {
    field: field.key,
    label: fieldLabel(field, lang),
    n: first?.n ?? null,
    content: contentOf(field, lang, place),
  };
}

function contentOf(field: Field, lang: Lang, place: Place): Content[] {
  const { claims } = field;
  switch (field.kind) {
    case 'title':
    case 'avatar':
    case 'health':
      return [];
    case 'text':
    case 'list':
      return [...valueOf(field), ...linesOf(field, lang, place === 'screen')];
    case 'number':
    case 'scale':
    case 'choice':
    case 'image':
      return [
        ...(isBlank(field) && place === 'paper' ? [] : [ownOf(field, field.kind, lang)]),
        ...linesOf(field, lang),
      ];
    case 'figures':
      return some(claims, (list) => ({ kind: 'figures', items: list.map((claim) => figureOf(field, claim, lang)) }));
    case 'differences':
      return some(claims, (list) => ({
        kind: 'traits',
        items: list.map((claim) => ({
          ...statementOf(field, claim, lang),
          effect: printEffect(statOf(claim), lang),
        })),
      }));
    case 'typical':
      return some(claims, (list) => ({
        kind: 'traits',
        items: list.map((claim) => ({ ...statementOf(field, claim, lang), effect: null })),
      }));
    case 'distribution':
      return some(claims, (list) => ({
        kind: 'distributions',
        items: list.map((claim) => distributionOf(field, claim, lang)),
      }));
  }
}

const some = (claims: readonly Claim[], content: (claims: readonly Claim[]) => Content): Content[] =>
  claims.length === 0 ? [] : [content(claims)];

const isBlank = ({ value }: Field): boolean => value === null || value === '';

/** A text somebody set as the value of a field. */
const valueOf = (field: Field): Content[] => (isBlank(field) ? [] : [{ kind: 'paragraph', text: String(field.value) }]);

/** The value a person set of a number, a scale, a choice or a picture. */
function ownOf(field: Field, kind: 'number' | 'scale' | 'choice' | 'image', lang: Lang): Content {
  const { value } = field;
  const amount = typeof value === 'number' ? value : null;
  switch (kind) {
    case 'number':
      return { kind: 'amount', value: amount, text: amount === null ? '' : printCount(amount, lang) };
    case 'scale':
      return { kind: 'scale', value: amount };
    case 'choice':
      return { kind: 'choice', value: typeof value === 'string' ? value : null, options: field.options ?? [] };
    case 'image':
      return { kind: 'picture', source: isPicture(value) ? value : null };
  }
}

/** Statements of a field. @param open lines can be added where there are none */
function linesOf(field: Field, lang: Lang, open = false): Content[] {
  if (field.claims.length === 0 && !open) return [];
  const single = field.kind === 'text';
  return [
    field.key === 'quote'
      ? { kind: 'quotes', items: field.claims.map((claim) => quoteOf(field, claim, lang)), single }
      : { kind: 'statements', items: field.claims.map((claim) => statementOf(field, claim, lang)), single },
  ];
}

/** A claim of a field in words, or that its words stay away for want of consent. */
function statementOf(field: Pick<Field, 'key'>, claim: Claim, lang: Lang): Statement {
  return withheld(field, claim)
    ? { ...wordsOf(claim, lang), text: '', beside: null, withheld: true }
    : wordsOf(claim, lang);
}

/** A claim in words, with consent or without. */
export const wordsOf = (claim: Claim, lang: Lang): Statement => ({
  claim: claim.id,
  text: claimText(claim, lang),
  beside: claim.said && claim.text !== '' ? claim.text : null,
  assumed: claim.basis === 'assumption' ? word(lang, 'basis.assumption') : null,
  written: claim.said === null,
  withheld: false,
});

function quoteOf(field: Field, claim: Claim, lang: Lang): Quote {
  const statement = statementOf(field, claim, lang);
  const source = claim.evidence.find((one) => one.kind === 'quote' || one.kind === 'document');
  if (!source || statement.withheld) return { ...statement, source: null };
  return { ...statement, source: source.kind === 'quote' ? quoteSource(source, lang) : source.title };
}

const figureOf = (field: Field, claim: Claim, lang: Lang) => ({
  ...statementOf(field, claim, lang),
  figure: figureParts(claim, lang),
});

function distributionOf(field: Field, claim: Claim, lang: Lang): Distribution {
  const stat = statOf(claim);
  return {
    ...statementOf(field, claim, lang),
    drawn: drawnAsStack(field) ? 'stack' : 'bars',
    n: stat?.n ?? 0,
    levels: (stat?.distribution ?? []).map(({ level, share, base }) => ({
      label: levelText(level, lang),
      share,
      base,
      shareText: share === null ? word(lang, 'withheld') : printShare(share, lang),
      baseText: printShare(base, lang),
      back: stat?.level !== null && stat?.level !== level,
    })),
  };
}
