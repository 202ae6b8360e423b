import type { DbDoor } from '../door.ts';

/** The file itself: settings, history, audit trail, and what keeps both whole. */
export const area = {
  tables: {
    meta: 'record',
    setting: 'edited',
    edit: 'record',
    edit_change: 'record',
    audit: 'record',
    id_floor: 'record',
  },
} satisfies DbDoor;
