/** Word lists of the sample study. People, shops and remarks are invented. */
export const surnames = [
  ...'林周陈吴何黄徐孙高马罗郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段',
];
/** Characters of given names. */
export const givenOne = [...'悦婷明怡琳宁静磊洋勇艳杰娟涛敏超霞平刚桂英华玉萍红兰凤洁梅莉青岚桐禾柠川柯朗恺澄'];
/** Rare characters of given names: four bytes each in GB18030, so that the file is not plain GBK. */
export const givenRare = [...'㛃㭎'];
export const givenTwo = [...'文思雨子佳梓一若晓嘉俊志海欣美诗语可心安宇辰泽浩天亦然知夏清和星云书言景行之远'];

export const jobs = ['公司职员', '学生', '教师', '医护', '自由职业', '个体经营', '公务员', '服务业', '退休'] as const;

export const shops = [
  '人民路地铁口店',
  '软件园一店',
  '软件园二店',
  '金桥写字楼店',
  '滨江大厦店',
  '东站出口店',
  '会展中心店',
  '大学城南门店',
  '大学城北门店',
  '师范学院店',
  '体育馆店',
  '青年广场店',
  '万象里商场店',
  '湖滨公园店',
  '儿童乐园店',
  '奥体商场店',
  '书城店',
  '花鸟市场店',
  '老街总店',
  '茶博园店',
  '梧桐巷店',
  '望江楼店',
  '城西邻里店',
] as const;

export const categories = [
  '招牌奶茶',
  '少糖乌龙奶茶',
  '芋泥波波',
  '杨枝甘露',
  '柠檬茶',
  '水果茶',
  '冰淇淋茶',
  '儿童鲜奶',
  '芝士奶盖',
  '纯茶',
  '单丛',
  '岩茶',
  '龙井',
  '茶点套餐',
] as const;

/** What any customer might say, and what each group says. Joined two or three at a time. */
export const remarks: {
  readonly anyone: readonly string[];
  readonly byGroup: readonly (readonly string[])[];
  readonly cheers: readonly string[];
} = {
  anyone: [
    '店员记得口味',
    '希望杯子更结实',
    '包装好看',
    '停车不便',
    '座位太少',
    '空调偏冷',
    '收到过两次重复短信',
    '换手机后积分没了',
    '想要电子发票',
    '问过加盟',
    '不吃芒果',
    '乳糖不耐',
    '投诉过一次，已回访',
    '生日券未到账',
    '搬家后来得少',
    '推荐了同事',
    '小程序偶尔闪退',
    '常带自己的杯子',
    '更喜欢纸吸管以外的吸管',
    '门店音乐有点吵',
  ],
  byGroup: [
    [
      '下班顺路',
      '到店即取最好',
      '高峰期等 12 分钟以上会离开',
      '少糖去冰',
      '地铁口出来就取',
      '取餐叫号听不清',
      '提前十分钟下单',
      '周五多买一杯',
      '加班时点外卖',
      '希望记住上次的甜度',
      '新品名字长,点单费时',
    ],
    [
      '有券才来',
      '等满减',
      '和室友拼单',
      '晒过朋友圈',
      '第二杯半价时来',
      '期末常来自习',
      '嫌配送费贵',
      '抢到 5 元券',
      '会比较隔壁店的价格',
      '问联名杯套',
      '学生证折扣何时恢复',
    ],
    [
      '周末带孩子来',
      '孩子要常温',
      '一次买四杯',
      '想要小杯',
      '问有没有无咖啡因',
      '希望有儿童座椅',
      '老人喝热的',
      '常加茶点',
      '看完电影过来',
      '家里人口味不同,点单要慢慢来',
      '介意含糖量',
    ],
    [
      '只喝纯茶',
      '问过今年的头采',
      '自带盖碗',
      '会闻干茶',
      '喜欢炭焙',
      '想参加品鉴会',
      '买茶叶送人',
      '嫌水温偏高',
      '能说出山场',
      '和店长聊"回甘"',
      '一坐一个下午',
    ],
  ],
  /** mini-program remarks with a character outside the two-byte range */
  cheers: ['🧋', '👍', '🍵'],
};
