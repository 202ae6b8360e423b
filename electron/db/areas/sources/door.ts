import { sweepRaw } from './sweep.ts';
import type { DbDoor } from '../door.ts';

/** Files as they came. */
export const area = {
  tables: {
    source: { role: 'edited', goesWith: { sources: ['id'] } },
    attribute: { role: 'edited', goesWith: { sources: ['source_id'] } },
    raw_block: 'data',
    rejected_row: 'data',
    removed: 'record',
  },
  sweep: sweepRaw,
} satisfies DbDoor;
