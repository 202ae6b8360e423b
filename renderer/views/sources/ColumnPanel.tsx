import { Fragment } from 'react';
import type { Inspection } from '../../../shared/contract/sources.ts';
import type { ColumnGuess, PersonalKind } from '../../../shared/domain.ts';
import { numberToDate } from '../../../shared/values.ts';
import { Histogram, ValueBars } from '../../charts/Histogram.tsx';
import { Select, useLocale } from '../../ui/index.ts';
import { Preview } from './Preview.tsx';
import { previewProfile } from './profile.ts';
import { isYear, personalOptions, typeName } from './words.ts';

interface PanelProps {
  inspection: Inspection;
  columns: readonly ColumnGuess[];
  column: ColumnGuess;
  onSelect: (name: string) => void;
  onKind: (kind: PersonalKind) => void;
}

/** The chosen column: what it holds, how its values are read, and the first rows beside it. */
export function ColumnPanel({ inspection, columns, column, onSelect, onKind }: PanelProps) {
  const { t, fmt } = useLocale();
  const n = inspection.storable - column.missing - column.invalid;
  return (
    <section className="imp-side" aria-label={column.name}>
      <div className="prof">
        <div className="row between">
          <h2 className="h ell" title={column.name}>
            {column.name}{' '}
            <span className="mut regular">
              {typeName(t, column)}
              {column.format.unit ? ` · ${column.format.unit}` : ''}
            </span>
          </h2>
          <span className="cap nw">
            {t('sourcesUi:profile.n', { n, missing: column.missing })}
            {column.invalid > 0 ? ` · ${t('sourcesUi:profile.invalid', { n: column.invalid })}` : ''}
          </span>
        </div>
        {column.role === 'personal' ? (
          <div className="prof-personal">
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
          <Profile inspection={inspection} column={column} />
        )}
      </div>
      <div className="prev-head">
        <h2 className="h">{t('sourcesUi:preview.title')}</h2>
        <span className="cap">{t('sourcesUi:preview.basis', { n: inspection.preview.length })}</span>
      </div>
      <Preview inspection={inspection} columns={columns} column={column} onSelect={onSelect} />
    </section>
  );
}

function Profile({ inspection, column }: { inspection: Inspection; column: ColumnGuess }) {
  const { t, fmt } = useLocale();
  const seen = previewProfile(inspection, column);
  const percent = column.format.percent === true;
  const print = (value: number) =>
    column.type === 'date'
      ? fmt.date(numberToDate(value).slice(0, 10))
      : percent
        ? fmt.percent(value, 1)
        : isYear(column.name)
          ? String(Math.round(value))
          : fmt.number(value);
  const basis = t('sourcesUi:profile.basis', { n: seen.n });
  return (
    <div className="two">
      <div>
        {seen.numeric ? (
          <Histogram
            name={column.name}
            bins={seen.numeric.bins}
            median={seen.numeric.median}
            print={print}
            note={basis}
            head={<span className="cap">{basis}</span>}
          />
        ) : (
          <>
            <div className="hist-head cap">{basis}</div>
            <ValueBars values={seen.values} n={seen.n} most={5} />
          </>
        )}
      </div>
      <dl>
        {seen.writings.length > 0 ? (
          <>
            <dt>{t('sourcesUi:profile.writing')}</dt>
            <dd>{t('sourcesUi:profile.read')}</dd>
            {seen.writings.map(({ raw, value }) => (
              <Fragment key={raw}>
                <dt className="ell" title={raw}>
                  {raw}
                </dt>
                <dd className="ell" title={value ?? ''}>
                  → {value ?? t('sourcesUi:preview.missing')}
                </dd>
              </Fragment>
            ))}
          </>
        ) : null}
        <dt>{t('sourcesUi:profile.different')}</dt>
        <dd>{fmt.number(column.distinct)}</dd>
        {seen.numeric ? (
          <>
            <dt>{t('charts:median')}</dt>
            <dd>{print(seen.numeric.median)}</dd>
            <dt>{t('sourcesUi:profile.max')}</dt>
            <dd>{print(seen.numeric.max)}</dd>
          </>
        ) : null}
      </dl>
    </div>
  );
}
