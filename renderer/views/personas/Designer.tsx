import { useMemo, useState } from 'react';
import type { Field, Persona } from '../../../shared/contract/personas.ts';
import type { Edition } from '../../../shared/card/blocks.ts';
import { cardTitle } from '../../../shared/card/claims.ts';
import { portraitOf } from '../../../shared/card/layout.ts';
import { useViewActions } from '../../actions.ts';
import { useJob } from '../../state/jobs.ts';
import { go } from '../../state/store.ts';
import { Button, IconButton, Notice, useLocale, ViewBody } from '../../ui/index.ts';
import { AddFieldDialog } from './AddFieldDialog.tsx';
import { Avatar } from './Avatar.tsx';
import { Card } from './card/Card.tsx';
import { CardBar } from './CardBar.tsx';
import { ClaimDrawer } from './ClaimDrawer.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { FieldList } from './FieldList.tsx';
import { FieldPanel } from './FieldPanel.tsx';
import { PrevalenceMeter } from './Prevalence.tsx';
import type { Desk } from './card/desk.ts';
import { useCard } from './useCard.ts';
import s from './Designer.module.css';

/** The card beside its field list: edit in place, see what stands behind every statement, watch whom it describes. */
export function Designer({ persona, personas }: { persona: Persona; personas: readonly Persona[] }) {
  const { change, conflict, resolve } = useCard(persona);
  const refresh = useJob('personas.refresh');
  const { side, setSide, exporting, setExporting } = useDesk();
  const [at, setAt] = useState<Place | null>(null);
  const [adding, setAdding] = useState(false);
  const field = persona.fields.find((one) => one.key === at?.field);
  const onClaim = (key: string, id: string) => setAt({ field: key, claim: id });
  const onField = (key: string) => setAt({ field: key, claim: null });
  const desk: Desk = {
    persona,
    change,
    field: at?.field ?? null,
    claim: at?.claim ?? null,
    onField,
    onClaim,
  };
  return (
    <ViewBody inspector={field ? <FieldInspector desk={desk} field={field} onClose={() => setAt(null)} /> : undefined}>
      <div className={s.designer}>
        <div className={s.designerLeft}>
          <Strip persona={persona} personas={personas} />
          <FieldList
            persona={persona}
            selected={at?.field ?? null}
            onSelect={onField}
            onAdd={() => setAdding(true)}
            change={change}
          />
          <PrevalenceMeter prevalence={persona.prevalence} colour={persona.colour} />
        </div>
        <div className={s.designerMain}>
          <CardBar
            persona={persona}
            personas={personas}
            side={side}
            onSide={setSide}
            onExport={() => setExporting(true)}
          />
          {persona.stale ? (
            <Stale busy={refresh.running} onRefresh={() => void refresh.run({ ids: [persona.id] })} />
          ) : null}
          {conflict ? <ConflictNotice resolve={resolve} /> : null}
          <div className={s.desk}>
            <div className={s.flip} key={side}>
              <Card edition={side} desk={desk} />
            </div>
          </div>
        </div>
      </div>
      {adding ? <AddFieldDialog change={change} onClose={() => setAdding(false)} /> : null}
      {exporting ? (
        <ExportDialog personas={personas} initial={[persona.id]} onClose={() => setExporting(false)} />
      ) : null}
    </ViewBody>
  );
}

/** What is looked at: a field, or one of its claims. */
interface Place {
  readonly field: string;
  readonly claim: string | null;
}

/** The side of the card that is up and the dialog of its export, both to be had from the palette as well. */
function useDesk() {
  const [side, setSide] = useState<Edition>('face');
  const [exporting, setExporting] = useState(false);
  useViewActions(
    useMemo(
      () => [
        {
          id: 'personas.flip',
          label: 'personasUi:flip',
          group: 'view' as const,
          keys: ['E'],
          run: () => setSide((now) => (now === 'face' ? 'evidence' : 'face')),
        },
        {
          id: 'personas.export',
          label: 'personasUi:export',
          group: 'workspace' as const,
          run: () => setExporting(true),
        },
      ],
      [],
    ),
  );
  return { side, setSide, exporting, setExporting };
}

/** The claim that is looked at, if it is still there; else the field is. */
function FieldInspector({ desk, field, onClose }: { desk: Desk; field: Field; onClose: () => void }) {
  const { persona, change } = desk;
  const claim = field.claims.find((one) => one.id === desk.claim);
  return claim ? (
    <ClaimDrawer key={claim.id} persona={persona} change={change} field={field} claim={claim} onClose={onClose} />
  ) : (
    <FieldPanel key={field.key} desk={desk} field={field} onClose={onClose} />
  );
}

/** All cards as small pictures; the way back to the gallery. */
function Strip({ persona, personas }: { persona: Persona; personas: readonly Persona[] }) {
  const { t, lang } = useLocale();
  return (
    <nav className={s.stripCards} aria-label={t('personasUi:cards')}>
      {personas.map((one) => (
        <button
          key={one.id}
          type="button"
          title={cardTitle(one, lang)}
          aria-label={cardTitle(one, lang)}
          aria-current={one.id === persona.id || undefined}
          onClick={() => go({ view: 'personas', id: one.id })}
        >
          <Avatar portrait={portraitOf(one)} size={36} />
        </button>
      ))}
      <IconButton icon="segments" label={t('personasUi:allCards')} onClick={() => go({ view: 'personas' })} />
    </nav>
  );
}

/** The data is newer than the figures of the card. */
function Stale({ busy, onRefresh }: { busy: boolean; onRefresh: () => void }) {
  const { t } = useLocale();
  return (
    <Notice
      title={t('personasUi:stale')}
      actions={
        <Button kind="ghost" busy={busy} onClick={onRefresh}>
          {t('personasUi:refresh')}
        </Button>
      }
    >
      {t('personasUi:staleWhy')}
    </Notice>
  );
}

function ConflictNotice({ resolve }: { resolve: (keepMine: boolean) => Promise<void> }) {
  const { t } = useLocale();
  return (
    <Notice
      title={t('personasUi:conflict')}
      actions={
        <>
          <Button kind="ghost" onClick={() => void resolve(false)}>
            {t('personasUi:keepTheirs')}
          </Button>
          <Button kind="ghost" onClick={() => void resolve(true)}>
            {t('personasUi:keepMine')}
          </Button>
        </>
      }
    >
      {t('personasUi:conflictWhy')}
    </Notice>
  );
}
