import { useMemo, useState } from 'react';
import type { Persona } from '../../../shared/contract/personas.ts';
import { cardTitle } from '../../../shared/card/claims.ts';
import { useViewActions } from '../../actions.ts';
import { useJob } from '../../state/jobs.ts';
import { useCommand } from '../../state/queries.ts';
import { go } from '../../state/store.ts';
import { Button, IconButton, Kbd, Menu, Notice, Segmented, useLocale, ViewBody } from '../../ui/index.ts';
import { AddFieldDialog } from './AddFieldDialog.tsx';
import { Avatar } from './Avatar.tsx';
import { Evidence } from './card/Evidence.tsx';
import { Face } from './card/Face.tsx';
import { ClaimDrawer } from './ClaimDrawer.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { FieldList } from './FieldList.tsx';
import { FieldPanel } from './FieldPanel.tsx';
import { PrevalenceMeter } from './Prevalence.tsx';
import { useCard } from './useCard.ts';

type Side = 'face' | 'evidence';

/** The card beside its field list: edit in place, see what stands behind every statement, watch whom it describes. */
export function Designer({ persona, personas }: { persona: Persona; personas: readonly Persona[] }) {
  const { t } = useLocale();
  const { change, conflict, resolve } = useCard(persona);
  const refresh = useJob('personas.refresh');
  const [side, setSide] = useState<Side>('face');
  const [at, setAt] = useState<{ field: string; claim: string | null } | null>(null);
  const [adding, setAdding] = useState(false);
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
  const field = persona.fields.find((one) => one.key === at?.field);
  const claim = field?.claims.find((one) => one.id === at?.claim);
  const onClaim = (key: string, id: string) => setAt({ field: key, claim: id });
  const onField = (key: string) => setAt({ field: key, claim: null });
  const close = () => setAt(null);
  return (
    <ViewBody
      inspector={
        field && claim ? (
          <ClaimDrawer key={claim.id} persona={persona} field={field} claim={claim} change={change} onClose={close} />
        ) : field ? (
          <FieldPanel
            key={field.key}
            persona={persona}
            field={field}
            change={change}
            onClaim={onClaim}
            onClose={close}
          />
        ) : undefined
      }
    >
      <div className="designer">
        <div className="designer-left">
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
        <div className="designer-main">
          <div className="cardbar">
            <Segmented<Side>
              label={t('personasUi:side')}
              value={side}
              options={[
                { value: 'face', label: t('personasUi:face') },
                { value: 'evidence', label: t('personasUi:evidence'), hint: <Kbd>E</Kbd> },
              ]}
              onChange={setSide}
            />
            <span className="cap ell grow">
              {t('personasUi:cardBasis', { preset: t(`personas:preset.${persona.preset}`) })}
            </span>
            <CardMenu persona={persona} />
            {personas.length > 1 ? (
              <Button
                kind="ghost"
                onClick={() =>
                  go({
                    view: 'personas',
                    mode: `compare-${[persona, ...personas.filter((p) => p.id !== persona.id)]
                      .slice(0, 4)
                      .map((p) => p.id)
                      .join('-')}`,
                  })
                }
              >
                {t('personasUi:compare')}
              </Button>
            ) : null}
            <Button kind="primary" onClick={() => setExporting(true)}>
              {t('personasUi:export')}
            </Button>
          </div>
          {persona.stale ? (
            <Notice
              title={t('personasUi:stale')}
              actions={
                <Button kind="ghost" busy={refresh.running} onClick={() => void refresh.run({ ids: [persona.id] })}>
                  {t('personasUi:refresh')}
                </Button>
              }
            >
              {t('personasUi:staleWhy')}
            </Notice>
          ) : null}
          {conflict ? (
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
          ) : null}
          <div className="desk">
            <div className="flip" key={side}>
              {side === 'face' ? (
                <Face
                  persona={persona}
                  selected={at?.field ?? null}
                  claim={at?.claim ?? null}
                  onField={onField}
                  onClaim={onClaim}
                  change={change}
                />
              ) : (
                <Evidence persona={persona} claim={at?.claim ?? null} onClaim={onClaim} />
              )}
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

/** All cards as small pictures; the way back to the gallery. */
function Strip({ persona, personas }: { persona: Persona; personas: readonly Persona[] }) {
  const { t, lang } = useLocale();
  return (
    <nav className="strip-cards" aria-label={t('personasUi:cards')}>
      {personas.map((one) => (
        <button
          key={one.id}
          type="button"
          title={cardTitle(one, lang)}
          aria-label={cardTitle(one, lang)}
          aria-current={one.id === persona.id || undefined}
          onClick={() => go({ view: 'personas', id: one.id })}
        >
          <Avatar persona={one} size={36} />
        </button>
      ))}
      <IconButton icon="segments" label={t('personasUi:allCards')} onClick={() => go({ view: 'personas' })} />
    </nav>
  );
}

function CardMenu({ persona }: { persona: Persona }) {
  const { t } = useLocale();
  const duplicate = useCommand('personas.duplicate');
  const remove = useCommand('personas.remove');
  return (
    <Menu
      side="bottom-end"
      target={<IconButton icon="more" label={t('personasUi:more')} />}
      entries={[
        {
          label: t('personasUi:duplicate'),
          icon: 'copy',
          run: () =>
            void duplicate.run({ id: persona.id }).then((made) => made && go({ view: 'personas', id: made.id })),
        },
        '-',
        {
          label: t('personasUi:removeCard'),
          icon: 'trash',
          danger: true,
          run: () => void remove.run({ id: persona.id }).then((done) => done && go({ view: 'personas' })),
        },
      ]}
    />
  );
}
