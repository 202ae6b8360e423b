import { useState } from 'react';
import { cardTitle, claimText, fieldLabel } from '../../../shared/card/claims.ts';
import { holdsStatements } from '../../../shared/card/view.ts';
import type { ExploreResult, ExploreSpec } from '../../../shared/contract/explore.ts';
import { useCommand, useQuery } from '../../state/queries.ts';
import { go, tell } from '../../state/store.ts';
import { Button, Dialog, EmptyState, Labelled, Select, useLocale, Waiting } from '../../ui/index.ts';

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
  const [card, setCard] = useState<number | null>(null);
  const [key, setKey] = useState<string | null>(null);
  const [claim, setClaim] = useState('');
  if (!personas.data)
    return (
      <Dialog title={t('exploreUi:pin')} onClose={onClose}>
        <Waiting />
      </Dialog>
    );
  const persona = personas.data.find(({ id }) => id === card) ?? personas.data[0];
  if (!persona)
    return (
      <Dialog title={t('exploreUi:pin')} onClose={onClose}>
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
      </Dialog>
    );
  const fields = persona.fields.filter(holdsStatements);
  const field = fields.find((one) => one.key === key) ?? fields[0];
  const run = async () => {
    if (!field) return;
    const done = await pin.run({
      persona: persona.id,
      rev: persona.rev,
      field: field.key,
      claim: claim === '' ? null : claim,
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
      <div className="xform">
        {result.finding ? <p>{say(result.finding)}</p> : null}
        <p className="cap">{t('exploreUi:pinWhy')}</p>
        <Labelled label={t('exploreUi:card')}>
          <Select<string>
            boxed
            fill
            value={String(persona.id)}
            options={personas.data.map((one) => ({ value: String(one.id), label: cardTitle(one, lang) }))}
            onChange={(id) => {
              setCard(Number(id));
              setKey(null);
              setClaim('');
            }}
          />
        </Labelled>
        <Labelled label={t('exploreUi:field')}>
          <Select<string>
            boxed
            fill
            value={field?.key ?? ''}
            options={fields.map((one) => ({ value: one.key, label: fieldLabel(one, lang) }))}
            onChange={(next) => {
              setKey(next);
              setClaim('');
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
            onChange={setClaim}
          />
        </Labelled>
      </div>
    </Dialog>
  );
}
