import type { Evidence } from '../../../../shared/contract/personas.ts';
import type { ReadDb, WriteDb } from '../../open.ts';
import type { StoredPersona } from './personas.ts';

type Body = Omit<StoredPersona, 'id' | 'rev' | 'segment'>;

/** A card without the remarks of these notes; a statement that rested on nothing else goes with them. null: it has none. */
function without(body: string, notes: ReadonlySet<number>): string | null {
  const card = JSON.parse(body) as Body;
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
  return JSON.stringify({ ...card, fields });
}

/** Take the remarks of notes that go for good off the cards, in view and in the history. @returns the edits that changed */
export function withoutNotes(db: WriteDb, notes: ReadonlySet<number>): number[] {
  for (const { id, body } of db.all<{ id: number; body: string }>('SELECT id, body FROM persona')) {
    const left = without(body, notes);
    if (left !== null) db.run('UPDATE persona SET body = ? WHERE id = ?', left, id);
  }
  const edits = new Set<number>();
  for (const { edit_id: edit, seq, before, after } of cardChanges(db)) {
    const images = [before, after].map((image) => {
      if (image === null) return null;
      const row = JSON.parse(image) as { body: string };
      const left = without(row.body, notes);
      return left === null ? image : JSON.stringify({ ...row, body: left });
    });
    if (images[0] === before && images[1] === after) continue;
    edits.add(edit);
    db.run(
      'UPDATE edit_change SET before = ?, after = ? WHERE edit_id = ? AND seq = ?',
      images[0]!,
      images[1]!,
      edit,
      seq,
    );
  }
  return [...edits];
}

const cardChanges = (db: ReadDb): { edit_id: number; seq: number; before: string | null; after: string | null }[] =>
  db.all(
    `SELECT edit_id, seq, before, after FROM edit_change WHERE table_name = 'persona'
     AND (instr(before, 'noteId') > 0 OR instr(after, 'noteId') > 0)`,
  );
