import { useState } from 'react';
import type { ShownAttribute } from '../../state/attributes.ts';
import { changeTable, useTable } from '../../state/customersTable.ts';
import { envelopeOf } from '../../state/answers.ts';
import { tellFailure } from '../../state/queries.ts';
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
  type VirtualColumn,
  VirtualTable,
} from '../../ui/index.ts';
import { AttributeInspector } from './AttributeInspector.tsx';
import { Narrowing } from './Narrowing.tsx';
import type { Row } from './columns.tsx';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { openCustomer } from './customer/neighbours.ts';
import { CustomerInspector } from './CustomerInspector.tsx';
import { useColumns } from './useColumns.tsx';
import { type CustomersProps, type Rows, useRows } from './useRows.ts';
import s from './Customers.module.css';

/** The table, what narrows it, and beside it the column or the customer that is looked at. */
export function Customers(props: CustomersProps) {
  const { attributes, segmentation, whole } = props;
  const { t, fmt } = useLocale();
  const written = useTable().search;
  const rows = useRows(props);
  const { filters, search, count, error } = rows;
  const [customer, setCustomer] = useState<{ row: Row; index: number } | null>(null);
  const { columns, shown, inspected, openFilter } = useColumns(props, rows, () => {
    setCustomer(null);
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
        actions={<HeaderActions attributes={attributes} />}
      />
      <Narrowing
        attributes={attributes}
        filters={rows.own}
        segmentation={segmentation}
        search={written}
        onEdit={openFilter}
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
                openFrom(rows, customer.row, customer.index);
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
        <Table
          rows={rows}
          columns={columns}
          chosen={customer?.row.id ?? null}
          onChoose={(row, index) => {
            setCustomer({ row, index });
          }}
        />
      </ViewBody>
      <p className="sr-only" role="status">
        {t('customersUi:titleOf', { count: fmt.number(count), total: fmt.number(whole.total) })}
      </p>
    </>
  );
}

/** Open a customer's page; the table as it is now decides who is next there. */
function openFrom({ sort, filters, search }: Rows, row: Row, index: number): void {
  openCustomer(row.id, index, { sort, filters, search });
}

function HeaderActions({ attributes }: { attributes: readonly ShownAttribute[] }) {
  const { t } = useLocale();
  const table = useTable();
  return (
    <>
      <label className={s.search}>
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
  );
}

interface TableProps {
  rows: Rows;
  columns: readonly VirtualColumn<Row>[];
  /** the customer beside the table */
  chosen: number | null;
  onChoose: (row: Row, index: number) => void;
}

function Table({ rows, columns, chosen, onChoose }: TableProps) {
  const { t } = useLocale();
  return (
    <div className={s.table}>
      <VirtualTable
        label={t('customersUi:table')}
        count={rows.count}
        columns={columns}
        load={rows.load}
        version={rows.version}
        rowHeight={31}
        isSelected={(row) => row.id === chosen}
        onActivate={onChoose}
        onOpen={(row, index) => {
          openFrom(rows, row, index);
        }}
        onFailure={(failure) => {
          tellFailure(envelopeOf(failure));
        }}
      />
      {rows.count === 0 ? (
        <div className={s.none}>
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
  );
}
