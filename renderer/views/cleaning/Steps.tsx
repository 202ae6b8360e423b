import { useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import { HistoryList } from '../../frame/History.tsx';
import { useQuery } from '../../state/queries.ts';
import { Button, Failed, Icon, Menu, useLocale, ViewBody, Waiting } from '../../ui/index.ts';
import { CleanTable } from './CleanTable.tsx';
import { keepStepDraft, newStep, OPS, useStepDraft } from './draft.ts';
import { Editor } from './Editor.tsx';
import { Proposals } from './Proposals.tsx';
import { StepList } from './StepList.tsx';

type Sources = Out<'cleaning.sources'>;

/** What is done to the rows of one file: the steps, what the data suggests, the rows themselves, and a step being written. */
export function Steps({ sourceId, sources }: { sourceId: number; sources: Sources }) {
  const { t } = useLocale();
  const { data, error, refetch } = useQuery('cleaning.steps', { sourceId }, { keep: true });
  const draft = useStepDraft(sourceId);
  const [chosen, setChosen] = useState<number | null>(null);
  const [history, setHistory] = useState(false);
  if (error) return <Failed error={error} retry={refetch} />;
  if (!data) return <Waiting />;
  const step = data.steps.some(({ id }) => id === chosen) ? chosen : null;
  const others = sources.filter((source) => source.sourceId !== sourceId).map(({ name }) => name);
  return (
    <ViewBody
      inspector={
        draft ? <Editor sourceId={sourceId} draft={draft} columns={data.columns} others={others} /> : undefined
      }
    >
      <div className="cl-main">
        <div className="cl-side scroll">
          <section aria-label={t('cleaningUi:steps')}>
            <header className="cl-section">
              <h2>{t('cleaningUi:steps')}</h2>
              <Menu
                target={
                  <Button size="sm" icon="plus">
                    {t('cleaningUi:add')}
                  </Button>
                }
                entries={OPS.map((op) => {
                  const made = newStep(op, data.columns);
                  return {
                    label: t(`cleaningUi:op.${op}`),
                    disabled: made === null,
                    run: () => {
                      if (made) keepStepDraft(sourceId, { step: made, id: null });
                    },
                  };
                })}
              />
            </header>
            <StepList
              steps={data.steps}
              chosen={step}
              onChoose={setChosen}
              onEdit={({ id, step: body }) => {
                keepStepDraft(sourceId, { step: body, id });
              }}
            />
          </section>
          <section aria-label={t('cleaningUi:proposals.title')}>
            <header className="cl-section">
              <h2>{t('cleaningUi:proposals.title')}</h2>
            </header>
            <Proposals sourceId={sourceId} />
          </section>
          <section aria-label={t('frame:history')}>
            <button
              type="button"
              className="cl-section cl-fold"
              aria-expanded={history}
              onClick={() => {
                setHistory(!history);
              }}
            >
              <Icon name={history ? 'down' : 'right'} size={14} />
              <h2>{t('frame:history')}</h2>
            </button>
            {history ? (
              <>
                <p className="cap">{t('cleaningUi:historyWhat')}</p>
                <HistoryList />
              </>
            ) : null}
          </section>
        </div>
        <CleanTable
          sourceId={sourceId}
          step={step}
          version={JSON.stringify(data.steps.map(({ id, enabled, step: body }) => [id, enabled, body]))}
        />
      </div>
    </ViewBody>
  );
}
