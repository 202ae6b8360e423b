import { Persona } from '../../../../shared/contract/personas.ts';
import type { ReadDb, WriteDb } from '../../open.ts';
import { type Form, inputForm, readStored } from '../../stored.ts';

/** A card as it is kept: `stale` and `cut` are found out at each reading. */
export type StoredPersona = Omit<Persona, 'stale' | 'cut'>;

/** The JSON of a card: what is not a column of its own. */
export type CardBody = Omit<StoredPersona, 'id' | 'rev' | 'segment'>;

/** The body of a card. */
export const cardForm: Form<CardBody> = inputForm(
  Persona.omit({ id: true, rev: true, segment: true, stale: true, cut: true }),
);

interface Row {
  id: number;
  segment_id: number | null;
  rev: number;
  body: string;
}

const COLUMNS = 'SELECT id, segment_id, rev, body FROM persona';

const fromRow = ({ id, segment_id, rev, body }: Row): StoredPersona => ({
  ...readStored(cardForm, body, `persona ${id}`),
  id,
  rev,
  segment: segment_id,
});

/** All cards in the order of the gallery. */
export const allPersonas = (db: ReadDb): StoredPersona[] =>
  db.all<Row>(`${COLUMNS} ORDER BY position, id`).map(fromRow);

/** One card, or undefined. */
export function onePersona(db: ReadDb, id: number): StoredPersona | undefined {
  const row = db.get<Row>(`${COLUMNS} WHERE id = ?`, id);
  return row && fromRow(row);
}

/** Keep a new card, behind all others or right behind one of them. @returns the card with its id */
export function addPersona(db: WriteDb, persona: Omit<StoredPersona, 'id'>, behind?: number): StoredPersona {
  const last = db.value<number | null>('SELECT max(position) FROM persona') ?? 0;
  const at = behind === undefined ? undefined : db.value<number>('SELECT position FROM persona WHERE id = ?', behind);
  if (at !== undefined) db.run('UPDATE persona SET position = position + 1 WHERE position > ?', at);
  const { lastInsertRowid } = db.run(
    'INSERT INTO persona (segment_id, position, rev, body) VALUES (?, ?, ?, ?)',
    persona.segment,
    (at ?? last) + 1,
    persona.rev,
    bodyOf(persona),
  );
  return { ...persona, id: lastInsertRowid };
}

/** Keep a changed card. */
export function putPersona(db: WriteDb, persona: StoredPersona): void {
  db.run(
    'UPDATE persona SET segment_id = ?, rev = ?, body = ? WHERE id = ?',
    persona.segment,
    persona.rev,
    bodyOf(persona),
    persona.id,
  );
}

/** Remove a card. */
export const dropPersona = (db: WriteDb, id: number): void => void db.run('DELETE FROM persona WHERE id = ?', id);

/** `stale` and `cut` are never kept. */
function bodyOf(persona: Omit<StoredPersona, 'id'> & Partial<Pick<Persona, 'id' | 'stale' | 'cut'>>): string {
  const { id: _id, rev: _rev, segment: _segment, stale: _stale, cut: _cut, ...body } = persona;
  return JSON.stringify(body);
}
