import { sweepMembers } from './segments.ts';
import type { DbDoor } from '../door.ts';

/** Segmentations with their segments and members. */
export const area = {
  tables: {
    segmentation: { role: 'edited', goesWith: { segmentations: ['id'] } },
    segment: { role: 'edited', goesWith: { segmentations: ['segmentation_id'] } },
    member: 'data',
  },
  sweep: sweepMembers,
} satisfies DbDoor;
