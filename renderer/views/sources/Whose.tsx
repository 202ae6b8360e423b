import type { Receipt } from '../../../shared/contract/sources.ts';
import { KINDS } from '../../../shared/kinds.ts';
import { useNames } from '../../state/terms.ts';
import { useLocale } from '../../ui/index.ts';
import s from './Whose.module.css';

/** What the file came to, in a sentence: rows of orders belong to customers, and are none. */
export function useTitle({ kind, stored, belongs }: Receipt): string {
  const { t } = useLocale();
  if (!belongs || belongs.customers === 0) return t('sourcesUi:receipt.title', { count: stored });
  const things = t(`explore:things.${KINDS[kind].things}`);
  const { rows, customers, without } = belongs;
  return t(without > 0 ? 'sourcesUi:whose.titleWithout' : 'sourcesUi:whose.title', {
    count: customers,
    rows,
    without,
    things,
  });
}

/** Which rows name a customer and which do not: the latter stay in all sums, and make no customer. */
export function Whose({ receipt: { kind, belongs, columns } }: { receipt: Receipt }) {
  const { t, fmt } = useLocale();
  const nameOf = useNames(columns);
  if (!belongs || (belongs.customers > 0 && belongs.without === 0)) return null;
  const { column, rows, without, customers } = belongs;
  const who = t(`explore:who.${KINDS[kind].things}`);
  if (customers === 0)
    return (
      <section aria-labelledby="whose-title">
        <h2 className="h" id="whose-title">
          {t('sourcesUi:whose.nobody', { who })}
        </h2>
        <p className="mid">
          {column === null
            ? t('sourcesUi:whose.noColumn', { who })
            : t('sourcesUi:whose.emptyColumn', { column: nameOf(column), count: without })}
        </p>
      </section>
    );
  const share = rows / (rows + without);
  return (
    <section aria-labelledby="whose-title">
      <h2 className="h" id="whose-title">
        {t('sourcesUi:whose.withoutTitle', { count: without })}
      </h2>
      <p className="mid">{t('sourcesUi:whose.withoutWhy', { column: nameOf(column!), who })}</p>
      <div className={s.bar}>
        <span style={{ flexGrow: share }}>{t('sourcesUi:whose.with', { count: rows, share: fmt.percent(share) })}</span>
        <span style={{ flexGrow: 1 - share }}>
          {t('sourcesUi:whose.none', { count: without, share: fmt.percent(1 - share) })}
        </span>
      </div>
    </section>
  );
}
