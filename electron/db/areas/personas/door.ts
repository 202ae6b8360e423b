import { withoutNotes } from './forget.ts';
import type { DbDoor } from '../door.ts';

/** Cards. */
export const area = {
  tables: { persona: 'edited' },
  forgetNotes: withoutNotes,
} satisfies DbDoor;
