import type { HealthMeter } from '../../../../shared/card/blocks.ts';
import type { Basis } from '../../../../shared/contract/personas.ts';
import { useLocale } from '../../../ui/index.ts';
import s from './HealthBar.module.css';

const LOOKS: Record<Basis, string | undefined> = {
  data: s.data,
  quote: s.quote,
  document: s.document,
  team: s.team,
  assumption: s.assumption,
};

/** On what the card rests: one bar divided by basis, said in words beside it. */
export function HealthBar({ health, long = false }: { health: HealthMeter; long?: boolean }) {
  const { fmt } = useLocale();
  const { total, label, bases, summary, stale, contradicted } = health;
  if (total === 0) return <span className={s.midFoot}>{summary}</span>;
  return (
    <span className={s.midFoot}>
      {long ? null : <span>{label}</span>}
      <span className={s.hb} aria-hidden="true">
        {bases.map(({ basis, count }) => (
          <i key={basis} className={LOOKS[basis]} style={{ flex: count }} />
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
