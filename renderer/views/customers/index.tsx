import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { ask, envelopeOf, tellFailure, useQuery, useSettled } from '../../state/queries.ts';
import { go, useStore } from '../../state/store.ts';
import {
  Button,
  EmptyState,
  Failed,
  Icon,
  TextInput,
  useLocale,
  ViewBody,
  ViewHeader,
  VirtualTable,
  Waiting,
} from '../../ui/index.ts';
import { AttributeInspector } from './AttributeInspector.tsx';
import { Chips } from './Chips.tsx';
import { tableColumns, type Row } from './columns.tsx';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { CustomerPage } from './customer/CustomerPage.tsx';
import { openCustomer } from './customer/neighbours.ts';
import { DeriveDialog } from './derive/DeriveDialog.tsx';
import { CustomerInspector } from './CustomerInspector.tsx';
import { FilterMenu } from './FilterMenu.tsx';
import { changeTable, selectionFilters, useTable } from '../../state/customersTable.ts';
import './customers.css';

/** Customers, one row each: sort, filter, search, and the profile of a column beside them. */
export function CustomersView() {
  const { t } = useLocale();
  const route = useStore((state) => state.route);
  const table = useReturn(route.id !== undefined);
  const attributes = useQuery('customers.attributes', {}, { keep: true });
  const segmentation = useQuery('segments.current', {}, { keep: true });
  const whole = useQuery('customers.page', { offset: 0, limit: 0 }, { keep: true });
  const failed = [attributes, whole].find(({ error }) => error);
  if (failed?.error) return <Failed error={failed.error} retry={failed.refetch} />;
  if (!attributes.data || !whole.data) return <Waiting />;
  if (attributes.data.length === 0)
    return (
      <EmptyState
        why={t('customersUi:none')}
        action={
          <Button
            kind="primary"
            onClick={() => {
              go({ view: 'sources', mode: 'import' });
            }}
          >
            {t('customersUi:import')}
          </Button>
        }
      />
    );
  return (
    <>
      {route.id === undefined ? null : <CustomerPage id={route.id} attributes={attributes.data} />}
      {/* the table stays, with its place, while a customer's page is open */}
      <div ref={table} className={route.id === undefined ? 'cust-view' : 'cust-view away'}>
        <Customers attributes={attributes.data} segmentation={segmentation.data ?? null} whole={whole.data} />
      </div>
      {route.mode === 'derive' ? (
        <DeriveDialog
          onClose={() => {
            go({ view: 'customers' });
          }}
        />
      ) : null}
    </>
  );
}

interface CustomersProps {
  attributes: readonly Attribute[];
  segmentation: Segmentation | null;
  /** the unfiltered count; another object whenever a table changed */
  whole: Out<'customers.page'>;
}

function Customers({ attributes, segmentation, whole }: CustomersProps) {
  const locale = useLocale();
  const { t, fmt } = locale;
  const table = useTable();
  const selection = useStore((state) => state.selection);
  const search = useSettled(table.search, 250);
  const [customer, setCustomer] = useState<{ row: Row; index: number } | null>(null);
  const [filtering, setFiltering] = useState<number | null>(null);
  const [turn, setTurn] = useState({ whole, n: 0 });
  if (turn.whole !== whole) setTurn({ whole, n: turn.n + 1 });

  const selected = useMemo(() => selectionFilters(selection, segmentation), [selection, segmentation]);
  const known = useMemo(() => {
    const ids = new Set(attributes.map(({ id }) => id));
    return {
      filters: table.filters.filter(({ attribute }) => ids.has(attribute)),
      sort: table.sort && ids.has(table.sort.attribute) ? table.sort : null,
    };
  }, [attributes, table.filters, table.sort]);
  const filters: Filter[] = useMemo(() => [...selected, ...known.filters], [selected, known.filters]);
  const { data: counted, error } = useQuery('customers.page', { offset: 0, limit: 0, filters, search }, { keep: true });
  const count = counted?.count ?? whole.total;

  const load = useCallback(
    async (offset: number, limit: number) =>
      (await ask('customers.page', { offset, limit, sort: known.sort, filters, search })).rows,
    [filters, known.sort, search],
  );
  const version = useMemo(
    () => JSON.stringify([turn.n, filters, known.sort, search]),
    [turn.n, filters, known.sort, search],
  );
  const shown = useMemo(
    () => attributes.filter(({ name }) => !table.hidden.includes(name)),
    [attributes, table.hidden],
  );
  const inspected = attributes.find(({ id }) => id === table.attribute) ?? firstNumber(shown) ?? shown[0];
  const columns = tableColumns({
    locale,
    shown,
    attributes,
    segmentation,
    sort: known.sort,
    filtered: new Set(known.filters.map(({ attribute }) => attribute)),
    inspected: inspected?.id ?? null,
    onSort: (attribute) => {
      setCustomer(null);
      changeTable({ attribute, sort: nextSort(known.sort, attribute) });
    },
    onInspect: (attribute) => {
      setCustomer(null);
      changeTable({ attribute });
    },
    filterFor: (attribute) => (
      <FilterMenu
        attribute={attribute}
        filters={known.filters.filter((filter) => filter.attribute === attribute.id)}
        others={filters.filter((filter) => !('attribute' in filter) || filter.attribute !== attribute.id)}
        search={search}
        opened={filtering === attribute.id}
        onOpened={(opened) => {
          setFiltering(opened ? attribute.id : null);
        }}
      />
    ),
  });
  const narrowed = filters.length > 0 || search !== '';
  return (
    <>
      <ViewHeader
        title={
          narrowed
            ? t('customersUi:titleOf', { count, total: whole.total })
            : t('customersUi:title', { n: whole.total })
        }
        basis={t('customersUi:basis', { shown: shown.length, all: attributes.length })}
        actions={
          <>
            <label className="cust-search">
              <Icon name="search" />
              <TextInput
                aria-label={t('customersUi:search')}
                placeholder={t('customersUi:search')}
                value={table.search}
                maxLength={200}
                onChange={(event) => {
                  changeTable({ search: event.currentTarget.value });
                }}
              />
            </label>
            <ColumnsMenu attributes={attributes} hidden={table.hidden} />
            <Button
              onClick={() => {
                go({ view: 'customers', mode: 'derive' });
              }}
            >
              {t('customerUi:derive.open')}
            </Button>
            <Button
              onClick={() => {
                go({ view: 'sources' });
              }}
            >
              {t('customersUi:imports')}
            </Button>
          </>
        }
      />
      <Chips
        attributes={attributes}
        filters={known.filters}
        segmentation={segmentation}
        search={table.search}
        onEdit={setFiltering}
      />
      {error ? <Failed error={error} /> : null}
      <ViewBody
        inspector={
          customer ? (
            <CustomerInspector
              row={customer.row}
              attributes={attributes}
              segmentation={segmentation}
              onOpen={() => {
                openCustomer(customer.row.id, customer.index, { sort: known.sort, filters, search });
              }}
              onClose={() => {
                setCustomer(null);
              }}
            />
          ) : inspected ? (
            <AttributeInspector attribute={inspected} filters={filters} search={search} narrowed={narrowed} />
          ) : undefined
        }
      >
        <div className="cust-table">
          <VirtualTable
            label={t('customersUi:table')}
            count={count}
            columns={columns}
            load={load}
            version={version}
            rowHeight={31}
            isSelected={(row) => row.id === customer?.row.id}
            onActivate={(row, index) => {
              setCustomer({ row, index });
            }}
            onOpen={(row, index) => {
              openCustomer(row.id, index, { sort: known.sort, filters, search });
            }}
            onFailure={(failure) => {
              tellFailure(envelopeOf(failure));
            }}
          />
          {count === 0 ? (
            <div className="cust-none">
              <EmptyState
                why={t('customersUi:noMatch')}
                action={
                  <Button
                    onClick={() => {
                      changeTable({ filters: [], search: '' });
                      useStore.setState({ selection: { segment: null, customers: null } });
                    }}
                  >
                    {t('customersUi:clearAll')}
                  </Button>
                }
              />
            </div>
          ) : null}
        </div>
      </ViewBody>
      <p className="sr-only" role="status">
        {t('customersUi:titleOf', { count: fmt.number(count), total: fmt.number(whole.total) })}
      </p>
    </>
  );
}

/** Back from a customer's page the keyboard is in the table again. */
function useReturn(away: boolean) {
  const table = useRef<HTMLDivElement>(null);
  const was = useRef(away);
  useEffect(() => {
    if (was.current && !away) table.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
    was.current = away;
  }, [away]);
  return table;
}

const firstNumber = (list: readonly Attribute[]) =>
  list.find(({ type, role }) => role === 'attribute' && type === 'number');

/** Up, down, and back to the order of the file. */
function nextSort(sort: { attribute: number; descending: boolean } | null, attribute: number) {
  if (sort?.attribute !== attribute) return { attribute, descending: false };
  return sort.descending ? null : { attribute, descending: true };
}
