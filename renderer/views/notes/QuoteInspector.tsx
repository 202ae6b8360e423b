import { useState } from 'react';
import type { In } from '../../../shared/contract.ts';
import type { Codebook, Quote, QuoteRow, SpeakerRole } from '../../../shared/contract/notes.ts';
import { quoteFields } from '../../../shared/card/presets.ts';
import { useCommand, useQuery } from '../../state/queries.ts';
import { Button, Failed, Icon, Inspector, Select, Tag, useLocale, Waiting } from '../../ui/index.ts';
import { CardDialog } from './CardDialog.tsx';
import { ThemePicker } from './ThemePicker.tsx';
import sInspectors from './inspectors.module.css';
import s from './QuoteInspector.module.css';

export const ROLES: readonly SpeakerRole[] = ['interviewer', 'customer', 'sales', 'support', 'other'];

interface QuoteInspectorProps {
  quote: Pick<Quote, 'id'>;
  book: Codebook;
  onBack: () => void;
  /** go to the place in the note; left out when it is on screen */
  onNote?: (note: number) => void;
  backLabel: string;
}

/** One quote at the right: its words as they may be shown, what it is coded to, and the way onto a card. */
export function QuoteInspector({ quote, book, onBack, onNote, backLabel }: QuoteInspectorProps) {
  const { t } = useLocale();
  const { data, error } = useQuery('notes.quote', { id: quote.id }, { keep: true });
  const unmark = useCommand('notes.unmark');
  const [card, setCard] = useState(false);
  const back = <Back label={backLabel} onBack={onBack} />;
  if (error || !data)
    return (
      <Inspector label={t('notesUi:quote')} head={back}>
        <section>{error ? <Failed error={error} /> : <Waiting />}</section>
      </Inspector>
    );
  return (
    <Inspector
      label={t('notesUi:quote')}
      head={
        <>
          <div className="row between">
            {back}
            <ConsentTag consent={data.consent} />
          </div>
          <Words quote={data} />
        </>
      }
      actions={
        <>
          <Button className="grow" icon="personas" onClick={() => setCard(true)}>
            {t('notesUi:toCard')}
          </Button>
          <Button
            kind="danger"
            onClick={() => {
              void unmark.run({ ids: [data.id] });
              onBack();
            }}
          >
            {t('notesUi:unmark')}
          </Button>
        </>
      }
    >
      <Coding quote={data} book={book} />
      <Facts quote={data} onNote={onNote} />
      {card ? <CardDialog quote={data} onClose={() => setCard(false)} /> : null}
    </Inspector>
  );
}

function Back({ label, onBack }: { label: string; onBack: () => void }) {
  return (
    <Button kind="link" size="sm" onClick={onBack}>
      <Icon name="left" size={12} /> {label}
    </Button>
  );
}

/** The quote as it may be shown, and who said it where. */
function Words({ quote }: { quote: QuoteRow }) {
  const { t } = useLocale();
  return (
    <>
      <blockquote className={`disp ${s.words}`} tabIndex={0}>
        {quote.shown}
      </blockquote>
      <p className="cap">
        {[
          quote.role === null ? '' : t(`notes:role.${quote.role}`),
          t(`notes:kind.${quote.kind}`),
          quote.date ?? '',
          quote.shown === quote.text ? '' : t('notesUi:hiddenNames'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}

function useCode(quote: number) {
  const code = useCommand('notes.code');
  return (change: In<'notes.code'>['change']) => void code.run({ ids: [quote], change });
}

function Coding({ quote, book }: { quote: QuoteRow; book: Codebook }) {
  const { t } = useLocale();
  const change = useCode(quote.id);
  const theme = useCommand('notes.addTheme');
  const sorted = [...book.themes].sort((a, b) => b.quotes - a.quotes || a.id - b.id);
  return (
    <section>
      <h3 className="h">{t('notesUi:themes')}</h3>
      <ThemePicker
        key={quote.id}
        themes={sorted}
        chosen={quote.themes}
        onAdd={(id) => change({ addThemes: [id] })}
        onRemove={(id) => change({ removeThemes: [id] })}
        onCreate={(name) => void theme.run({ name, quotes: [quote.id] })}
      />
    </section>
  );
}

function Facts({ quote, onNote }: { quote: QuoteRow; onNote: QuoteInspectorProps['onNote'] }) {
  const { t } = useLocale();
  const change = useCode(quote.id);
  return (
    <section>
      <div className={sInspectors.facts}>
        <span className={sInspectors.k}>{t('notesUi:field')}</span>
        <Select
          label={t('notesUi:field')}
          value={quote.field ?? ''}
          options={[
            { value: '', label: t('notesUi:noField') },
            ...quoteFields().map((key) => ({ value: key, label: t(`personas:field.${key}`) })),
          ]}
          onChange={(field) => change({ field: field === '' ? null : field })}
        />
        <span className={sInspectors.k}>{t('notesUi:speaker')}</span>
        <Select<SpeakerRole | ''>
          label={t('notesUi:speaker')}
          value={quote.role ?? ''}
          options={[
            ...(quote.role === null ? [{ value: '' as const, label: t('notesUi:noSpeaker') }] : []),
            ...ROLES.map((role) => ({ value: role, label: t(`notes:role.${role}`) })),
          ]}
          onChange={(role) => change({ role: role === '' ? null : role })}
        />
        <span className={sInspectors.k}>{t('notesUi:fromNote')}</span>
        {onNote ? (
          <Button kind="link" className="ell" onClick={() => onNote(quote.note)}>
            {quote.title}
          </Button>
        ) : (
          <span className="ell" title={quote.title}>
            {quote.title}
          </span>
        )}
      </div>
    </section>
  );
}

/** Consent as a word with its tone. */
export function ConsentTag({ consent }: { consent: 'yes' | 'no' | 'unknown' }) {
  const { t } = useLocale();
  const tone = consent === 'yes' ? 'ok' : consent === 'no' ? 'danger' : 'warn';
  return <Tag tone={tone}>{t(`notes:consent.${consent}`)}</Tag>;
}
