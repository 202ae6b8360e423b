import type { DbDoor } from '../door.ts';

/** What a person decided about doubtful pairs. */
export const area = {
  tables: { identity_decision: { role: 'edited', goesWith: { sources: ['a_source', 'b_source'] } } },
} satisfies DbDoor;
