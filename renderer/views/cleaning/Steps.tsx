import { useState } from 'react';
import type { CleanColumn, CleanPage } from '../../../shared/contract/cleaning.ts';
import { CLEAN_OPS, type CleanStep } from '../../../shared/cleaning.ts';
import type { Out } from '../../../shared/contract.ts';
import { HistoryList } from '../../frame/History.tsx';
import { useQuery } from '../../state/queries.ts';
import { Answered, Button, Icon, Menu, useLocale, ViewBody } from '../../ui/index.ts';
import { CleanTable } from './CleanTable.tsx';
import { keepStepDraft, newStep, useStepDraft } from './draft.ts';
import { Editor } from './Editor.tsx';
import { Proposals } from './Proposals.tsx';
import { RowChanges } from './RowChanges.tsx';
import { StepList } from './StepList.tsx';
import s from './Steps.module.css';

type Source = Out<'cleaning.sources'>[number];
type Row = CleanPage['rows'][number];

/** What is done to the rows of one file: the steps, what the data suggests, the rows themselves, and a step being written. */
export function Steps({ sourceId, sources }: { sourceId: number; sources: readonly Source[] }) {
  const { t, say } = useLocale();
  const steps = useQuery('cleaning.steps', { sourceId }, { keep: true });
  const suggested = useQuery('cleaning.proposals', { sourceId }, { keep: true }).data?.map(({ step: one }) => one);
  const draft = useStepDraft(sourceId);
  const [chosen, setChosen] = useState<number | null>(null);
  const [history, setHistory] = useState(false);
  const [opened, setOpened] = useState<{ row: Row; columns: readonly CleanColumn[]; version: string } | null>(null);
  const others = sources.filter((source) => source.sourceId !== sourceId).map(({ name }) => name);
  return (
    <Answered query={steps}>
      {(data) => {
        const step = data.steps.find(({ id }) => id === chosen);
        const version = JSON.stringify(data.steps.map(({ id, enabled, step: body }) => [id, enabled, body]));
        // other steps may have made another row of it
        const shown = opened?.version === version ? opened : null;
        return (
          <ViewBody
            inspector={
              draft ? (
                <Editor sourceId={sourceId} draft={draft} columns={data.columns} others={others} />
              ) : shown ? (
                <RowChanges
                  row={shown.row}
                  columns={shown.columns}
                  steps={data.steps}
                  onClose={() => {
                    setOpened(null);
                  }}
                />
              ) : undefined
            }
          >
            <div className={s.main}>
              <div className={`${s.side} scroll`}>
                <OwnSteps
                  sourceId={sourceId}
                  info={data}
                  suggested={suggested}
                  chosen={step?.id ?? null}
                  onChoose={setChosen}
                />
                <section aria-label={t('cleaningUi:proposals.title')}>
                  <header className={s.section}>
                    <h2>{t('cleaningUi:proposals.title')}</h2>
                  </header>
                  <Proposals sourceId={sourceId} />
                </section>
                <Changes open={history} onOpen={setHistory} />
              </div>
              <CleanTable
                sourceId={sourceId}
                step={step ? { id: step.id, label: say(step.label) } : null}
                version={version}
                row={!draft && shown ? shown.row.id : null}
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
      }}
    </Answered>
  );
}

/** The steps of the file, and a menu of all kinds of steps to add one. */
function OwnSteps({
  sourceId,
  info: { steps, columns },
  suggested,
  chosen,
  onChoose,
}: {
  sourceId: number;
  info: Out<'cleaning.steps'>;
  suggested: readonly CleanStep[] | undefined;
  chosen: number | null;
  onChoose: (id: number | null) => void;
}) {
  const { t } = useLocale();
  return (
    <section aria-label={t('cleaningUi:steps')}>
      <header className={s.section}>
        <h2>{t('cleaningUi:steps')}</h2>
        <Menu
          target={
            <Button size="sm" icon="plus">
              {t('cleaningUi:add')}
            </Button>
          }
          entries={CLEAN_OPS.map((op) => {
            const made = newStep(op, columns, suggested);
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
        steps={steps}
        chosen={chosen}
        onChoose={onChoose}
        onEdit={({ id, step }) => {
          keepStepDraft(sourceId, { step, id });
        }}
      />
    </section>
  );
}

/** The history of the workspace, folded away until it is asked for. */
function Changes({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const { t } = useLocale();
  return (
    <section aria-label={t('frame:history')}>
      <button
        type="button"
        className={`${s.section} ${s.fold}`}
        aria-expanded={open}
        onClick={() => {
          onOpen(!open);
        }}
      >
        <Icon name={open ? 'down' : 'right'} size={14} />
        <h2>{t('frame:history')}</h2>
      </button>
      {open ? (
        <>
          <p className="cap">{t('cleaningUi:historyWhat')}</p>
          <HistoryList className={s.history} />
        </>
      ) : null}
    </section>
  );
}
