export default {
  error: {
    noSource: '还没有客户数据：先导入一个文件',
    noAttribute: '客户表里没有这个属性',
    personal: '{{column}} 是个人信息：不能按值筛选或排序',
    levels: '{{column}} 不是类别：没有等级顺序',
  },
  edit: { attribute: '修改属性 {{column}}' },
} as const;
