import type { Parsed } from '../../../../shared/contract.ts';
import type { Claim, Field, Persona, QuoteEvidence } from '../../../../shared/contract/personas.ts';
import { AppError } from '../../../../shared/frames.ts';
import { emptyField, presetOf, PRESETS } from '../../../../shared/card/presets.ts';
import { putPersona } from '../../../db/areas/personas/personas.ts';
import type { CommandContext } from '../../area.ts';
import { quoteRow } from '../notes/quotes.ts';
import { shown } from './context.ts';

/** Most pieces of evidence behind a claim, and claims in a field: what the contract takes. */
const MOST_EVIDENCE = 40;
const MOST_CLAIMS = 60;

/**
 * Put a quote on a card: as a statement of its own, behind words of one's own, or behind a statement that is there. What
 * is kept are the words with names replaced by roles.
 * @throws AppError refused: verbatim, and those who speak have not agreed
 */
export function addQuote(context: CommandContext, current: Persona, input: Parsed<'personas.addQuote'>): Persona {
  const { db } = context;
  if (current.rev !== input.rev) throw new AppError('conflict', { key: 'errors:persona_changed' }, { current });
  const quote = quoteRow(db, input.quote);
  const consent = quote.consent === 'yes';
  const words = input.words?.trim() ?? '';
  if (!consent && words === '' && input.claim === undefined)
    throw new AppError('refused', { key: 'notes:error.noConsent' });
  const evidence: QuoteEvidence = {
    kind: 'quote',
    text: quote.shown.slice(0, 4000),
    source: '',
    consent,
    noteId: quote.note,
    quoteId: quote.id,
    span: [quote.start, quote.stop],
    speakerRole: quote.role,
    noteKind: quote.kind,
    date: quote.date,
  };
  const at = context.now();
  const field = fieldFor(current, input.field);
  const claims =
    input.claim === undefined
      ? withNew(field, evidence, words, `p${current.rev + 1}-q${quote.id}`, at)
      : behind(field, input.claim, evidence, at);
  const known = current.fields.some(({ key }) => key === field.key);
  const foot = current.fields.findIndex(({ area }) => area === 'foot');
  const next = { ...field, claims };
  const fields = known
    ? current.fields.map((one) => (one.key === field.key ? next : one))
    : current.fields.toSpliced(foot < 0 ? current.fields.length : foot, 0, next);
  const { stale: _stale, ...card } = current;
  context.label({ key: 'notes:edit.toCard', values: { name: current.name || current.title } });
  putPersona(db, { ...card, rev: current.rev + 1, updatedAt: at, fields });
  return shown(db, [{ ...card, rev: current.rev + 1, updatedAt: at, fields }])[0]!;
}

/** The field of the card, or of its preset, or of any: one that a card lacks is added where its preset has it. */
function fieldFor(persona: Persona, key: string): Field {
  const own = persona.fields.find((field) => field.key === key);
  const preset = [presetOf(persona.preset), ...PRESETS]
    .flatMap((one) => one?.fields ?? [])
    .find((field) => field.key === key);
  const field = own ?? (preset && emptyField(preset));
  if (!field || (field.kind !== 'list' && field.kind !== 'text'))
    throw new AppError('not_found', { key: 'errors:field_gone' });
  return field;
}

function withNew(field: Field, evidence: QuoteEvidence, words: string, id: string, at: string): Claim[] {
  if (field.claims.length >= MOST_CLAIMS) throw new AppError('refused', { key: 'notes:error.fieldFull' });
  const text = words || evidence.text;
  const claim: Claim = {
    id,
    said: null,
    text,
    basis: 'quote',
    evidence: [evidence],
    status: 'untested',
    asOf: at,
    author: '',
  };
  return [...field.claims, claim];
}

function behind(field: Field, id: string, evidence: QuoteEvidence, at: string): Claim[] {
  const claim = field.claims.find((one) => one.id === id);
  if (!claim) throw new AppError('not_found', { key: 'errors:claim_gone' });
  if (claim.basis === 'data') throw new AppError('refused', { key: 'errors:data_typed' });
  const others = claim.evidence.filter((one) => one.kind !== 'quote' || one.quoteId !== evidence.quoteId);
  if (others.length >= MOST_EVIDENCE) throw new AppError('refused', { key: 'notes:error.fieldFull' });
  const basis = claim.basis === 'assumption' ? 'quote' : claim.basis;
  return field.claims.map((one) =>
    one.id === id ? { ...claim, basis, evidence: [...others, evidence], asOf: at } : one,
  );
}
