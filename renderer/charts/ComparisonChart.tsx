import type { Comparison, LeavingSegment } from '../../shared/contract/segments.ts';
import { Shape, segmentColour } from '../ui/Shape.tsx';
import { useLocale } from '../ui/locale.ts';
import { percentScale } from './scale.ts';

type Named = Omit<LeavingSegment, 'size'>;

export interface ComparisonProps {
  comparison: Comparison;
  segments: readonly Named[];
  nameOf: (segment: Named) => string;
  selected: number | null;
}

/** At most this many levels are drawn; the table twin has them all. */
const LEVELS = 8;

/** One attribute over all segments: box plots for numbers, bars with everyone as a tick for shares. */
export function ComparisonChart(props: ComparisonProps) {
  return props.comparison.kind === 'numeric' ? <Boxes {...props} /> : <Bars {...props} />;
}

function Boxes({ comparison, segments, nameOf, selected }: ComparisonProps) {
  const { t, fmt } = useLocale();
  const boxes = comparison.groups.filter((group) => group.box !== null);
  const low = Math.min(...boxes.map((group) => group.box!.p5));
  const high = Math.max(...boxes.map((group) => group.box!.p95));
  const room = (high - low) * 0.03 || 1;
  const at = percentScale([low - room, high + room]);
  return (
    <div className="boxes">
      {comparison.groups.map((group) => {
        const segment = segments.find((s) => s.id === group.segment);
        const colour = segment ? segmentColour(segment.colour) : 'var(--ink-2)';
        const box = group.box;
        return (
          <div
            key={group.segment ?? 'all'}
            className={group.segment === selected && selected !== null ? 'boxrow on' : 'boxrow'}
          >
            <span className="who">
              {segment ? <Shape colour={segment.colour} size={10} /> : <span className="glyph everyone" />}
              <span className="ell">{segment ? nameOf(segment) : t('charts:everyone')}</span>
            </span>
            {box ? (
              <svg width="100%" height="20" aria-hidden="true">
                <line x1={`${at(box.p5)}%`} x2={`${at(box.p95)}%`} y1="10" y2="10" stroke={colour} />
                <rect
                  x={`${at(box.q1)}%`}
                  width={`${Math.max(0.4, at(box.q3) - at(box.q1))}%`}
                  y="4"
                  height="12"
                  fill={colour}
                  opacity={segment ? 0.35 : 0.2}
                />
                <line
                  x1={`${at(box.median)}%`}
                  x2={`${at(box.median)}%`}
                  y1="3"
                  y2="17"
                  stroke={colour}
                  strokeWidth="2"
                />
                <circle cx={`${at(box.mean)}%`} cy="10" r="3" fill="var(--paper)" stroke={colour} strokeWidth="1.5" />
              </svg>
            ) : (
              <span className="mut">{t('charts:noValues')}</span>
            )}
            <span className="r num">{box ? fmt.number(box.median) : fmt.number(null)}</span>
            <span className="r num mut">{fmt.number(group.n)}</span>
          </div>
        );
      })}
      <div className="boxrow foot">
        <span />
        <span className="between row mut">
          <span>{fmt.number(low)}</span>
          <span>{t('charts:boxKey')}</span>
          <span>{fmt.number(high)}</span>
        </span>
        <span className="r mut">{t('charts:median')}</span>
        <span className="r mut">n</span>
      </div>
    </div>
  );
}

function Bars({ comparison, segments, nameOf, selected }: ComparisonProps) {
  const { t, fmt } = useLocale();
  const everyone = comparison.groups.find((group) => group.segment === null);
  const levels = (everyone?.shares ?? []).slice(0, LEVELS);
  const more = (everyone?.shares?.length ?? 0) - levels.length;
  const own = comparison.groups.filter((group) => group.segment !== null);
  return (
    <div className="barsets">
      {own.map((group) => {
        const segment = segments.find((s) => s.id === group.segment);
        if (!segment) return null;
        return (
          <div key={segment.id} className={segment.id === selected ? 'barset on' : 'barset'}>
            <div className="who">
              <Shape colour={segment.colour} size={10} />
              <span className="ell">{nameOf(segment)}</span>
              <span className="mut nw">{t('charts:n', { n: group.n })}</span>
            </div>
            {levels.map((level) => {
              const mine = group.shares?.find((s) => s.level === level.level);
              return (
                <div key={level.level} className="barrow">
                  <span className="ell">{level.level}</span>
                  <svg width="100%" height="14" aria-hidden="true">
                    <rect
                      x="0"
                      y="4"
                      height="6"
                      width={`${(mine?.share ?? 0) * 100}%`}
                      fill={segmentColour(segment.colour)}
                    />
                    <line
                      x1={`${level.share * 100}%`}
                      x2={`${level.share * 100}%`}
                      y1="1"
                      y2="13"
                      stroke="var(--ink)"
                      strokeWidth="1.5"
                    />
                  </svg>
                  <span className="r num">{fmt.percent(mine?.share ?? 0)}</span>
                </div>
              );
            })}
          </div>
        );
      })}
      <p className="cap">
        {t('charts:barKey')}
        {more > 0 ? ` · ${t('charts:moreLevels', { n: more })}` : ''}
      </p>
    </div>
  );
}
