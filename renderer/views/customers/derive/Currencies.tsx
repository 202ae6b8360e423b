import type { DeriveOptions, MoneyReport } from '../../../../shared/contract/derive.ts';
import { NumberInput, Select, useLocale } from '../../../ui/index.ts';

type Sales = DeriveOptions['sales'];

/** Totals by currency, each in its own; which one the value attributes are of, and rates of the others. */
export function Currencies({
  money: { currencies, currency },
  sales,
  set,
}: {
  money: MoneyReport;
  sales: Sales;
  set: (more: Partial<Sales>) => void;
}) {
  const { t, fmt } = useLocale();
  const { main, rates } = sales.currency;
  const names = currencies.flatMap((one) => (one.currency === null ? [] : [one.currency]));
  const rateOf = (name: string) => rates.find((one) => one.currency.toUpperCase() === name);
  const setRate = (name: string, rate: number | null) => {
    const others = rates.filter((one) => one.currency.toUpperCase() !== name);
    const date = new Date().toISOString().slice(0, 10);
    const own = rate !== null && rate > 0 ? [{ currency: name, rate, date }] : [];
    set({ currency: { main, rates: [...others, ...own] } });
  };
  if (names.length === 0 || currency === null) return null;
  const several = names.length > 1;
  return (
    <section>
      <h3 className="h">{t('customerUi:derive.currencies')}</h3>
      {several ? <p className="cap">{t('customerUi:derive.currenciesHint', { currency })}</p> : null}
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">{t('customerUi:derive.currency')}</th>
            <th scope="col" className="r">
              {t('customerUi:derive.lines')}
            </th>
            <th scope="col" className="r">
              {t('customerUi:derive.total')}
            </th>
            {several ? <th scope="col">{t('customerUi:derive.rate', { currency })}</th> : null}
          </tr>
        </thead>
        <tbody>
          {currencies.map(({ currency: name, lines, amount }) => (
            <tr key={name ?? ''}>
              <th scope="row">{name ?? t('customerUi:derive.noCurrency', { currency })}</th>
              <td className="r">{fmt.number(lines)}</td>
              <td className="r">{fmt.number(amount, 2)}</td>
              {several ? (
                <td>
                  {name === null || name === currency ? null : (
                    <Rate name={name} currency={currency} rate={rateOf(name)} onRate={setRate} />
                  )}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {several ? (
        <Select
          label={t('customerUi:derive.mainCurrency')}
          value={main ?? ''}
          options={[
            { value: '', label: t('customerUi:derive.commonest') },
            ...names.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(name) => {
            set({ currency: { main: name === '' ? null : name, rates } });
          }}
        />
      ) : null}
    </section>
  );
}

/** What one of a currency is in the main one, and of which day that is. */
function Rate({
  name,
  currency,
  rate,
  onRate,
}: {
  name: string;
  currency: string;
  rate: Sales['currency']['rates'][number] | undefined;
  onRate: (name: string, rate: number | null) => void;
}) {
  const { t } = useLocale();
  return (
    <>
      <NumberInput
        aria-label={t('customerUi:derive.rateOf', { name, currency })}
        value={rate?.rate ?? null}
        min={0}
        max={1e9}
        step={0.0001}
        placeholder={t('customerUi:derive.noRate')}
        onValue={(value) => {
          onRate(name, value);
        }}
      />{' '}
      <span className="cap">{rate?.date ?? ''}</span>
    </>
  );
}
