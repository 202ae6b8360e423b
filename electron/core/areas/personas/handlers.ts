import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { Persona, PersonaChange } from '../../../../shared/contract/personas.ts';
import { AppError } from '../../../../shared/frames.ts';
import { applyChange } from '../../../../shared/card/change.ts';
import { emptyField, emptyFields, presetOf, PRESETS } from '../../../../shared/card/presets.ts';
import {
  addPersona,
  allPersonas,
  dropPersona,
  onePersona,
  putPersona,
  type StoredPersona,
} from '../../../db/areas/personas/personas.ts';
import type { ReadDb } from '../../../db/open.ts';
import type { Area, CommandContext, Handlers, Preparations } from '../../area.ts';
import { shown } from './context.ts';
import { exportCards } from './exporting.ts';
import { draft, refresh } from './jobs.ts';
import { addQuote } from './quotes.ts';
import { countAhead, NO_PREVALENCE, prevalenceOf } from './prevalence.ts';

const handlers = {
  'personas.list': ({ db }) => shown(db, allPersonas(db)),
  'personas.get': ({ db }, { id }) => get(db, id),
  'personas.draft': draft,
  'personas.create': create,
  'personas.duplicate': duplicate,
  'personas.change': change,
  'personas.addQuote': (context, input) => addQuote(context, get(context.db, input.id), input),
  'personas.remove': (context, { id }) => {
    const { title, name } = stored(context.db, id);
    context.label({ key: 'edits:personas_remove', values: { name: name || title } });
    dropPersona(context.db, id);
    return {};
  },
  'personas.refresh': refresh,
  'personas.export': exportCards,
  'personas.presets': () => PRESETS.map(({ id, fields }) => ({ id, fields: fields.map((field) => emptyField(field)) })),
} satisfies Handlers<'personas.'>;

/** The customers of a card as it will be are counted before the command begins. */
const preparations = {
  'personas.change': async ({ db, readers, now }, { id, rev, change: wanted }) => {
    const current = onePersona(db, id);
    // the command itself tells what is wrong with it
    const next = current?.rev === rev ? attempted(get(db, id), wanted, { at: now(), author: '' }) : null;
    if (next) await countAhead(db, readers, next);
  },
} satisfies Preparations;

/** Cards. */
export const area = { handlers, preparations } satisfies Area<'personas'>;

/** @throws AppError not_found */
function stored(db: ReadDb, id: number): StoredPersona {
  const persona = onePersona(db, id);
  if (!persona) throw new AppError('not_found', { key: 'errors:persona_gone' });
  return persona;
}

const get = (db: ReadDb, id: number): Persona => shown(db, [stored(db, id)])[0]!;

function create(context: CommandContext, input: Parsed<'personas.create'>): Out<'personas.create'> {
  const preset = presetOf(input.preset);
  if (!preset) throw new AppError('not_found', { key: 'errors:preset_unknown', values: { preset: input.preset } });
  const at = context.now();
  const cards = allPersonas(context.db);
  const name = input.name.trim();
  context.label({ key: 'edits:personas_create', values: { name: name || { key: 'personas:title.untitled' } } });
  const made = addPersona(context.db, {
    rev: 1,
    segment: null,
    preset: preset.id,
    colour: (cards.length % 8) + 1,
    title: { key: 'personas:title.untitled' },
    name,
    person: '',
    avatarSeed: cards.reduce((most, { avatarSeed }) => Math.max(most, avatarSeed), 0) + 1,
    fields: emptyFields(preset),
    n: 0,
    total: 0,
    prevalence: NO_PREVALENCE,
    createdAt: at,
    updatedAt: at,
  });
  return get(context.db, made.id);
}

function duplicate(context: CommandContext, { id }: Parsed<'personas.duplicate'>): Out<'personas.duplicate'> {
  const { id: _id, ...card } = stored(context.db, id);
  const at = context.now();
  context.label({ key: 'edits:personas_duplicate', values: { name: card.name || card.title } });
  const copy = addPersona(context.db, { ...card, rev: 1, createdAt: at, updatedAt: at }, id);
  return get(context.db, copy.id);
}

function change(
  context: CommandContext,
  { id, rev, change: wanted }: Parsed<'personas.change'>,
): Out<'personas.change'> {
  const { db } = context;
  const current = get(db, id);
  const stamp = { at: context.now(), author: '' };
  if (current.rev !== rev)
    throw new AppError(
      'conflict',
      { key: 'errors:persona_changed' },
      { current, yours: attempted(current, wanted, stamp), change: wanted },
    );
  const next = applyChange(current, wanted, stamp);
  context.label({
    key: 'edits:personas_change',
    values: { name: current.name || current.title, what: { key: `edits:change.${wanted.do}` } },
  });
  putPersona(db, { ...next, prevalence: prevalenceOf(db, next) });
  return get(db, id);
}

/** The other version of a card that somebody else changed first: theirs with this change; null where it no longer fits. */
function attempted(current: Persona, wanted: PersonaChange, stamp: { at: string; author: string }): Persona | null {
  try {
    return applyChange(current, wanted, stamp);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
