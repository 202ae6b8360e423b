import { openSample, openWorkspace, runAction, frameActions } from '../../actions.ts';
import { useState, type ReactNode } from 'react';
import { client, shellWindow } from '../../state/connection.ts';
import { importFile } from '../../state/intake.ts';
import { attempt, useQuery } from '../../state/queries.ts';
import { forgetWorkspace, go } from '../../state/store.ts';
import { Button, Kbd, useLocale } from '../../ui/index.ts';
import { keyCaps } from '../../frame/keys.ts';
import { DataArt, DropArt, HypothesisArt, SampleArt } from './art.tsx';
import { Facts } from './Facts.tsx';
import { Recent } from './Recent.tsx';
import { Replay } from './Replay.tsx';
import s from './index.module.css';

type Way = 'data' | 'hypotheses' | 'sample';

/** What is seen without a workspace: three doors, the recent workspaces, a place for files. */
export function StartView() {
  const { t } = useLocale();
  const { data: recent } = useQuery('workspace.recent', {});
  const openOther = () => {
    const action = frameActions.find(({ id }) => id === 'workspace.open');
    if (action) runAction(action);
  };
  return (
    <div className={s.page}>
      <section className={s.main} aria-labelledby="start-title">
        <h1 id="start-title">{t('start:title')}</h1>
        <p className={s.lede}>{t('start:lede')}</p>
        <Doors />
        <Recent recent={recent ?? []} onOpen={(id) => void attempt(() => openWorkspace({ id }))} onOther={openOther} />
        <Loop />
      </section>
      <aside className={s.side} aria-label={t('start:side')}>
        <Drop />
        <Replay />
        <Facts />
      </aside>
    </div>
  );
}

/** From data, from hypotheses, from the sample. */
function Doors() {
  const { t } = useLocale();
  const [opening, setOpening] = useState<Way | null>(null);
  const enter = async (way: Way, work: () => Promise<void>) => {
    setOpening(way);
    await attempt(work);
    setOpening(null);
  };
  return (
    <div className={s.doors}>
      <Door way="data" art={<DataArt />} primary busy={opening === 'data'} onOpen={() => void enter('data', pick)} />
      <Door
        way="hypotheses"
        art={<HypothesisArt />}
        busy={opening === 'hypotheses'}
        onOpen={() =>
          void enter('hypotheses', () =>
            startFromHypotheses(t('start:hypotheses.workspace'), t('start:hypotheses.card')),
          )
        }
      />
      <Door
        way="sample"
        art={<SampleArt />}
        busy={opening === 'sample'}
        onOpen={() => void enter('sample', openSample)}
      />
    </div>
  );
}

async function pick(): Promise<void> {
  const file = await shellWindow().pickFile('table');
  if (file) await importFile(file);
}

/** Make a workspace with one empty card in it. */
async function startFromHypotheses(workspace: string, card: string): Promise<void> {
  await client().call('workspace.create', { name: workspace });
  const made = await client().call('personas.create', { preset: 'b2c', name: card });
  forgetWorkspace();
  go({ view: 'personas', id: made.id });
}

interface DoorProps {
  way: Way;
  art: ReactNode;
  primary?: boolean;
  busy: boolean;
  onOpen: () => void;
}

function Door({ way, art, primary = false, busy, onOpen }: DoorProps) {
  const { t } = useLocale();
  return (
    <div className={s.door}>
      {art}
      <h2>{t(`start:${way}.title`)}</h2>
      <p>{t(`start:${way}.text`)}</p>
      <div className={s.foot}>
        <Button kind={primary ? 'primary' : 'plain'} size="lg" busy={busy} onClick={onOpen}>
          {t(`start:${way}.button`)}
        </Button>
        <span className="cap">{t(`start:${way}.note`)}</span>
      </div>
    </div>
  );
}

/** That files can be dropped or pasted anywhere. */
function Drop() {
  const { t } = useLocale();
  return (
    <div className={s.drop}>
      <DropArt />
      <h2>{t('start:drop.title')}</h2>
      <p className="mid">
        {t('start:drop.paste')} <Kbd>{keyCaps(['Mod+V'])}</Kbd>
      </p>
      <p className="cap">
        {['formats', 'encoding', 'untouched'].map((line) => (
          <span key={line} style={{ display: 'block' }}>
            {t(`start:drop.${line}`)}
          </span>
        ))}
      </p>
    </div>
  );
}

/** The way through, as far as it is built. */
function Loop() {
  const { t } = useLocale();
  return (
    <div className={s.loop}>
      <span>{t('start:loop.title')}</span>
      <ol>
        {(['data', 'segments', 'personas'] as const).map((step, index) => (
          <li key={step}>
            {index > 0 ? (
              <svg width="20" height="8" viewBox="0 0 20 8" fill="none" stroke="var(--line-2)" aria-hidden="true">
                <path d="M0 4h19M16 1l3 3-3 3" />
              </svg>
            ) : null}
            <span className="mut">{index + 1}</span>
            {t(`frame:step.${step}`)}
          </li>
        ))}
      </ol>
      <span>{t('start:loop.any')}</span>
    </div>
  );
}
