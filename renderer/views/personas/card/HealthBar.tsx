import type { Health } from '../../../../shared/card/claims.ts';
import { useLocale } from '../../../ui/index.ts';

const BASES = ['data', 'quote', 'document', 'team', 'assumption'] as const;

/** On what the card rests: one bar divided by basis, said in words beside it. */
export function HealthBar({ health, long = false }: { health: Health; long?: boolean }) {
  const { t, fmt } = useLocale();
  if (health.total === 0) return <span className="mid-foot">{t('personas:health.none')}</span>;
  const bases = BASES.filter((basis) => health[basis] > 0);
  return (
    <span className="mid-foot">
      {long ? null : <span>{t('personas:field.health')}</span>}
      <span className="hb" aria-hidden="true">
        {bases.map((basis) => (
          <i key={basis} className={`h-${basis}`} style={{ flex: health[basis] }} />
        ))}
      </span>
      {long ? (
        bases.map((basis) => (
          <span key={basis}>
            {t(`personas:basis.${basis}`)} {fmt.number(health[basis])}
          </span>
        ))
      ) : (
        <span>{t('personas:health.summary', { total: health.total, share: health.data / health.total })}</span>
      )}
      {health.stale > 0 ? <span className="warn-text">{t('personas:health.stale', { n: health.stale })}</span> : null}
      {health.contradicted > 0 ? (
        <span className="danger-text">{t('personas:health.contradicted', { n: health.contradicted })}</span>
      ) : null}
    </span>
  );
}
