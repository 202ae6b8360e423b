import type { Evidence } from '../../../../shared/contract/personas.ts';
import { rewriteBodies } from '../../forget/bodies.ts';
import type { WriteDb } from '../../open.ts';
import { readStored, writeStored } from '../../stored.ts';
import { cardForm } from './personas.ts';

/** A card without the remarks of these notes; a statement that rested on nothing else goes with them. null: it has none. */
function without(body: string, notes: ReadonlySet<number>): string | null {
  const card = readStored(cardForm, body, 'persona');
  const theirs = (one: Evidence) => one.kind === 'quote' && one.noteId !== undefined && notes.has(one.noteId);
  if (!card.fields.some(({ claims }) => claims.some(({ evidence }) => evidence.some(theirs)))) return null;
  const fields = card.fields.map((field) => ({
    ...field,
    claims: field.claims.flatMap((claim) => {
      const evidence = claim.evidence.filter((one) => !theirs(one));
      if (evidence.length === claim.evidence.length) return [claim];
      return claim.basis === 'quote' && evidence.length === 0 ? [] : [{ ...claim, evidence, status: 'stale' as const }];
    }),
  }));
  return writeStored(cardForm, { ...card, fields });
}

/** Take the remarks of notes that go for good off the cards. @returns the edits that changed */
export const withoutNotes = (db: WriteDb, notes: ReadonlySet<number>): number[] =>
  rewriteBodies(db, 'persona', (body) => without(body, notes));
