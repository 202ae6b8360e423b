import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Theme } from '../../../shared/contract/notes.ts';
import { Icon, TextInput, useLocale } from '../../ui/index.ts';
import { ThemeMark } from './ThemeMark.tsx';
import sInspectors from './inspectors.module.css';
import s from './ThemePicker.module.css';

type Counted = Theme & { quotes: number };

interface ThemePickerProps {
  /** the most used first */
  themes: readonly Counted[];
  chosen: readonly number[];
  onAdd: (id: number) => void;
  onCreate: (name: string) => void;
  onRemove: (id: number) => void;
}

/** The themes a quote has, and a field that finds one or makes it. */
export function ThemePicker(props: ThemePickerProps) {
  return (
    <div>
      <Chosen {...props} />
      <Finder {...props} />
    </div>
  );
}

function Chosen({ themes, chosen, onRemove }: Pick<ThemePickerProps, 'themes' | 'chosen' | 'onRemove'>) {
  const { t } = useLocale();
  return (
    <ul className={sInspectors.tags}>
      {chosen.flatMap((id) => {
        const theme = themes.find((one) => one.id === id);
        return theme ? (
          <li key={id} className={sInspectors.tag}>
            <ThemeMark theme={theme} />
            <span className="ell">{theme.name}</span>
            <button
              type="button"
              className={sInspectors.off}
              aria-label={t('notesUi:takeTheme', { name: theme.name })}
              onClick={() => onRemove(id)}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ) : (
          []
        );
      })}
    </ul>
  );
}

/** Most themes that are offered at a time. */
const OFFERED = 40;

/** A field with a list: what is typed finds themes that are not chosen yet, or names a new one. */
function Finder({ themes, chosen, onAdd, onCreate, onRemove }: ThemePickerProps) {
  const { t } = useLocale();
  const list = useId();
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const name = words.trim();
  const wanted = name.toLowerCase();
  const found = themes
    .filter((theme) => !chosen.includes(theme.id) && theme.name.toLowerCase().includes(wanted))
    .slice(0, OFFERED);
  const fresh = name !== '' && !themes.some((theme) => theme.name.toLowerCase() === wanted);
  const count = found.length + (fresh ? 1 : 0);
  const at = Math.min(active, count - 1);
  const take = (index: number) => {
    const theme = found[index];
    if (theme) onAdd(theme.id);
    else if (fresh) onCreate(name);
    else return;
    setWords('');
    setActive(0);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setActive((at + (event.key === 'ArrowDown' ? 1 : count - 1)) % Math.max(1, count));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (open || name !== '') take(Math.max(0, at));
    } else if (event.key === 'Escape') setOpen(false);
    else if (event.key === 'Backspace' && words === '' && chosen.length > 0) onRemove(chosen.at(-1)!);
  };
  return (
    <div className={s.pick}>
      <TextInput
        role="combobox"
        aria-label={t('notesUi:addTheme')}
        aria-expanded={open && count > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && at >= 0 ? `${list}-${at}` : undefined}
        placeholder={t('notesUi:addTheme')}
        maxLength={120}
        value={words}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={press}
      />
      {open && count > 0 ? (
        <ul id={list} role="listbox" aria-label={t('notesUi:themes')} tabIndex={-1}>
          {found.map((theme, i) => (
            <Option key={theme.id} id={`${list}-${i}`} active={i === at} onTake={() => take(i)}>
              <ThemeMark theme={theme} />
              <span className="grow ell">{theme.name}</span>
              <span className="cap">{theme.quotes}</span>
            </Option>
          ))}
          {fresh ? (
            <Option id={`${list}-${found.length}`} active={found.length === at} onTake={() => take(found.length)}>
              <Icon name="plus" size={12} />
              <span className="grow ell">{t('notesUi:newTheme', { name })}</span>
            </Option>
          ) : null}
        </ul>
      ) : null}
    </div>
  );
}

interface OptionProps {
  id: string;
  active: boolean;
  onTake: () => void;
  children: ReactNode;
}

/** A line of the list, taken when the mouse goes down: the field keeps the focus, without which the list closes. */
function Option({ id, active, onTake, children }: OptionProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={active}
      onMouseDown={(event) => {
        event.preventDefault();
        onTake();
      }}
    >
      {children}
    </li>
  );
}
