/** The privacy door. */
export default {
  sensitive: {
    health: '健康',
    belief: '信仰',
    origin: '民族或种族',
    place: '精确位置',
    finance: '财务',
    biometric: '生物特征',
    intimate: '私密生活',
  },
  error: {
    fewInAll:
      '总共不足 {{floor, number}}：这么少人的数字不离开此工作区。请先添加更多客户，在此处查看，或生成仅限本机的文件。',
    fewHere: '不足 {{floor, number}}：这么少人的数字不离开此工作区。请选择更大的群体，或在此处查看。',
    enoughInAll: '总共不少于 {{floor, number}}：数字离开时会隐去人数过少的部分，不生成仅限本机的文件。',
  },
  /** beside figures that were told in full */
  deviceOnly: '总共不足 {{floor, number}}，数字未作隐去：仅限本机，请勿外传',
  device: {
    title: '生成仅限本机的文件？',
    text: '总共不足 {{floor, number}} 位客户：这样的文件会透露个人情况，文件中会注明。请只留在本机，不要外传。',
    make: '生成仅限本机的文件',
    file: '仅限本机',
  },
  withheld_other: '有 {{count, number}} 个数字不公布：其人数不足 {{floor, number}}，或可据以反推出这样的数字',
};
