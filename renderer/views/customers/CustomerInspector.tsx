import type { Attribute } from '../../../shared/contract/customers.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { Button, IconButton, Icon, Inspector, Shape, useLocale } from '../../ui/index.ts';
import { Missing } from './customer/Missing.tsx';
import type { Row } from './columns.tsx';
import { segmentOf } from '../../words/customers.ts';
import { cellText, valueText } from '../../words/values.ts';
import sColumns from './columns.module.css';
import s from './CustomerInspector.module.css';

interface CustomerProps {
  row: Row;
  attributes: readonly Attribute[];
  segmentation: Segmentation | null;
  onOpen: () => void;
  onClose: () => void;
}

/** One customer, all attributes below each other; personal data stays masked. */
export function CustomerInspector({ row, attributes, segmentation, onOpen, onClose }: CustomerProps) {
  const locale = useLocale();
  const { t } = locale;
  const key = attributes.findIndex(({ role }) => role === 'key');
  const called = key >= 0 ? cellText(row.cells[key] ?? null, attributes[key]!, locale) : null;
  const segment = segmentOf(segmentation, row.segment, locale);
  const title = t('customersUi:customer', { id: called ?? String(row.id) });
  const lines = attributes.map((attribute, at) => ({
    attribute,
    text: valueText(row.cells[at] ?? null, attribute, locale),
  }));
  const known = lines.filter(({ text }) => text !== null);
  return (
    <Inspector
      label={title}
      actions={<Button onClick={onOpen}>{t('customerUi:open')}</Button>}
      head={
        <>
          <h2>
            <span className="ell grow">{title}</span>
            <IconButton icon="close" size="sm" label={t('customersUi:closeCustomer')} onClick={onClose} />
          </h2>
          {segment ? (
            <p className={`${sColumns.seg} cap`}>
              <Shape colour={segment.colour} size={11} />
              {segment.name}
            </p>
          ) : null}
        </>
      }
    >
      <section>
        <dl className={s.record}>
          {known.map(({ attribute, text }) => (
            <div key={attribute.id}>
              <dt title={attribute.name}>
                {attribute.role === 'personal' ? <Icon name="lock" size={13} /> : null}
                {attribute.name}
              </dt>
              <dd className={attribute.role === 'personal' ? 'mut' : undefined}>{text}</dd>
            </div>
          ))}
        </dl>
        <Missing names={lines.filter(({ text }) => text === null).map(({ attribute }) => attribute.name)} of={title} />
      </section>
    </Inspector>
  );
}
