import type { DbDoor } from '../door.ts';

/** Formulas of the person's own. */
export const area = {
  tables: { derived: 'edited' },
} satisfies DbDoor;
