import { openSample, openWorkspace, runAction, frameActions } from '../../actions.ts';
import { useState } from 'react';
import { client, shellWindow } from '../../state/connection.ts';
import { importFile } from '../../state/intake.ts';
import { envelopeOf, tellFailure, useQuery } from '../../state/queries.ts';
import { forgetWorkspace, go } from '../../state/store.ts';
import { Button, Kbd, useLocale } from '../../ui/index.ts';
import { keyCaps } from '../../frame/keys.ts';
import { DataArt, DropArt, HypothesisArt, SampleArt } from './art.tsx';
import { Facts } from './Facts.tsx';
import { Recent } from './Recent.tsx';
import { Replay } from './Replay.tsx';

type Door = 'data' | 'hypotheses' | 'sample';

/** Make a workspace with one empty card in it. */
async function startFromHypotheses(workspace: string, card: string): Promise<void> {
  await client().call('workspace.create', { name: workspace });
  const made = await client().call('personas.create', { preset: 'b2c', name: card });
  forgetWorkspace();
  go({ view: 'personas', id: made.id });
}

/** What is seen without a workspace: three doors, the recent workspaces, a place for files. */
export function StartView() {
  const { t } = useLocale();
  const [opening, setOpening] = useState<Door | null>(null);
  const { data: recent } = useQuery('workspace.recent', {});
  const enter = (door: Door, work: () => Promise<void>) => {
    setOpening(door);
    work()
      .catch((error: unknown) => {
        tellFailure(envelopeOf(error));
      })
      .finally(() => {
        setOpening(null);
      });
  };
  const pick = async () => {
    const file = await shellWindow().pickFile('table');
    if (file) await importFile(file);
  };
  const openOther = () => {
    const action = frameActions.find(({ id }) => id === 'workspace.open');
    if (action) runAction(action);
  };
  return (
    <div className="start">
      <section className="start-main" aria-labelledby="start-title">
        <h1 id="start-title">{t('start:title')}</h1>
        <p className="lede">{t('start:lede')}</p>
        <div className="start-doors">
          <div className="start-door">
            <DataArt />
            <h2>{t('start:data.title')}</h2>
            <p>{t('start:data.text')}</p>
            <div className="foot">
              <Button
                kind="primary"
                size="lg"
                busy={opening === 'data'}
                onClick={() => {
                  enter('data', pick);
                }}
              >
                {t('start:data.button')}
              </Button>
              <span className="cap">{t('start:data.note')}</span>
            </div>
          </div>
          <div className="start-door">
            <HypothesisArt />
            <h2>{t('start:hypotheses.title')}</h2>
            <p>{t('start:hypotheses.text')}</p>
            <div className="foot">
              <Button
                size="lg"
                busy={opening === 'hypotheses'}
                onClick={() => {
                  enter('hypotheses', () =>
                    startFromHypotheses(t('start:hypotheses.workspace'), t('start:hypotheses.card')),
                  );
                }}
              >
                {t('start:hypotheses.button')}
              </Button>
              <span className="cap">{t('start:hypotheses.note')}</span>
            </div>
          </div>
          <div className="start-door">
            <SampleArt />
            <h2>{t('start:sample.title')}</h2>
            <p>{t('start:sample.text')}</p>
            <div className="foot">
              <Button
                size="lg"
                busy={opening === 'sample'}
                onClick={() => {
                  enter('sample', openSample);
                }}
              >
                {t('start:sample.button')}
              </Button>
              <span className="cap">{t('start:sample.note')}</span>
            </div>
          </div>
        </div>
        <Recent
          recent={recent ?? []}
          onOpen={(id) => {
            openWorkspace({ id }).catch((error: unknown) => {
              tellFailure(envelopeOf(error));
            });
          }}
          onOther={openOther}
        />
        <Loop />
      </section>
      <aside className="start-side" aria-label={t('start:side')}>
        <div className="start-drop">
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
        <Replay />
        <Facts />
      </aside>
    </div>
  );
}

/** The way through, as far as it is built. */
function Loop() {
  const { t } = useLocale();
  return (
    <div className="start-loop">
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
