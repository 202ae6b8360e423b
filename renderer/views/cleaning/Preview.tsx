import { useState } from 'react';
import type { CleanPreview, DistributionChange } from '../../../shared/contract/cleaning.ts';
import { IconButton, Notice, TableTwin, useLocale } from '../../ui/index.ts';
import { cellText } from './cells.ts';

/** What a step would do, in figures, bars and rows. */
export function Preview({ preview }: { preview: CleanPreview }) {
  const locale = useLocale();
  const { t, fmt, say } = locale;
  const { report, changes, rows, segments } = preview;
  if (report.skipped) return <Notice>{say(report.skipped)}</Notice>;
  const counts = (['rows', 'missing', 'distinct'] as const).map((key) => ({
    key,
    before: report.before[key],
    after: report.after[key],
  }));
  // what the step changes comes first: the column is narrow
  const columns = preview.columns
    .map((column, at) => ({ column, at, moved: rows.some(({ before, after }) => before[at] !== after[at]) }))
    .sort((a, b) => Number(b.moved) - Number(a.moved) || a.at - b.at);
  return (
    <div className="cl-preview">
      <p>
        <b className="cl-figure">{fmt.number(report.touched)}</b>{' '}
        {t('cleaningUi:preview.touched', { count: report.touched })}
        {report.dropped > 0 ? ` · ${t('cleaningUi:preview.dropped', { n: report.dropped })}` : ''}
      </p>
      {report.notes.map((note, i) => (
        <p key={i} className="cap">
          {say(note)}
        </p>
      ))}
      <table className="tbl cl-counts">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('cleaningUi:preview.count')}</span>
            </th>
            <th scope="col" className="r">
              {t('cleaningUi:preview.before')}
            </th>
            <th scope="col" className="r">
              {t('cleaningUi:preview.after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ key, before, after }) => (
            <tr key={key}>
              <th scope="row">{t(`cleaningUi:preview.${key}`)}</th>
              <td className="r">{fmt.number(before)}</td>
              <td className={before === after ? 'r' : 'r cl-changed'}>{fmt.number(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.map((change) => (
        <Change key={change.column} change={change} />
      ))}
      {segments ? (
        <p className="cap">
          {t('cleaningUi:preview.segments', {
            touched: segments.touched,
            dropped: segments.dropped,
            n: segments.customers,
          })}
        </p>
      ) : null}
      {rows.length > 0 ? (
        <div className="cl-examples scroll" tabIndex={0} role="region" aria-label={t('cleaningUi:preview.examples')}>
          <table className="tbl">
            <thead>
              <tr>
                <th scope="col" className="r">
                  {t('cleaningUi:row')}
                </th>
                {columns.map(({ column: { name, type } }) => (
                  <th key={name} scope="col" className={type === 'number' ? 'r' : undefined} title={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id} className={row.dropped ? 'cl-dropped' : undefined}>
                  <td className="r mut">{fmt.number(row.id)}</td>
                  {columns.map(({ column, at }) => {
                    const before = row.before[at] ?? null;
                    const after = row.after[at] ?? null;
                    const was = cellText(before, column, locale) ?? '–';
                    return (
                      <td key={column.name} className={column.type === 'number' ? 'r' : undefined}>
                        {before === after || row.dropped ? (
                          was
                        ) : (
                          <>
                            {column.made ? null : <s>{was}</s>}{' '}
                            <mark className="cl-cell">{cellText(after, column, locale) ?? '–'}</mark>
                          </>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </div>
  );
}

const HEIGHT = 44;

/** The distribution of a column before (outline) and after (bars), with its table. */
function Change({ change }: { change: DistributionChange }) {
  const { t, fmt } = useLocale();
  const [table, setTable] = useState(false);
  const bars =
    change.numeric?.bins.map(({ from, to, before, after }) => ({ label: fmt.range(from, to), before, after })) ??
    change.values?.map(({ value, before, after }) => ({ label: value, before, after })) ??
    [];
  if (bars.length === 0) return null;
  const most = Math.max(1, ...bars.flatMap(({ before, after }) => [before, after]));
  const width = 100 / bars.length;
  return (
    <figure className="cl-change">
      <figcaption>
        <b className="ell">{change.column}</b>
        <span className="cap nw">
          {t('cleaningUi:preview.missingTo', { before: change.missing.before, after: change.missing.after })}
        </span>
        <IconButton
          icon="table"
          size="sm"
          label={t('cleaningUi:preview.table', { column: change.column })}
          onClick={() => {
            setTable(true);
          }}
        />
      </figcaption>
      <svg
        viewBox={`0 0 100 ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('cleaningUi:preview.chart', { column: change.column })}
      >
        {bars.map(({ label, before, after }, i) => (
          <g key={label}>
            <title>{`${label}: ${fmt.number(before)} → ${fmt.number(after)}`}</title>
            <rect
              className="after"
              x={i * width + width * 0.1}
              width={width * 0.8}
              y={HEIGHT - (after / most) * HEIGHT}
              height={(after / most) * HEIGHT}
            />
            <rect
              className="before"
              x={i * width + width * 0.1}
              width={width * 0.8}
              y={HEIGHT - (before / most) * HEIGHT}
              height={(before / most) * HEIGHT}
            />
          </g>
        ))}
      </svg>
      {table ? (
        <TableTwin
          title={change.column}
          head={[t('cleaningUi:value'), t('cleaningUi:preview.before'), t('cleaningUi:preview.after')]}
          rows={bars.map(({ label, before, after }) => [label, before, after])}
          fileName={change.column}
          onClose={() => {
            setTable(false);
          }}
        />
      ) : null}
    </figure>
  );
}
