import type { Attribute } from '../../../shared/contract/customers.ts';
import type { Bucket, ExploreField, ExploreResult, ExploreSpec } from '../../../shared/contract/explore.ts';
import type { NamedAttribute } from '../../../shared/contract/leaving.ts';
import type { Locale } from '../../ui/index.ts';
import { printPoint, withUnit } from '../../../shared/print.ts';

/** Why an attribute cannot be charted, in words; null: it can. The core refuses the same. */
export function refusalOf(attribute: Attribute, t: Locale['t']): string | null {
  const values = { column: attribute.name };
  if (attribute.role === 'personal' || attribute.personal !== null) return t('explore:error.personal', values);
  if (attribute.role === 'key' || attribute.type === 'identifier') return t('explore:error.identifier', values);
  return attribute.type === 'text' ? t('explore:error.text', values) : null;
}

/** Attributes under the names they have in a file. */
export const namedAs = (attributes: readonly Attribute[], named: readonly NamedAttribute[]): Attribute[] =>
  attributes.map((one) => ({ ...one, name: named.find(({ id }) => id === one.id)?.name ?? '' }));

/** What a field is called. */
export function fieldName(field: ExploreField | null, attributes: readonly Attribute[], t: Locale['t']): string {
  if (field === null) return '';
  return field === 'segment' ? t('exploreUi:segments') : (attributes.find(({ id }) => id === field)?.name ?? '');
}

/** What a field is called where its figures stand: with the unit of numbers. */
export function fieldTitle(field: ExploreField | null, attributes: readonly Attribute[], t: Locale['t']): string {
  const unit = attributes.find(({ id }) => id === field)?.unit ?? null;
  const name = fieldName(field, attributes, t);
  return unit === null ? name : `${name} · ${unit}`;
}

/** A step of an axis in words. */
export const bucketName = ({ label }: Pick<Bucket, 'label'>, say: Locale['say']): string =>
  typeof label === 'string' ? label : say(label);

/** What is measured, in words. */
export function measureName({ measure }: ExploreSpec, attributes: readonly Attribute[], t: Locale['t']): string {
  return measure.attribute === null || measure.of === 'count' || measure.of === 'share'
    ? t(`explore:measure.${measure.of}`)
    : t(`explore:measureOf.${measure.of}`, { column: fieldName(measure.attribute, attributes, t) });
}

/** A short name for a view: what it shows by what. */
export function viewName(spec: ExploreSpec, attributes: readonly Attribute[], t: Locale['t']): string {
  const by = [spec.x, spec.y, spec.y === null ? spec.split : null]
    .filter((field) => field !== null)
    .map((field) => fieldName(field, attributes, t))
    .join(' × ');
  return spec.measure.of === 'count' ? by : `${measureName(spec, attributes, t)} · ${by}`;
}

/** A figure of the measured attribute in words. */
export function printed(
  value: number,
  attribute: Attribute | undefined,
  locale: Pick<Locale, 'lang' | 'fmt'>,
  digits = false,
): string {
  if (!attribute) return locale.fmt.number(value);
  return digits && !attribute.format.percent && Math.abs(value) < 100
    ? withUnit(locale.fmt.number(value, 2), attribute.unit ?? '')
    : printPoint(value, attribute, locale.lang);
}

/** Whose values the figures are; undefined: rows are counted. */
export function measuredBy(
  spec: ExploreSpec,
  { body, chart }: Pick<ExploreResult, 'body' | 'chart'>,
  attributes: readonly Attribute[],
): Attribute | undefined {
  if (body.kind === 'boxes') return attributes.find(({ id }) => id === body.attribute);
  if (spec.measure.of !== 'count' && spec.measure.of !== 'share')
    return attributes.find(({ id }) => id === spec.measure.attribute);
  if (chart !== 'line' || spec.measure.of !== 'count') return undefined;
  // a number over time is drawn as its mean
  const pair = [spec.x, spec.y].map((field) => attributes.find(({ id }) => id === field));
  return pair.find((attribute) => attribute?.type === 'number');
}

/** Prints the figures of a chart. */
export function figureIn(
  spec: ExploreSpec,
  result: Pick<ExploreResult, 'body' | 'chart'>,
  attributes: readonly Attribute[],
  locale: Locale,
): (value: number | null) => string {
  const measured = measuredBy(spec, result, attributes);
  return (value) => {
    if (value === null) return locale.fmt.number(null);
    if (measured) return printed(value, measured, locale, true);
    return spec.measure.of === 'share' ? locale.fmt.percent(value, 1) : locale.fmt.number(value);
  };
}
