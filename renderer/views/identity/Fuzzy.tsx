import type { IdentityReport, IdentityRules } from '../../../shared/contract/identity.ts';
import { useNames } from '../../state/terms.ts';
import { Checkbox, NumberInput, useLocale } from '../../ui/index.ts';
import { namesOf } from './names.ts';
import sRules from './Rules.module.css';
import s from './Fuzzy.module.css';

/** The search for duplicates: its thresholds, and what each compared field weighs. */
export function Fuzzy({
  rules,
  report,
  onChange,
}: {
  rules: IdentityRules;
  report: IdentityReport | null;
  onChange: (rules: IdentityRules) => void;
}) {
  const { t, say } = useLocale();
  const { fuzzy } = rules;
  const set = (change: Partial<IdentityRules['fuzzy']>) => {
    onChange({ ...rules, fuzzy: { ...fuzzy, ...change } });
  };
  const compared = report?.compared ?? [];
  return (
    <section>
      <h2>{t('identityUi:fuzzy.title')}</h2>
      <Checkbox
        checked={fuzzy.on}
        onChange={(event) => {
          set({ on: event.currentTarget.checked });
        }}
      >
        {t('identityUi:fuzzy.on')}
      </Checkbox>
      <p className={`cap ${sRules.explain}`}>{t('identityUi:fuzzy.explain')}</p>
      {fuzzy.on ? (
        <div className={s.limits}>
          <Limit
            label={t('identityUi:fuzzy.merge')}
            value={fuzzy.merge}
            min={50}
            onValue={(merge) => {
              set({ merge, review: Math.min(fuzzy.review, merge) });
            }}
          />
          <Limit
            label={t('identityUi:fuzzy.review')}
            value={fuzzy.review}
            min={1}
            onValue={(review) => {
              set({ review, merge: Math.max(fuzzy.merge, review) });
            }}
          />
        </div>
      ) : null}
      {fuzzy.on && report?.notCompared ? <p className="mid">{say(report.notCompared)}</p> : null}
      {fuzzy.on && compared.length > 0 ? <Weights compared={compared} /> : null}
    </section>
  );
}

/** A probability as whole per cent. */
function Limit({
  label,
  value,
  min,
  onValue,
}: {
  label: string;
  value: number;
  min: number;
  onValue: (share: number) => void;
}) {
  const { t } = useLocale();
  return (
    <label className="row">
      <span className="mid">{label}</span>
      <NumberInput
        className={s.limit}
        value={Math.round(value * 100)}
        min={min}
        max={100}
        onValue={(percent) => {
          if (percent !== null && percent !== Math.round(value * 100)) onValue(Math.min(percent, 99.9) / 100);
        }}
      />
      <span className="cap">{t('identityUi:fuzzy.percent')}</span>
    </label>
  );
}

function Weights({ compared }: { compared: IdentityReport['compared'] }) {
  const { t, fmt, lang } = useLocale();
  const nameOf = useNames();
  const most = Math.max(1, ...compared.map(({ agrees, differs }) => Math.max(agrees, -differs)));
  return (
    <table className={`tbl ${s.weights}`}>
      <caption className="cap">{t('identityUi:fuzzy.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('identityUi:fuzzy.field')}</th>
          <th scope="col">{t('identityUi:fuzzy.columns')}</th>
          <th scope="col" className="r">
            {t('identityUi:fuzzy.differs')}
          </th>
          <th scope="col" aria-hidden="true" />
          <th scope="col" className="r">
            {t('identityUi:fuzzy.agrees')}
          </th>
        </tr>
      </thead>
      <tbody>
        {compared.map(({ field, columns, agrees, differs }) => (
          <tr key={`${field} ${columns.join()}`}>
            <td>{t(`identity:field.${field}`)}</td>
            <td className="mid" title={columns.join('\n')}>
              {[...new Set(columns.map((column) => namesOf(column, nameOf)))].join(lang === 'zh-CN' ? '、' : ', ')}
            </td>
            <td className="r num">{fmt.signed(differs, 1)}</td>
            <td className={s.bar} aria-hidden="true">
              <i className={s.minus} style={{ width: `${String((Math.max(0, -differs) / most) * 50)}%` }} />
              <i className={s.plus} style={{ width: `${String((Math.max(0, agrees) / most) * 50)}%` }} />
            </td>
            <td className="r num">{fmt.signed(agrees, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
