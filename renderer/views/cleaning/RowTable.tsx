import { type ReactNode, useMemo } from 'react';
import type { CleanColumn } from '../../../shared/contract/cleaning.ts';
import { useNames } from '../../state/terms.ts';
import { useLocale } from '../../ui/index.ts';
import { namedTitle } from '../../words/columns.ts';
import s from './RowTable.module.css';

/** A column and its place in the cells of a row. */
export interface Placed {
  readonly column: CleanColumn;
  readonly at: number;
}

/** Columns with their places, those that matter most first: a wide file would hide them. */
export const placed = (
  columns: readonly CleanColumn[],
  first: (column: CleanColumn, at: number) => boolean,
): Placed[] =>
  columns
    .map((column, at) => ({ column, at, first: first(column, at) }))
    .sort((a, b) => Number(b.first) - Number(a.first) || a.at - b.at);

/** Some rows of a file, each with its number. */
export function RowTable<Row extends { readonly id: number }>({
  label,
  className,
  columns,
  marked,
  rows,
  rowClass,
  cell,
}: {
  label: string;
  className: string | undefined;
  columns: readonly Placed[];
  /** the column in question */
  marked?: string | null;
  rows: readonly Row[];
  rowClass?: (row: Row) => string | undefined;
  cell: (row: Row, place: Placed) => ReactNode;
}) {
  const { t, fmt } = useLocale();
  const nameOf = useNames(useMemo(() => columns.map(({ column }) => column), [columns]));
  const classOf = ({ name, type }: CleanColumn) =>
    [name === marked ? s.at : '', type === 'number' ? 'r' : ''].join(' ').trim() || undefined;
  return (
    <div className={`${s.table} scroll ${className}`} tabIndex={0} role="region" aria-label={label}>
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col" className="r">
              {t('cleaningUi:row')}
            </th>
            {columns.map(({ column }) => (
              <th
                key={column.name}
                scope="col"
                className={classOf(column)}
                title={namedTitle(t, nameOf(column.name), column.name)}
              >
                {nameOf(column.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={rowClass?.(row)}>
              <td className="r mut">{fmt.number(row.id)}</td>
              {columns.map((place) => (
                <td key={place.column.name} className={classOf(place.column)}>
                  {cell(row, place)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
