import { useState } from 'react';
import type { Codebook, Theme } from '../../../shared/contract/notes.ts';
import { EmptyState, IconButton, saveText, toCsv, useLocale } from '../../ui/index.ts';
import { ThemeMark } from './ThemeMark.tsx';

/** Most themes in the table of pairs at a time: those with the most quotes. */
const MOST = 24;

/** How many quotes two themes share: a table that is its own twin, darker where there are more. */
export function Matrix({
  themes,
  pairs,
  onPair,
}: {
  themes: readonly (Theme & { quotes: number })[];
  pairs: Codebook['pairs'];
  onPair: (a: number, b: number) => void;
}) {
  const { t, fmt } = useLocale();
  const [over, setOver] = useState<readonly [number, number] | null>(null);
  if (pairs.length === 0) return <EmptyState why={t('notesUi:noPairs')} />;
  const shown = themes.filter(({ quotes }) => quotes > 0).slice(0, MOST);
  const counts = new Map(
    pairs.flatMap(({ a, b, quotes }) => [[`${a} ${b}`, quotes] as const, [`${b} ${a}`, quotes] as const]),
  );
  const most = Math.max(...pairs.map(({ quotes }) => quotes));
  const shade = (n: number) => `var(--dv${Math.max(1, Math.min(4, Math.ceil((n / most) * 4)))})`;
  const save = () => {
    const names = new Map(themes.map(({ id, name }) => [id, name]));
    const rows = pairs.map(({ a, b, quotes }) => [names.get(a) ?? '', names.get(b) ?? '', quotes]);
    void saveText(
      `${t('notesUi:together')}.csv`,
      'text/csv',
      toCsv([t('notesUi:theme'), t('notesUi:theme'), t('notesUi:quotes')], rows),
    );
  };
  return (
    <div className="nt-matrix scroll grow" tabIndex={0} role="region" aria-label={t('notesUi:together')}>
      <div className="row between">
        <p className="cap">{t('notesUi:matrixWhy', { n: shown.length, all: themes.length })}</p>
        <IconButton icon="download" label={t('common:download_csv')} onClick={save} />
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
              <th scope="row" className={over?.[0] === row.id ? 'b' : undefined}>
                <span className="row">
                  <ThemeMark theme={row} size={12} />
                  <span className="ell" title={row.name}>
                    {row.name}
                  </span>
                </span>
              </th>
              {shown.map((column) => {
                if (row.id === column.id)
                  return (
                    <td key={column.id} className="own">
                      {fmt.number(row.quotes)}
                    </td>
                  );
                const n = counts.get(`${row.id} ${column.id}`) ?? 0;
                if (n === 0)
                  return (
                    <td key={column.id} className="none">
                      {'·'}
                    </td>
                  );
                const label = t('notesUi:pair', { a: row.name, b: column.name, n: fmt.number(n) });
                return (
                  <td key={column.id} style={{ background: shade(n) }}>
                    <button
                      type="button"
                      title={label}
                      aria-label={label}
                      onMouseEnter={() => setOver([row.id, column.id])}
                      onMouseLeave={() => setOver(null)}
                      onClick={() => onPair(row.id, column.id)}
                    >
                      {fmt.number(n)}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
