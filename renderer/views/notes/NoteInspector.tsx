import { useState } from 'react';
import type { In } from '../../../shared/contract.ts';
import type { Consent, Note, NoteKind, SpeakerRole, Theme } from '../../../shared/contract/notes.ts';
import { useCommand } from '../../state/queries.ts';
import { Button, Icon, IconButton, Inspector, Select, TextInput, useLocale } from '../../ui/index.ts';
import { CustomerLinks } from './CustomerLinks.tsx';
import { DayInput } from './DayInput.tsx';
import { CONSENTS, KINDS } from './NoteList.tsx';
import { ROLES } from './QuoteInspector.tsx';
import { ThemeMark } from './ThemeMark.tsx';
import sInspectors from './inspectors.module.css';
import sLists from './lists.module.css';
import s from './NoteInspector.module.css';

type Change = (change: In<'notes.change'>['change']) => void;

interface NoteInspectorProps {
  note: Note;
  themes: ReadonlyMap<number, Theme>;
  onQuote: (id: number) => void;
  onRemoved: () => void;
}

/** What is known about a note: kind, date, consent, who speaks, whom it is about, names to hide, its quotes. */
export function NoteInspector({ note, themes, onQuote, onRemoved }: NoteInspectorProps) {
  const { t, fmt } = useLocale();
  const command = useCommand('notes.change');
  const remove = useCommand('notes.remove');
  const change: Change = (wanted) => void command.run({ ids: [note.id], change: wanted });
  return (
    <Inspector
      label={t('notesUi:aboutNote')}
      head={
        <>
          <Settled
            className={sInspectors.title}
            label={t('notesUi:noteTitle')}
            value={note.title}
            onSettle={(title) => title !== '' && change({ title })}
          />
          <p className="cap ell">
            {[
              t('notesUi:chars', { count: note.chars, n: fmt.number(note.chars) }),
              t(`notes:lang.${note.lang}`),
              note.fromTags ? t('notesUi:fromTags') : (note.file ?? t('notesUi:pasted')),
            ].join(' · ')}
          </p>
        </>
      }
      actions={
        <Button
          kind="danger"
          onClick={() => {
            void remove.run({ ids: [note.id] });
            onRemoved();
          }}
        >
          {t('notesUi:removeNote')}
        </Button>
      }
    >
      <Facts note={note} onChange={change} />
      <Speakers key={note.id} note={note} onChange={(speakers) => change({ speakers })} />
      <CustomerLinks note={note} />
      <Hidden note={note} onChange={(hidden) => change({ hidden })} />
      <Quotes note={note} themes={themes} onQuote={onQuote} />
    </Inspector>
  );
}

function Facts({ note, onChange }: { note: Note; onChange: Change }) {
  const { t } = useLocale();
  return (
    <section>
      <div className={sInspectors.facts}>
        <span className={sInspectors.k}>{t('notesUi:kind')}</span>
        <Select<NoteKind>
          label={t('notesUi:kind')}
          value={note.kind}
          options={KINDS.map((value) => ({ value, label: t(`notes:kind.${value}`) }))}
          onChange={(kind) => onChange({ kind })}
        />
        <span className={sInspectors.k}>{t('notesUi:date')}</span>
        <DayInput quiet label={t('notesUi:date')} value={note.date} onDay={(date) => onChange({ date })} />
        <span className={sInspectors.k}>{t('notesUi:consent')}</span>
        <Select<Consent>
          label={t('notesUi:consent')}
          value={note.consent}
          options={CONSENTS.map((value) => ({ value, label: t(`notes:consent.${value}`) }))}
          onChange={(consent) =>
            onChange({ consent, consentAt: consent === 'unknown' ? null : new Date().toISOString().slice(0, 10) })
          }
        />
        {note.consent === 'unknown' ? null : (
          <>
            <span className={sInspectors.k}>{t('notesUi:consentAt')}</span>
            <DayInput
              quiet
              label={t('notesUi:consentAt')}
              value={note.consentAt}
              onDay={(consentAt) => onChange({ consentAt })}
            />
          </>
        )}
      </div>
      {note.consent === 'yes' ? null : <p className="cap">{t('notesUi:consentWhy')}</p>}
    </section>
  );
}

/** A field with a button that adds what was typed. */
function AddLine({ label, onAdd }: { label: string; onAdd: (text: string) => void }) {
  const { t } = useLocale();
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (text === '') return;
        onAdd(text);
        setTyped('');
      }}
    >
      <TextInput
        aria-label={label}
        placeholder={label}
        maxLength={60}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" disabled={text === ''}>
        {t('notesUi:add')}
      </Button>
    </form>
  );
}

function Speakers({ note, onChange }: { note: Note; onChange: (speakers: Note['speakers']) => void }) {
  const { t } = useLocale();
  return (
    <section>
      <h3 className="h">{t('notesUi:speakers')}</h3>
      <ul className={sInspectors.rows}>
        {note.speakers.map((speaker) => (
          <li key={speaker.label}>
            <span className="grow ell">{speaker.label}</span>
            <Select<SpeakerRole>
              label={t('notesUi:roleOf', { label: speaker.label })}
              value={speaker.role}
              options={ROLES.map((role) => ({ value: role, label: t(`notes:role.${role}`) }))}
              onChange={(role) =>
                onChange(note.speakers.map((one) => (one.label === speaker.label ? { ...one, role } : one)))
              }
            />
            <IconButton
              size="sm"
              icon="close"
              label={t('notesUi:noSpeakerLabel', { label: speaker.label })}
              onClick={() => onChange(note.speakers.filter((one) => one.label !== speaker.label))}
            />
          </li>
        ))}
      </ul>
      <AddLine
        label={t('notesUi:addSpeaker')}
        onAdd={(text) => {
          const label = text.replace(/[:：]$/, '').trim();
          if (label !== '') onChange([...note.speakers, { label, role: 'customer' }]);
        }}
      />
    </section>
  );
}

function Hidden({ note, onChange }: { note: Note; onChange: (hidden: string[]) => void }) {
  const { t } = useLocale();
  return (
    <section>
      <h3 className="h">{t('notesUi:hidden')}</h3>
      <p className="cap">{t('notesUi:hiddenWhy')}</p>
      <ul className={sInspectors.tags} style={{ marginTop: 6 }}>
        {note.hidden.map((one) => (
          <li key={one} className={sInspectors.tag}>
            <span className="ell">{one}</span>
            <button
              type="button"
              className={sInspectors.off}
              aria-label={t('notesUi:showName', { name: one })}
              onClick={() => onChange(note.hidden.filter((other) => other !== one))}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
      <AddLine label={t('notesUi:addHidden')} onAdd={(name) => onChange([...note.hidden, name])} />
    </section>
  );
}

function Quotes({ note, themes, onQuote }: Omit<NoteInspectorProps, 'onRemoved'>) {
  const { t } = useLocale();
  return (
    <section>
      <h3 className="h">{t('notesUi:quotesN', { count: note.marks.length })}</h3>
      {note.marks.length === 0 ? <p className="cap">{t('notesUi:noQuotes')}</p> : null}
      <ul className={s.snips}>
        {note.marks.slice(0, 300).map((quote) => (
          <li key={quote.id}>
            <button type="button" onClick={() => onQuote(quote.id)}>
              <ThemeMark theme={themes.get(quote.themes[0] ?? -1)} />
              <span className={`${sLists.two} sm`}>
                {note.text.slice(quote.start, Math.min(quote.stop, quote.start + 160))}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A line of text that is sent when it is left or Enter is pressed. */
export function Settled({
  label,
  value,
  onSettle,
  className,
  placeholder,
}: {
  label: string;
  value: string;
  onSettle: (value: string) => unknown;
  className?: string | undefined;
  placeholder?: string;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    if (typed !== null && typed.trim() !== value) onSettle(typed.trim());
    setTyped(null);
  };
  return (
    <TextInput
      quiet
      className={className}
      aria-label={label}
      placeholder={placeholder}
      maxLength={200}
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') event.currentTarget.blur();
        else if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
