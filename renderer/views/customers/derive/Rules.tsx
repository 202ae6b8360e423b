import { useState, type ReactNode } from 'react';
import type { DeriveList, DeriveOptions } from '../../../../shared/contract/derive.ts';
import { Labelled, NumberInput, Segmented, TextInput, useLocale } from '../../../ui/index.ts';
import type { Change } from './DeriveDialog.tsx';

const COUNTS = ['sales', 'returns', 'free', 'unsold', 'nobody'] as const;
const CUTS = ['new', 'active', 'dormant'] as const;

/** Reference day, lifecycle, scores and what counts as a sale; beside it what that came to in the table. */
export function Rules({ list, change }: { list: DeriveList; change: Change }) {
  const { t, say, fmt } = useLocale();
  const { options, report } = list;
  const { cutoffs, sales } = options;
  const setSales = (more: Partial<DeriveOptions['sales']>) => {
    change({ sales: { ...sales, ...more } });
  };
  const counted = report?.sales ?? null;
  return (
    <div className="dv-rules">
      <div className="dv-forms">
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
                setSales({ returns });
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
                setSales({ nonPositive });
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
                  setSales({ [which]: words });
                }}
              />
            </Labelled>
          ))}
        </Part>
      </div>
      {counted ? (
        <aside className="dv-counted" aria-label={t('customerUi:derive.counted')}>
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
          {report?.reference ? (
            <p className="cap">{t('customerUi:derive.referenceNow', { date: report.reference })}</p>
          ) : null}
        </aside>
      ) : null}
    </div>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="dv-part">
      <h3 className="h">{title}</h3>
      {hint === undefined ? null : <p className="cap">{hint}</p>}
      <div className="dv-fields">{children}</div>
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

/** A day as ISO text; what is no day is not taken. */
function DateField({
  value,
  placeholder,
  onValue,
}: {
  value: string | null;
  placeholder: string;
  onValue: (value: string | null) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    if (typed === null) return;
    const text = typed.trim().replace(/[/.]/g, '-');
    setTyped(null);
    if (text === '') onValue(null);
    else if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) onValue(text);
  };
  return (
    <TextInput
      className="dv-date"
      value={typed ?? value ?? ''}
      placeholder={placeholder === '' ? '2024-01-31' : placeholder.slice(0, 10)}
      maxLength={10}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) settle();
      }}
    />
  );
}

/** Words between commas. */
function WordsField({
  value,
  placeholder,
  onValue,
}: {
  value: readonly string[];
  placeholder: string;
  onValue: (value: string[]) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    if (typed === null) return;
    const words = [...new Set(typed.split(/[,，、;；]/).map((word) => word.trim()))].filter((word) => word !== '');
    setTyped(null);
    if (words.join() !== value.join()) onValue(words.slice(0, 100));
  };
  return (
    <TextInput
      value={typed ?? value.join(', ')}
      placeholder={placeholder}
      maxLength={2000}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) settle();
      }}
    />
  );
}
