import { modeOf } from '../../../state/explorePlace.ts';
import type { ViewEvidence } from '../../../../shared/contract/personas.ts';
import { printDay } from '../../../../shared/card/claims.ts';
import { go } from '../../../state/store.ts';
import { Button, segmentColour, useLocale } from '../../../ui/index.ts';

/** Figures drawn; the rest is counted. */
const SHOWN = 12;

/** A view of the exploring page as it was on its day, and the way back to it. */
export function FrozenView({ view, colour }: { view: ViewEvidence; colour: number }) {
  const { t, say, fmt } = useLocale();
  const { figures, spec } = view;
  const most = Math.max(1e-9, ...figures.map(({ value }) => Math.abs(value ?? 0)));
  return (
    <section className="part">
      <h3 className="h">{view.title === '' ? say(view.measure) : view.title}</h3>
      <p className="cap">
        {t('exploreUi:frozen', { date: printDay(view.asOf) })} · {say(view.measure)} · {t('charts:n', { n: view.n })}
      </p>
      <ul className="vbars">
        {figures.slice(0, SHOWN).map(({ label, n, value }, i) => {
          const name = typeof label === 'string' ? label : say(label);
          return (
            <li key={`${i} ${name}`}>
              <span className="ell" title={name}>
                {name}
              </span>
              <span className="bar" aria-hidden="true">
                <i style={{ width: `${(Math.abs(value ?? 0) / most) * 100}%`, background: segmentColour(colour) }} />
              </span>
              <span className="num">{n === null ? t('exploreUi:few') : fmt.number(value)}</span>
              <span className="num mut">{n === null ? '' : fmt.number(n)}</span>
            </li>
          );
        })}
      </ul>
      {figures.length > SHOWN ? <p className="cap">{t('charts:moreLevels', { n: figures.length - SHOWN })}</p> : null}
      {spec ? (
        <Button
          kind="link"
          onClick={() => {
            go({ view: 'explore', mode: modeOf({ kind: 'chart', spec }) });
          }}
        >
          {t('exploreUi:openView')}
        </Button>
      ) : null}
    </section>
  );
}
