import { useId, useState } from 'react';
import type { Codebook } from '../../../shared/contract/notes.ts';
import { useCommand } from '../../state/queries.ts';
import { Button, Inspector, Select, useLocale } from '../../ui/index.ts';
import { Settled } from './NoteInspector.tsx';
import { ThemeMark } from './ThemeMark.tsx';

const COLOURS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const SHAPES = [1, 2, 3, 4] as const;
const TOGETHER = 8;

/** One theme: name, description, mark, what it goes with, merging and removing. */
export function ThemeInspector({
  theme,
  book,
  onPair,
  onGone,
}: {
  theme: Codebook['themes'][number];
  book: Codebook;
  onPair: (other: number) => void;
  /** the theme that took its place, or none */
  onGone: (next: number | null) => void;
}) {
  const { t, fmt } = useLocale();
  const change = useCommand('notes.changeTheme');
  const merge = useCommand('notes.mergeThemes');
  const remove = useCommand('notes.removeTheme');
  const [description, setDescription] = useState<string | null>(null);
  const others = book.themes.filter(({ id }) => id !== theme.id).sort((a, b) => a.name.localeCompare(b.name));
  const names = new Map(book.themes.map((one) => [one.id, one]));
  const together = book.pairs
    .filter(({ a, b }) => a === theme.id || b === theme.id)
    .slice(0, TOGETHER)
    .flatMap(({ a, b, quotes }) => {
      const other = names.get(a === theme.id ? b : a);
      return other ? [{ other, quotes }] : [];
    });
  return (
    <Inspector
      label={t('notesUi:aboutTheme')}
      head={
        <>
          <div className="row">
            <ThemeMark theme={theme} size={14} />
            <Settled
              className="nt-title"
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
      <section>
        <h3 className="h">{t('notesUi:description')}</h3>
        <textarea
          className="field"
          rows={3}
          aria-label={t('notesUi:description')}
          placeholder={t('notesUi:describe')}
          maxLength={2000}
          value={description ?? theme.description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          onBlur={() => {
            if (description !== null && description !== theme.description)
              void change.run({ id: theme.id, description });
            setDescription(null);
          }}
        />
      </section>
      <section>
        <h3 className="h">{t('notesUi:markOf')}</h3>
        <Swatches
          label={t('notesUi:colour')}
          values={COLOURS}
          value={theme.colour}
          nameOf={(colour) => t('notesUi:colourN', { n: colour })}
          lookOf={(colour) => ({ colour, shape: theme.shape })}
          onPick={(colour) => void change.run({ id: theme.id, colour })}
        />
        <Swatches
          label={t('notesUi:shape')}
          values={SHAPES}
          value={theme.shape}
          nameOf={(shape) => t(`notesUi:shapes.${shape}`)}
          lookOf={(shape) => ({ colour: theme.colour, shape })}
          onPick={(shape) => void change.run({ id: theme.id, shape })}
        />
      </section>
      {together.length > 0 ? (
        <section>
          <h3 className="h">{t('notesUi:together')}</h3>
          <ul className="nt-rows">
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
      ) : null}
      {others.length > 0 ? (
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
      ) : null}
    </Inspector>
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
    <div className="nt-swatches" role="radiogroup" aria-label={label}>
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
