import type { ColumnType, Said } from '../../../shared/domain.ts';
import { list } from '../intake/kinds/list.ts';
import { headerWords, says } from '../intake/vocabulary.ts';
import type { ColumnSummary } from './summary.ts';

/** Headers of what became of a customer. */
const OUTCOMES = list(
  'churn, churned, churn flag, churn value, churn label, is churn, attrition, attrition flag, exited, exit, left company, converted, conversion, ' +
    'is converted, response, responded, responder, subscribed, default, defaulted, default payment, default payment next month, ' +
    'cancelled, renewed, retained, target, outcome, label, nps class, nps category, nps group, nps type, ' +
    '流失, 是否流失, 转化, 是否转化, 成交, 是否成交, 响应, 是否响应, 违约, 是否违约, 续费, 是否续费, 退订, 是否退订',
);
/** Headers of times, amounts and causes of outcomes. */
const NO_OUTCOMES = list(
  'date, time, days, reason, rate, score, count, number, probability, amount, channel, source, risk, 日期, 时间, 原因, 率, 次数, 天数, 概率, 金额, 渠道',
);
/** The classes of the Net Promoter Score. */
const NPS = /^(?:promoters?|passives?|neutrals?|detractors?|推荐者|中立者|被动者|贬损者)$/i;
/** An outcome happened or not, or is one of a few classes. */
const MOST_CLASSES = 4;

/** Headers of hours of the day and days of the week. */
const CIRCLES = list(
  'hour, order hour, hour of day, weekday, day of week, dayofweek, dow, week day, 小时, 时段, 点钟, 星期, 周几, 星期几',
);
const WEEKDAY =
  /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:\.|day|nesday|rsday|sday|urday)?$|^(?:星期|周|礼拜)[一二三四五六日天]$/i;
/** Parts of the day. */
const BAND = /^(?:night|early morning|morning|midday|noon|afternoon|evening|深夜|凌晨|早上|上午|中午|下午|傍晚|晚上)$/i;

interface Named {
  readonly name: string;
  readonly type: ColumnType;
}
/** More values than this do not stand side by side. */
const MOST_SIDES = 12;

/**
 * Why an attribute is an outcome: whether customers left, bought or answered. Groups made of it would say nothing but what
 * became of them; it is shown against groups instead. Null for any other attribute.
 */
export function outcome(
  { name, type }: Named,
  { distinct, levels }: Pick<ColumnSummary, 'distinct' | 'levels'>,
): Said | null {
  const header = headerWords(name);
  const classes = type === 'boolean' || (distinct <= MOST_CLASSES && type !== 'date' && type !== 'text');
  const spoken = classes && says(header, OUTCOMES) && !says(header, NO_OUTCOMES);
  const nps = levels !== undefined && levels.length >= 2 && levels.every((level) => NPS.test(level.trim()));
  return spoken || nps ? { key: 'features:reason.outcome' } : null;
}

/** Whether an attribute goes round: after Sunday comes Monday, after 23 o'clock midnight. On a line its ends were far apart. */
export function goesRound({ name, type }: Named, { distinct, numeric, levels = [] }: ColumnSummary): boolean {
  if (type === 'category')
    return levels.length >= 3 && [WEEKDAY, BAND].some((form) => levels.every((level) => form.test(level.trim())));
  return isCircle(name, type, numeric) && distinct <= MOST_SIDES;
}

/** Why an hour with very many values is no feature: on a line its ends were far apart; null for anything else. */
export const longCircle = ({ name, type }: Named, { distinct, numeric }: ColumnSummary): Said | null =>
  distinct > MOST_SIDES && isCircle(name, type, numeric) ? { key: 'features:reason.circleLong' } : null;

const isCircle = (name: string, type: ColumnType, numeric: ColumnSummary['numeric']): boolean =>
  type === 'number' && numeric !== null && numeric.min >= 0 && numeric.max <= 24 && says(headerWords(name), CIRCLES);
