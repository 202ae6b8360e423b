import { useCallback, useMemo, useState } from 'react';
import type { CleanColumn, CleanPage } from '../../../shared/contract/cleaning.ts';
import type { In } from '../../../shared/contract.ts';
import { ask, envelopeOf, tellFailure, useQuery } from '../../state/queries.ts';
import {
  EmptyState,
  Failed,
  Segmented,
  Tooltip,
  useLocale,
  VirtualTable,
  type VirtualColumn,
  Waiting,
} from '../../ui/index.ts';

type Row = CleanPage['rows'][number];
type Show = NonNullable<In<'cleaning.table'>['show']>;

const WIDTH: Record<CleanColumn['type'], number> = {
  number: 96,
  boolean: 80,
  date: 112,
  category: 128,
  identifier: 128,
  text: 168,
};

/** The rows with the steps applied: changed cells are marked and say what they were. */
export function CleanTable({ sourceId, version, step }: { sourceId: number; version: string; step: number | null }) {
  const locale = useLocale();
  const { t, fmt } = locale;
  const [asked, setShow] = useState<Show>('kept');
  const show = step !== null && asked === 'kept' ? 'changed' : asked;
  const which = useMemo(
    () =>
      ({
        sourceId,
        show: step === null ? show : show === 'dropped' ? 'dropped' : 'all',
        ...(step === null ? {} : { step }),
      }) as const,
    [sourceId, show, step],
  );
  const { data, error, refetch } = useQuery('cleaning.table', { ...which, limit: 0 }, { keep: true });
  const load = useCallback(
    async (offset: number, limit: number) => (await ask('cleaning.table', { ...which, offset, limit })).rows,
    [which],
  );
  const columns = useMemo(() => (data ? tableColumns(data.columns, locale) : []), [data, locale]);
  return (
    <section className="cl-table" aria-label={t('cleaningUi:table')}>
      <div className="cl-bar">
        <Segmented
          label={t('cleaningUi:show')}
          value={show}
          options={(['kept', 'changed', 'dropped', 'all'] as const).map((value) => ({
            value,
            label: t(`cleaningUi:shows.${value}`),
          }))}
          onChange={setShow}
        />
        <span className="cap">{data ? t('cleaningUi:rowsOf', { n: data.count, total: data.total }) : ''}</span>
        <span className="cap grow r">{t('cleaningUi:rawStays')}</span>
      </div>
      {error ? (
        <Failed error={error} retry={refetch} />
      ) : !data ? (
        <Waiting />
      ) : data.count === 0 ? (
        <EmptyState why={t(`cleaningUi:noRows.${show}`)} />
      ) : (
        <div className="cl-rows">
          <VirtualTable<Row>
            label={t('cleaningUi:table')}
            count={data.count}
            columns={columns}
            load={load}
            version={`${version} ${JSON.stringify(which)} ${fmt.number(data.count)}`}
            rowHeight={28}
            onFailure={(failure) => {
              tellFailure(envelopeOf(failure));
            }}
          />
        </div>
      )}
    </section>
  );
}

function tableColumns(columns: readonly CleanColumn[], { t, fmt }: ReturnType<typeof useLocale>): VirtualColumn<Row>[] {
  return [
    {
      key: 'row',
      width: 72,
      header: t('cleaningUi:row'),
      numeric: true,
      className: 'mut',
      cell: (row) => (row.dropped === null ? fmt.number(row.id) : <s>{fmt.number(row.id)}</s>),
    },
    ...columns.map((column, c): VirtualColumn<Row> => {
      const numeric = column.type === 'number';
      const print = (value: string | number | null | undefined) =>
        value === null || value === undefined ? null : typeof value === 'number' ? fmt.number(value, 4) : value;
      return {
        key: column.name,
        width: WIDTH[column.type],
        header: (
          <span className={column.made ? 'ell cl-made' : 'ell'} title={column.name}>
            {column.name}
          </span>
        ),
        numeric,
        cell: (row) => {
          const cell = row.cells[c];
          if (!cell) return null;
          if (cell.step === undefined) return print(cell.value);
          const was = cell.was === undefined ? null : (print(cell.was) ?? t('cleaningUi:missing'));
          return (
            <Tooltip label={was === null ? t('cleaningUi:madeByStep') : t('cleaningUi:was', { was })}>
              <mark className="cl-cell">{print(cell.value) ?? '–'}</mark>
            </Tooltip>
          );
        },
      };
    }),
  ];
}
