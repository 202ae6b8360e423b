import { useState } from 'react';
import type { Persona } from '../../../shared/contract/personas.ts';
import { cardTitle, claimText } from '../../../shared/card/claims.ts';
import { meterOf, portraitOf } from '../../../shared/card/layout.ts';
import { useCommand, useQuery } from '../../state/queries.ts';
import { useJob } from '../../state/jobs.ts';
import { go } from '../../state/store.ts';
import {
  Button,
  Checkbox,
  EmptyState,
  IconButton,
  Menu,
  segmentColour,
  Shape,
  Tag,
  useLocale,
  ViewHeader,
} from '../../ui/index.ts';
import { Avatar } from './Avatar.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { HealthBar } from './card/HealthBar.tsx';
import { COMPARED } from './words.ts';
import sHead from './card/Head.module.css';
import sHealthBar from './card/HealthBar.module.css';
import s from './Gallery.module.css';

/** All cards: open, compare, export, copy, remove; or how to get the first. */
export function Gallery({ personas }: { personas: readonly Persona[] }) {
  const { t } = useLocale();
  const info = useQuery('workspace.info', {});
  const draft = useJob('personas.draft');
  const create = useCommand('personas.create');
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [exporting, setExporting] = useState(false);
  const make = async () => {
    const made = await create.run({ name: t('personasUi:newCard') });
    if (made) go({ view: 'personas', id: made.id });
  };
  const draftAll = async () => {
    const made = await draft.run({});
    if (made?.[0]) go({ view: 'personas', id: made[0].id });
  };
  if (personas.length === 0)
    return (
      <NoCards
        segments={info.data?.segments ?? 0}
        drafting={draft.running}
        onDraft={() => void draftAll()}
        making={create.busy}
        onMake={() => void make()}
      />
    );
  return (
    <>
      <ViewHeader
        title={t('personasUi:galleryTitle', { count: personas.length })}
        basis={t('personasUi:galleryBasis')}
        actions={
          <>
            <Button
              disabled={chosen.length < 2}
              onClick={() => go({ view: 'personas', mode: `compare-${chosen.join('-')}` })}
            >
              {t('personasUi:compareN', { n: chosen.length })}
            </Button>
            <Button onClick={() => setExporting(true)}>{t('personasUi:export')}</Button>
            <Button kind="primary" busy={create.busy} onClick={() => void make()}>
              {t('personasUi:newCard')}
            </Button>
          </>
        }
      />
      <ul className={s.gallery}>
        {personas.map((persona) => (
          <Tile
            key={persona.id}
            persona={persona}
            chosen={chosen.includes(persona.id)}
            full={chosen.length >= COMPARED}
            onChoose={(on) => setChosen(on ? [...chosen, persona.id] : chosen.filter((id) => id !== persona.id))}
          />
        ))}
      </ul>
      {exporting ? (
        <ExportDialog
          personas={personas}
          initial={chosen.length > 0 ? chosen : personas.map((p) => p.id)}
          onClose={() => setExporting(false)}
        />
      ) : null}
    </>
  );
}

interface NoCardsProps {
  segments: number;
  drafting: boolean;
  onDraft: () => void;
  making: boolean;
  onMake: () => void;
}

/** The way to the first card: drafts of the segments, once there are any, or an empty one. */
function NoCards({ segments, drafting, onDraft, making, onMake }: NoCardsProps) {
  const { t } = useLocale();
  return (
    <>
      <ViewHeader title={t('personasUi:galleryEmptyTitle')} />
      <EmptyState
        why={t(segments > 0 ? 'personasUi:emptyDraft' : 'personasUi:emptyNoSegments')}
        action={
          segments > 0 ? (
            <Button kind="primary" busy={drafting} onClick={onDraft}>
              {t('segmentsUi:draft')}
            </Button>
          ) : (
            <Button kind="primary" onClick={() => go({ view: 'segments' })}>
              {t('personasUi:findSegments')}
            </Button>
          )
        }
        link={
          <Button kind="link" busy={making} onClick={onMake}>
            {t('personasUi:emptyCard')}
          </Button>
        }
      />
    </>
  );
}

interface TileProps {
  persona: Persona;
  /** to be compared */
  chosen: boolean;
  /** no more can be chosen */
  full: boolean;
  onChoose: (on: boolean) => void;
}

function Tile({ persona, chosen, full, onChoose }: TileProps) {
  const { t, say, lang } = useLocale();
  const differences = persona.fields.find((field) => field.kind === 'differences')?.claims ?? [];
  return (
    <li className={s.tile} style={{ borderTopColor: segmentColour(persona.colour) }}>
      <button type="button" className={s.tileOpen} onClick={() => go({ view: 'personas', id: persona.id })}>
        <Avatar portrait={portraitOf(persona)} size={72} />
        <span className="grow">
          <span className={sHead.kick}>
            {persona.segment === null ? null : <Shape colour={persona.colour} size={10} />}
            {t(persona.segment === null ? 'personas:stage.proto' : 'personas:stage.data')}
          </span>
          <b className="disp">{cardTitle(persona, lang)}</b>
          <span className="cap">
            {persona.segment === null
              ? ''
              : t('personasUi:tileN', { n: persona.n, share: persona.total > 0 ? persona.n / persona.total : 0 })}
          </span>
          {persona.cut ? <span className={sHead.cut}>{say(persona.cut)}</span> : null}
        </span>
      </button>
      <ul className={s.tileTraits}>
        {differences.slice(0, 3).map((claim) => (
          <li key={claim.id}>{claimText(claim, lang)}</li>
        ))}
      </ul>
      <div className={sHealthBar.tileFoot}>
        <Checkbox
          checked={chosen}
          disabled={!chosen && full}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        >
          {t('personasUi:compare')}
        </Checkbox>
        {persona.stale ? <Tag tone="warn">{t('personas:status.stale')}</Tag> : null}
        <span className="grow" />
        <HealthBar health={meterOf(persona, lang)} />
        <TileMenu persona={persona} name={persona.name || say(persona.title)} />
      </div>
    </li>
  );
}

function TileMenu({ persona, name }: { persona: Persona; name: string }) {
  const { t } = useLocale();
  const duplicate = useCommand('personas.duplicate');
  const remove = useCommand('personas.remove');
  return (
    <Menu
      side="bottom-end"
      target={<IconButton icon="more" size="sm" label={t('personasUi:moreOf', { name })} />}
      entries={[
        { label: t('personasUi:duplicate'), icon: 'copy', run: () => void duplicate.run({ id: persona.id }) },
        '-',
        {
          label: t('personasUi:removeCard'),
          icon: 'trash',
          danger: true,
          run: () => void remove.run({ id: persona.id }),
        },
      ]}
    />
  );
}
