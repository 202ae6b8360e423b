import type { DbDoor } from '../door.ts';

/** What columns are called, and in which unit they are. */
export const area = {
  tables: { term: 'edited' },
} satisfies DbDoor;
