/** The privacy door. */
export default {
  sensitive: {
    health: 'health',
    belief: 'belief',
    origin: 'origin',
    place: 'precise place',
    finance: 'finances',
    biometric: 'biometric data',
    intimate: 'intimate life',
  },
  error: {
    fewInAll:
      'Fewer than {{floor, number}} in all: no figure of so few leaves this workspace. Add more customers, read the figures here, or make a file for this device only.',
    fewHere:
      'Fewer than {{floor, number}} of them: no figure of so few leaves this workspace. Choose a larger group, or read the figures here.',
    enoughInAll:
      'There are {{floor, number}} or more in all: figures leave with those of few withheld, and no file is made for this device only.',
  },
  /** beside figures that were told in full */
  deviceOnly: 'Told in full, fewer than {{floor, number}} in all: for this device only, do not pass it on',
  device: {
    title: 'A file for this device only?',
    text: 'Fewer than {{floor, number}} customers in all: such a file tells of single people. It says so itself. Keep it on this device and do not pass it on.',
    make: 'Make it for this device only',
    file: 'for this device only',
  },
  withheld_one:
    '{{count, number}} figure is not told: fewer than {{floor, number}} stand behind it, or it would give such a figure away',
  withheld_other:
    '{{count, number}} figures are not told: fewer than {{floor, number}} stand behind each, or they would give such a figure away',
};
