import type { Consent, QuoteRow, Theme } from '../../../shared/contract/notes.ts';
import { quoteFields } from '../../../shared/card/presets.ts';
import { useQuery } from '../../state/queries.ts';
import { EmptyState, Select, useLocale } from '../../ui/index.ts';
import { FindField } from './FindField.tsx';
import { useAll } from './NoteList.tsx';
import { PickList } from './PickList.tsx';
import { ConsentTag } from './QuoteInspector.tsx';
import { ThemeMark } from './ThemeMark.tsx';
import s from './lists.module.css';

/** What quotes are narrowed to, besides a theme. */
export interface Narrowed {
  readonly segment: string;
  readonly field: string;
  readonly consent: Consent | '';
  readonly search: string;
}

interface QuoteListProps {
  quotes: readonly QuoteRow[];
  /** of all that fit; the list may hold the first of them only */
  count: number;
  themes: ReadonlyMap<number, Theme>;
  selected: number | null;
  onSelect: (id: number) => void;
  /** the reader has come near the end of what is loaded */
  onEnd: () => void;
}

/** The quotes of the themes that are chosen. */
export function QuoteList({ quotes, count, themes, selected, onSelect, onEnd }: QuoteListProps) {
  const { t } = useLocale();
  if (count === 0) return <EmptyState why={t('notesUi:noQuotesHere')} />;
  return (
    <>
      <PickList
        label={t('notesUi:quotes')}
        items={quotes}
        idOf={({ id }) => id}
        selected={selected}
        onSelect={onSelect}
        className={s.quote}
        onEnd={onEnd}
      >
        {(row) => <QuoteLine row={row} themes={themes} />}
      </PickList>
      <p className={`${s.foot} cap`}>{t('notesUi:quotesN', { count })}</p>
    </>
  );
}

/** What the quotes are narrowed by, above their list. */
export function NarrowQuotes({
  narrowed,
  onNarrow,
}: {
  narrowed: Narrowed;
  onNarrow: (change: Partial<Narrowed>) => void;
}) {
  const { t, say } = useLocale();
  const all = useAll();
  const { data: segments } = useQuery('segments.current', {});
  return (
    <>
      {segments ? (
        <Select
          label={t('notesUi:segment')}
          value={narrowed.segment}
          options={[
            { value: '', label: t('notesUi:allSegments') },
            ...segments.segments.map((one) => ({ value: String(one.id), label: one.name ?? say(one.title) })),
          ]}
          onChange={(segment) => onNarrow({ segment })}
        />
      ) : null}
      <Select
        label={t('notesUi:field')}
        value={narrowed.field}
        options={[
          { value: '', label: t('notesUi:allFields') },
          ...quoteFields().map((key) => ({ value: key, label: t(`personas:field.${key}`) })),
        ]}
        onChange={(field) => onNarrow({ field })}
      />
      <Select
        label={t('notesUi:consent')}
        value={narrowed.consent}
        options={all.consents}
        onChange={(consent) => onNarrow({ consent })}
      />
      <span className="grow" />
      <FindField label={t('notesUi:searchQuotes')} value={narrowed.search} onType={(search) => onNarrow({ search })} />
    </>
  );
}

function QuoteLine({ row, themes }: { row: QuoteRow; themes: ReadonlyMap<number, Theme> }) {
  const { t } = useLocale();
  return (
    <>
      <p className={`${s.words} ${s.two}`}>{row.shown}</p>
      <div className="cap">
        {row.themes.flatMap((id) => {
          const theme = themes.get(id);
          return theme ? (
            <span key={id} className={s.chipname}>
              <ThemeMark theme={theme} size={9} /> {theme.name}
            </span>
          ) : (
            []
          );
        })}
        <span className="grow ell">
          <span className="ell">
            {[
              row.role === null ? '' : t(`notes:role.${row.role}`),
              row.title,
              row.field === null ? '' : t(`personas:field.${row.field}`),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        {row.consent === 'yes' ? null : <ConsentTag consent={row.consent} />}
      </div>
    </>
  );
}
