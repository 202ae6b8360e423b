import type { Out } from '../../../shared/contract.ts';
import type { Likeness, ShownPair } from '../../../shared/contract/identity.ts';
import { useNames } from '../../state/terms.ts';
import { useLocale } from '../../ui/index.ts';
import { namedTitle } from '../../words/columns.ts';
import { printed } from './cells.ts';
import { namesOf } from './names.ts';
import s from './Review.module.css';

/** How a likeness looks besides its word: filled, half, open. */
const MARKS: Record<Likeness, string> = { same: '=', near: '≈', part: '~', differs: '≠', missing: '–' };
const LOOKS = { same: undefined, near: s.near, part: s.part, differs: s.differs, missing: s.missing };

/** Masked to the same letters although they are not the same. */
const hidden = ({ personal, likeness, valueA, valueB }: ShownPair['fields'][number]): boolean =>
  personal && likeness !== 'same' && likeness !== 'missing' && valueA === valueB;

interface PairProps {
  pair: ShownPair;
  /** the values as they came, once they were asked for */
  plain: Out<'identity.reveal'> | null;
}

/** Two rows, field by field. */
export function Pair({ pair, plain }: PairProps) {
  const { t, fmt } = useLocale();
  const nameOf = useNames();
  const title = ({ a, b }: ShownPair['fields'][number]) =>
    namedTitle(t, namesOf(a ?? b ?? '', nameOf), a === null || b === null || a === b ? (a ?? b ?? '') : `${a} · ${b}`);
  const row = (side: ShownPair['a']) => t('identityUi:review.row', { name: side.name, line: side.line });
  return (
    <table className={`tbl ${s.pair}`}>
      <caption className="sr-only">{t('identityUi:review.pair')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('identityUi:review.field')}</th>
          <th scope="col">{row(pair.a)}</th>
          <th scope="col">{t('identityUi:review.likeness')}</th>
          <th scope="col">{row(pair.b)}</th>
          <th scope="col" className="r">
            {t('identityUi:review.weight')}
          </th>
        </tr>
      </thead>
      <tbody>
        {pair.fields.map((field, i) => (
          <tr key={`${field.field} ${String(i)}`} className={LOOKS[field.likeness]}>
            <th scope="row" title={title(field)}>
              {namesOf(field.a ?? field.b ?? '', nameOf)}
            </th>
            <td className={field.personal && !plain ? s.masked : undefined}>
              {printed(plain ? plain.a[i]! : field.valueA, fmt)}
            </td>
            <td className={s.like}>
              <span aria-hidden="true">{MARKS[field.likeness]}</span> {t(`identity:likeness.${field.likeness}`)}
              {!plain && hidden(field) ? <span className="cap">{t('identityUi:review.hidden')}</span> : null}
            </td>
            <td className={field.personal && !plain ? s.masked : undefined}>
              {printed(plain ? plain.b[i]! : field.valueB, fmt)}
            </td>
            <td className="r num">{field.likeness === 'missing' ? '' : fmt.signed(field.weight, 1)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={4}>
            {t('identityUi:review.total')}
          </th>
          <td className="r num">{fmt.signed(pair.weight, 1)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
