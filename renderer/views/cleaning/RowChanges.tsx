import type { CleanColumn, CleanPage, CleanStepInfo } from '../../../shared/contract/cleaning.ts';
import { useNames } from '../../state/terms.ts';
import { IconButton, Inspector, useLocale } from '../../ui/index.ts';
import { namedTitle } from '../../words/columns.ts';
import { cellText } from './cells.ts';
import sRowTable from './RowTable.module.css';
import s from './RowChanges.module.css';

/** What the steps did to one row: what each changed cell was, what it is, and which step changed it. */
export function RowChanges({
  row,
  columns,
  steps,
  onClose,
}: {
  row: CleanPage['rows'][number];
  columns: readonly CleanColumn[];
  steps: readonly CleanStepInfo[];
  onClose: () => void;
}) {
  const locale = useLocale();
  const { t, say, fmt } = locale;
  const nameOf = useNames(columns);
  const heading = ({ name }: CleanColumn) => <dt title={namedTitle(t, nameOf(name), name)}>{nameOf(name)}</dt>;
  const label = t('cleaningUi:rowN', { n: fmt.number(row.id) });
  const named = (id: number | undefined) => {
    const step = steps.find((one) => one.id === id);
    return step ? t('cleaningUi:byStep', { n: step.position, step: say(step.label) }) : '';
  };
  const all = columns.map((column, c) => ({ column, cell: row.cells[c]! }));
  const changed = all.filter(({ cell }) => cell.step !== undefined);
  const rest = all.filter(({ cell }) => cell.step === undefined);
  const missing = <span className="mut">{t('cleaningUi:missing')}</span>;
  return (
    <Inspector
      label={label}
      head={
        <div className="row">
          <h2 className="grow ell">{label}</h2>
          <IconButton icon="close" size="sm" label={t('common:close')} onClick={onClose} />
        </div>
      }
    >
      {row.dropped === null ? null : (
        <section>
          <p className="warn-text">{t('cleaningUi:rowDropped')}</p>
          <p className="cap">{named(row.dropped)}</p>
        </section>
      )}
      {changed.length === 0 && row.dropped !== null ? null : (
        <section>
          <h3>{t('cleaningUi:rowChanged', { count: changed.length })}</h3>
          <dl className={s.fields}>
            {changed.map(({ column, cell }) => (
              <div key={column.name}>
                {heading(column)}
                <dd>
                  {cell.was === undefined ? null : (
                    <>
                      <s>{cellText(cell.was, column, locale) ?? t('cleaningUi:missing')}</s>{' '}
                    </>
                  )}
                  <mark className={sRowTable.cell}>
                    {cellText(cell.value, column, locale) ?? t('cleaningUi:missing')}
                  </mark>
                  <p className="cap">{named(cell.step)}</p>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <section>
        <h3>{t('cleaningUi:rowSame')}</h3>
        <dl className={s.fields}>
          {rest.map(({ column, cell }) => (
            <div key={column.name}>
              {heading(column)}
              <dd>{cellText(cell.value, column, locale) ?? missing}</dd>
            </div>
          ))}
        </dl>
      </section>
    </Inspector>
  );
}
