import type { HealthMeter } from '../../../../shared/card/blocks.ts';
import { useLocale } from '../../../ui/index.ts';

/** On what the card rests: one bar divided by basis, said in words beside it. */
export function HealthBar({ health, long = false }: { health: HealthMeter; long?: boolean }) {
  const { fmt } = useLocale();
  const { total, label, bases, summary, stale, contradicted } = health;
  if (total === 0) return <span className="mid-foot">{summary}</span>;
  return (
    <span className="mid-foot">
      {long ? null : <span>{label}</span>}
      <span className="hb" aria-hidden="true">
        {bases.map(({ basis, count }) => (
          <i key={basis} className={`h-${basis}`} style={{ flex: count }} />
        ))}
      </span>
      {long ? (
        bases.map((one) => (
          <span key={one.basis}>
            {one.label} {fmt.number(one.count)}
          </span>
        ))
      ) : (
        <span>{summary}</span>
      )}
      {stale === null ? null : <span className="warn-text">{stale}</span>}
      {contradicted === null ? null : <span className="danger-text">{contradicted}</span>}
    </span>
  );
}
