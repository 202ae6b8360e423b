export default {
  sources_inspect: '读取文件',
  sources_import: '导入',
  segments_run: '自动分群',
  segments_choose: '改用另一方案',
  personas_draft: '起草画像',
  personas_refresh: '重算画像',
  recipes_run: '运行配方',
  done: '{{name}}已完成 · 用时 {{time}}',
  cancelled: '{{name}}已停止，未留下任何内容',
  failed: '{{name}}未完成',
  rate: '{{n}} 行/秒',
  more: '另有 {{n, number}} 项',
} as const;
