export default {
  gap: {
    column: '“{{column}}”上的规则没有写入：其中含有客户数据',
    any: '有一条规则没有写入：其中含有客户数据',
    source: '“{{file}}”没有写进来：它没有和当前的客户表合并',
    name: '有一个名称没有写入：其中含有客户数据',
    saved: '配方中省去 {{count, number}} 项。{{gaps}}',
  },
  error: {
    unknownStep:
      '{{place}} 有未知步骤“{{step}}”：可用的是 import、clean、join、derive、describe、features、segment、draft、export、gap',
    unknownField: '{{place}} 有未知字段“{{field}}”',
    value: '{{place}}：{{problem}}',
    noSteps: '配方里没有步骤',
    notJson: '配方不是有效的 JSON',
    notObject: '{{place}} 不是对象',
    newer: '配方版本为 {{version}}：由更新的程序写成',
    notImported: '配方在导入 {{file}} 之前就要清洗它',
    password: '{{file}}：{{reason}}。配方里不存密码：请在套用配方的地方输入；命令行用 --password-file 指定',
    noFile: '没有名为 {{file}} 的文件',
    nothing: '还没有可写下的步骤：先导入一个文件',
    noSegment: '配方提到第 {{rank}} 组；现有 {{count}} 组',
  },
} as const;
