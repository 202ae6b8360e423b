import type { ReactNode } from 'react';
import type { DeriveList, DeriveOptions } from '../../../../shared/contract/derive.ts';
import { Labelled, NumberInput, Segmented, useLocale } from '../../../ui/index.ts';
import type { Change } from './DeriveDialog.tsx';
import { DateField, WordsField } from './fields.tsx';
import s from './Rules.module.css';

type Report = NonNullable<DeriveList['report']>;

const COUNTS = ['sales', 'returns', 'free', 'unsold', 'nobody'] as const;
const CUTS = ['new', 'active', 'dormant'] as const;

/** Reference day, lifecycle, scores and what counts as a sale; beside it what that came to in the table. */
export function Rules({ list: { options, report }, change }: { list: DeriveList; change: Change }) {
  return (
    <div className={s.rules}>
      <div>
        <Lifecycle options={options} report={report} change={change} />
        <Scores options={options} change={change} />
        <Sales sales={options.sales} change={change} />
      </div>
      {report?.sales ? <Counted counted={report.sales} reference={report.reference} /> : null}
    </div>
  );
}

interface PartProps {
  options: DeriveOptions;
  change: Change;
}

/** Where the phases of the lifecycle end, and the day they are counted from. */
function Lifecycle({ options, report, change }: PartProps & { report: Report | null }) {
  const { t, say } = useLocale();
  const { cutoffs } = options;
  return (
    <Part
      title={t('customerUi:derive.cutoffs')}
      hint={report?.cutoffsSaid ? say(report.cutoffsSaid) : t('customerUi:derive.cutoffsHint')}
    >
      {CUTS.map((cut) => (
        <Labelled key={cut} label={t(`customerUi:derive.${cut}Cut`)}>
          <NumberInput
            value={cutoffs[cut]}
            min={1}
            max={100000}
            placeholder={report?.cutoffs ? String(report.cutoffs[cut]) : ''}
            onValue={(value) => {
              change({ cutoffs: { ...cutoffs, [cut]: value === null ? null : Math.round(value) } });
            }}
          />
        </Labelled>
      ))}
      <Labelled label={t('customerUi:derive.reference')}>
        <DateField
          value={options.reference}
          placeholder={report?.reference ?? ''}
          onValue={(reference) => {
            change({ reference });
          }}
        />
      </Labelled>
      <p className="cap wide">{t('customerUi:derive.referenceHint')}</p>
    </Part>
  );
}

function Scores({ options, change }: PartProps) {
  const { t } = useLocale();
  return (
    <Part title={t('customerUi:derive.scores')}>
      <Labelled label={t('customerUi:derive.bins')}>
        <NumberInput
          value={options.bins}
          min={2}
          max={10}
          onValue={(bins) => {
            if (bins !== null) change({ bins: Math.round(bins) });
          }}
        />
      </Labelled>
      <Choice label={t('customerUi:derive.ties')}>
        <Segmented
          label={t('customerUi:derive.ties')}
          value={options.ties}
          options={[
            { value: 'same', label: t('customerUi:derive.tiesSame') },
            { value: 'spread', label: t('customerUi:derive.tiesSpread') },
          ]}
          onChange={(ties) => {
            change({ ties });
          }}
        />
      </Choice>
    </Part>
  );
}

/** What counts as a sale: returns, lines without a price, and the words of a status. */
function Sales({ sales, change }: { sales: DeriveOptions['sales']; change: Change }) {
  const { t } = useLocale();
  const set = (more: Partial<DeriveOptions['sales']>) => {
    change({ sales: { ...sales, ...more } });
  };
  return (
    <Part title={t('customerUi:derive.sales')}>
      <Choice label={t('customerUi:derive.returns')}>
        <Segmented
          label={t('customerUi:derive.returns')}
          value={sales.returns}
          options={[
            { value: 'exclude', label: t('customerUi:derive.returnsExclude') },
            { value: 'subtract', label: t('customerUi:derive.returnsSubtract') },
          ]}
          onChange={(returns) => {
            set({ returns });
          }}
        />
      </Choice>
      <Choice label={t('customerUi:derive.free')}>
        <Segmented
          label={t('customerUi:derive.free')}
          value={sales.nonPositive}
          options={[
            { value: 'exclude', label: t('customerUi:derive.freeExclude') },
            { value: 'keep', label: t('customerUi:derive.freeKeep') },
          ]}
          onChange={(nonPositive) => {
            set({ nonPositive });
          }}
        />
      </Choice>
      {(['returned', 'unsold'] as const).map((which) => (
        <Labelled
          key={which}
          label={t(`customerUi:derive.${which === 'returned' ? 'statusReturned' : 'statusUnsold'}`)}
        >
          <WordsField
            value={sales[which]}
            placeholder={t('customerUi:derive.statusHint')}
            onValue={(words) => {
              set({ [which]: words });
            }}
          />
        </Labelled>
      ))}
    </Part>
  );
}

/** What the rules came to in the table as it is. */
function Counted({ counted, reference }: { counted: NonNullable<Report['sales']>; reference: Report['reference'] }) {
  const { t, say, fmt } = useLocale();
  return (
    <aside className={s.counted} aria-label={t('customerUi:derive.counted')}>
      <h3 className="h">{t('customerUi:derive.counted')}</h3>
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">{t('customerUi:derive.lines')}</th>
            <th scope="col" className="r">
              {fmt.number(counted.lines)}
            </th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {COUNTS.map((kind) => (
            <tr key={kind}>
              <th scope="row">{t(`customerUi:derive.kinds.${kind}`)}</th>
              <td className="r">{fmt.number(counted[kind])}</td>
              <td className="r cap">{fmt.percent(counted.lines === 0 ? 0 : counted[kind] / counted.lines, 1)}</td>
            </tr>
          ))}
          {counted.undated > 0 ? (
            <tr>
              <th scope="row">{t('customerUi:derive.kinds.undated')}</th>
              <td className="r">{fmt.number(counted.undated)}</td>
              <td />
            </tr>
          ) : null}
        </tbody>
      </table>
      <p className="mid">
        {t('customerUi:derive.revenue', {
          revenue: fmt.number(counted.revenue, 2),
          orders: counted.orders,
          customers: counted.customers,
        })}
      </p>
      <p className="cap">{t('customerUi:derive.amountFrom', { amount: say(counted.amount) })}</p>
      {counted.signs.length > 0 ? (
        <p className="cap">
          {t('customerUi:derive.signsFrom', { signs: counted.signs.map((sign) => say(sign)).join('; ') })}
        </p>
      ) : null}
      {reference ? <p className="cap">{t('customerUi:derive.referenceNow', { date: reference })}</p> : null}
    </aside>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className={s.part}>
      <h3 className="h">{title}</h3>
      {hint === undefined ? null : <p className="cap">{hint}</p>}
      <div className={s.fields}>{children}</div>
    </section>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="labelled wide">
      <span className="name">{label}</span>
      {children}
    </div>
  );
}
