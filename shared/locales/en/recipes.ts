export default {
  gap: {
    column: 'The rule on “{{column}}” is left out: it held customer data',
    any: 'A rule is left out: it held customer data',
    source: '“{{file}}” is left out: it is not joined with the table in view',
    name: 'A name is left out: it held customer data',
    saved: 'Left out of the recipe: {{count, number}}. {{gaps}}',
  },
  error: {
    unknownStep:
      'Unknown step “{{step}}” at {{place}}: known are import, clean, join, derive, describe, features, segment, draft, export, gap',
    unknownField: 'Unknown field “{{field}}” in {{place}}',
    value: '{{place}}: {{problem}}',
    noSteps: 'The recipe has no steps',
    notJson: 'The recipe is not valid JSON',
    notObject: '{{place}} is not an object',
    newer: 'The recipe has version {{version}}: a newer program wrote it',
    notImported: 'The recipe cleans {{file}} before it imports it',
    password:
      '{{file}}: {{reason}}. A recipe holds no password: type it where the recipe is run; on the command line --password-file names a file with it',
    noFile: 'No file named {{file}}',
    nothing: 'Nothing to write down yet: import a file first',
    noSegment: 'The recipe names group {{rank}}; there are {{count}}',
  },
} as const;
