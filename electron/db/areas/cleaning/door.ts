import { sweepClean } from './sweep.ts';
import type { DbDoor } from '../door.ts';

/** Steps, and the clean tables that follow from them. */
export const area = {
  tables: { clean_step: { role: 'edited', goesWith: { sources: ['source_id'] } }, clean_table: 'data' },
  sweep: sweepClean,
} satisfies DbDoor;
