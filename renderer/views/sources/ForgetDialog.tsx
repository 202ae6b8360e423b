import { useState } from 'react';
import type { ForgetPlan } from '../../../shared/contract/sources.ts';
import { useJob } from '../../state/jobs.ts';
import { useQuery } from '../../state/queries.ts';
import { dismiss, tell, useStore } from '../../state/store.ts';
import { Button, Checkbox, Dialog, Failed, ProgressBar, useLocale, Waiting } from '../../ui/index.ts';
import s from './ForgetDialog.module.css';

/** What is to be removed for good; without a name: everything that was taken back. */
export interface Going {
  readonly sourceIds: number[];
  readonly notes: boolean;
  readonly name: string | null;
}

/** Says exactly what goes, and lets it go only after a second deliberate act. */
export function ForgetDialog({ going, onClose }: { going: Going; onClose: () => void }) {
  const { t } = useLocale();
  const { sourceIds, notes, name } = going;
  const plan = useQuery('sources.forgetPlan', { sourceIds, notes }, { keep: true });
  const job = useJob('sources.forget', { quiet: true });
  const [sure, setSure] = useState(false);
  const forget = async () => {
    if (!(await job.run({ sourceIds, notes, sure: true }))) return;
    // what offers to bring it back no longer can
    for (const { id, said } of useStore.getState().messages) if (said.key === 'sourcesUi:removed') dismiss(id);
    tell(
      'calm',
      name === null ? { key: 'sourcesUi:forget.doneAll' } : { key: 'sourcesUi:forget.done', values: { name } },
    );
    onClose();
  };
  return (
    <Dialog
      title={name === null ? t('sourcesUi:kept.all') : t('sourcesUi:kept.forgetNamed', { name })}
      onClose={onClose}
      width={560}
      footer={
        <>
          <Button onClick={job.running ? job.cancel : onClose}>{t('common:cancel')}</Button>
          <Button kind="danger" busy={job.running} disabled={!sure || !plan.data} onClick={() => void forget()}>
            {t('sourcesUi:kept.forget')}
          </Button>
        </>
      }
    >
      {job.error && job.error.code !== 'cancelled' ? <Failed error={job.error} /> : null}
      {job.running ? (
        <div className={s.forgetWait} role="status">
          <span>{t(job.progress?.step ?? 'sources:step.forget')}</span>
          <ProgressBar progress={job.progress} label={t('sourcesUi:kept.forget')} width={280} />
        </div>
      ) : plan.data ? (
        <>
          <Goes plan={plan.data} />
          <Checkbox
            checked={sure}
            onChange={(event) => {
              setSure(event.currentTarget.checked);
            }}
          >
            {t('sourcesUi:forget.sure')}
          </Checkbox>
        </>
      ) : plan.error ? (
        <Failed error={plan.error} />
      ) : (
        <Waiting />
      )}
    </Dialog>
  );
}

function Goes({ plan }: { plan: ForgetPlan }) {
  const { t, fmt } = useLocale();
  const { sources, notes, joined, inView, cards, copies, setAside } = plan;
  return (
    <>
      <p>{t('sourcesUi:forget.goes')}</p>
      <ul className={s.goes}>
        {sources.map(({ sourceId, name, rows }) => (
          <li key={sourceId}>{t('sourcesUi:forget.rows', { name, n: rows })}</li>
        ))}
        {notes > 0 ? <li>{t('sourcesUi:forget.notes', { count: notes })}</li> : null}
        {joined > 0 ? <li>{t('sourcesUi:forget.joined', { count: joined })}</li> : null}
        <li>{t('sourcesUi:forget.history')}</li>
        {copies.count > 0 ? (
          <li>{t('sourcesUi:forget.copies', { count: copies.count, size: fmt.bytes(copies.bytes) })}</li>
        ) : null}
      </ul>
      {inView ? <p>{t('sourcesUi:forget.inView')}</p> : null}
      {cards > 0 ? <p>{t('sourcesUi:forget.cards', { count: cards })}</p> : null}
      {setAside.length > 0 ? (
        <>
          <p>{t('sourcesUi:forget.setAside', { count: setAside.length })}</p>
          <ul className={s.goes}>
            {setAside.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="mid">{t('sourcesUi:forget.elsewhere')}</p>
    </>
  );
}
