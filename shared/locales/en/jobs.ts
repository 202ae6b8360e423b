export default {
  sources_inspect: 'Reading the file',
  sources_import: 'Import',
  segments_run: 'Clustering',
  segments_choose: 'Switching the solution',
  personas_draft: 'Drafting personas',
  personas_refresh: 'Recomputing cards',
  recipes_run: 'Recipe',
  done: '{{name}}: done in {{time}}',
  cancelled: '{{name}}: stopped, nothing was kept',
  failed: '{{name}}: not finished',
  rate: '{{n}} rows/s',
  more: '{{n, number}} more',
} as const;
