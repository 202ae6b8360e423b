export default {
  error: {
    noSource: 'No customers yet: import a file first',
    noCustomers: 'No row names a customer: choose the column with the customer under Sources',
    tooManyColumns:
      '{{n, counted(1: attribute; 2: attributes)}}; at most {{most, number}} can be stored. Leave out columns under Cleaning',
    noAttribute: 'This attribute is not in the customer table',
    personal: '{{column}} holds personal data: it cannot be filtered or sorted by value',
    levels: '{{column}} is not a category: it has no order of levels',
  },
  edit: {
    attribute: 'Change attribute {{column}}',
    build: 'Join {{sources, counted(1: source; 2: sources)}} into {{n, counted(1: customer; 2: customers)}}',
    trust: 'Change how conflicts between sources are settled',
  },
  stale: {
    sources: 'The sources changed since the table was made',
    removed: 'The table still holds rows of what was removed: {{names}}. Rebuild it to take them out',
    cleaning: 'Cleaning steps changed since the table was made',
    rules: 'Rules or decisions changed since the table was made',
    derive: 'Derived attributes changed since the table was made',
  },
} as const;
