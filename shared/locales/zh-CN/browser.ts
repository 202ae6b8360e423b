export default {
  terminal: {
    hint: '此地址一分钟内可用一次。按 Enter 打印新地址，按 Ctrl C 结束。',
    ended: '核心意外结束（代码 {{code}}）。请重新启动；已保存的内容不受影响。',
    usage: '用法：npm start -- --browser [--no-open] [--home 文件夹] [--workspace 文件] [--port 端口]',
    port_taken: '端口 {{port}} 已被别的程序占用。请用 --port 换一个，或不指定，自动选用空闲端口。',
    port_denied: '当前账户不能使用端口 {{port}}。请用 --port 指定 1024 以上的端口，或不指定，自动选用空闲端口。',
    redirect: '正在打开客户画像工作台',
  },
  session: {
    title: '此页面未连接到工作台',
    help: '地址一分钟内可用一次。在启动工作台的终端里按 Enter，再打开新打印的地址。',
    reason: {
      none: '地址中没有密钥。',
      used: '密钥已使用或已过期。',
      ended: '工作台已结束或已重新启动。',
      tabs: '已打开五个标签页。关闭其中一个，再重新载入此页。',
    },
  },
  error: {
    connection: '收到结果之前，与工作台的连接中断。',
    refused: '工作台未接受此请求。',
    tooMuch: '一次交出的内容超过 8 MB，工作台未接收。请分成几部分来做。',
    offline: '工作台没有响应。',
    tooLarge: '{{name}} 超过可接收的大小。',
    notWorkspace: '{{name}} 不是工作区文件。',
    diskFull: '磁盘已满，未接收 {{name}}。',
    upload: '未能交出 {{name}}。',
    download: '未能取得 {{name}}。',
  },
} as const;
