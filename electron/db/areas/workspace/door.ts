import type { DbDoor } from '../door.ts';

/** The file itself: settings, texts, history, audit trail, and what keeps them whole. */
export const area = {
  tables: {
    meta: 'record',
    setting: 'edited',
    text: 'data',
    edit: 'record',
    edit_change: 'record',
    audit: 'record',
    id_floor: 'record',
  },
} satisfies DbDoor;
