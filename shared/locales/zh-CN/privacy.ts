/** The privacy door. */
export default {
  error: {
    fewInAll: '总共不足 {{floor, number}}：这么少人的数字不离开此工作区。请先添加更多客户，或在此处查看。',
  },
  withheld_other: '有 {{count, number}} 个数字不公布：其人数不足 {{floor, number}}，或可据以反推出这样的数字',
};
