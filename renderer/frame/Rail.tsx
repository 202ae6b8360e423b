import type { WorkspaceInfo } from '../../shared/contract/workspace.ts';
import { frameActions, runAction } from '../actions.ts';
import { STEPS, stepOf } from '../../shared/areas.ts';
import { openPanel, useStore } from '../state/store.ts';
import { Icon, useLocale } from '../ui/index.ts';
import s from './Rail.module.css';

type StepState = WorkspaceInfo['steps']['data'];
/** The steps that are built, each with the state it is in. Any can be entered at any time. */
export function Rail({ info }: { info: WorkspaceInfo }) {
  const { t } = useLocale();
  const view = useStore((state) => state.route.view);
  return (
    <nav className={s.rail} aria-label={t('frame:steps')}>
      <div>
        {STEPS.map((step) => (
          <button
            key={step}
            type="button"
            className={s.step}
            aria-current={stepOf(view) === step ? 'step' : undefined}
            onClick={() => {
              const found = frameActions.find((candidate) => candidate.id === `go.${step}`);
              if (found) runAction(found);
            }}
          >
            <span className={s.ico}>
              <Icon name={step} size={20} />
              <Dot state={info.steps[step]} />
            </span>
            {t(`frame:step.${step}`)}
            <span className="sr-only">{t(`frame:state.${info.steps[step]}`)}</span>
          </button>
        ))}
      </div>
      <div>
        <button
          type="button"
          className={`${s.step} ${s.low}`}
          onClick={() => {
            openPanel('help');
          }}
        >
          <span className={s.ico}>
            <Icon name="help" size={18} />
          </span>
          {t('frame:help')}
        </button>
      </div>
    </nav>
  );
}

/** ● done ◐ begun ○ open ▲ needs attention */
function Dot({ state }: { state: StepState }) {
  return (
    <svg className={s.dot} width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
      {state === 'done' ? <circle cx="4" cy="4" r="3.5" fill="var(--accent)" /> : null}
      {state === 'begun' ? (
        <>
          <circle cx="4" cy="4" r="2.9" fill="none" stroke="var(--accent)" strokeWidth="1.2" />
          <path d="M4 1.1a2.9 2.9 0 0 1 0 5.8z" fill="var(--accent)" />
        </>
      ) : null}
      {state === 'open' ? <circle cx="4" cy="4" r="2.9" fill="none" stroke="var(--control)" strokeWidth="1.2" /> : null}
      {state === 'attention' ? <path d="M4 .5L7.8 7.3H.2z" fill="var(--warn)" /> : null}
    </svg>
  );
}
