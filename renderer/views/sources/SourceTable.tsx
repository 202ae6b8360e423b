import type { ReactNode } from 'react';
import type { SourceKind } from '../../../shared/domain.ts';
import { useNames } from '../../state/terms.ts';
import { useLocale } from '../../ui/index.ts';
import { namedTitle } from '../../words/columns.ts';
import { sheetName } from './words.ts';
import s from './SourceTable.module.css';

/** A table of files, on their way in or stored: what each is called, what its rows are, how many, and whose. */
export function SourceTable({ head, children }: { head: ReactNode; children: ReactNode }) {
  const { t } = useLocale();
  return (
    <table className={`tbl ${s.files}`}>
      <thead>
        <tr>
          <th scope="col">{t('sourcesUi:list.file')}</th>
          <th scope="col">{t('sourcesUi:list.kind')}</th>
          <th scope="col" className="r">
            {t('sourcesUi:facts.rows')}
          </th>
          <th scope="col">{t('sourcesUi:list.key')}</th>
          {head}
          <th scope="col">
            <span className="sr-only">{t('sourcesUi:list.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface FileProps {
  name: string;
  sheet: string | null;
  /** beside the name */
  mark?: ReactNode;
  /** undefined: not known yet, as all that follows */
  kind: SourceKind | undefined;
  why?: string | undefined;
  rows: number | undefined;
  rejected: number | undefined;
  customer: string | null | undefined;
}

/** The cells that every such row begins with. */
export function FileCells({ name, sheet: part, mark, kind, why, rows, rejected, customer }: FileProps) {
  const { t, fmt } = useLocale();
  const nameOf = useNames();
  const sheet = part === null ? null : sheetName(t, part);
  const none = <span className="mut">–</span>;
  return (
    <>
      <td>
        <span className={s.name}>
          <span className="ell" title={sheet ? `${name} · ${sheet}` : name}>
            {name}
            {sheet ? <span className="cap"> {sheet}</span> : null}
          </span>
          {mark}
        </span>
      </td>
      <td className="nw" title={why}>
        {kind ? t(`kinds:kind.${kind}`) : none}
      </td>
      <td className="r nw">
        {rows === undefined ? none : fmt.number(rows)}
        {rejected ? (
          <span className="warn-text cap"> {t('sourcesUi:list.rejected', { n: fmt.number(rejected) })}</span>
        ) : null}
      </td>
      <td
        className={customer ? `ell ${s.key}` : 'mut'}
        title={customer ? namedTitle(t, nameOf(customer), customer) : undefined}
      >
        {customer ? nameOf(customer) : kind === undefined || kind === 'other' ? '–' : t('sourcesUi:list.noKey')}
      </td>
    </>
  );
}
