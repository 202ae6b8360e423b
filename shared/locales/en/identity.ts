export default {
  column: '“{{name}}”',
  kind: {
    key: 'Same key',
    phone: 'Same phone number',
    email: 'Same e-mail address',
    idNumber: 'Same identity number',
    nameBirth: 'Same name and day of birth',
    nameAddress: 'Same name and address',
  },
  field: {
    givenName: 'Given name',
    surname: 'Family name',
    fullName: 'Name',
    phone: 'Phone',
    email: 'E-mail',
    idNumber: 'Identity number',
    birthDate: 'Day of birth',
    address: 'Address',
    streetNumber: 'Street number',
    postcode: 'Postcode',
    city: 'Town',
    region: 'Region',
    gender: 'Gender',
    year: 'Year',
    label: 'Category',
    text: 'Text',
  },
  likeness: {
    same: 'same',
    near: 'nearly the same',
    part: 'partly the same',
    differs: 'different',
    missing: 'missing',
  },
  lookup: {
    used: 'By “{{key}}” it gives {{fields}} for {{codes, counted(1: code; 2: codes)}} of {{file}}: {{met, number}} of {{rows, counted(1: row; 2: rows)}} with a code met',
    field: {
      item: 'the name',
      category: 'the category',
      brand: 'the brand',
      channel: 'the channel',
    },
    unknown:
      '{{rows, counted(1: row; 2: rows)}} of {{file}} with {{codes, counted(1: code; 2: codes)}} that it does not hold keep what they say themselves',
    shared_one: '{{count, number}} name stands for several codes, which count as one thing',
    shared_other: '{{count, number}} names stand for several codes each, which count as one thing',
    other_one: '{{file}} calls {{count, number}} code otherwise; the name in this file is used',
    other_other: '{{file}} calls {{count, number}} codes otherwise; the names in this file are used',
    file: '{{name}}: {{use}}',
  },
  unused: {
    file: '{{name}} adds nothing to any customer: {{why}}',
    things:
      'It lists no customers, and no column of orders or events names its rows: no names or groups are looked up in it',
    thingsOf:
      'It lists no customers. {{files}} has a column of the same name, but names and groups are looked up for orders and events only',
    onReceipt:
      'These rows are no customers: the join looks up in them the names and groups of what orders and events speak of',
    notJoined: 'The next join looks up in it the names and groups of what orders and events speak of',
    repeats_one:
      '{{count, number}} value of “{{column}}” stands in several of its rows, so it does not tell which row is meant',
    repeats_other:
      '{{count, number}} values of “{{column}}” stand in several of its rows each, so they do not tell which row is meant',
    few: '“{{column}}” holds only {{share, percent}} of the values of “{{other}}” in {{file}}; names and groups are looked up from {{least, percent}} on',
    nameless:
      '{{file}} speaks of its rows by “{{column}}”, but none of its columns names or groups articles, categories, brands or shops',
    given: '{{file}} speaks of its rows by “{{column}}”, but what it says stands there or in another list already',
    noColumn: 'None of its columns says whose a row is',
    noneMeets: 'No value of “{{column}}” is a customer of another file',
  },
  why: {
    off: 'Switched off',
    told: {
      always: 'Used because you said so',
      never: 'Not used because you said so',
    },
    key: {
      noneMeets: 'No value of “{{b}}” occurs in “{{a}}”',
      agrees: 'Rows with the same key agree in {{columns}} too ({{agreement, percent}} beyond chance)',
      disagrees:
        'Rows with the same key disagree in {{columns}}: both files seem to number their rows, so the key is not used',
      named: '“{{b}}” names the customer',
      meets: '{{share, percent}} of the keys occur in “{{a}}”',
      refers: '“{{b}}” refers to rows of the other file',
      other: 'The keys of {{name}} fit better',
      rowNumbers: '“{{a}}” and “{{b}}” look like row numbers and nothing else links the rows, so the key is not used',
      ownDisagrees: 'Rows that share a key disagree in {{columns}}, so the key is not used',
      ownRepeats_one: '{{count, number}} key stands in several rows of this file',
      ownRepeats_other: '{{count, number}} keys stand in several rows of this file',
      standIn_one:
        '{{count, number}} row says {{names}}, which stands for nobody in particular: it counts for no customer',
      standIn_other:
        '{{count, number}} rows say {{names}}, which stands for nobody in particular: they count for no customer',
      standInFound_one:
        '{{count, number}} row says {{names}}, which stands for nobody in particular: it was told by phone or e-mail',
      standInFound_other:
        '{{count, number}} rows say {{names}}, which stands for nobody in particular: {{found, number}} were told apart by phone or e-mail, {{nobody, number}} count for no customer',
    },
    value: {
      virtual_one: '1 row has a number lent by a platform, with an extension for each order: it joins nothing',
      virtual_other:
        '{{count, number}} rows have numbers lent by a platform ({{numbers, number}} numbers, an extension for each order): they join nothing',
      used: 'Compared in normal form',
      own: 'Compared in normal form within this file',
      facts: 'For rows whose key is missing or unknown',
      crowded_one: '{{count, number}} value is shared by more than {{most}} records and links nothing',
      crowded_other: '{{count, number}} values are shared by more than {{most}} records each and link nothing',
      doubtful_one: '{{count, number}} value is shared by rows of different customers and joins none of them',
      doubtful_other: '{{count, number}} values are shared by rows of different customers and join none of them',
    },
  },
  notCompared: {
    off: 'The search for duplicates is switched off',
    few: 'There is only one record',
    nothingTells: 'No column tells one customer from another: equal age and town are no identity',
  },
  edit: {
    rules: 'Rules of the join changed',
    same: 'Two rows: same customer',
    different: 'Two rows: different customers',
    revealed: 'Values of two rows looked at',
    undecided: 'Decision about two rows taken back',
    split_one: '{{count, number}} row split off its customer',
    split_other: '{{count, number}} rows split off their customer',
  },
  error: {
    oneRow: 'A row cannot be compared with itself',
    noSource: 'This file is no longer in the workspace',
    noPair: 'This pair is no longer under review',
    noRows: 'These are not rows of one customer of the joined table, or they are all of them',
    tooMany: 'This would be {{n, counted(1: decision; 2: decisions)}}; choose fewer rows',
  },
} as const;
