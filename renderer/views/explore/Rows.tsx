import type { Out } from '../../../shared/contract.ts';
import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import type { Things } from '../../../shared/contract/explore.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { useQuery } from '../../state/queries.ts';
import { go, useStore } from '../../state/store.ts';
import { Answered, Button, Inspector, useLocale } from '../../ui/index.ts';
import { type AttributeFilter, changeTable } from '../../state/customersTable.ts';
import { filterText } from '../../words/customers.ts';
import { cellText } from '../../words/values.ts';
import s from './Rows.module.css';

interface RowsProps {
  filters: readonly Filter[];
  attributes: readonly Attribute[];
  segmentation: Segmentation | null;
  /** columns worth seeing first */
  first: readonly number[];
  /** what the rows are */
  things: Things;
  onClose: () => void;
}

const SHOWN = 100;
const COLUMNS = 6;

/** The customers behind a number: the first hundred, masked as everywhere, and the way to the customer table. */
export function Rows({ filters, attributes, segmentation, first, things, onClose }: RowsProps) {
  const locale = useLocale();
  const { t } = locale;
  const page = useQuery('customers.page', { offset: 0, limit: SHOWN, filters: [...filters] }, { keep: true });
  const columns = columnsOf(filters, attributes, first);
  const words = filters.map((filter) => filterText(filter, { attributes, segmentation }, locale));
  return (
    <Inspector
      label={t('exploreUi:rows')}
      head={
        <>
          <div className="row between">
            <h2>
              {page.data
                ? t('exploreUi:rowsN', { n: page.data.count, things: t(`explore:things.${things}`) })
                : t('exploreUi:rows')}
            </h2>
            <Button kind="ghost" size="sm" icon="close" onClick={onClose}>
              {t('common:close')}
            </Button>
          </div>
          <p className="cap">{words.join(' · ') || t('explore:everyone')}</p>
        </>
      }
      actions={
        <Button
          className="grow"
          onClick={() => {
            openTable(filters);
          }}
        >
          {t('exploreUi:openTable')}
        </Button>
      }
    >
      <Answered query={page}>{(data) => <RowTable page={data} columns={columns} />}</Answered>
    </Inspector>
  );
}

/** Who it is, then what was asked; what the conditions hold to one value says nothing in a row. */
function columnsOf(
  filters: readonly Filter[],
  attributes: readonly Attribute[],
  first: readonly number[],
): readonly Attribute[] {
  const fixed = new Set(
    filters.flatMap((filter) => (filter.kind === 'values' && filter.values.length === 1 ? [filter.attribute] : [])),
  );
  const key = attributes.filter(({ role }) => role === 'key').slice(0, 1);
  const order = [
    ...new Set([
      ...key.map(({ id }) => id),
      ...first,
      ...attributes.filter(({ role }) => role !== 'ignored').map(({ id }) => id),
    ]),
  ].filter((id) => !fixed.has(id));
  return order.flatMap((id) => attributes.find((attribute) => attribute.id === id) ?? []).slice(0, COLUMNS);
}

function RowTable({ page, columns }: { page: Out<'customers.page'>; columns: readonly Attribute[] }) {
  const locale = useLocale();
  const { t } = locale;
  return (
    <section className={s.rows} tabIndex={0} role="region" aria-label={t('exploreUi:rows')}>
      <table className="tbl">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.type === 'number' ? 'r' : undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => {
                const cell = row.cells[page.attributes.indexOf(column.id)] ?? null;
                const text = cellText(cell, column, locale);
                return (
                  <td key={column.id} className={column.type === 'number' ? 'r nw' : 'nw'}>
                    {text ?? <span className="mut">–</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {page.count > SHOWN ? <p className="cap">{t('exploreUi:firstRows', { n: SHOWN, all: page.count })}</p> : null}
    </section>
  );
}

/** The customer table with the same conditions. It knows one segment at a time: more of them go as the first. */
function openTable(filters: readonly Filter[]): void {
  const own = filters.filter((filter): filter is AttributeFilter => 'attribute' in filter);
  const segments = filters.find((filter) => filter.kind === 'segments');
  const customers = filters.find((filter) => filter.kind === 'customers');
  changeTable({ filters: own, search: '' });
  useStore.setState({
    selection: { segment: segments?.segments[0] ?? null, customers: customers?.ids ?? null },
  });
  go({ view: 'customers' });
}
