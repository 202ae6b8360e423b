import { useState } from 'react';
import type { Codebook, Theme } from '../../../shared/contract/notes.ts';
import { ask, attempt } from '../../state/queries.ts';
import { EmptyState, IconButton, saveText, toCsv, useLocale } from '../../ui/index.ts';
import { ThemeMark } from './ThemeMark.tsx';
import s from './Matrix.module.css';

/** Most themes in the table of pairs at a time: those with the most quotes. */
const MOST = 24;

type Counted = Theme & { quotes: number };

interface MatrixProps {
  themes: readonly Counted[];
  pairs: Codebook['pairs'];
  onPair: (a: number, b: number) => void;
}

/** How many quotes two themes share: a table that is its own twin, darker where there are more. */
export function Matrix({ themes, pairs, onPair }: MatrixProps) {
  const { t } = useLocale();
  const [over, setOver] = useState<number | null>(null);
  if (pairs.length === 0) return <EmptyState why={t('notesUi:noPairs')} />;
  const shown = themes.filter(({ quotes }) => quotes > 0).slice(0, MOST);
  const counts = new Map(
    pairs.flatMap(({ a, b, quotes }) => [[`${a} ${b}`, quotes] as const, [`${b} ${a}`, quotes] as const]),
  );
  const most = Math.max(...pairs.map(({ quotes }) => quotes));
  const save = async () => {
    const left = await ask('notes.leavingPairs', {});
    const rows = left.pairs.map(({ a, b, quotes }) => [a, b, quotes]);
    await saveText(
      `${t('notesUi:together')}.csv`,
      'text/csv',
      toCsv([t('notesUi:theme'), t('notesUi:theme'), t('notesUi:quotes')], rows),
    );
  };
  return (
    <div className={`${s.matrix} scroll grow`} tabIndex={0} role="region" aria-label={t('notesUi:together')}>
      <div className="row between">
        <p className="cap">{t('notesUi:matrixWhy', { n: shown.length, all: themes.length })}</p>
        <IconButton icon="download" label={t('common:download_csv')} onClick={() => void attempt(save)} />
      </div>
      <table>
        <thead>
          <tr>
            <td />
            {shown.map((theme) => (
              <th key={theme.id} scope="col" title={theme.name} aria-label={theme.name}>
                <ThemeMark theme={theme} size={12} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.id}>
              <th scope="row" className={over === row.id ? 'b' : undefined}>
                <span className="row">
                  <ThemeMark theme={row} size={12} />
                  <span className="ell" title={row.name}>
                    {row.name}
                  </span>
                </span>
              </th>
              {shown.map((column) => (
                <Cell
                  key={column.id}
                  row={row}
                  column={column}
                  shared={counts.get(`${row.id} ${column.id}`) ?? 0}
                  most={most}
                  onOver={(over) => setOver(over ? row.id : null)}
                  onPair={onPair}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  row: Counted;
  column: Counted;
  /** quotes that both have */
  shared: number;
  /** of any two themes */
  most: number;
  onOver: (over: boolean) => void;
  onPair: MatrixProps['onPair'];
}

function Cell({ row, column, shared, most, onOver, onPair }: CellProps) {
  const { t, fmt } = useLocale();
  if (row.id === column.id) return <td className={s.own}>{fmt.number(row.quotes)}</td>;
  if (shared === 0) return <td className={s.none}>{'·'}</td>;
  const label = t('notesUi:pair', { a: row.name, b: column.name, n: fmt.number(shared) });
  const shade = Math.max(1, Math.min(4, Math.ceil((shared / most) * 4)));
  return (
    <td style={{ background: `var(--dv${shade})` }}>
      <button
        type="button"
        title={label}
        aria-label={label}
        onMouseEnter={() => onOver(true)}
        onMouseLeave={() => onOver(false)}
        onClick={() => onPair(row.id, column.id)}
      >
        {fmt.number(shared)}
      </button>
    </td>
  );
}
