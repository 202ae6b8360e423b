import { useState } from 'react';
import type { QuoteRow } from '../../../shared/contract/notes.ts';
import type { Claim, Persona } from '../../../shared/contract/personas.ts';
import { cardTitle, fieldLabel } from '../../../shared/card/claims.ts';
import { quoteFields } from '../../../shared/card/presets.ts';
import { useCommand, useQuery } from '../../state/queries.ts';
import { go, tell } from '../../state/store.ts';
import { Answered, Button, Dialog, Labelled, Notice, Select, useLocale } from '../../ui/index.ts';
import s from './AddNotes.module.css';

/** Put a quote on a card: as a statement, behind words of one's own, or behind a statement that is there. */
export function CardDialog({ quote, onClose }: { quote: QuoteRow; onClose: () => void }) {
  const { t } = useLocale();
  const cards = useQuery('personas.list', {});
  return (
    <Dialog
      title={t('notesUi:toCard')}
      onClose={onClose}
      width={520}
      {...(cards.data?.length === 0
        ? {
            footer: (
              <Button kind="primary" onClick={() => go({ view: 'personas' })}>
                {t('notesUi:goToCards')}
              </Button>
            ),
          }
        : {})}
    >
      <Answered query={cards}>
        {(personas) =>
          personas.length === 0 ? (
            <p className="mid">{t('notesUi:noCards')}</p>
          ) : (
            <Form quote={quote} personas={personas} onClose={onClose} />
          )
        }
      </Answered>
    </Dialog>
  );
}

function Form({ quote, personas, onClose }: { quote: QuoteRow; personas: readonly Persona[]; onClose: () => void }) {
  const { t, lang } = useLocale();
  const add = useCommand('personas.addQuote');
  const [id, setId] = useState(String(personas[0]!.id));
  const [key, setKey] = useState(quote.field ?? 'needs');
  const [claim, setClaim] = useState('');
  const [words, setWords] = useState('');
  const persona = personas.find((one) => String(one.id) === id) ?? personas[0]!;
  const field = persona.fields.find((one) => one.key === key);
  const consent = quote.consent === 'yes';
  const claims = (field?.claims ?? []).filter(({ said }: Claim) => said === null);
  const behind = claims.some((one) => one.id === claim) ? claim : '';
  const ready = consent || behind !== '' || words.trim() !== '';
  const send = async () => {
    const next = await add.run({
      id: persona.id,
      rev: persona.rev,
      quote: quote.id,
      field: key,
      ...(behind === '' ? (words.trim() === '' ? {} : { words: words.trim() }) : { claim: behind }),
    });
    if (!next) return;
    tell(
      'calm',
      { key: 'notesUi:onCard', values: { name: cardTitle(next, lang) } },
      {
        label: t('notesUi:showCard'),
        run: () => go({ view: 'personas', id: next.id }),
      },
    );
    onClose();
  };
  return (
    <form
      className={s.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void send();
      }}
    >
      {consent ? null : <Notice>{t('notesUi:cardNoConsent')}</Notice>}
      <Labelled label={t('notesUi:card')}>
        <Select
          boxed
          fill
          value={id}
          options={personas.map((one) => ({ value: String(one.id), label: cardTitle(one, lang) }))}
          onChange={setId}
        />
      </Labelled>
      <FieldSelect persona={persona} value={key} onChange={setKey} />
      {claims.length > 0 ? <ClaimSelect claims={claims} value={behind} onChange={setClaim} /> : null}
      {behind === '' ? (
        <Labelled label={t(consent ? 'notesUi:wordsOrQuote' : 'notesUi:wordsNeeded')}>
          <textarea
            className="field"
            rows={3}
            style={{ minHeight: 0 }}
            maxLength={4000}
            placeholder={consent ? quote.shown.slice(0, 300) : ''}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </Labelled>
      ) : null}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button kind="primary" type="submit" busy={add.busy} disabled={!ready}>
          {t('notesUi:putOn')}
        </Button>
      </div>
    </form>
  );
}

/** The fields of a card that can hold a quote: those every card has, and its own lists and texts. */
function FieldSelect({
  persona,
  value,
  onChange,
}: {
  persona: Persona;
  value: string;
  onChange: (key: string) => void;
}) {
  const { t, lang } = useLocale();
  const fields = [
    ...quoteFields(),
    ...persona.fields
      .filter((one) => one.key.startsWith('custom:') && (one.kind === 'list' || one.kind === 'text'))
      .map((one) => one.key),
  ];
  return (
    <Labelled label={t('notesUi:field')}>
      <Select
        boxed
        fill
        value={value}
        options={fields.map((one) => ({
          value: one,
          label: fieldLabel(persona.fields.find((own) => own.key === one) ?? { key: one, label: null }, lang),
        }))}
        onChange={onChange}
      />
    </Labelled>
  );
}

/** The statement that the quote stands behind; none makes a new one. */
function ClaimSelect({
  claims,
  value,
  onChange,
}: {
  claims: readonly Claim[];
  value: string;
  onChange: (id: string) => void;
}) {
  const { t } = useLocale();
  return (
    <Labelled label={t('notesUi:asEvidence')}>
      <Select
        boxed
        fill
        value={value}
        options={[
          { value: '', label: t('notesUi:newStatement') },
          ...claims.map((one) => ({ value: one.id, label: one.text.slice(0, 80) })),
        ]}
        onChange={onChange}
      />
    </Labelled>
  );
}
