import { Fragment, type ReactNode } from 'react';
import { Icon, useLocale } from '../../ui/index.ts';
import s from './Steps.module.css';

export type Step = 'file' | 'read' | 'fields' | 'receipt';
const STEPS: readonly Step[] = ['file', 'read', 'fields', 'receipt'];

/** The way of a file through the wizard. Steps that can be gone back to are buttons. */
function Steps({ now, onStep }: { now: Step; onStep?: Partial<Record<Step, () => void>> }) {
  const { t } = useLocale();
  const at = STEPS.indexOf(now);
  return (
    <ol className={s.steps} aria-label={t('sourcesUi:steps.label')}>
      {STEPS.map((step, index) => {
        const done = index < at;
        const back = done ? onStep?.[step] : undefined;
        const words = (
          <>
            <i aria-hidden="true">{done ? <Icon name="check" size={12} /> : index + 1}</i>
            {t(`sourcesUi:steps.${step}`)}
          </>
        );
        return (
          <Fragment key={step}>
            {index > 0 ? <li className={s.gap} aria-hidden="true" /> : null}
            <li
              className={done ? s.dn : index === at ? s.on : undefined}
              aria-current={index === at ? 'step' : undefined}
            >
              {back ? (
                <button type="button" onClick={back}>
                  {words}
                </button>
              ) : (
                <span>{words}</span>
              )}
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}

/** Title and file at the left, the steps at the right. */
export function WizardHead({
  title,
  file,
  now,
  onStep,
}: {
  title: ReactNode;
  file?: ReactNode;
  now: Step;
  onStep?: Partial<Record<Step, () => void>>;
}) {
  return (
    <header className="view-head">
      <div className="grow">
        <h1 className="ell">{title}</h1>
        {file ? <div className="basis ell">{file}</div> : null}
      </div>
      <Steps now={now} {...(onStep ? { onStep } : {})} />
    </header>
  );
}
