import type { GroupComparison } from '../../../shared/contract/explore.ts';
import { useLocale } from '../../ui/locale.ts';
import { percentScale } from '../scale.ts';

type Side = GroupComparison['differences'][number]['a'];

/** Two groups on one thin scale: a filled mark and a ring, each with its 95 % interval as a band. Shares start at 0. */
export function PairStrip({ a, b, share }: { a: Side; b: Side; share: boolean }) {
  const ends = [...a.interval, ...b.interval, a.value, b.value];
  const [low, high] = share ? [0, Math.max(...ends) * 1.08 || 1] : [Math.min(...ends), Math.max(...ends)];
  const room = share ? 0 : (high - low) * 0.2 || 1;
  const at = percentScale([low - room, high + room]);
  const x = (value: number) => `${at(value)}%`;
  const span = ([from, to]: readonly [number, number]) => `${Math.max(0.5, at(to) - at(from))}%`;
  return (
    <svg width="100%" height="18" aria-hidden="true">
      <line x1="0" x2="100%" y1="9" y2="9" stroke="var(--line-2)" />
      <rect x={x(a.interval[0])} width={span(a.interval)} y="5" height="8" fill="var(--accent)" opacity="0.25" />
      <rect x={x(b.interval[0])} width={span(b.interval)} y="5" height="8" fill="var(--ink-3)" opacity="0.25" />
      <circle cx={x(b.value)} cy="9" r="4" fill="var(--paper)" stroke="var(--ink-2)" strokeWidth="1.5" />
      <circle cx={x(a.value)} cy="9" r="4" fill="var(--accent)" />
    </svg>
  );
}

/** The distribution of one attribute in both groups: two bars a step, on one scale of shares. */
export function PairBars({ detail, name }: { detail: NonNullable<GroupComparison['detail']>; name: string }) {
  const { say, fmt } = useLocale();
  const most = Math.max(1e-9, ...[...detail.a, ...detail.b].map(({ value }) => value ?? 0));
  const bar = (share: number | null, colour: string) => (
    <svg width="100%" height="7" aria-hidden="true">
      <rect width={`${((share ?? 0) / most) * 100}%`} height="6" fill={colour} />
    </svg>
  );
  return (
    <section className="xdetail">
      <h3 className="h">{name}</h3>
      {detail.rows.map((row, i) => (
        <div key={row.key} className="xdetail-row">
          <span className="ell">{typeof row.label === 'string' ? row.label : say(row.label)}</span>
          <span>
            {bar(detail.a[i]!.value, 'var(--accent)')}
            {bar(detail.b[i]!.value, 'var(--ink-3)')}
          </span>
          <span className="num r">{fmt.percent(detail.a[i]!.value, 1)}</span>
          <span className="num r mut">{fmt.percent(detail.b[i]!.value, 1)}</span>
        </div>
      ))}
    </section>
  );
}
