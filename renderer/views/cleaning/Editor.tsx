import type { CleanColumn } from '../../../shared/contract/cleaning.ts';
import type { CleanStep } from '../../../shared/cleaning.ts';
import { useCommand, useQuery, useSettled } from '../../state/queries.ts';
import { Button, Failed, IconButton, Inspector, useLocale, Waiting } from '../../ui/index.ts';
import { type Draft, keepStepDraft, problemOf } from './draft.ts';
import { StepForm } from './forms.tsx';
import { Preview } from './Preview.tsx';
import s from './Editor.module.css';

/** A step being written or changed, with what it would do. */
export function Editor({
  sourceId,
  draft,
  columns,
  others,
}: {
  sourceId: number;
  draft: Draft;
  columns: readonly CleanColumn[];
  others: readonly string[];
}) {
  const { t } = useLocale();
  const add = useCommand('cleaning.add');
  const edit = useCommand('cleaning.edit');
  const { step, id } = draft;
  const problem = problemOf(step, id === null ? columns : columns.filter((column) => !column.made));
  const settled = useSettled(problem === null ? step : null, 250);
  const close = () => {
    keepStepDraft(sourceId, undefined);
  };
  const save = async () => {
    const done = id === null ? await add.run({ sourceId, steps: [step] }) : await edit.run({ id, step });
    if (done !== undefined) close();
  };
  const title = t(`cleaningUi:op.${step.op}`);
  return (
    <Inspector
      label={title}
      head={
        <div className="row">
          <h2 className="grow ell">{title}</h2>
          <IconButton icon="close" size="sm" label={t('common:close')} onClick={close} />
        </div>
      }
      actions={
        <>
          <Button
            kind="primary"
            className="wide"
            disabled={problem !== null}
            busy={add.busy || edit.busy}
            onClick={() => void save()}
          >
            {t(id === null ? 'cleaningUi:addStep' : 'cleaningUi:saveStep')}
          </Button>
          <Button onClick={close}>{t('common:cancel')}</Button>
        </>
      }
    >
      <section>
        <p className="cap">{t(`cleaningUi:what.${step.op}`)}</p>
        <StepForm
          step={step}
          columns={columns}
          sourceId={sourceId}
          others={others}
          onChange={(next: CleanStep) => {
            keepStepDraft(sourceId, { step: next, id });
          }}
        />
        {problem === null ? null : (
          <p className={s.problem} role="status">
            {t(`cleaningUi:problem.${problem}`)}
          </p>
        )}
      </section>
      {problem !== null ? null : settled ? <Live sourceId={sourceId} step={settled} replaces={id} /> : <Waiting />}
    </Inspector>
  );
}

function Live({ sourceId, step, replaces }: { sourceId: number; step: CleanStep; replaces: number | null }) {
  const { t } = useLocale();
  const asked = { sourceId, step, ...(replaces === null ? {} : { replaces }) };
  const { data, error, loading } = useQuery('cleaning.preview', asked, { keep: true });
  if (error) return <Failed error={error} />;
  return (
    <section aria-label={t('cleaningUi:preview.title')} aria-busy={loading}>
      <h3>{t('cleaningUi:preview.title')}</h3>
      {data ? <Preview preview={data} asked={asked} /> : <Waiting />}
    </section>
  );
}
