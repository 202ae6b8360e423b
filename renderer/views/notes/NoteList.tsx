import { useMemo, useState } from 'react';
import type { Consent, NoteKind, NoteSummary, Theme } from '../../../shared/contract/notes.ts';
import { Icon, Select, useLocale } from '../../ui/index.ts';
import { FindField } from './FindField.tsx';
import { PickList } from './PickList.tsx';
import { ThemeMark } from './ThemeMark.tsx';
import sLists from './lists.module.css';
import s from './NoteList.module.css';

export const KINDS: readonly NoteKind[] = ['interview', 'sales', 'support', 'other'];
export const CONSENTS: readonly Consent[] = ['yes', 'no', 'unknown'];

/** What the list is narrowed to. */
export interface NoteFilter {
  readonly search: string;
  readonly kind: NoteKind | '';
  readonly consent: Consent | '';
  readonly theme: number | null;
}
export const NO_FILTER: NoteFilter = { search: '', kind: '', consent: '', theme: null };

/** Pick lists of a filter begin with "all". */
export function useAll() {
  const { t } = useLocale();
  return {
    kinds: [
      { value: '' as const, label: t('notesUi:allKinds') },
      ...KINDS.map((value) => ({ value, label: t(`notes:kind.${value}`) })),
    ],
    consents: [
      { value: '' as const, label: t('notesUi:anyConsent') },
      ...CONSENTS.map((value) => ({ value, label: t(`notes:consent.${value}`) })),
    ],
    themes: (themes: readonly Theme[]) => [
      { value: '', label: t('notesUi:allThemes') },
      ...themes.map(({ id, name }) => ({ value: String(id), label: name })),
    ],
  };
}

/** The notes at the left: found by words, kind, theme and consent. */
export function NoteList({
  notes,
  total,
  themes,
  filter,
  onFilter,
  selected,
  onSelect,
}: {
  notes: readonly NoteSummary[];
  total: number;
  themes: readonly Theme[];
  filter: NoteFilter;
  onFilter: (filter: NoteFilter) => void;
  selected: number | null;
  onSelect: (id: number) => void;
}) {
  const { t } = useLocale();
  const all = useAll();
  const byId = useMemo(() => new Map(themes.map((theme) => [theme.id, theme])), [themes]);
  const set = (change: Partial<NoteFilter>) => onFilter({ ...filter, ...change });
  const [words, setWords] = useState(filter.search);
  return (
    <div className={sLists.left}>
      <div className={sLists.find}>
        <FindField
          label={t('notesUi:search')}
          value={words}
          onType={(text) => {
            setWords(text);
            set({ search: text });
          }}
        />
        <div className={s.filters}>
          <Select
            label={t('notesUi:kind')}
            value={filter.kind}
            options={all.kinds}
            onChange={(kind) => set({ kind })}
          />
          <Select
            label={t('notesUi:consent')}
            value={filter.consent}
            options={all.consents}
            onChange={(consent) => set({ consent })}
          />
          {themes.length > 0 ? (
            <Select
              label={t('notesUi:theme')}
              value={filter.theme === null ? '' : String(filter.theme)}
              options={all.themes(themes)}
              onChange={(theme) => set({ theme: theme === '' ? null : Number(theme) })}
            />
          ) : null}
        </div>
      </div>
      {notes.length === 0 ? <p className="empty mid">{t('notesUi:noneFound')}</p> : null}
      <PickList label={t('notesUi:notes')} items={notes} idOf={({ id }) => id} selected={selected} onSelect={onSelect}>
        {(note) => <Row note={note} themes={byId} />}
      </PickList>
      <p className={`${sLists.foot} cap`}>
        {notes.length === total
          ? t('notesUi:countAll', { count: total })
          : t('notesUi:countSome', { n: notes.length, total })}
      </p>
    </div>
  );
}

function Row({ note, themes }: { note: NoteSummary; themes: ReadonlyMap<number, Theme> }) {
  const { t, fmt } = useLocale();
  const marks = note.themes.flatMap((id) => themes.get(id) ?? []).slice(0, 4);
  return (
    <>
      <div className={sLists.top}>
        <span className="grow ell" title={note.title}>
          {note.title}
        </span>
      </div>
      <div className="cap">
        <span className="grow">
          <span className="ell">
            {[t(`notes:kind.${note.kind}`), ...(note.date === null ? [] : [note.date])].join(' · ')}
          </span>
          {note.consent === 'yes' ? null : (
            <span className={note.consent === 'no' ? 'danger-text nw' : 'warn-text nw'}>
              {t(`notes:consent.${note.consent}`)}
            </span>
          )}
        </span>
        <span className={s.marks} title={marks.map(({ name }) => name).join(', ')}>
          {marks.map((theme) => (
            <ThemeMark key={theme.id} theme={theme} size={9} />
          ))}
        </span>
        <span
          className="row nw"
          style={{ gap: 3 }}
          title={t('notesUi:nQuotes', { count: note.quotes, n: fmt.number(note.quotes) })}
        >
          <Icon name="quote" size={12} />
          <span aria-hidden="true">{fmt.number(note.quotes)}</span>
          <span className="sr-only">{t('notesUi:nQuotes', { count: note.quotes, n: fmt.number(note.quotes) })}</span>
        </span>
      </div>
    </>
  );
}
