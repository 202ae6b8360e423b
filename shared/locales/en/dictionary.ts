/** What columns are called, and their units: the data dictionary. */
export default {
  error: {
    currency: 'No currency has the code {{currency}}',
    none: 'This file is no data dictionary: no column of it says name, variable or field beside a label, a meaning or a unit',
    taken: 'Another attribute, {{other}}, is called “{{label}}” already: choose another name',
  },
  edit: {
    describe: 'Name, unit or meaning of {{name}}',
    currency: 'Currency of the workspace: {{currency}}',
    currencyNone: 'No currency for amounts without a sign',
    currencyOpen: 'Currency of the workspace left open',
    apply: 'Data dictionary with {{n, counted(1: name; 2: names)}} taken over',
  },
  csv: {
    file: 'data-dictionary',
    name: 'Variable',
    label: 'Display name',
    meaning: 'Meaning',
    unit: 'Unit',
    values: 'Allowed values',
    sources: 'Files',
  },
} as const;
