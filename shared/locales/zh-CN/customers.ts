export default {
  error: {
    noSource: '还没有客户数据：先导入一个文件',
    noCustomers: '没有一行写明是哪位客户：在“来源”里选出客户所在的列',
    tooManyColumns: '合并后有 {{n, number}} 个属性，最多支持 {{most, number}} 个。请在“清洗”里删去不用的列',
    noAttribute: '客户表里没有这个属性',
    personal: '{{column}} 是个人信息：不能按值筛选或排序',
    levels: '{{column}} 不是类别：没有等级顺序',
  },
  edit: {
    attribute: '修改属性 {{column}}',
    build: '把 {{sources, number}} 个来源合并为 {{n, number}} 位客户',
    trust: '更改来源冲突时的取值规则',
  },
  stale: {
    sources: '生成客户表之后，来源有变化',
    removed: '客户表里还有已撤回来源的行：{{names}}。重建后才会去掉',
    cleaning: '生成客户表之后，清洗步骤有变化',
    rules: '生成客户表之后，合并规则或人工判断有变化',
    derive: '生成客户表之后，衍生属性有变化',
  },
} as const;
