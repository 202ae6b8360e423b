import type { Attribute, Filter } from '../../shared/contract/customers.ts';
import type { Segmentation } from '../../shared/contract/segments.ts';
import type { AttributeFilter } from '../state/customersTable.ts';
import type { Locale } from '../ui/index.ts';
import { segmentName } from './segments.ts';
import { cellText } from './values.ts';

/** What a customer is called where nobody need know who it is. */
export const pseudonymOf = (id: number): string => `C-${String(id).padStart(4, '0')}`;

/** What the names in filters stand for now. */
interface Named {
  readonly attributes: readonly Attribute[];
  readonly segmentation: Segmentation | null;
}

/** A filter in words, for chips and captions; what it names may be gone. */
export function filterText(filter: Filter, { attributes, segmentation }: Named, locale: Locale): string {
  const { t, fmt } = locale;
  if (filter.kind === 'segments')
    return filter.segments
      .map((id) => segmentOf(segmentation, id, locale)?.name ?? t('exploreUi:goneSegment'))
      .join(t('customersUi:chip.or'));
  if (filter.kind === 'customers') return t('customersUi:chip.lasso', { n: fmt.number(filter.ids.length) });
  const attribute = attributes.find(({ id }) => id === filter.attribute);
  return attribute ? onAttribute(filter, attribute, locale) : t('exploreUi:goneAttribute');
}

function onAttribute(filter: AttributeFilter, attribute: Attribute, locale: Locale): string {
  const { t } = locale;
  const name = attribute.name;
  switch (filter.kind) {
    case 'missing':
      return t(filter.missing ? 'customersUi:chip.missing' : 'customersUi:chip.present', { name });
    case 'values': {
      const words = filter.values
        .slice(0, 3)
        .map((value) => cellText(value, attribute, locale) ?? t('customersUi:missing'));
      const more = filter.values.length - words.length;
      const list = words.join(t('customersUi:chip.or'));
      return more > 0
        ? t('customersUi:chip.valuesMore', { name, list, more })
        : t('customersUi:chip.values', { name, list });
    }
    case 'range': {
      const end = (value: string | number | null) => (value === null ? '' : (cellText(value, attribute, locale) ?? ''));
      const values = { name, min: end(filter.min), max: end(filter.max) };
      if (filter.min === null) return t('customersUi:chip.atMost', values);
      if (filter.max === null) return t('customersUi:chip.atLeast', values);
      return t('customersUi:chip.between', values);
    }
  }
}

/** Made by a formula, not read from a file. */
export const isDerived = ({ reason }: Attribute): boolean => reason.key.startsWith('derive:');

/** A segment of the current segmentation, with its name. */
export function segmentOf(segmentation: Segmentation | null, id: number | null, locale: Pick<Locale, 'say'>) {
  const segment = segmentation?.segments.find((one) => one.id === id);
  return segment ? { colour: segment.colour, name: segmentName(locale, segment) } : null;
}
