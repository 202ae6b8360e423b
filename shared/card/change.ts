import type { Claim, Field, Persona, PersonaChange } from '../contract/personas.ts';
import { AppError } from '../frames.ts';
import { isPicture } from './escape.ts';
import { NEEDED_FIELDS } from './presets.ts';

/** When and by whom a change is made. */
export type ChangeStamp = { at: string; author: string };

/**
 * A card after one change: a new object, `rev` one higher, the given card untouched. What a data claim says is never
 * changed here: only words beside it, its status and whether it stands on the card.
 * @throws AppError not_found (field or claim), invalid_input (value does not fit), refused (data typed by hand)
 */
export function applyChange(persona: Persona, change: PersonaChange, stamp: ChangeStamp): Persona {
  const rev = persona.rev + 1;
  const done = { ...persona, rev, updatedAt: stamp.at };
  switch (change.do) {
    case 'rename':
      return { ...done, name: change.name.trim() };
    case 'person':
      return { ...done, person: change.person.trim() };
    case 'avatar':
      return { ...done, avatarSeed: change.seed };
    case 'colour':
      return { ...done, colour: change.colour };
    case 'addField':
      return { ...done, fields: withNewField(persona, change, rev) };
    case 'move':
      return { ...done, fields: moved(persona, change.field, change.before) };
    case 'removeField':
      fieldOf(persona, change.field);
      if (NEEDED_FIELDS.includes(change.field)) throw new AppError('refused', { key: 'errors:field_needed' });
      return { ...done, fields: persona.fields.filter((field) => field.key !== change.field) };
    default: {
      const field = changedField(fieldOf(persona, change.field), change, rev, stamp);
      return { ...done, fields: persona.fields.map((old) => (old.key === change.field ? field : old)) };
    }
  }
}

type OneField = Exclude<
  PersonaChange,
  { do: 'rename' | 'person' | 'avatar' | 'colour' | 'addField' | 'move' | 'removeField' }
>;

function changedField(field: Field, change: OneField, rev: number, stamp: ChangeStamp): Field {
  switch (change.do) {
    case 'lines':
      return { ...field, claims: withLines(field, change.lines, rev, stamp) };
    case 'words':
      return withClaim(field, change.claim, (claim) => worded(claim, change.text, stamp));
    case 'status':
      return withClaim(field, change.claim, (claim) => ({ ...claim, status: change.status }));
    case 'evidence':
      return withClaim(field, change.claim, (claim) => {
        if (claim.basis === 'data' || change.basis === 'data') throw typedData();
        // a view was counted, not written: it stays
        const views = claim.evidence.filter(({ kind }) => kind === 'view');
        return {
          ...claim,
          basis: change.basis,
          evidence: [...change.evidence, ...views],
          asOf: stamp.at,
          author: stamp.author,
        };
      });
    case 'removeClaim':
      claimOf(field, change.claim);
      return { ...field, claims: field.claims.filter((claim) => claim.id !== change.claim) };
    case 'value':
      return { ...field, value: fitting(field, change.value) };
    case 'show':
      if (field.key === 'title' && !change.onFace) throw new AppError('refused', { key: 'errors:field_needed' });
      return { ...field, onFace: change.onFace };
    case 'relabel':
      return { ...field, label: relabelled(field, change.label) };
  }
}

/** What a person wrote has changed: its check no longer counts. */
function worded(claim: Claim, text: string, stamp: ChangeStamp): Claim {
  if (claim.basis === 'data') return { ...claim, text };
  if (text.trim() === '') throw new AppError('invalid_input', { key: 'errors:line_empty' });
  if (text === claim.text) return claim;
  return { ...claim, text, status: 'untested', asOf: stamp.at, author: stamp.author };
}

type Line = Extract<PersonaChange, { do: 'lines' }>['lines'][number];

function withLines(field: Field, lines: readonly Line[], rev: number, stamp: ChangeStamp): Claim[] {
  const known = new Map(field.claims.map((claim) => [claim.id, claim]));
  const words = new Map<string, string>();
  const written: Claim[] = [];
  lines.forEach((line, index) => {
    const old = line.id === undefined ? undefined : known.get(line.id);
    if (old?.basis === 'data') {
      words.set(old.id, line.text);
      return;
    }
    if (line.basis === 'data') throw typedData();
    if (line.text.trim() === '') return;
    const kept = old !== undefined && !written.some((claim) => claim.id === old.id) ? old : undefined;
    written.push(
      kept
        ? { ...worded(kept, line.text, stamp), basis: line.basis }
        : newLine(`p${rev}-${index + 1}`, line.text, line.basis, stamp),
    );
  });
  const data = field.claims
    .filter((claim) => claim.basis === 'data')
    .map((claim) => (words.has(claim.id) ? { ...claim, text: words.get(claim.id)! } : claim));
  return [...data, ...written];
}

/** A line somebody writes; nobody has checked it yet. */
const newLine = (id: string, text: string, basis: Claim['basis'], stamp: ChangeStamp): Claim => ({
  id,
  said: null,
  text,
  basis,
  evidence: [],
  status: 'untested',
  asOf: stamp.at,
  author: stamp.author,
});

function withClaim(field: Field, id: string, change: (claim: Claim) => Claim): Field {
  claimOf(field, id);
  return { ...field, claims: field.claims.map((claim) => (claim.id === id ? change(claim) : claim)) };
}

function fitting(field: Field, value: string | number | null): string | number | null {
  const wrong = (key: string) => new AppError('invalid_input', { key: `errors:${key}` });
  if (value === null) return null;
  switch (field.kind) {
    case 'scale':
      if (typeof value !== 'number' || value < 0 || value > 100) throw wrong('value_scale');
      return value;
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong('value_number');
      return value;
    case 'choice':
      if (typeof value !== 'string' || !(field.options ?? []).includes(value)) throw wrong('value_choice');
      return value;
    case 'image':
    case 'avatar':
      if (!isPicture(value)) throw wrong('value_picture');
      return value;
    case 'text':
      if (typeof value !== 'string' || value.length > 4000) throw wrong('value_text');
      if (field.key === 'version' && !/^\d{4}-\d\d-\d\d$/.test(value)) throw wrong('value_date');
      return value;
    default:
      throw wrong('value_none');
  }
}

function relabelled(field: Field, label: string): string | null {
  const text = label.trim();
  if (text !== '') return text;
  // a preset field has a name of its own to go back to
  if (field.label === null || !/^(custom|data):/.test(field.key)) return null;
  throw new AppError('invalid_input', { key: 'errors:line_empty' });
}

function withNewField(persona: Persona, change: Extract<PersonaChange, { do: 'addField' }>, rev: number): Field[] {
  const options = change.options?.map((option) => option.trim()).filter((option) => option !== '') ?? null;
  if (change.kind === 'choice' && (options?.length ?? 0) < 2)
    throw new AppError('invalid_input', { key: 'errors:choice_options' });
  const field: Field = {
    key: `custom:${rev}`,
    label: change.label.trim() || change.label,
    kind: change.kind,
    onFace: true,
    area: 'notes',
    claims: [],
    value: null,
    options: change.kind === 'choice' ? [...new Set(options)] : null,
  };
  const foot = persona.fields.findIndex((old) => old.area === 'foot');
  return foot < 0 ? [...persona.fields, field] : persona.fields.toSpliced(foot, 0, field);
}

/** The two areas between which a field may wander when it is moved. */
const LOOSE: readonly Field['area'][] = ['columns', 'notes'];

function moved(persona: Persona, key: string, before: string | null): Field[] {
  const field = fieldOf(persona, key);
  if (before === key) return persona.fields;
  const rest = persona.fields.filter((old) => old.key !== key);
  if (before === null) return [...rest, field];
  const target = fieldOf(persona, before);
  const area = LOOSE.includes(field.area) && LOOSE.includes(target.area) ? target.area : field.area;
  return rest.toSpliced(rest.indexOf(target), 0, { ...field, area });
}

const typedData = () => new AppError('refused', { key: 'errors:data_typed' });

function fieldOf(persona: Persona, key: string): Field {
  const field = persona.fields.find((one) => one.key === key);
  if (!field) throw new AppError('not_found', { key: 'errors:field_gone' });
  return field;
}

function claimOf(field: Field, id: string): Claim {
  const claim = field.claims.find((one) => one.id === id);
  if (!claim) throw new AppError('not_found', { key: 'errors:claim_gone' });
  return claim;
}
