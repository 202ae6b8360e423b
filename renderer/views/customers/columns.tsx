import type { ReactNode } from 'react';
import type { Out } from '../../../shared/contract.ts';
import type { Attribute } from '../../../shared/contract/customers.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { Icon, IconButton, Shape, type Locale, type VirtualColumn } from '../../ui/index.ts';
import { type Sort } from '../../state/customersTable.ts';
import { isDerived, segmentOf } from '../../words/customers.ts';
import { cellText } from '../../words/values.ts';
import sCustomers from './Customers.module.css';
import s from './columns.module.css';

export type Row = Out<'customers.page'>['rows'][number];

interface ColumnsAsked {
  locale: Locale;
  shown: readonly Attribute[];
  attributes: readonly Attribute[];
  segmentation: Segmentation | null;
  sort: Sort | null;
  /** attributes with a condition on them */
  filtered: ReadonlySet<number>;
  inspected: number | null;
  onSort: (attribute: number) => void;
  onInspect: (attribute: number) => void;
  filterFor: (attribute: Attribute) => ReactNode;
}

/** Widths by type; a long name gets more room, up to a limit. */
function widthOf({ type, name, role, unit }: Attribute): number {
  const base = { number: 96, boolean: 84, date: 120, category: 116, text: 150, identifier: 112 }[type];
  const wide = [...name, ...(unit ?? '')].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 13 : 7.5), 62);
  return Math.round(Math.min(210, Math.max(base, wide, role === 'personal' ? 130 : 0)));
}

/** Group, then the attributes that are shown. */
export function tableColumns(asked: ColumnsAsked): VirtualColumn<Row>[] {
  const { locale, shown, attributes, segmentation, sort } = asked;
  const positions = new Map(attributes.map(({ id }, index) => [id, index]));
  const columns = shown.map((attribute): VirtualColumn<Row> => {
    const at = positions.get(attribute.id) ?? 0;
    const personal = attribute.role === 'personal';
    const sorted = sort?.attribute === attribute.id;
    return {
      key: String(attribute.id),
      width: widthOf(attribute),
      numeric: attribute.type === 'number' && !personal,
      className: personal ? 'masked' : attribute.role === 'ignored' ? sCustomers.ign : '',
      sort: sorted ? (sort.descending ? 'descending' : 'ascending') : 'none',
      header: <Header attribute={attribute} asked={asked} sorted={sorted} />,
      cell: (row) => cellText(row.cells[at] ?? null, attribute, locale),
    };
  });
  if (!segmentation) return columns;
  const group: VirtualColumn<Row> = {
    key: 'segment',
    width: 184,
    header: locale.t('customersUi:group'),
    cell: (row) => {
      const segment = segmentOf(segmentation, row.segment, locale);
      return segment ? (
        <span className={s.seg} title={segment.name}>
          <Shape colour={segment.colour} size={11} />
          <span className="ell">{segment.name}</span>
        </span>
      ) : null;
    },
  };
  return [group, ...columns];
}

function Header({ attribute, asked, sorted }: { attribute: Attribute; asked: ColumnsAsked; sorted: boolean }) {
  const { locale, sort, filtered, inspected, onSort, onInspect, filterFor } = asked;
  const { t } = locale;
  const { id, name, role, unit } = attribute;
  const on = inspected === id;
  return (
    <span className={`${s.head}${on ? ` ${s.on}` : ''}${filtered.has(id) ? ` ${s.filtered}` : ''}`}>
      {role === 'personal' ? (
        <button
          type="button"
          className={s.nm}
          title={t('customersUi:masked', { name })}
          onClick={() => {
            onInspect(id);
          }}
        >
          <Icon name="lock" size={13} />
          <span className="ell">{name}</span>
        </button>
      ) : (
        <button
          type="button"
          className={s.nm}
          title={t('customersUi:sortBy', { name })}
          onClick={() => {
            onSort(id);
          }}
        >
          <span className="ell">{name}</span>
          {unit === null ? null : <span className={s.unit}>{unit}</span>}
          {isDerived(attribute) ? <i className={s.made} aria-hidden="true" /> : null}
          {sorted ? <Icon name={sort?.descending ? 'sortDown' : 'sortUp'} size={13} /> : null}
        </button>
      )}
      <IconButton
        icon="bars"
        size="sm"
        className={s.see}
        label={t('customersUi:inspect', { name })}
        pressed={on}
        onClick={() => {
          onInspect(id);
        }}
      />
      {filterFor(attribute)}
    </span>
  );
}
