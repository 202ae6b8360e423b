import type { Prevalence } from '../../../shared/contract/personas.ts';
import { segmentColour, useLocale } from '../../ui/index.ts';
import s from './Prevalence.module.css';

/** How many real customers the card describes: each attribute stated shrinks it, live. */
export function PrevalenceMeter({ prevalence, colour }: { prevalence: Prevalence; colour: number }) {
  const { t, fmt, say } = useLocale();
  const { count, total, steps, next } = prevalence;
  return (
    <section
      className={`${s.prevalence} scroll`}
      // in a low window the list scrolls, also by keyboard
      tabIndex={0}
      aria-labelledby="prevalence-title"
      aria-live="polite"
    >
      <h2 className="h" id="prevalence-title" title={t('personasUi:prevalenceWhy')}>
        {t('personasUi:prevalence')}
      </h2>
      <p className={s.big}>
        <b className="disp">{fmt.number(count)}</b>
        <span>{t('personasUi:prevalenceShare', { share: fmt.percent(total > 0 ? count / total : 0, 1) })}</span>
      </p>
      <ol>
        {steps.map((step, i) => (
          <li key={`${i} ${say(step.label)}`}>
            <span className="ell" title={say(step.label)}>
              {i === 0 ? say(step.label) : `+ ${say(step.label)}`}
            </span>
            <span className="num">{fmt.number(step.count)}</span>
            <i
              aria-hidden="true"
              style={{
                width: `${total > 0 ? (step.count / total) * 100 : 0}%`,
                background: i === 0 ? 'var(--line-2)' : segmentColour(colour),
              }}
            />
          </li>
        ))}
      </ol>
      {next ? (
        <p className={`cap ${s.next}`}>{t('personasUi:prevalenceNext', { what: say(next.label), n: next.count })}</p>
      ) : null}
    </section>
  );
}
