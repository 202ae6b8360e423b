import { withoutAttributes } from './forget.ts';
import type { DbDoor } from '../door.ts';

/** Views that were saved. */
export const area = {
  tables: { saved_view: 'edited' },
  forgetAttributes: withoutAttributes,
} satisfies DbDoor;
