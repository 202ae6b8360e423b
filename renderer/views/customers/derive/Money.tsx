import type { DeriveList, DeriveOptions, MoneyReport } from '../../../../shared/contract/derive.ts';
import { Segmented, Select, useLocale } from '../../../ui/index.ts';
import { CheckRevenue } from './CheckRevenue.tsx';
import { Currencies } from './Currencies.tsx';
import type { Change } from './DeriveDialog.tsx';
import s from './Money.module.css';

type Sales = DeriveOptions['sales'];

const CHOICES = [
  ['amount', ['auto', 'line', 'order']],
  ['refunds', ['auto', 'lower', 'taken']],
  ['credits', ['cancel', 'keep']],
] as const;
const LEFT = ['refunds', 'cancelled', 'returned', 'credited', 'unsold', 'nobody', 'shipping'] as const;

/** How the money of each source was made, checked against a figure from elsewhere, with what a person may settle otherwise. */
export function Money({ list: { options, report }, change }: { list: DeriveList; change: Change }) {
  const { t } = useLocale();
  const money = report?.sales?.money;
  const set = (more: Partial<Sales>) => {
    change({ sales: { ...options.sales, ...more } });
  };
  return (
    <div className={s.money}>
      {money ? (
        <>
          <Sources money={money} />
          <CheckRevenue currency={money.currency} />
        </>
      ) : (
        <p className="mid">{t('customerUi:derive.moneyNone')}</p>
      )}
      <Choices sales={options.sales} set={set} />
      {money && money.currencies.length > 0 ? <Currencies money={money} sales={options.sales} set={set} /> : null}
      {money && money.statuses.length > 0 ? (
        <Statuses statuses={money.statuses} sales={options.sales} set={set} />
      ) : null}
    </div>
  );
}

/** One sentence a source, its sum, and what is not in it. */
function Sources({ money }: { money: MoneyReport }) {
  const { t, say, fmt } = useLocale();
  const amount = (value: number) => `${fmt.number(value, 2)}${money.currency === null ? '' : ` ${money.currency}`}`;
  return (
    <section>
      {money.sources.map(({ sourceId, name, said, revenue, sales, left }) => (
        <div key={sourceId} className={s.source}>
          <h3 className="h">{name}</h3>
          <p>{say(said)}</p>
          <p className="mid">{t('customerUi:derive.moneyOf', { revenue: amount(revenue), rows: sales })}</p>
          <ul className={s.left}>
            {LEFT.filter((part) => left[part] !== 0).map((part) => (
              <li key={part} className="cap">
                {t(`customerUi:derive.left.${part}`, { amount: amount(left[part]) })}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {money.unbelievable > 0 ? (
        <p className="cap">{t('customerUi:derive.unbelievable', { n: money.unbelievable })}</p>
      ) : null}
    </section>
  );
}

/** What the rows tell by themselves, and may tell wrongly. */
function Choices({ sales, set }: { sales: Sales; set: (more: Partial<Sales>) => void }) {
  const { t } = useLocale();
  return (
    <section className={s.choices}>
      {CHOICES.map(([which, values]) => (
        <div key={which} className="labelled">
          <span className="name">{t(`customerUi:derive.choice.${which}.label`)}</span>
          <Segmented<string>
            label={t(`customerUi:derive.choice.${which}.label`)}
            value={sales[which]}
            options={values.map((value) => ({ value, label: t(`customerUi:derive.choice.${which}.${value}`) }))}
            onChange={(value) => {
              set({ [which]: value } as Partial<Sales>);
            }}
          />
        </div>
      ))}
    </section>
  );
}

const READ = ['sale', 'returned', 'unsold'] as const;
type Read = (typeof READ)[number];
const LISTS = { sale: 'sold', returned: 'returned', unsold: 'unsold' } as const;

/** Each status of the files and what it was read as: what no rule reads comes first and waits for a word. */
function Statuses({
  statuses,
  sales,
  set,
}: {
  statuses: MoneyReport['statuses'];
  sales: Sales;
  set: (more: Partial<Sales>) => void;
}) {
  const { t, fmt } = useLocale();
  const chosen = (value: string): Read | null => READ.find((read) => sales[LISTS[read]].includes(value)) ?? null;
  const choose = (value: string, read: Read | '') => {
    const more: Partial<Sales> = {};
    for (const one of READ) {
      const others = sales[LISTS[one]].filter((word) => word !== value);
      more[LISTS[one]] = one === read ? [...others, value] : others;
    }
    set(more);
  };
  return (
    <section>
      <h3 className="h">{t('customerUi:derive.statuses')}</h3>
      <p className="cap">{t('customerUi:derive.statusesHint')}</p>
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">{t('customerUi:derive.status')}</th>
            <th scope="col" className="r">
              {t('customerUi:derive.lines')}
            </th>
            <th scope="col">{t('customerUi:derive.readAs')}</th>
            <th scope="col">{t('customerUi:derive.settle')}</th>
          </tr>
        </thead>
        <tbody>
          {statuses.map(({ value, as, lines }) => (
            <tr key={value}>
              <th scope="row">{value}</th>
              <td className="r">{fmt.number(lines)}</td>
              <td className={as === 'unknown' || as === 'partly' ? 'warn-text' : 'mid'}>
                {t(`customerUi:derive.read.${as}`)}
              </td>
              <td>
                <Select<Read | ''>
                  label={t('customerUi:derive.settleOf', { status: value })}
                  value={chosen(value) ?? ''}
                  options={[
                    { value: '', label: t('customerUi:derive.asWords') },
                    ...READ.map((read) => ({ value: read, label: t(`customerUi:derive.read.${read}`) })),
                  ]}
                  onChange={(read) => {
                    choose(value, read);
                  }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
