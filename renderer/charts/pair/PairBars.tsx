import { max } from 'd3';
import type { GroupComparison } from '../../../shared/contract/explore.ts';
import { useLocale } from '../../ui/locale.ts';
import { percent, percentScale } from '../kit/scale.ts';
import './pair.css';

export interface PairBarsProps {
  detail: NonNullable<GroupComparison['detail']>;
  /** of the attribute */
  name: string;
}

/** The distribution of one attribute in both groups: two bars a step, on one scale of shares. */
export function PairBars({ detail: { rows, a, b }, name }: PairBarsProps) {
  const { say, fmt } = useLocale();
  const at = percentScale([0, Math.max(1e-9, max([...a, ...b], ({ value }) => value ?? 0) ?? 0)]);
  return (
    <section className="pair-bars">
      <h3 className="h">{name}</h3>
      {rows.map(({ key, label }, i) => {
        const [mine, others] = [a[i]?.value ?? null, b[i]?.value ?? null];
        return (
          <div key={key} className="pair-step">
            <span className="ell">{typeof label === 'string' ? label : say(label)}</span>
            <span>
              <Bar width={at(mine ?? 0)} fill="var(--accent)" />
              <Bar width={at(others ?? 0)} fill="var(--ink-3)" />
            </span>
            <span className="num r">{fmt.percent(mine, 1)}</span>
            <span className="num r mut">{fmt.percent(others, 1)}</span>
          </div>
        );
      })}
    </section>
  );
}

/** @param width in % */
function Bar({ width, fill }: { width: number; fill: string }) {
  return (
    <svg width="100%" height="7" aria-hidden="true">
      <rect width={percent(width)} height="6" fill={fill} />
    </svg>
  );
}
