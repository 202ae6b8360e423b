import type { TimelineEntry } from '../../../../shared/contract/customers.ts';
import { printValue } from '../../../../shared/print.ts';
import { go } from '../../../state/store.ts';
import { useNames } from '../../../state/terms.ts';
import { Button, IconButton, Inspector, MISSING, Tag, useLocale } from '../../../ui/index.ts';
import { namedTitle } from '../../../words/columns.ts';
import { amountText, entryTitle, whenText } from './words.ts';
import sCustomerInspector from '../CustomerInspector.module.css';
import s from './EntryInspector.module.css';

const LINE = ['row', 'item', 'quantity', 'amount'] as const;

/** One entry of the timeline in full: the lines of an order, a text, a note and its themes. */
export function EntryInspector({
  entry,
  sourceNames,
  onClose,
}: {
  entry: TimelineEntry;
  sourceNames: ReadonlyMap<number, string>;
  onClose: () => void;
}) {
  const locale = useLocale();
  const { t, lang } = locale;
  const nameOf = useNames();
  const { day, time } = whenText(entry.at, locale);
  const title = entryTitle(entry, locale);
  const source = entry.sourceId === null ? t('kinds:kind.notes') : (sourceNames.get(entry.sourceId) ?? '');
  const { note } = entry;
  return (
    <Inspector
      label={title}
      head={
        <>
          <h2>
            <span className="ell grow">{title}</span>
            <IconButton icon="close" size="sm" label={t('customerUi:closeEntry')} onClick={onClose} />
          </h2>
          <p className="cap">{[day, time, source].filter((part) => part !== '').join(' · ')}</p>
        </>
      }
      actions={
        note ? (
          <Button
            onClick={() => {
              go({ view: 'notes', id: note.id });
            }}
          >
            {t('customerUi:openNote')}
          </Button>
        ) : undefined
      }
    >
      {entry.kind === 'orders' ? <Order entry={entry} /> : null}
      {entry.facts.length > 0 ? (
        <section>
          <dl className={sCustomerInspector.record}>
            {entry.facts.map(({ name, value, type }) => (
              <div key={name}>
                <dt title={namedTitle(t, nameOf(name), name)}>{nameOf(name)}</dt>
                <dd>{printValue(value, { name, type }, lang)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
      {entry.text === null ? null : (
        <section>
          <p className={s.text}>{entry.text}</p>
        </section>
      )}
      {note ? (
        <section>
          <p className="mid">{t('customerUi:quotesOf', { count: note.quotes })}</p>
          <p className={s.themes}>
            {note.themes.map((theme) => (
              <Tag key={theme}>{theme}</Tag>
            ))}
          </p>
        </section>
      ) : null}
    </Inspector>
  );
}

/** What an order came to, and its lines. */
function Order({ entry }: { entry: TimelineEntry }) {
  const locale = useLocale();
  const { t, fmt } = locale;
  return (
    <section className={s.order}>
      <p>
        <b className={s.sum}>{amountText(entry, entry.amount, locale) || MISSING}</b>
        <Tag tone={entry.returned === 'no' ? 'plain' : 'warn'}>{t(`customerUi:returned.${entry.returned}`)}</Tag>
      </p>
      <table className="tbl">
        <thead>
          <tr>
            {LINE.map((part) => (
              <th key={part} scope="col" className={part === 'item' ? undefined : 'r'}>
                {t(`customerUi:line.${part}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entry.lines.map((line) => (
            <tr key={line.row} className={line.returned ? s.back : undefined}>
              <td className="r cap">{fmt.number(line.row)}</td>
              <td>
                {line.item === null ? MISSING : String(line.item)}
                {line.returned ? <span className="cap"> {t('customerUi:line.back')}</span> : null}
              </td>
              <td className="r">{fmt.number(line.quantity)}</td>
              <td className="r">{line.amount === null ? MISSING : fmt.number(line.amount, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {entry.rows > entry.lines.length ? (
        <p className="cap">{t('customerUi:linesShown', { shown: entry.lines.length, n: entry.rows })}</p>
      ) : null}
    </section>
  );
}
