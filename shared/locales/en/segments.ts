const trait = {
  high: 'High {{name}}',
  low: 'Low {{name}}',
  later: 'Later {{name}}',
  earlier: 'Earlier {{name}}',
  often: 'More {{name}}',
  seldom: 'Less {{name}}',
  mostly: 'Mostly {{name}}',
  more: 'More {{name}}',
  fewer: 'Fewer {{name}}',
  no: 'No {{name}}',
} as const;

const traitThen = {
  high: 'high {{name}}',
  low: 'low {{name}}',
  later: 'later {{name}}',
  earlier: 'earlier {{name}}',
  often: 'more {{name}}',
  seldom: 'less {{name}}',
  mostly: 'mostly {{name}}',
  more: 'more {{name}}',
  fewer: 'fewer {{name}}',
  no: 'no {{name}}',
} as const;

export default {
  trait,
  traitThen,
  title: { one: '{{a}}', two: '{{a}}, {{b}}', average: 'Close to everyone', everyone: 'All customers' },
  value: {
    number: '{{x, number}}',
    percent: '{{x, percent}}',
    money: '{{sign}}{{x, number}}',
    unit: '{{x, number}} {{sign}}',
  },
  difference: {
    mean: '{{column}} {{value}} on average, everyone {{base}}',
    share: '{{column}} is {{level}} for {{value, percent}}, everyone {{base, percent}}',
    boolean: '{{column}}: yes for {{value, percent}}, everyone {{base, percent}}',
  },
  carried: {
    all: 'The {{count}} segments live on: their model placed {{n, number}} customers anew; names, colours and cards stay',
    gone: 'The segments could not live on: their model uses {{columns}}, which the new data does not have. Find them anew on the Segments page; names stay with groups of mostly the same customers',
    changed:
      'The segments could not live on: {{columns}} holds another type of values now. Find them anew on the Segments page',
  },
  placed: {
    moved:
      'Placed by the model of {{at, moment}}: {{moved, number}} changed segment, {{added, number}} are new, {{gone, number}} are gone, the other {{same, number}} stayed',
    all: 'Placed by the model of {{at, moment}}: {{n, number}} customers. Rows of the old and the new file cannot be matched, so who changed segment is not known',
    unlike:
      '{{n, counted(1: customer is; 2: customers are)}} unlike any segment: farther from its centre than anyone of it was when the model was made',
    unseen:
      '“{{column}}” has values the model had never seen ({{levels}}): {{n, counted(1: customer was; 2: customers were)}} placed without them',
  },
  headline: {
    groups:
      'Customers fall into {{count}} groups: the largest holds {{most, percent}}, the smallest {{least, percent}}',
    one: 'All {{n, counted(1: customer; 2: customers)}} in one group',
    groupsOrders:
      'Order rows, not customers, fall into {{count}} groups: the largest holds {{most, percent}}, the smallest {{least, percent}}',
    noneOrders: 'No clear groups among {{n, counted(1: order row; 2: order rows)}}',
    none: 'No clear groups among {{n, counted(1: customer; 2: customers)}}',
    few: 'Only {{n, counted(1: customer; 2: customers)}}: too few to find groups',
    asked: 'No clear groups; cut into {{count}} as asked',
    askedFew: '{{n, counted(1: customer; 2: customers)}} are too few to find groups; cut into {{count}} as asked',
  },
  verdict: {
    clear:
      'Clear groups: between neighbouring groups there are on average {{valley, percent}} as many customers as inside them',
    weak: 'Useful but overlapping groups: between neighbouring groups there are on average {{valley, percent}} as many customers as inside them',
    overlap:
      'Useful but overlapping groups: none stands apart, but they are tighter than cuts of data without groups, and found again in other samples',
    none: 'No clear groups: wherever customers are cut, the border runs through the thick of them. Customers differ by degrees; look at single attributes, or split by a rule of your own',
    band: 'One continuous band, no separate groups: customers follow one another without a gap. Look at single attributes, or split by a rule of your own',
    cut: '{{said}}. Cut into {{k}} as asked',
    other: 'The data falls into {{groups}}; cut into {{k}} as asked. {{said}}',
    few: '{{n, counted(1: customer; 2: customers)}}; below {{least}} a grouping depends on single people. Read the customer table, or make cards by hand',
    one: 'One group was asked for',
  },
  bounded: {
    rows: 'Groups sought on a sample of {{sample, number}} of {{n, number}} customers, then fitted to all of them',
    columns: '{{used, number}} of {{all, number}} columns used: the others repeat them or carry nothing',
    features: 'Columns looked at on a sample of {{sample, number}} of {{n, number}} customers',
  },
  candidate: {
    with: '{{main}}. {{tail}}',
    merged: '“{{a}}” and “{{b}}” become one group of {{share, percent}}',
    split: '“{{from}}” splits further: “{{part}}”, {{share, percent}}, goes on its own',
    halves: '“{{from}}” splits in two; the smaller part holds {{share, percent}}',
    splitOff: 'Sets “{{part}}” apart: {{share, percent}} of customers',
    sizes: 'From “{{largest}}”, {{most, percent}}, to “{{smallest}}”, {{least, percent}}',
    shaky: 'Another sample would move the borders',
    steadiest: 'Steadiest across samples',
  },
  stale: {
    source: 'The customer data changed since',
    attributes: 'Attributes changed since',
    features: 'Features changed since',
  },
  error: {
    noFeatures_one: 'The 1 column cannot be clustered on: look at its reason under features',
    noFeatures_other: 'None of the {{count}} columns can be clustered on: each one’s reason stands under features',
    allLeftOut: 'Every customer lacks a value that the missing policy asks for: choose another policy',
    tooManyGroups: '{{k}} groups need at least {{k}} customers; there are {{n, number}}',
    noSegmentation: 'No groups yet: run the segmentation first',
    noSegment: 'This segment is not in view any more',
    notCompared: '{{column}} is not compared: personal data, key or free text',
    mergeOne: 'Merging needs at least two different segments',
  },
  edit: {
    run_one: 'Segment: 1 group',
    run_other: 'Segment into {{count}} groups',
    rename: 'Rename segment to {{name}}',
    recolour: 'Change colour of {{name}}',
    merge: 'Merge {{count}} segments into {{name}}',
    exclude: 'Exclude {{name}}',
    include: 'Take {{name}} back',
  },
} as const;
