import { useId, useState } from 'react';
import type { Codebook } from '../../../shared/contract/notes.ts';
import { useCommand } from '../../state/queries.ts';
import { Button, Inspector, Select, useLocale } from '../../ui/index.ts';
import { Settled } from './NoteInspector.tsx';
import { ThemeMark } from './ThemeMark.tsx';
import sInspectors from './inspectors.module.css';
import s from './ThemeInspector.module.css';

const COLOURS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const SHAPES = [1, 2, 3, 4] as const;
const TOGETHER = 8;

type Counted = Codebook['themes'][number];

interface ThemeInspectorProps {
  theme: Counted;
  book: Codebook;
  onPair: (other: number) => void;
  /** the theme that took its place, or none */
  onGone: (next: number | null) => void;
}

/** One theme: name, description, mark, what it goes with, merging and removing. */
export function ThemeInspector({ theme, book, onPair, onGone }: ThemeInspectorProps) {
  const { t, fmt } = useLocale();
  const change = useCommand('notes.changeTheme');
  const remove = useCommand('notes.removeTheme');
  return (
    <Inspector
      label={t('notesUi:aboutTheme')}
      head={
        <>
          <div className="row">
            <ThemeMark theme={theme} size={14} />
            <Settled
              className={sInspectors.title}
              label={t('notesUi:themeName')}
              value={theme.name}
              onSettle={(name) => name !== '' && change.run({ id: theme.id, name: name.slice(0, 120) })}
            />
          </div>
          <p className="cap">
            {t('notesUi:themeCounts', { quotes: fmt.number(theme.quotes), notes: fmt.number(theme.notes) })}
          </p>
        </>
      }
      actions={
        <Button
          kind="danger"
          onClick={() => {
            void remove.run({ id: theme.id });
            onGone(null);
          }}
        >
          {t('notesUi:removeTheme')}
        </Button>
      }
    >
      <Description
        value={theme.description}
        onSettle={(description) => void change.run({ id: theme.id, description })}
      />
      <Mark theme={theme} onChange={(mark) => void change.run({ id: theme.id, ...mark })} />
      <Together theme={theme} book={book} onPair={onPair} />
      <Merge theme={theme} book={book} onGone={onGone} />
    </Inspector>
  );
}

function Description({ value, onSettle }: { value: string; onSettle: (text: string) => void }) {
  const { t } = useLocale();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <section>
      <h3 className="h">{t('notesUi:description')}</h3>
      <textarea
        className="field"
        rows={3}
        aria-label={t('notesUi:description')}
        placeholder={t('notesUi:describe')}
        maxLength={2000}
        value={typed ?? value}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => {
          if (typed !== null && typed !== value) onSettle(typed);
          setTyped(null);
        }}
      />
    </section>
  );
}

/** The colour and the shape, each chosen by itself. */
function Mark({
  theme: { colour, shape },
  onChange,
}: {
  theme: Counted;
  onChange: (mark: { colour: number } | { shape: number }) => void;
}) {
  const { t } = useLocale();
  return (
    <section>
      <h3 className="h">{t('notesUi:markOf')}</h3>
      <Swatches
        label={t('notesUi:colour')}
        values={COLOURS}
        value={colour}
        nameOf={(n) => t('notesUi:colourN', { n })}
        lookOf={(other) => ({ colour: other, shape })}
        onPick={(picked) => onChange({ colour: picked })}
      />
      <Swatches
        label={t('notesUi:shape')}
        values={SHAPES}
        value={shape}
        nameOf={(n) => t(`notesUi:shapes.${n}`)}
        lookOf={(other) => ({ colour, shape: other })}
        onPick={(picked) => onChange({ shape: picked })}
      />
    </section>
  );
}

interface SwatchesProps {
  label: string;
  values: readonly number[];
  value: number;
  nameOf: (value: number) => string;
  lookOf: (value: number) => { colour: number; shape: number };
  onPick: (value: number) => void;
}

/** A row of marks to choose one of. */
function Swatches({ label, values, value, nameOf, lookOf, onPick }: SwatchesProps) {
  const name = useId();
  return (
    <div className={s.swatches} role="radiogroup" aria-label={label}>
      {values.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={name}
            checked={value === one}
            aria-label={nameOf(one)}
            onChange={() => onPick(one)}
          />
          <ThemeMark theme={lookOf(one)} size={14} />
        </label>
      ))}
    </div>
  );
}

/** Themes that stand on the same quotes. */
function Together({ theme, book, onPair }: Omit<ThemeInspectorProps, 'onGone'>) {
  const { t, fmt } = useLocale();
  const names = new Map(book.themes.map((one) => [one.id, one]));
  const together = book.pairs
    .filter(({ a, b }) => a === theme.id || b === theme.id)
    .slice(0, TOGETHER)
    .flatMap(({ a, b, quotes }) => {
      const other = names.get(a === theme.id ? b : a);
      return other ? [{ other, quotes }] : [];
    });
  if (together.length === 0) return null;
  return (
    <section>
      <h3 className="h">{t('notesUi:together')}</h3>
      <ul className={sInspectors.rows}>
        {together.map(({ other, quotes }) => (
          <li key={other.id}>
            <ThemeMark theme={other} />
            <Button
              kind="link"
              className="grow ell"
              style={{ justifyContent: 'flex-start' }}
              onClick={() => onPair(other.id)}
            >
              <span className="ell">{other.name}</span>
            </Button>
            <span className="sm">{fmt.number(quotes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Let another theme take the place of this one. */
function Merge({ theme, book, onGone }: Omit<ThemeInspectorProps, 'onPair'>) {
  const { t } = useLocale();
  const merge = useCommand('notes.mergeThemes');
  const others = book.themes.filter(({ id }) => id !== theme.id).sort((a, b) => a.name.localeCompare(b.name));
  if (others.length === 0) return null;
  return (
    <section>
      <h3 className="h">{t('notesUi:merge')}</h3>
      <Select
        boxed
        fill
        label={t('notesUi:mergeInto')}
        value=""
        options={[
          { value: '', label: t('notesUi:mergeInto') },
          ...others.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(into) => {
          if (into === '') return;
          void merge.run({ into: Number(into), from: [theme.id] }).then((merged) => {
            if (merged) onGone(merged.id);
          });
        }}
      />
    </section>
  );
}
