import { useState } from 'react';
import type { Codebook, Quote, SpeakerRole } from '../../../shared/contract/notes.ts';
import { quoteFields } from '../../../shared/card/presets.ts';
import { useCommand, useQuery } from '../../state/queries.ts';
import { Button, Failed, Icon, Inspector, Select, Tag, useLocale, Waiting } from '../../ui/index.ts';
import { CardDialog } from './CardDialog.tsx';
import { ThemePicker } from './ThemePicker.tsx';

export const ROLES: readonly SpeakerRole[] = ['interviewer', 'customer', 'sales', 'support', 'other'];

/** One quote at the right: its words as they may be shown, what it is coded to, and the way onto a card. */
export function QuoteInspector({
  quote,
  book,
  onBack,
  onNote,
  backLabel,
}: {
  quote: Pick<Quote, 'id'>;
  book: Codebook;
  onBack: () => void;
  /** go to the place in the note; left out when it is on screen */
  onNote?: (note: number) => void;
  backLabel: string;
}) {
  const { t } = useLocale();
  const { data, error } = useQuery('notes.quote', { id: quote.id }, { keep: true });
  const code = useCommand('notes.code');
  const theme = useCommand('notes.addTheme');
  const unmark = useCommand('notes.unmark');
  const [card, setCard] = useState(false);
  if (error)
    return (
      <Inspector label={t('notesUi:quote')} head={<Back label={backLabel} onBack={onBack} />}>
        <section>
          <Failed error={error} />
        </section>
      </Inspector>
    );
  if (!data)
    return (
      <Inspector label={t('notesUi:quote')} head={<Back label={backLabel} onBack={onBack} />}>
        <section>
          <Waiting />
        </section>
      </Inspector>
    );
  const change = (wanted: Parameters<typeof code.run>[0]['change']) =>
    void code.run({ ids: [data.id], change: wanted });
  const sorted = [...book.themes].sort((a, b) => b.quotes - a.quotes || a.id - b.id);
  return (
    <Inspector
      label={t('notesUi:quote')}
      head={
        <>
          <div className="row between">
            <Back label={backLabel} onBack={onBack} />
            <ConsentTag consent={data.consent} />
          </div>
          <blockquote className="disp nt-words" tabIndex={0}>
            {data.shown}
          </blockquote>
          <p className="cap">
            {[
              data.role === null ? '' : t(`notes:role.${data.role}`),
              t(`notes:kind.${data.kind}`),
              data.date ?? '',
              data.shown === data.text ? '' : t('notesUi:hiddenNames'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
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
      <section>
        <h3 className="h">{t('notesUi:themes')}</h3>
        <ThemePicker
          key={data.id}
          themes={sorted}
          chosen={data.themes}
          onAdd={(id) => change({ addThemes: [id] })}
          onRemove={(id) => change({ removeThemes: [id] })}
          onCreate={(name) => void theme.run({ name, quotes: [data.id] })}
        />
      </section>
      <section>
        <div className="nt-facts">
          <span className="k">{t('notesUi:field')}</span>
          <Select
            label={t('notesUi:field')}
            value={data.field ?? ''}
            options={[
              { value: '', label: t('notesUi:noField') },
              ...quoteFields().map((key) => ({ value: key, label: t(`personas:field.${key}`) })),
            ]}
            onChange={(field) => change({ field: field === '' ? null : field })}
          />
          <span className="k">{t('notesUi:speaker')}</span>
          <Select<SpeakerRole | ''>
            label={t('notesUi:speaker')}
            value={data.role ?? ''}
            options={[
              ...(data.role === null ? [{ value: '' as const, label: t('notesUi:noSpeaker') }] : []),
              ...ROLES.map((role) => ({ value: role, label: t(`notes:role.${role}`) })),
            ]}
            onChange={(role) => change({ role: role === '' ? null : role })}
          />
          <span className="k">{t('notesUi:fromNote')}</span>
          {onNote ? (
            <Button kind="link" className="ell" onClick={() => onNote(data.note)}>
              {data.title}
            </Button>
          ) : (
            <span className="ell" title={data.title}>
              {data.title}
            </span>
          )}
        </div>
      </section>
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

/** Consent as a word with its tone. */
export function ConsentTag({ consent }: { consent: 'yes' | 'no' | 'unknown' }) {
  const { t } = useLocale();
  const tone = consent === 'yes' ? 'ok' : consent === 'no' ? 'danger' : 'warn';
  return <Tag tone={tone}>{t(`notes:consent.${consent}`)}</Tag>;
}
