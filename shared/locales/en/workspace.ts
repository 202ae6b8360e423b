export default {
  wal_set_aside:
    'Beside this workspace lay {{file}}, which belongs to another workspace or another state of this one. It was not used; it is kept as {{kept}}. If this file is a restored backup, it is complete as it is',
  wal_broken:
    'The end of {{file}} is damaged: the last changes before the crash could not be read. All changes up to there are here; the whole of it is kept as {{kept}}',
  wal_gone:
    'This workspace was not closed properly the last time. If it was then copied or moved without {{file}}, the last changes are missing here: open the original, where that file lies',
} as const;
