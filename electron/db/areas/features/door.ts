import type { DbDoor } from '../door.ts';

/** What differs from the proposed features. */
export const area = {
  tables: { feature: 'edited' },
} satisfies DbDoor;
