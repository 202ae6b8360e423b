import type { ExploreField, ExploreSpec, Things } from '../../../shared/contract/explore.ts';
import type { Dimension, Said } from '../../../shared/domain.ts';
import { short } from '../groups/words.ts';
import type { AxisType } from './types.ts';

/** What is known of an attribute before anything is asked. */
export interface Askable {
  readonly attribute: number;
  readonly name: string;
  readonly axis: AxisType;
  /** yes or no */
  readonly boolean: boolean;
  readonly dimension: Dimension | null;
  readonly distinct: number;
  readonly missing: number;
  /** rows of the table */
  readonly rows: number;
}

/** A question in words and the view that answers it. */
export interface Question {
  readonly question: Said;
  readonly spec: ExploreSpec;
}

/** Questions offered. */
const OFFERED = 6;
/** Categories with more values than this do not make a readable chart. */
const MOST_VALUES = 40;

const VALUE =
  /amount|spen[dt]|monetary|revenue|sales|income|value|price|total|mnt|金额|消费|销售|收入|实付|支付|客单|价值|总额/i;
const CHANNEL = /channel|source|category|type|segment|level|tier|渠道|来源|品类|类别|类型|等级|会员|偏好/i;
const YEARS = /(?<![a-z])years?(?![a-z])|birth|(^|_)id$|code|年份|出生|编号|代码/i;

const DEFAULTS = { y: null, split: null, chart: 'auto', step: 'auto', sort: 'value', top: 12, filters: [] } as const;

function view(x: ExploreField, more: Partial<ExploreSpec> = {}): ExploreSpec {
  return { x, ...DEFAULTS, measure: { of: 'count', attribute: null }, ...more, filters: [] };
}

/** A number with fewer values than this is a score: better as a group than as a value. */
const FEW_VALUES = 13;

/** What two names say, without what stands in brackets. */
const core = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[(（][^()（）]*[)）]/g, '')
    .trim();

/** Two attributes that are the same thing twice by their names: one is made from the other, and a chart of both says nothing. */
function alike(a: Askable, b: Askable): boolean {
  const [p, q] = [core(a.name), core(b.name)].sort((one, other) => one.length - other.length) as [string, string];
  if (p === '' || q.includes(p)) return true;
  let [start, end] = [0, 0];
  while (start < p.length && p[start] === q[start]) start++;
  while (end < p.length && p.at(-1 - end) === q.at(-1 - end)) end++;
  return Math.max(start, end) >= p.length / 2;
}

/** Better ones first: what is named like a value or a channel, then what is complete; the order of the file decides the rest. */
function ranked(list: readonly Askable[], wanted: RegExp): Askable[] {
  const score = ({ name, axis, distinct, missing, rows, dimension }: Askable) =>
    (wanted.test(name) ? 2 : 0) +
    (dimension === 'consumption' || dimension === 'behaviour' ? 0.5 : 0) -
    (YEARS.test(name) ? 3 : 0) -
    (axis === 'number' && distinct < FEW_VALUES ? 1 : 0) -
    (rows === 0 ? 0 : missing / rows);
  return [...list].sort((a, b) => score(b) - score(a) || a.attribute - b.attribute);
}

/**
 * Ready questions made from the attributes at hand, at most six, the most telling first.
 * @param segments a segmentation is there
 * @param things what the rows are
 */
export function questionsFor(attributes: readonly Askable[], segments: boolean, things: Things): Question[] {
  const usable = attributes.filter(({ distinct }) => distinct > 1);
  const numbers = ranked(
    usable.filter(({ axis, distinct }) => axis === 'number' && distinct > 4),
    VALUE,
  );
  const levels = ranked(
    usable.filter(({ axis, boolean, distinct }) => axis === 'level' && !boolean && distinct <= MOST_VALUES),
    CHANNEL,
  );
  const [value] = numbers;
  const other = value && numbers.find((one) => one !== value && one.distinct >= FEW_VALUES && !alike(one, value));
  const [group] = levels;
  const second = group && levels.find((one) => one !== group && !alike(one, group));
  const date = usable.filter(({ axis }) => axis === 'date').sort((a, b) => a.missing - b.missing)[0];
  const place = usable.find(({ axis }) => axis === 'place');
  const ask = (key: string, values: Record<string, Askable>, spec: ExploreSpec): Question => ({
    question: {
      key: `explore:ask.${key}`,
      values: {
        who: { key: `explore:who.${things}` },
        ...Object.fromEntries(Object.entries(values).map(([name, one]) => [name, short(one.name)])),
      },
    },
    spec,
  });
  const mean = (one: Askable) => ({ measure: { of: 'mean' as const, attribute: one.attribute } });
  const all: (Question | null | undefined)[] = [
    group && value ? ask('highest', { group, value }, view(group.attribute, mean(value))) : null,
    place && ask('where', { place }, view(place.attribute)),
    date && ask('time', { date }, view(date.attribute)),
    segments && value ? ask('segments', { value }, view(value.attribute, { split: 'segment', chart: 'box' })) : null,
    group && second ? ask('pair', { group, second }, view(group.attribute, { y: second.attribute })) : null,
    value && ask('spread', { value }, view(value.attribute)),
    value && other ? ask('together', { value, other }, view(other.attribute, { y: value.attribute })) : null,
    date && value ? ask('valueOverTime', { date, value }, view(date.attribute, mean(value))) : null,
    place && value ? ask('valueByPlace', { place, value }, view(place.attribute, mean(value))) : null,
    group && ask('common', { group }, view(group.attribute)),
    second && value ? ask('highest', { group: second, value }, view(second.attribute, mean(value))) : null,
    other && ask('spread', { value: other }, view(other.attribute)),
    ...levels.filter((one) => one !== group).map((one) => ask('common', { group: one }, view(one.attribute))),
    ...numbers
      .filter((one) => one !== value && one !== other)
      .map((one) => ask('spread', { value: one }, view(one.attribute))),
  ];
  return all.filter((one) => one !== null && one !== undefined).slice(0, OFFERED);
}
