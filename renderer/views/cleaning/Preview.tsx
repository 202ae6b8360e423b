import type { In } from '../../../shared/contract.ts';
import type { CleanPreview, StepReport } from '../../../shared/contract/cleaning.ts';
import { Notice, useLocale } from '../../ui/index.ts';
import { cellText } from './cells.ts';
import { Change } from './Change.tsx';
import { placed, RowTable } from './RowTable.tsx';
import { SegmentEffects } from './SegmentEffects.tsx';
import sRowTable from './RowTable.module.css';
import s from './Preview.module.css';

/** What a step would do, in figures, bars and rows. */
export function Preview({ preview, asked }: { preview: CleanPreview; asked: In<'cleaning.preview'> }) {
  const { say } = useLocale();
  const { report, changes, rows, segments } = preview;
  if (report.skipped) return <Notice>{say(report.skipped)}</Notice>;
  return (
    <div>
      <Outcome report={report} />
      {report.notes.map((note, i) => (
        <p key={i} className="cap">
          {say(note)}
        </p>
      ))}
      <Counts report={report} />
      {changes.map((change) => (
        <Change key={change.column} change={change} columns={preview.columns} asked={asked} />
      ))}
      {segments && report.touched > 0 ? <SegmentEffects effect={segments} /> : null}
      {rows.length > 0 ? <Examples preview={preview} /> : null}
    </div>
  );
}

/** These change the columns themselves: no row need be touched. */
const OF_COLUMNS: readonly string[] = ['dropColumns', 'rename', 'type'];

/** How many rows it touches. */
function Outcome({ report: { op, touched, dropped } }: { report: StepReport }) {
  const { t, fmt } = useLocale();
  if (touched === 0 && OF_COLUMNS.includes(op)) return null;
  const only = touched > 0 && touched === dropped;
  return (
    <p>
      <b className={s.figure}>{fmt.number(touched)}</b>{' '}
      {t(`cleaningUi:preview.${only ? 'onlyDropped' : 'touched'}`, { count: touched })}
      {dropped > 0 && !only ? ` · ${t('cleaningUi:preview.dropped', { n: dropped })}` : ''}
    </p>
  );
}

function Counts({ report }: { report: StepReport }) {
  const { t, fmt } = useLocale();
  const counts = (['rows', 'missing', 'distinct'] as const).map((key) => ({
    key,
    before: report.before[key],
    after: report.after[key],
  }));
  return (
    <table className={`tbl ${s.counts}`}>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{t('cleaningUi:preview.count')}</span>
          </th>
          {(['before', 'after'] as const).map((side) => (
            <th key={side} scope="col" className="r">
              {t(`cleaningUi:preview.${side}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {counts.map(({ key, before, after }) => (
          <tr key={key}>
            <th scope="row">{t(`cleaningUi:preview.${key}`)}</th>
            <td className="r">{fmt.number(before)}</td>
            <td className={before === after ? 'r' : `r ${s.changed}`}>{fmt.number(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Some of the rows, what the step changes first. */
function Examples({ preview: { columns, rows } }: { preview: CleanPreview }) {
  const locale = useLocale();
  const { t } = locale;
  return (
    <RowTable
      label={t('cleaningUi:preview.examples')}
      className={s.examples}
      columns={placed(columns, (_, at) => rows.some(({ before, after }) => before[at] !== after[at]))}
      rows={rows}
      rowClass={({ dropped }) => (dropped ? s.dropped : undefined)}
      cell={(row, { column, at }) => {
        const before = row.before[at] ?? null;
        const after = row.after[at] ?? null;
        const was = cellText(before, column, locale) ?? '–';
        if (before === after || row.dropped) return was;
        return (
          <>
            {column.made ? null : <s>{was}</s>}{' '}
            <mark className={sRowTable.cell}>{cellText(after, column, locale) ?? '–'}</mark>
          </>
        );
      }}
    />
  );
}
