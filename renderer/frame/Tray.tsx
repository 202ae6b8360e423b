import type { JobInfo, WorkspaceInfo } from '../../shared/contract/workspace.ts';
import { runAction, frameActions } from '../actions.ts';
import { importFile, useInWizard } from '../state/intake.ts';
import { cancelJob, useJobs } from '../state/jobs.ts';
import { attempt } from '../state/queries.ts';
import { openPanel, useStore } from '../state/store.ts';
import { Button, Icon, Kbd, ProgressBar, useLocale } from '../ui/index.ts';
import { History } from './History.tsx';
import s from './Tray.module.css';

/** Below this a job needs no sign of its own. */
const QUIET_MS = 200;

/** Left: the job that runs, or the last one. Right: counts, recipe and history. */
export function Tray({ info }: { info: WorkspaceInfo | null }) {
  const { t } = useLocale();
  const jobs = useJobs();
  const running = jobs.filter((job) => job.state === 'running');
  const shown = running[0] ?? jobs[0];
  const handing = useStore((state) => state.handing);
  return (
    <footer className={s.tray}>
      {handing ? <Handing {...handing} /> : null}
      {!handing && shown ? <Job job={shown} more={running.length - 1} /> : null}
      {!handing && !shown ? <span>{t('frame:ready')}</span> : null}
      <span className="grow" />
      {info ? (
        <>
          <Counts info={info} />
          <span className={s.sep} />
          <Button
            kind="link"
            className={s.plain}
            onClick={() => {
              const action = frameActions.find(({ id }) => id === 'recipe.save');
              if (action) runAction(action);
            }}
          >
            {t('frame:recipe')}
          </Button>
          <span className={s.sep} />
          <History />
        </>
      ) : (
        <button
          type="button"
          className={`btn link ${s.plain}`}
          onClick={() => {
            openPanel('help');
          }}
        >
          {t('frame:keys_before')} <Kbd>?</Kbd> {t('frame:keys_after')}
        </button>
      )}
    </footer>
  );
}

/** How many customers there are; rows of orders are called what they are. */
function Counts({ info: { customers, things, personas } }: { info: WorkspaceInfo }) {
  const { t, fmt } = useLocale();
  const [n, cards] = [fmt.number(customers), fmt.number(personas)];
  return (
    <span>
      {things === 'customers'
        ? t('frame:counts', { customers: n, personas: cards })
        : t('frame:countsOf', { n, things: t(`explore:things.${things}`), personas: cards })}
    </span>
  );
}

/** A file on its way to the core: dropped, pasted or chosen anywhere. */
function Handing({ name, done, total }: { name: string; done: number; total: number }) {
  const { t, fmt } = useLocale();
  const words = t('sourcesUi:choose.handing', { name });
  return (
    <div className={s.job}>
      <span className="ell" title={name}>
        {words}
      </span>
      <ProgressBar progress={{ step: '', done, total }} label={words} />
      <span>
        {fmt.bytes(done)} / {fmt.bytes(total)}
      </span>
    </div>
  );
}

/** A file that a password locks has not failed: it asks, and the wizard is where it is answered. */
function Asking({ job: { file, error } }: { job: JobInfo }) {
  const { t, say } = useLocale();
  const there = useInWizard(file?.fileId);
  const name = file?.name ?? String(error?.details?.['file'] ?? '');
  return (
    <span className={s.job} title={error?.said ? say(error.said) : undefined} role="status">
      <Icon name="lock" size={14} />
      <span className="ell">{t('jobs:password', { name })}</span>
      {file && !there ? (
        <Button kind="link" onClick={() => void attempt(() => importFile(file))}>
          {t('sourcesUi:password.enter')}
        </Button>
      ) : null}
    </span>
  );
}

function Job({ job, more }: { job: JobInfo; more: number }) {
  const { t, fmt, say } = useLocale();
  const name = t(`jobs:${job.op.replace('.', '_')}`);
  if (job.error?.code === 'password') return <Asking job={job} />;
  if (job.state !== 'running') {
    const words = {
      done: t('jobs:done', { name, time: fmt.seconds(job.ms) }),
      cancelled: t('jobs:cancelled', { name }),
      failed: t('jobs:failed', { name }),
    }[job.state];
    const why = job.error?.said && job.state === 'failed' ? say(job.error.said) : undefined;
    return (
      <span className={job.state === 'failed' ? `${s.job} danger-text` : s.job} title={why} role="status">
        <Icon name={job.state === 'done' ? 'check' : job.state === 'failed' ? 'warn' : 'close'} size={14} />
        <span className="ell">{words}</span>
      </span>
    );
  }
  if (job.ms < QUIET_MS) return <span>{t('frame:ready')}</span>;
  const { progress } = job;
  const step = progress ? t(progress.step) : name;
  const rate = progress && progress.total !== null && progress.total > 1000 ? (progress.done / job.ms) * 1000 : null;
  return (
    <div className={s.job}>
      <span className="ell">
        {step}
        {progress ? ` ${fmt.number(progress.done, 0)}` : ''}
        {progress?.total ? ` / ${fmt.number(progress.total, 0)}` : ''}
      </span>
      <ProgressBar progress={progress} label={name} />
      {rate ? <span>{t('jobs:rate', { n: fmt.number(rate, 0) })}</span> : null}
      <button type="button" className="btn link" onClick={() => void cancelJob(job.id)}>
        {t('common:stop')}
      </button>
      {more > 0 ? <span>{t('jobs:more', { n: more })}</span> : null}
    </div>
  );
}
