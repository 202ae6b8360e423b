import { sweepIdentities } from './built.ts';
import type { DbDoor } from '../door.ts';

/** Who is who in the joined tables. */
export const area = {
  tables: { identity_map: 'data', identity_pair: 'data' },
  sweep: sweepIdentities,
} satisfies DbDoor;
