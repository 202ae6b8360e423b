/** 列的名称与单位：数据字典。 */
export default {
  error: {
    currency: '没有代码为 {{currency}} 的货币',
    none: '这个文件不是数据字典：除名称、变量或字段外，没有一列写明标签、含义或单位',
    taken: '另一个属性 {{other}} 已叫“{{label}}”：请换一个名称',
  },
  edit: {
    describe: '{{name}} 的名称、单位或含义',
    currency: '工作区货币：{{currency}}',
    currencyNone: '没有符号的金额不用货币单位',
    currencyOpen: '工作区货币待定',
    apply: '采用数据字典：{{n, number}} 个名称',
  },
  csv: {
    file: '数据字典',
    name: '变量',
    label: '显示名称',
    meaning: '含义',
    unit: '单位',
    values: '允许值',
    sources: '文件',
  },
} as const;
