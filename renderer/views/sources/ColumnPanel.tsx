import { Fragment } from 'react';
import type { Audience } from '../../../shared/contract/leaving.ts';
import type { Inspection } from '../../../shared/contract/sources.ts';
import type { ColumnGuess, PersonalKind } from '../../../shared/domain.ts';
import { printPoint } from '../../../shared/print.ts';
import { Histogram } from '../../charts/histogram/Histogram.tsx';
import { ValueBars } from '../../charts/value-bars/ValueBars.tsx';
import type { TermChange } from '../../../shared/contract/dictionary.ts';
import { ask } from '../../state/queries.ts';
import { tell } from '../../state/store.ts';
import { useNames } from '../../state/terms.ts';
import { Select, TermFields, useLocale } from '../../ui/index.ts';
import { Answers } from './Answers.tsx';
import { Preview } from './Preview.tsx';
import type { Intake } from './useIntake.ts';
import { namedTitle, personalOptions, typeName } from '../../words/columns.ts';
import sWizard from './Wizard.module.css';
import s from './ColumnPanel.module.css';

/** Ways of writing shown below each other. */
const WRITINGS = 3;
const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0);

interface PanelProps {
  inspection: Inspection;
  columns: readonly ColumnGuess[];
  column: ColumnGuess;
  onSelect: (name: string) => void;
  onKind: (kind: PersonalKind) => void;
  intake: Intake;
}

/** The chosen column: what it holds, how its values are read, and the first rows beside it. */
export function ColumnPanel({ inspection, columns, column, onSelect, onKind, intake }: PanelProps) {
  const { t, fmt } = useLocale();
  const n = inspection.storable - column.missing - column.invalid;
  const { terms } = intake.plan;
  const nameOf = useNames(columns, terms);
  const label = nameOf(column.name);
  // two columns of one name could not be told apart
  const describe = (change: TermChange) => {
    const other = columns.find(({ name }) => name !== change.name && nameOf(name) === change.label);
    if (change.label && other)
      tell('danger', { key: 'dictionary:error.taken', values: { label: change.label, other: other.name } });
    else intake.describe(change);
  };
  return (
    <section className={sWizard.side} aria-label={label}>
      <div className={s.prof}>
        <div className="row between">
          <h2 className="h ell" title={namedTitle(t, label, column.name)}>
            {label} <span className={`mut ${s.regular}`}>{typeName(t, column)}</span>
          </h2>
          <span className="cap nw">
            {t('sourcesUi:profile.n', { n, missing: column.missing })}
            {column.invalid > 0 ? ` · ${t('sourcesUi:profile.invalid', { n: column.invalid })}` : ''}
          </span>
        </div>
        <TermFields key={column.name} slim column={column} waiting={{ changes: terms, describe }} />
        {column.role === 'personal' ? (
          <div className={s.personal}>
            <p className="mid">{t('sourcesUi:profile.personal')}</p>
            <div className="row">
              <span className="cap">{t('sourcesUi:profile.kind')}</span>
              <Select
                label={t('sourcesUi:profile.kind')}
                value={column.personal ?? 'other'}
                options={personalOptions(t)}
                onChange={onKind}
              />
              <span className="cap">{t('sourcesUi:profile.distinct', { n: fmt.number(column.distinct) })}</span>
            </div>
          </div>
        ) : (
          <>
            <Profile inspection={inspection} column={column} label={label} />
            <Answers
              column={column}
              values={(inspection.profiles.find(({ position }) => position === column.position)?.values ?? []).map(
                ({ value }) => value,
              )}
              intake={intake}
            />
          </>
        )}
      </div>
      <div className={s.head}>
        <h2 className="h">{t('sourcesUi:preview.title')}</h2>
        <span className="cap">{t('sourcesUi:preview.basis', { n: inspection.preview.length })}</span>
      </div>
      <Preview inspection={inspection} columns={columns} column={column} nameOf={nameOf} onSelect={onSelect} />
    </section>
  );
}

/** The histogram of a column as it leaves. */
const leaving = ({ fileId }: Inspection, { position }: ColumnGuess, audience: Audience) =>
  ask('sources.leavingProfile', { fileId, position, audience });

function Profile({ inspection, column, label }: Pick<PanelProps, 'inspection' | 'column'> & { label: string }) {
  const { t, fmt, lang } = useLocale();
  const n = inspection.storable - column.missing - column.invalid;
  const seen = inspection.profiles.find(({ position }) => position === column.position);
  const print = (value: number) => printPoint(value, column, lang);
  const read = (value: string) => (column.type === 'number' ? print(Number(value)) : value);
  const median = seen?.numeric?.quartiles[1];
  if (!seen) return null;
  // answers with an order stand in it, all of them
  const place = (value: string) => column.levels?.indexOf(value) ?? -1;
  const values =
    column.levels && seen.values ? [...seen.values].sort((a, b) => place(a.value) - place(b.value)) : seen.values;
  return (
    <div className={`${s.two}${column.type === 'date' ? ` ${s.dates}` : ''}${column.levels ? ` ${s.levels}` : ''}`}>
      <div>
        {seen.numeric && median !== undefined ? (
          <Histogram
            name={label}
            ask={(audience) => leaving(inspection, column, audience)}
            bins={seen.numeric.bins}
            median={median}
            open={seen.numeric.open}
            print={print}
            note={t('sourcesUi:profile.n', { n, missing: column.missing })}
          />
        ) : null}
        {values ? (
          <ValueBars
            values={values}
            n={n}
            others={n - sum(values.map(({ count }) => count))}
            most={column.levels ? values.length : 5}
          />
        ) : null}
      </div>
      <dl>
        {seen.ways > 0 ? (
          <>
            <dt>{t('sourcesUi:profile.writing')}</dt>
            <dd>
              {column.invalid > 0
                ? t('sourcesUi:profile.unread', { n: seen.ways, bad: column.invalid })
                : t('sourcesUi:profile.read', { n: seen.ways })}
            </dd>
            {seen.writings
              .filter(({ raw, value }) => raw !== value)
              .slice(0, WRITINGS)
              .map(({ raw, value, count }) => (
                <Fragment key={raw}>
                  <dt className="ell" title={raw}>
                    {raw}
                  </dt>
                  <dd className="ell" title={`${read(value)} · n = ${fmt.number(count)}`}>
                    → {read(value)}
                  </dd>
                </Fragment>
              ))}
          </>
        ) : null}
        <dt>{t('sourcesUi:profile.different')}</dt>
        <dd>{fmt.number(column.distinct)}</dd>
        {seen.numeric && median !== undefined ? (
          <>
            <dt>{t('charts:median')}</dt>
            <dd>{print(median)}</dd>
            <dt>{t('sourcesUi:profile.max')}</dt>
            <dd>{print(seen.numeric.max)}</dd>
          </>
        ) : null}
      </dl>
    </div>
  );
}
