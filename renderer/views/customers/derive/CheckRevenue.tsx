import { useState } from 'react';
import { useQuery } from '../../../state/queries.ts';
import { Failed, Labelled, NumberInput, useLocale } from '../../../ui/index.ts';
import s from './Money.module.css';

/** The sum beside a figure that a person knows from elsewhere, and what may explain the difference. */
export function CheckRevenue({ currency }: { currency: string | null }) {
  const { t } = useLocale();
  const [figure, setFigure] = useState<number | null>(null);
  return (
    <section className={s.check}>
      <Labelled label={t('customerUi:derive.myFigure')}>
        <NumberInput value={figure} min={-1e15} max={1e15} placeholder="" onValue={setFigure} />
      </Labelled>
      {figure === null ? (
        <p className="cap">{t('customerUi:derive.myFigureHint')}</p>
      ) : (
        <Checked figure={figure} currency={currency} />
      )}
    </section>
  );
}

function Checked({ figure, currency }: { figure: number; currency: string | null }) {
  const { t, say, fmt } = useLocale();
  const { data, error, refetch } = useQuery('derive.checkRevenue', { figure }, { keep: true });
  if (error) return <Failed error={error} retry={refetch} />;
  if (!data) return null;
  const unit = currency === null ? '' : ` ${currency}`;
  return (
    <p role="status">
      {t('customerUi:derive.compared', {
        ours: fmt.number(data.ours, 2) + unit,
        difference: fmt.number(data.difference, 2) + unit,
      })}{' '}
      {say(data.said)}
    </p>
  );
}
