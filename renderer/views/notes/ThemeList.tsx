import { useState } from 'react';
import type { Codebook } from '../../../shared/contract/notes.ts';
import { Button, useLocale } from '../../ui/index.ts';
import { FindField } from './FindField.tsx';
import { PickList } from './PickList.tsx';
import { themeColour, ThemeMark } from './ThemeMark.tsx';
import s from './lists.module.css';

interface ThemeListProps {
  book: Codebook;
  themes: readonly Codebook['themes'][number][];
  selected: number | null;
  onSelect: (id: number | null) => void;
}

/** The themes at the left, each with its share of the quotes; last, the quotes without one. */
export function ThemeList({ book, themes, selected, onSelect }: ThemeListProps) {
  const { t } = useLocale();
  const [words, setWords] = useState('');
  const most = Math.max(1, ...themes.map(({ quotes }) => quotes));
  const none = {
    id: 0,
    name: t('notesUi:uncoded'),
    quotes: book.uncoded,
    notes: 0,
    description: '',
    colour: 1,
    shape: 1,
  };
  const found = themes.filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()));
  const items = book.uncoded > 0 && words === '' ? [...found, none] : found;
  return (
    <div className={s.left}>
      <div className={s.find}>
        <FindField label={t('notesUi:findTheme')} value={words} onType={setWords} />
      </div>
      {themes.length === 0 ? <p className="empty mid">{t('notesUi:noThemes')}</p> : null}
      <PickList
        label={t('notesUi:themes')}
        items={items}
        idOf={({ id }) => id}
        selected={selected}
        onSelect={(id) => onSelect(id)}
        className={s.theme}
      >
        {(theme) => <ThemeLine theme={theme} most={Math.max(most, book.uncoded)} />}
      </PickList>
      <p className={`${s.foot} cap`}>
        {selected === null ? (
          t('notesUi:themesN', { count: themes.length })
        ) : (
          <Button kind="link" size="sm" onClick={() => onSelect(null)}>
            {t('notesUi:everyTheme')}
          </Button>
        )}
      </p>
    </div>
  );
}

function ThemeLine({ theme, most }: { theme: Codebook['themes'][number]; most: number }) {
  const { t, fmt } = useLocale();
  return (
    <>
      <div className={s.line}>
        <ThemeMark theme={theme.id === 0 ? undefined : theme} size={12} />
        <span className="ell" title={theme.description || theme.name}>
          {theme.name}
        </span>
        <span className={s.n}>
          {theme.id === 0
            ? fmt.number(theme.quotes)
            : t('notesUi:quotesInNotes', {
                count: theme.notes,
                quotes: fmt.number(theme.quotes),
                notes: fmt.number(theme.notes),
              })}
        </span>
      </div>
      <div className={s.track}>
        <i
          style={{
            width: `${(theme.quotes / most) * 100}%`,
            background: themeColour(theme.id === 0 ? undefined : theme),
          }}
        />
      </div>
    </>
  );
}
