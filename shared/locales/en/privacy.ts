/** The privacy door. */
export default {
  error: {
    fewInAll:
      'Fewer than {{floor, number}} in all: no figure of so few leaves this workspace. Add more customers, or read the figures here.',
  },
  withheld_one:
    '{{count, number}} figure is not told: fewer than {{floor, number}} stand behind it, or it would give such a figure away',
  withheld_other:
    '{{count, number}} figures are not told: fewer than {{floor, number}} stand behind each, or they would give such a figure away',
};
