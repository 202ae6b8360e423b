import type { DbDoor } from '../door.ts';

/** Notes with their quotes, themes and customers. */
export const area = {
  tables: {
    note: { role: 'edited', goesWith: { notes: ['id'] }, text: 'text_id' },
    note_quote: { role: 'edited', goesWith: { notes: ['note_id'] } },
    note_theme: 'edited',
    note_customer: { role: 'edited', goesWith: { sources: ['source_id'], notes: ['note_id'] } },
  },
} satisfies DbDoor;
