import { useState } from 'react';
import type { CleanColumn, CleanPage } from '../../../shared/contract/cleaning.ts';
import type { Out } from '../../../shared/contract.ts';
import { HistoryList } from '../../frame/History.tsx';
import { useQuery } from '../../state/queries.ts';
import { Button, Failed, Icon, Menu, useLocale, ViewBody, Waiting } from '../../ui/index.ts';
import { CleanTable } from './CleanTable.tsx';
import { keepStepDraft, newStep, OPS, useStepDraft } from './draft.ts';
import { Editor } from './Editor.tsx';
import { Proposals } from './Proposals.tsx';
import { RowChanges } from './RowChanges.tsx';
import { StepList } from './StepList.tsx';

type Sources = Out<'cleaning.sources'>;
type Row = CleanPage['rows'][number];

/** What is done to the rows of one file: the steps, what the data suggests, the rows themselves, and a step being written. */
export function Steps({ sourceId, sources }: { sourceId: number; sources: Sources }) {
  const { t, say } = useLocale();
  const { data, error, refetch } = useQuery('cleaning.steps', { sourceId }, { keep: true });
  const suggested = useQuery('cleaning.proposals', { sourceId }, { keep: true }).data?.map(({ step: one }) => one);
  const draft = useStepDraft(sourceId);
  const [chosen, setChosen] = useState<number | null>(null);
  const [history, setHistory] = useState(false);
  const [opened, setOpened] = useState<{ row: Row; columns: readonly CleanColumn[]; version: string } | null>(null);
  if (error) return <Failed error={error} retry={refetch} />;
  if (!data) return <Waiting />;
  const step = data.steps.find(({ id }) => id === chosen);
  const version = JSON.stringify(data.steps.map(({ id, enabled, step: body }) => [id, enabled, body]));
  const others = sources.filter((source) => source.sourceId !== sourceId).map(({ name }) => name);
  return (
    <ViewBody
      inspector={
        draft ? (
          <Editor sourceId={sourceId} draft={draft} columns={data.columns} others={others} />
        ) : opened?.version === version ? (
          <RowChanges
            row={opened.row}
            columns={opened.columns}
            steps={data.steps}
            onClose={() => {
              setOpened(null);
            }}
          />
        ) : undefined
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
                  const made = newStep(op, data.columns, suggested);
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
              chosen={step?.id ?? null}
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
          step={step ? { id: step.id, label: say(step.label) } : null}
          version={version}
          row={!draft && opened?.version === version ? opened.row.id : null}
          onAllSteps={() => {
            setChosen(null);
          }}
          onRow={(row, columns) => {
            if (!draft) setOpened(row ? { row, columns, version } : null);
          }}
        />
      </div>
    </ViewBody>
  );
}
