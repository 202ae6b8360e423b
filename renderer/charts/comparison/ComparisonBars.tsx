import type { Comparison } from '../../../shared/contract/segments.ts';
import { Shape, segmentColour } from '../../ui/Shape.tsx';
import { useLocale } from '../../ui/locale.ts';
import { percent, percentScale } from '../kit/scale.ts';
import type { ComparisonProps, Named } from './types.ts';
import './comparison.css';

/** At most this many levels are drawn; the table twin has them all. */
const LEVELS = 8;

type Group = Comparison['groups'][number];
type Share = NonNullable<Group['shares']>[number];

/** Shares of levels over all segments: a bar each, with everyone as a tick. */
export function ComparisonBars({ comparison, segments, nameOf, selected }: ComparisonProps) {
  const { t } = useLocale();
  const everyone = comparison.groups.find(({ segment }) => segment === null)?.shares ?? [];
  const levels = everyone.slice(0, LEVELS);
  const more = everyone.length - levels.length;
  return (
    <div className="comparison-bars">
      {comparison.groups.map((group) => {
        const segment = segments.find(({ id }) => id === group.segment);
        return segment ? (
          <BarSet
            key={segment.id}
            group={group}
            segment={segment}
            name={nameOf(segment)}
            levels={levels}
            on={segment.id === selected}
          />
        ) : null;
      })}
      <p className="cap">
        {t('charts:barKey')}
        {more > 0 ? ` · ${t('charts:moreLevels', { n: more })}` : ''}
      </p>
    </div>
  );
}

interface BarSetProps {
  group: Group;
  segment: Named;
  name: string;
  /** of everyone */
  levels: readonly Share[];
  on: boolean;
}

function BarSet({ group, segment, name, levels, on }: BarSetProps) {
  const { t, fmt } = useLocale();
  const at = percentScale([0, 1]);
  return (
    <div className={on ? 'comparison-set on' : 'comparison-set'}>
      <div className="who">
        <Shape colour={segment.colour} size={10} />
        <span className="ell">{name}</span>
        <span className="mut nw">{t('charts:n', { n: group.n })}</span>
      </div>
      {levels.map(({ level, share: base }) => {
        // a level that nobody of the group has is none of its shares
        const share = group.shares && (group.shares.find((one) => one.level === level)?.share ?? 0);
        const tick = percent(at(base));
        return (
          <div key={level} className="comparison-bar">
            <span className="ell">{level}</span>
            <svg width="100%" height="14" aria-hidden="true">
              <rect x="0" y="4" height="6" width={percent(at(share ?? 0))} fill={segmentColour(segment.colour)} />
              <line x1={tick} x2={tick} y1="1" y2="13" stroke="var(--ink)" strokeWidth="1.5" />
            </svg>
            <span className="r num">{fmt.percent(share)}</span>
          </div>
        );
      })}
    </div>
  );
}
