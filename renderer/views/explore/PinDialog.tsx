import { useState } from 'react';
import { cardTitle, claimText, fieldLabel } from '../../../shared/card/claims.ts';
import { holdsStatements } from '../../../shared/card/view.ts';
import type { ExploreResult, ExploreSpec } from '../../../shared/contract/explore.ts';
import type { Persona } from '../../../shared/contract/personas.ts';
import { useCommand, useQuery } from '../../state/queries.ts';
import { go, tell } from '../../state/store.ts';
import { Answered, Button, Dialog, EmptyState, Labelled, Select, useLocale } from '../../ui/index.ts';
import s from './PinDialog.module.css';

interface PinProps {
  spec: ExploreSpec;
  result: ExploreResult;
  title: string;
  onClose: () => void;
}

/** Put the view behind a statement of a card, or let it make a new one. */
export function PinDialog({ spec, result, title, onClose }: PinProps) {
  const { t, say, lang } = useLocale();
  const personas = useQuery('personas.list', {});
  const pin = useCommand('explore.pin');
  const [place, setPlace] = useState<Place>({ card: null, key: null, claim: '' });
  if (!personas.data)
    return (
      <Dialog title={t('exploreUi:pin')} onClose={onClose}>
        <Answered query={personas}>{() => null}</Answered>
      </Dialog>
    );
  const persona = personas.data.find(({ id }) => id === place.card) ?? personas.data[0];
  if (!persona)
    return (
      <Dialog title={t('exploreUi:pin')} onClose={onClose}>
        <NoCards />
      </Dialog>
    );
  const fields = persona.fields.filter(holdsStatements);
  const field = fields.find((one) => one.key === place.key) ?? fields[0];
  const run = async () => {
    if (!field) return;
    const done = await pin.run({
      persona: persona.id,
      rev: persona.rev,
      field: field.key,
      claim: place.claim === '' ? null : place.claim,
      title: title.slice(0, 200),
      spec,
    });
    if (!done) return;
    onClose();
    tell(
      'calm',
      { key: 'exploreUi:pinned', values: { name: cardTitle(persona, lang) } },
      {
        label: t('exploreUi:openCard'),
        run: () => {
          go({ view: 'personas', id: persona.id });
        },
      },
    );
  };
  return (
    <Dialog
      title={t('exploreUi:pin')}
      onClose={onClose}
      footer={
        <Button kind="primary" busy={pin.busy} disabled={!field} onClick={() => void run()}>
          {t('exploreUi:pinNow')}
        </Button>
      }
    >
      <div className={s.form}>
        {result.finding ? <p>{say(result.finding)}</p> : null}
        <p className="cap">{t('exploreUi:pinWhy')}</p>
        <PlaceFields
          personas={personas.data}
          persona={persona}
          field={field}
          claim={place.claim}
          onChange={(change) => {
            setPlace({ ...place, ...change });
          }}
        />
      </div>
    </Dialog>
  );
}

function NoCards() {
  const { t } = useLocale();
  return (
    <EmptyState
      why={t('exploreUi:noCards')}
      action={
        <Button
          onClick={() => {
            go({ view: 'personas' });
          }}
        >
          {t('exploreUi:toCards')}
        </Button>
      }
    />
  );
}

/** Where the view is pinned: a card, a field of it, a statement there or (empty) a new one. */
interface Place {
  readonly card: number | null;
  readonly key: string | null;
  readonly claim: string;
}

interface PlaceFieldsProps {
  personas: readonly Persona[];
  persona: Persona;
  field: Persona['fields'][number] | undefined;
  claim: string;
  onChange: (change: Partial<Place>) => void;
}

function PlaceFields({ personas, persona, field, claim, onChange }: PlaceFieldsProps) {
  const { t, lang } = useLocale();
  return (
    <>
      <Labelled label={t('exploreUi:card')}>
        <Select<string>
          boxed
          fill
          value={String(persona.id)}
          options={personas.map((one) => ({ value: String(one.id), label: cardTitle(one, lang) }))}
          onChange={(id) => {
            onChange({ card: Number(id), key: null, claim: '' });
          }}
        />
      </Labelled>
      <Labelled label={t('exploreUi:field')}>
        <Select<string>
          boxed
          fill
          value={field?.key ?? ''}
          options={persona.fields
            .filter(holdsStatements)
            .map((one) => ({ value: one.key, label: fieldLabel(one, lang) }))}
          onChange={(key) => {
            onChange({ key, claim: '' });
          }}
        />
      </Labelled>
      <Labelled label={t('exploreUi:statement')}>
        <Select<string>
          boxed
          fill
          value={claim}
          options={[
            { value: '', label: t('exploreUi:newStatement') },
            ...(field?.claims ?? []).map((one) => ({ value: one.id, label: claimText(one, lang) })),
          ]}
          onChange={(next) => {
            onChange({ claim: next });
          }}
        />
      </Labelled>
    </>
  );
}
