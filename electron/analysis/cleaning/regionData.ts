/**
 * Provinces of China with their standard names, their short forms and their cities of the prefecture level (GB/T 2260;
 * counties directly under a province are left out). A city is written without 市; other endings are written out.
 */
export const PROVINCES: readonly {
  readonly name: string;
  readonly short: string;
  /** one-letter form, further forms */
  readonly also: readonly string[];
  readonly cities: string;
}[] = [
  { name: '北京市', short: '北京', also: ['京', 'Beijing', 'Peking'], cities: '' },
  { name: '天津市', short: '天津', also: ['津', 'Tianjin'], cities: '' },
  { name: '上海市', short: '上海', also: ['沪', '申', 'Shanghai'], cities: '' },
  { name: '重庆市', short: '重庆', also: ['渝', 'Chongqing', 'Chungking'], cities: '' },
  {
    name: '河北省',
    short: '河北',
    also: ['冀', 'Hebei'],
    cities: '石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水',
  },
  {
    name: '山西省',
    short: '山西',
    also: ['晋', 'Shanxi'],
    cities: '太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁',
  },
  {
    name: '内蒙古自治区',
    short: '内蒙古',
    also: ['内蒙', '蒙', '内蒙古省', 'Inner Mongolia', 'Neimenggu', 'Nei Mongol'],
    cities: '呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒盟 阿拉善盟',
  },
  {
    name: '辽宁省',
    short: '辽宁',
    also: ['辽', 'Liaoning'],
    cities: '沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛',
  },
  {
    name: '吉林省',
    short: '吉林',
    also: ['吉', 'Jilin'],
    cities: '长春 吉林 四平 辽源 通化 白山 松原 白城 延边朝鲜族自治州',
  },
  {
    name: '黑龙江省',
    short: '黑龙江',
    also: ['黑', 'Heilongjiang'],
    cities: '哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭地区',
  },
  {
    name: '江苏省',
    short: '江苏',
    also: ['苏', 'Jiangsu'],
    cities: '南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁',
  },
  {
    name: '浙江省',
    short: '浙江',
    also: ['浙', 'Zhejiang'],
    cities: '杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水',
  },
  {
    name: '安徽省',
    short: '安徽',
    also: ['皖', 'Anhui'],
    cities: '合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城',
  },
  {
    name: '福建省',
    short: '福建',
    also: ['闽', 'Fujian'],
    cities: '福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德',
  },
  {
    name: '江西省',
    short: '江西',
    also: ['赣', 'Jiangxi'],
    cities: '南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶',
  },
  {
    name: '山东省',
    short: '山东',
    also: ['鲁', 'Shandong'],
    cities: '济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽',
  },
  {
    name: '河南省',
    short: '河南',
    also: ['豫', 'Henan'],
    cities: '郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店',
  },
  {
    name: '湖北省',
    short: '湖北',
    also: ['鄂', 'Hubei'],
    cities: '武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施土家族苗族自治州',
  },
  {
    name: '湖南省',
    short: '湖南',
    also: ['湘', 'Hunan'],
    cities: '长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西土家族苗族自治州',
  },
  {
    name: '广东省',
    short: '广东',
    also: ['粤', 'Guangdong', 'Canton'],
    cities: '广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮',
  },
  {
    name: '广西壮族自治区',
    short: '广西',
    also: ['桂', '广西省', '广西自治区', 'Guangxi'],
    cities: '南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左',
  },
  { name: '海南省', short: '海南', also: ['琼', 'Hainan'], cities: '海口 三亚 三沙 儋州' },
  {
    name: '四川省',
    short: '四川',
    also: ['川', '蜀', 'Sichuan', 'Szechuan'],
    cities:
      '成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝藏族羌族自治州 甘孜藏族自治州 凉山彝族自治州',
  },
  {
    name: '贵州省',
    short: '贵州',
    also: ['黔', '贵', 'Guizhou'],
    cities: '贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南布依族苗族自治州 黔东南苗族侗族自治州 黔南布依族苗族自治州',
  },
  {
    name: '云南省',
    short: '云南',
    also: ['滇', '云', 'Yunnan'],
    cities:
      '昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄彝族自治州 红河哈尼族彝族自治州 文山壮族苗族自治州 西双版纳傣族自治州 大理白族自治州 德宏傣族景颇族自治州 怒江傈僳族自治州 迪庆藏族自治州',
  },
  {
    name: '西藏自治区',
    short: '西藏',
    also: ['藏', '西藏省', 'Tibet', 'Xizang'],
    cities: '拉萨 日喀则 昌都 林芝 山南 那曲 阿里地区',
  },
  {
    name: '陕西省',
    short: '陕西',
    also: ['陕', '秦', 'Shaanxi'],
    cities: '西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛',
  },
  {
    name: '甘肃省',
    short: '甘肃',
    also: ['甘', '陇', 'Gansu'],
    cities: '兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏回族自治州 甘南藏族自治州',
  },
  {
    name: '青海省',
    short: '青海',
    also: ['青', 'Qinghai'],
    cities: '西宁 海东 海北藏族自治州 黄南藏族自治州 海南藏族自治州 果洛藏族自治州 玉树藏族自治州 海西蒙古族藏族自治州',
  },
  {
    name: '宁夏回族自治区',
    short: '宁夏',
    also: ['宁', '宁夏省', '宁夏自治区', 'Ningxia'],
    cities: '银川 石嘴山 吴忠 固原 中卫',
  },
  {
    name: '新疆维吾尔自治区',
    short: '新疆',
    also: ['新', '新疆省', '新疆自治区', 'Xinjiang'],
    cities:
      '乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉回族自治州 博尔塔拉蒙古自治州 巴音郭楞蒙古自治州 阿克苏地区 克孜勒苏柯尔克孜自治州 喀什地区 和田地区 伊犁哈萨克自治州 塔城地区 阿勒泰地区',
  },
  { name: '台湾省', short: '台湾', also: ['台', 'Taiwan'], cities: '台北 高雄 台中 台南 新北 桃园 基隆 新竹 嘉义' },
  { name: '香港特别行政区', short: '香港', also: ['港', 'Hong Kong', 'Hongkong', 'HK'], cities: '' },
  { name: '澳门特别行政区', short: '澳门', also: ['澳', 'Macau', 'Macao'], cities: '' },
];
