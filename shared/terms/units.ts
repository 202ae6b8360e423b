/** Words for money in headers, and the sign or code by which the amount is printed. */
const MONEY: Readonly<Record<string, string>> = {
  ...{ '¥': '¥', '￥': '¥', 元: '元', 人民币: '¥', 人民币元: '¥', rmb: '¥', cny: '¥', yuan: '¥', 圆: '元' },
  ...{ $: '$', us$: 'US$', usd: '$', 美元: '$', dollar: '$', dollars: '$', 'us dollars': '$' },
  ...{ '€': '€', eur: '€', euro: '€', euros: '€', 欧元: '€', '£': '£', gbp: '£', 英镑: '£' },
  ...{
    hkd: 'HKD',
    hk$: 'HK$',
    港元: 'HKD',
    港币: 'HKD',
    twd: 'TWD',
    nt$: 'NT$',
    新台币: 'TWD',
    日元: 'JPY',
    jpy: 'JPY',
  },
  ...{ '₩': '₩', krw: '₩', '₹': '₹', inr: '₹', sgd: 'SGD', aud: 'AUD', cad: 'CAD', chf: 'CHF', mop: 'MOP' },
  ...{
    万元: '万元',
    千元: '千元',
    亿元: '亿元',
    百万元: '百万元',
    元每月: '元/月',
    '元/月': '元/月',
    '元/年': '元/年',
  },
};
/** Other units as they are printed; a header may have them in capitals. */
const MEASURES = [
  'mm cm dm m km in ft yd mi 毫米 厘米 分米 米 公里 千米 英寸',
  'mg g kg t lb lbs oz 毫克 克 千克 公斤 斤 吨 磅',
  'ml l cl 毫升 升 m2 m² ㎡ sqm 平米 平方米 m3 m³ 立方米 亩',
  'ms s sec secs min mins h hr hrs hour hours minute minutes second seconds day days week weeks month months year years yr yrs',
  '毫秒 秒 分钟 小时 天 日 周 月 个月 年 岁 周岁',
  '% ‰ pct percent °C ℃ °F ℉ 度 kcal kJ 千卡 大卡 kWh W kW V A Hz bpm mmHg mmol/L mg/dL kg/m2 kg/m² km/h mph',
  'B KB MB GB TB 次 件 个 人 人次 单 笔 份 杯 瓶 台 张 条 户 间 pcs pieces times',
].flatMap((line) => line.split(' '));
const KNOWN = new Map<string, string>([
  ...MEASURES.map((unit) => [unit.toLowerCase(), unit] as const),
  ...Object.entries(MONEY),
]);
/** Units behind an underscore that mean nothing else there: `_min` may be the least, `_in` a direction. */
const SUFFIX = /_(cm|mm|km|kg|usd|eur|gbp|cny|rmb)$/i;

/**
 * The unit a text names, as it is printed: `KG` is kg, 人民币 is ¥; `unit: cm` and 单位：cm too. null: none that is known.
 */
export function unitCalled(text: string): string | null {
  const word = text
    .replace(/^\s*(?:单位|unit|in)\s*[:：]?\s*(?=\S)/iu, (found) => (/in\s*$/i.test(found) ? found : ''))
    .trim();
  const bare = word.replace(/^in\s+/i, '').toLowerCase();
  const known = KNOWN.get(bare);
  if (known === undefined) return null;
  return known === 'pct' || known === 'percent' ? '%' : known;
}

/** Whether a unit is one of money: a sign, a code or a word. */
export const isCurrency = (unit: string): boolean =>
  Object.hasOwn(MONEY, unit.toLowerCase()) || Object.values(MONEY).includes(unit) || /\p{Sc}/u.test(unit);

/**
 * A header parted into name and unit: 身高(cm), 消费金额（元）, `Weight [kg]`, `Age (years)`, `height_cm`. What stands in
 * brackets and is no known unit (多选, 0-10) stays with the name.
 * @returns unit null: the header names none
 */
export function splitUnit(header: string): { name: string; unit: string | null } {
  const match = /^(.*\S)\s*(?:\(([^()]{1,20})\)|（([^（）]{1,20})）|\[([^[\]]{1,20})\]|【([^【】]{1,20})】)\s*$/su.exec(
    header,
  );
  const inside = match && (match[2] ?? match[3] ?? match[4] ?? match[5]);
  const unit = inside ? unitCalled(inside) : null;
  if (match && unit !== null) return { name: match[1]!, unit };
  const suffix = SUFFIX.exec(header);
  if (suffix && suffix.index > 1) return { name: header.slice(0, suffix.index), unit: unitCalled(suffix[1]!) };
  return { name: header, unit: null };
}
