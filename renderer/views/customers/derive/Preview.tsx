import { medianOfBins } from '../../../../shared/bins.ts';
import type { In } from '../../../../shared/contract.ts';
import type { FormulaPreview } from '../../../../shared/contract/derive.ts';
import { printPoint, printValue } from '../../../../shared/print.ts';
import { Histogram } from '../../../charts/histogram/Histogram.tsx';
import { ValueBars } from '../../../charts/value-bars/ValueBars.tsx';
import { ask } from '../../../state/queries.ts';
import { MISSING, useLocale } from '../../../ui/index.ts';
import { pseudonymOf } from '../../../words/customers.ts';
import s from './Preview.module.css';

interface PreviewProps {
  preview: FormulaPreview;
  name: string;
  /** the formula it is of */
  asked: In<'derive.formulaCheck'>;
}

/** What a formula gives: type, gaps, distribution and the first customers. */
export function Preview({ preview, name, asked }: PreviewProps) {
  const { t, lang } = useLocale();
  const { type, n, missing, distinct, bins, values } = preview;
  if (type === null) return null;
  const known = n - missing;
  const title = name === '' ? t('customerUi:derive.result') : name;
  const print = (value: number) => printPoint(value, { name: title, type }, lang);
  return (
    <section aria-label={t('customerUi:derive.preview')}>
      <p className="cap">
        {t('customerUi:derive.previewOf', { type: t(`customerUi:derive.types.${type}`), n, missing, distinct })}
      </p>
      <div className={s.shown}>
        <div>
          {bins && bins.length > 0 ? (
            <Histogram
              name={title}
              ask={(audience) => ask('derive.leavingCheck', { ...asked, name: title, audience })}
              bins={bins}
              median={medianOfBins(bins, known)}
              print={print}
              height={72}
              head={<h3 className="h">{title}</h3>}
            />
          ) : null}
          {values && values.length > 0 ? (
            <>
              <h3 className="h">{title}</h3>
              <ValueBars
                n={known}
                values={values.map(({ value, count }) => ({
                  value,
                  count,
                  label: type === 'boolean' ? printValue(value, { type }, lang) : value,
                }))}
                others={known - values.reduce((sum, { count }) => sum + count, 0)}
                most={8}
              />
            </>
          ) : null}
        </div>
        {preview.rows.length > 0 ? <FirstRows preview={preview} type={type} title={title} /> : null}
      </div>
    </section>
  );
}

/** The first customers: what the formula read of each, and what it made of it. */
function FirstRows({
  preview: { rows, reads },
  type,
  title,
}: {
  preview: FormulaPreview;
  type: NonNullable<FormulaPreview['type']>;
  title: string;
}) {
  const { t, lang } = useLocale();
  const columns = reads.map((name, i) => ({
    name,
    side: rows.every(({ cells }) => typeof cells[i] !== 'string') ? 'r' : undefined,
  }));
  return (
    <div className={s.rows}>
      <table className="tbl">
        <caption className="cap">{t('customerUi:derive.previewRows')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('customerUi:derive.customer')}</th>
            {columns.map(({ name: read, side = '' }) => (
              <th key={read} scope="col" className={`ell ${side}`} title={read}>
                {read}
              </th>
            ))}
            <th scope="col" className="r">
              {title}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ customer, cells, value }) => (
            <tr key={customer}>
              <th scope="row">{pseudonymOf(customer)}</th>
              {columns.map(({ name: read, side }, i) => (
                <td key={read} className={side}>
                  {printValue(cells[i] ?? null, { name: read, type: 'number' }, lang) || MISSING}
                </td>
              ))}
              <td className="r b">{printValue(value, { name: title, type }, lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
