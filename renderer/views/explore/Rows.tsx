import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import type { Things } from '../../../shared/contract/explore.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { useQuery } from '../../state/queries.ts';
import { go, useStore } from '../../state/store.ts';
import { Button, Failed, Inspector, useLocale, Waiting } from '../../ui/index.ts';
import { type AttributeFilter, changeTable } from '../../state/customersTable.ts';
import { cellText, filterText, segmentOf } from '../../words/customers.ts';

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
  const { data, error, refetch } = useQuery(
    'customers.page',
    { offset: 0, limit: SHOWN, filters: [...filters] },
    { keep: true },
  );
  // who it is, then what was asked; what the conditions hold to one value says nothing in a row
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
  const columns = order.flatMap((id) => attributes.find((attribute) => attribute.id === id) ?? []).slice(0, COLUMNS);
  const words = filters.map((filter) => {
    if (filter.kind === 'segments') return segmentOf(segmentation, filter.segments[0] ?? null, locale)?.name ?? '';
    if (filter.kind === 'customers') return t('customersUi:chip.lasso', { n: filter.ids.length });
    const attribute = attributes.find(({ id }) => id === filter.attribute);
    return attribute ? filterText(filter, attribute, locale) : '';
  });
  return (
    <Inspector
      label={t('exploreUi:rows')}
      head={
        <>
          <div className="row between">
            <h2>
              {data
                ? t('exploreUi:rowsN', { n: data.count, things: t(`explore:things.${things}`) })
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
      {error ? <Failed error={error} retry={refetch} /> : null}
      {data ? (
        <section className="xrows" tabIndex={0} role="region" aria-label={t('exploreUi:rows')}>
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
              {data.rows.map((row) => (
                <tr key={row.id}>
                  {columns.map((column) => {
                    const cell = row.cells[data.attributes.indexOf(column.id)] ?? null;
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
          {data.count > SHOWN ? <p className="cap">{t('exploreUi:firstRows', { n: SHOWN, all: data.count })}</p> : null}
        </section>
      ) : error ? null : (
        <Waiting />
      )}
    </Inspector>
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
