import type { Facts } from './columnFacts.ts';
import { list } from './kinds/list.ts';
import type { NumberDecision } from './numberColumn.ts';
import { COUNT_TERMS, says } from './vocabulary.ts';

/** Headers of kinds of things, which files write as numbers: 1 man, 2 woman. */
const KINDS_OF = list(
  'sex, gender, gender code, channel, sales channel, region, area, zone, district, province, city, city code, country, ' +
    'race, ethnicity, religion, marital, marital status, marriage, occupation, occupation code, profession, job, department, ' +
    'store, shop, branch, type, category, class, segment, cluster, group, kind, status, code, source, platform, device, ' +
    'payment, payment method, payment type, product type, plan, plan type, ' +
    '性别, 渠道, 地区, 区域, 省份, 省, 城市, 国家, 民族, 婚姻, 婚姻状况, 婚否, 职业, 行业, 部门, 门店, 店铺, 类型, 类别, 分类, ' +
    '群组, 分组, 状态, 来源, 平台, 设备, 支付方式, 套餐',
);
/** Headers of what has an order or is counted although it speaks of kinds. */
const NO_KINDS = list(
  'level, tier, grade, rank, score, rating, size, count, days, months, age, income, amount, price, ratio, rate, balance, ' +
    'stars, 等级, 级别, 层级, 评分, 星级, 数, 次, 天, 金额, 率, 年龄, 收入, 时长',
);
/** Codes are few and small; each comes again. */
const MOST_CODES = 20;
const HIGHEST = 99;
const AGAIN = 5;

/**
 * Whether whole numbers are codes of kinds (channel 1 and 2, region 1 to 3) and no quantities: the header speaks of kinds and
 * of nothing that is counted or ranked, the numbers are few, small, nearly without a gap, and each comes again. A mean of
 * them would say nothing.
 */
export function isCoded({ header, distinct, present }: Facts, { integers, plain, min, max }: NumberDecision): boolean {
  if (!integers || !plain || (min !== 0 && min !== 1) || max > HIGHEST) return false;
  if (distinct < 2 || distinct > MOST_CODES || present < distinct * AGAIN || max - min + 1 > distinct * 2) return false;
  return says(header, KINDS_OF) && !says(header, NO_KINDS) && !says(header, COUNT_TERMS);
}
