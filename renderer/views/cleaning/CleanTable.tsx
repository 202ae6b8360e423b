import { useCallback, useMemo, useState } from 'react';
import type { CleanColumn, CleanPage } from '../../../shared/contract/cleaning.ts';
import type { In } from '../../../shared/contract.ts';
import { envelopeOf } from '../../state/answers.ts';
import { ask, tellFailure, useQuery } from '../../state/queries.ts';
import { type NameOf, useNames } from '../../state/terms.ts';
import {
  Button,
  EmptyState,
  Failed,
  Segmented,
  Tooltip,
  useLocale,
  VirtualTable,
  type VirtualColumn,
  Waiting,
} from '../../ui/index.ts';
import { namedTitle } from '../../words/columns.ts';
import { cellText, widthOf } from './cells.ts';
import sRowTable from './RowTable.module.css';
import s from './CleanTable.module.css';

type Row = CleanPage['rows'][number];
type Show = NonNullable<In<'cleaning.table'>['show']>;

/** Rows read to know how much room the columns need. */
const SAMPLE = 20;

interface TableProps {
  readonly sourceId: number;
  readonly version: string;
  /** only the rows this step touched; null: all steps */
  readonly step: { readonly id: number; readonly label: string } | null;
  readonly onAllSteps: () => void;
  /** the row beside the table */
  readonly row: number | null;
  readonly onRow: (row: Row | null, columns: readonly CleanColumn[]) => void;
}

/** The rows with the steps applied: changed cells are marked and say what they were. */
export function CleanTable({ sourceId, version, step, onAllSteps, row: chosen, onRow }: TableProps) {
  const locale = useLocale();
  const { t, fmt } = locale;
  const [show, setShow] = useState<Show>('kept');
  const [touched, setTouched] = useState<'all' | 'dropped'>('all');
  const stepId = step?.id ?? null;
  const which = useMemo(
    () => (stepId === null ? ({ sourceId, show } as const) : ({ sourceId, show: touched, step: stepId } as const)),
    [sourceId, show, touched, stepId],
  );
  const { data, error, refetch } = useQuery('cleaning.table', { ...which, limit: SAMPLE }, { keep: true });
  const load = useCallback(
    async (offset: number, limit: number) => (await ask('cleaning.table', { ...which, offset, limit })).rows,
    [which],
  );
  const columns = useTableColumns(data);
  return (
    <section className={s.table} aria-label={t('cleaningUi:table')}>
      <div className={s.bar}>
        {step ? (
          <>
            <Segmented
              label={t('cleaningUi:show')}
              value={touched}
              options={(['all', 'dropped'] as const).map((value) => ({
                value,
                label: t(value === 'all' ? 'cleaningUi:shows.touched' : 'cleaningUi:shows.dropped'),
              }))}
              onChange={setTouched}
            />
            <Button size="sm" icon="close" title={step.label} onClick={onAllSteps}>
              {t('cleaningUi:allSteps')}
            </Button>
          </>
        ) : (
          <Segmented
            label={t('cleaningUi:show')}
            value={show}
            options={(['kept', 'changed', 'dropped', 'all'] as const).map((value) => ({
              value,
              label: t(`cleaningUi:shows.${value}`),
            }))}
            onChange={setShow}
          />
        )}
        <span className="cap nw" role="status">
          {data ? t('cleaningUi:rowsOf', { n: data.count, total: data.total }) : ''}
        </span>
        <span className="cap grow r">{t('cleaningUi:rawStays')}</span>
      </div>
      {error ? (
        <Failed error={error} retry={refetch} />
      ) : !data ? (
        <div className={s.wait}>
          <Waiting />
        </div>
      ) : data.count === 0 ? (
        <EmptyState why={t(`cleaningUi:noRows.${step ? (touched === 'all' ? 'changed' : 'dropped') : show}`)} />
      ) : (
        <div className={s.rows}>
          <VirtualTable<Row>
            label={t('cleaningUi:table')}
            count={data.count}
            columns={columns}
            load={load}
            version={`${version} ${JSON.stringify(which)} ${fmt.number(data.count)}`}
            rowHeight={28}
            isSelected={({ id }) => id === chosen}
            onActivate={(row) => {
              onRow(row.id === chosen ? null : row, data.columns);
            }}
            onFailure={(failure) => {
              tellFailure(envelopeOf(failure));
            }}
          />
        </div>
      )}
    </section>
  );
}

function useTableColumns(page: CleanPage | undefined): VirtualColumn<Row>[] {
  const locale = useLocale();
  const nameOf = useNames(page?.columns);
  return useMemo(() => (page ? tableColumns(page, nameOf, locale) : []), [page, nameOf, locale]);
}

function tableColumns(
  { columns, rows }: CleanPage,
  nameOf: NameOf,
  locale: ReturnType<typeof useLocale>,
): VirtualColumn<Row>[] {
  const { t, fmt } = locale;
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
      const sample = rows.map(({ cells }) => cellText(cells[c]?.value, column, locale));
      const name = nameOf(column.name);
      return {
        key: column.name,
        width: widthOf({ name, type: column.type }, sample),
        header: (
          <span className={column.made ? `ell ${s.made}` : 'ell'} title={namedTitle(t, name, column.name)}>
            {name}
          </span>
        ),
        numeric: column.type === 'number' && column.role !== 'personal',
        ...(column.role === 'personal' ? { className: 'masked' } : {}),
        cell: (row) => {
          const cell = row.cells[c];
          if (!cell) return null;
          const now = cellText(cell.value, column, locale);
          if (cell.step === undefined) return now;
          const was =
            cell.was === undefined
              ? t('cleaningUi:madeByStep')
              : t('cleaningUi:was', { was: cellText(cell.was, column, locale) ?? t('cleaningUi:missing') });
          return (
            <Tooltip label={was}>
              <mark className={sRowTable.cell}>
                {now ?? '–'}
                <span className="sr-only">{` (${was})`}</span>
              </mark>
            </Tooltip>
          );
        },
      };
    }),
  ];
}
